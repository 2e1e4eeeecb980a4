import { rm } from 'node:fs/promises'
import { ConfigurationError } from '../errors.ts'
import type { ConnectInputs, ConnectPorts } from './builder.ts'
import type { Endpoint, SshEndpoint, TcpEndpoint, UnixEndpoint } from './endpoint.ts'
import type { Ask } from './wait.ts'

/** How this machine reaches a daemon. */
export interface Way {
  /** What is connected to; its `url` is the address as the user wrote it. */
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Sees to the way before each question. */
  readonly through: <Answer>(ask: Ask<Answer>) => Ask<Answer>
  /** Ends it. Never rejects. */
  readonly close?: () => Promise<void>
}

/** @throws ConfigurationError when the inputs don't make a way */
export async function openWay(
  endpoint: Endpoint,
  { driver, ssh }: ConnectInputs,
  ports: ConnectPorts,
): Promise<Way> {
  if (endpoint.kind !== 'ssh') return { endpoint, through: (ask) => ask }
  return openSshWay(endpoint, driver === 'remote' ? 'buildkitd' : 'docker', ssh, ports)
}

/** What SSH needs is loaded only for SSH. */
async function openSshWay(
  endpoint: SshEndpoint,
  daemon: 'docker' | 'buildkitd',
  inputs: ConnectInputs['ssh'],
  ports: ConnectPorts,
): Promise<Way> {
  if (process.platform === 'win32') {
    throw new ConfigurationError('endpoint: ssh:// needs a runner with Linux or macOS.')
  }
  const { socketDirectory, writeSshFiles } = await import('./ssh/files.ts')
  const { openTunnel } = await import('./ssh/tunnel.ts')
  const directory = await socketDirectory(ports.directory)
  const removeDirectory = async () => {
    // The step's own goes with all that is in it.
    if (directory === ports.directory) return
    await rm(directory, { recursive: true, force: true }).catch(() => {})
  }
  try {
    const files = await writeSshFiles(inputs, directory, ports)
    const hasKey = inputs.key !== undefined
    const tunnel = await openTunnel({ endpoint, daemon, files, hasKey, directory }, ports)
    return {
      endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
      through: tunnel.through,
      async close() {
        tunnel.close()
        await removeDirectory()
      },
    }
  } catch (error) {
    await removeDirectory()
    throw error
  }
}
