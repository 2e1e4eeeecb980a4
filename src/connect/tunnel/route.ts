import { ConfigurationError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import type { Endpoint, SshEndpoint, TcpEndpoint, UnixEndpoint } from '../../daemon/endpoint.ts'
import type { Probe } from '../../daemon/poll.ts'
import type { ConnectInputs } from '../inputs.ts'
import type { Tunnel } from './tunnel.ts'

/** How this machine reaches a daemon. */
export interface Route {
  /** The address to connect to. Its `url` is the address as the user wrote it. */
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Wraps a probe, so that the route is open before it and explains its failure. */
  readonly wrapProbe: <Answer>(probe: Probe<Answer>) => Probe<Answer>
  /** Ends the route. Never throws. */
  readonly close: () => void
}

/**
 * Opens a route to a daemon: directly, or through a local socket that a command connects to the daemon.
 *
 * @param attemptDirectory where files of this route are written
 * @throws ConfigurationError when the inputs allow no route
 */
export async function openRoute(
  endpoint: Endpoint,
  { driver, ssh }: Pick<ConnectInputs, 'driver' | 'ssh'>,
  attemptDirectory: string,
  ports: Pick<Ports, 'directory' | 'env'>,
): Promise<Route> {
  if (endpoint.kind === 'tcp' || endpoint.kind === 'unix') {
    return { endpoint, wrapProbe: (probe) => probe, close: () => {} }
  }
  if (process.platform === 'win32') {
    const [scheme] = endpoint.url.split(':')
    throw new ConfigurationError(`endpoint: ${scheme}:// needs a runner with Linux or macOS.`)
  }
  // The code of a tunnel is loaded only for a tunnel.
  const { createSocketDirectory } = await import('./socket-directory.ts')
  const sockets = createSocketDirectory(attemptDirectory, ports.directory)
  try {
    const tunnel =
      endpoint.kind === 'ssh'
        ? await openSsh(endpoint, { driver, ssh, attemptDirectory, sockets: sockets.path }, ports)
        : await (await import('./container.ts')).openContainerTunnel(endpoint, sockets.path, ports)
    return {
      endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
      wrapProbe: tunnel.wrapProbe,
      close() {
        tunnel.close()
        sockets.remove()
      },
    }
  } catch (error) {
    sockets.remove()
    throw error
  }
}

interface SshOptions extends Pick<ConnectInputs, 'driver' | 'ssh'> {
  readonly attemptDirectory: string
  readonly sockets: string
}

async function openSsh(
  endpoint: SshEndpoint,
  { driver, ssh, attemptDirectory, sockets }: SshOptions,
  ports: Pick<Ports, 'directory' | 'env'>,
): Promise<Tunnel> {
  const { writeSshFiles } = await import('./ssh/files.ts')
  const { openSshTunnel } = await import('./ssh/tunnel.ts')
  const daemon = driver === 'remote' ? 'buildkitd' : 'docker'
  const files = await writeSshFiles(ssh, { attemptDirectory, sockets }, ports)
  const hasKey = ssh.key !== undefined
  return openSshTunnel({ endpoint, daemon, files, hasKey, attemptDirectory, sockets }, ports)
}
