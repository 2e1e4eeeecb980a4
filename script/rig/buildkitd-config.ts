import type { Certificates } from './certificates.ts'
import type { Registry } from './registry.ts'
import type { ServerOptions } from './server.ts'

export interface BuildkitdOptions {
  readonly directory: string
  /** Without certificates the daemon listens without TLS. */
  readonly certificates?: Pick<Certificates, 'authority' | 'server'> | undefined
  readonly registry?: Registry
  readonly port?: number
  /** Uses the oldest supported release instead of the newest. */
  readonly isOldest?: boolean
  /** Lets the daemon find cgroup v2, with which it records what each step takes of the machine. */
  readonly hasCgroup2?: boolean
  /** Keeps the cache when the daemon ends, for a daemon that is started there later. */
  readonly keepsRoot?: boolean
  /** Appended to buildkitd.toml. */
  readonly config?: string
}

/** One way to run the daemon. */
export interface BuildkitdWay {
  readonly server: Omit<ServerOptions, 'name' | 'logPath' | 'isReady'>
  /** The buildctl command that uses the daemon's own socket. */
  readonly control: readonly [string, ...string[]]
}

export interface TlsPaths {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** The text of buildkitd.toml. Only its paths depend on the way. */
export function buildkitdConfig(
  { registry, config = '' }: BuildkitdOptions,
  addresses: readonly string[],
  worker: string,
  grpc: string,
  tls?: TlsPaths,
): string {
  // Garbage collection on a nearly full disk would make the counts random.
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
