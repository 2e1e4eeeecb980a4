import type { Ports } from '../../base/ports.ts'
import type { ContainerEndpoint } from '../../daemon/endpoint.ts'
import type { SshTunnelOptions } from './ssh/tunnel.ts'
import type { Tunnel } from './tunnel.ts'

/** A tunnel to open. It names files, and holds no secret, so that another process may open it as well. */
export type TunnelOrder =
  | ({ readonly kind: 'ssh' } & SshTunnelOptions)
  | {
      readonly kind: 'container'
      readonly endpoint: ContainerEndpoint
      /** Where the socket is made: private, and short enough for one. */
      readonly sockets: string
    }

/** Opens a tunnel. What each kind needs is loaded only for it. */
export async function openTunnel(
  order: TunnelOrder,
  ports: Pick<Ports, 'directory' | 'env'>,
): Promise<Tunnel> {
  if (order.kind === 'ssh') {
    const { openSshTunnel } = await import('./ssh/tunnel.ts')
    return openSshTunnel(order, ports)
  }
  const { openContainerTunnel } = await import('./container.ts')
  return openContainerTunnel(order.endpoint, order.sockets, ports)
}
