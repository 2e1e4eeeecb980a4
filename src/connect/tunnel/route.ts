import { rmSync } from 'node:fs'
import { ConfigurationError } from '../../base/errors.ts'
import type {
  ContainerEndpoint,
  Endpoint,
  SshEndpoint,
  TcpEndpoint,
  UnixEndpoint,
} from '../../daemon/endpoint.ts'
import type { Probe } from '../../daemon/poll.ts'
import type { ConnectPorts } from '../builder.ts'
import type { ConnectInputs } from '../inputs.ts'
import type { Tunnel } from './tunnel.ts'

/** How this machine reaches a daemon. */
export interface Way {
  /** What is connected to; its `url` is the address as the user wrote it. */
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Sees to the way before each question. */
  readonly through: <Answer>(probe: Probe<Answer>) => Probe<Answer>
  /** Ends it. Never rejects. */
  readonly close?: () => Promise<void>
}

/** @throws ConfigurationError when the inputs don't make a way */
export async function openWay(
  endpoint: Endpoint,
  { driver, ssh }: ConnectInputs,
  ports: ConnectPorts,
): Promise<Way> {
  if (endpoint.kind === 'tcp' || endpoint.kind === 'unix') {
    return { endpoint, through: (ask) => ask }
  }
  const { socketDirectory } = await import('./socket-directory.ts')
  const directory = await socketDirectory(ports.directory)
  const removeDirectory = () => {
    // The step's own goes with all that is in it.
    if (directory === ports.directory) return
    try {
      rmSync(directory, { recursive: true, force: true })
    } catch {
      // What is left of it holds no secret, and must not fail a build.
    }
  }
  try {
    const tunnel =
      endpoint.kind === 'ssh'
        ? await sshTunnel(endpoint, directory, driver, ssh, ports)
        : await containerTunnel(endpoint, directory, ports)
    return {
      endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
      through: tunnel.through,
      async close() {
        tunnel.close()
        removeDirectory()
      },
    }
  } catch (error) {
    removeDirectory()
    throw error
  }
}

/** What SSH needs is loaded only for SSH. */
async function sshTunnel(
  endpoint: SshEndpoint,
  directory: string,
  driver: ConnectInputs['driver'],
  inputs: ConnectInputs['ssh'],
  ports: ConnectPorts,
): Promise<Tunnel> {
  if (process.platform === 'win32') {
    throw new ConfigurationError('endpoint: ssh:// needs a runner with Linux or macOS.')
  }
  const { writeSshFiles } = await import('./ssh/files.ts')
  const { openSshTunnel } = await import('./ssh/tunnel.ts')
  const daemon = driver === 'remote' ? 'buildkitd' : 'docker'
  const files = await writeSshFiles(inputs, directory, ports)
  const hasKey = inputs.key !== undefined
  return openSshTunnel({ endpoint, daemon, files, hasKey, directory }, ports)
}

async function containerTunnel(
  endpoint: ContainerEndpoint,
  directory: string,
  ports: ConnectPorts,
): Promise<Tunnel> {
  if (process.platform === 'win32') {
    const [scheme] = endpoint.url.split(':')
    throw new ConfigurationError(`endpoint: ${scheme}:// needs a runner with Linux or macOS.`)
  }
  const { openContainerTunnel } = await import('./container.ts')
  return openContainerTunnel(endpoint, directory, ports)
}
