import type { Certificates } from './certificates.ts'
import type { Registry } from './registry.ts'
import type { ServerOptions } from './server.ts'

export interface BuildkitdOptions {
  readonly directory: string
  /** Without certificates the daemon listens in the clear. */
  readonly certificates?: Pick<Certificates, 'authority' | 'server'> | undefined
  readonly registry?: Registry
  readonly port?: number
  /** More of buildkitd.toml. */
  readonly config?: string
}

/** One way to run the daemon. */
export interface BuildkitdWay {
  readonly server: Omit<ServerOptions, 'name' | 'logPath' | 'isReady'>
  /** buildctl as it reaches the daemon's own socket. */
  readonly control: readonly [string, ...string[]]
}

export interface TlsPaths {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** buildkitd.toml, the same either way but for its paths. */
export function buildkitdConfig(
  { registry, config = '' }: BuildkitdOptions,
  addresses: readonly string[],
  worker: string,
  grpc: string,
  tls?: TlsPaths,
): string {
  // Collecting garbage when the disk is nearly full would make the counts a matter of chance.
  return `${[
    '[grpc]',
    `address = ${JSON.stringify(addresses)}`,
    grpc,
    ...(tls
      ? ['[grpc.tls]', ...Object.entries(tls).map(([key, path]) => `${key} = "${path}"`)]
      : []),
    ...(registry ? [`[registry."${registry.host}"]`, 'http = true'] : []),
    '[worker.containerd]',
    'enabled = false',
    '[worker.oci]',
    'gc = false',
    worker,
    config,
  ].join('\n')}\n`
}
