import { ConfigurationError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import type { Endpoint, SshEndpoint, TcpEndpoint, UnixEndpoint } from '../../daemon/endpoint.ts'
import type { Probe } from '../../daemon/poll.ts'
import type { ConnectInputs } from '../inputs.ts'
import type { TunnelOrder } from './open-tunnel.ts'

/** How this machine reaches a daemon. */
export interface Route {
  /** The address to connect to. Its `url` is the address as the user wrote it. */
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Wraps a probe, so that the route is open before it and explains its failure. */
  readonly wrapProbe: <Answer>(probe: Probe<Answer>) => Probe<Answer>
  /**
   * Hands the route over to a process that stays, after which this one doesn't use it any more. Absent where the
   * route needs no process.
   *
   * @throws Error in one line when that process can't open it
   */
  readonly keep?: () => Promise<void>
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
  ports: Pick<Ports, 'directory' | 'env' | 'keeper'>,
): Promise<Route> {
  if (endpoint.kind === 'tcp' || endpoint.kind === 'unix') {
    return { endpoint, wrapProbe: (probe) => probe, close: () => {} }
  }
  if (process.platform === 'win32') {
    const [scheme] = endpoint.url.split(':')
    throw new ConfigurationError(`endpoint: ${scheme}:// needs a runner with Linux or macOS.`)
  }
  // The code of a tunnel is loaded only for a tunnel.
  const [{ createSocketDirectory }, { openTunnel }] = await Promise.all([
    import('./socket-directory.ts'),
    import('./open-tunnel.ts'),
  ])
  const sockets = createSocketDirectory(attemptDirectory, ports.directory)
  try {
    const order =
      endpoint.kind === 'ssh'
        ? await sshOrder(endpoint, { driver, ssh, attemptDirectory, sockets: sockets.path }, ports)
        : ({ kind: 'container', endpoint, sockets: sockets.path } as const)
    const tunnel = await openTunnel(order, ports)
    return {
      endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
      wrapProbe: tunnel.wrapProbe,
      async keep() {
        const { startKeeper } = await import('./keeper-process.ts')
        // Its socket has the same path.
        tunnel.close()
        await startKeeper(order, ports)
      },
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

async function sshOrder(
  endpoint: SshEndpoint,
  { driver, ssh, attemptDirectory, sockets }: SshOptions,
  ports: Pick<Ports, 'env'>,
): Promise<TunnelOrder> {
  const { writeSshFiles } = await import('./ssh/files.ts')
  const daemon = driver === 'remote' ? 'buildkitd' : 'docker'
  const files = await writeSshFiles(ssh, { attemptDirectory, sockets }, ports)
  const hasKey = ssh.key !== undefined
  return { kind: 'ssh', endpoint, daemon, files, hasKey, attemptDirectory, sockets }
}
