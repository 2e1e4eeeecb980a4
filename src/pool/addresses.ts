import { lookup } from 'node:dns/promises'
import { type TcpEndpoint, tcpAddress } from '../daemon/endpoint.ts'

/** Each is asked, so there is a limit. */
const mostAddresses = 16

/**
 * Finds the daemons behind a name, as the system resolves it.
 *
 * @param resolve returns the addresses of a host in any order, some of them perhaps twice
 * @returns one endpoint for each address, in an order that doesn't depend on the answer's
 * @throws Error of the resolver
 */
export async function addressesOf(
  name: TcpEndpoint,
  resolve: (host: string) => Promise<readonly { readonly address: string }[]> = (host) =>
    lookup(host, { all: true }),
): Promise<readonly TcpEndpoint[]> {
  const found = await resolve(name.host)
  const addresses = [...new Set(found.map(({ address }) => address))].toSorted()
  return addresses.slice(0, mostAddresses).map((address) => {
    const endpoint = { ...name, host: address }
    return { ...endpoint, url: tcpAddress(endpoint) }
  })
}
