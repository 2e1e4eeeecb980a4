import { expect, it } from '@jest/globals'
import { parseEndpoint, type TcpEndpoint } from '../../src/daemon/endpoint.ts'
import { addressesOf } from '../../src/pool/addresses.ts'

const name = parseEndpoint('tcp://pool:1234') as TcpEndpoint
const find = (addresses: readonly string[]) =>
  addressesOf(name, async (host) => {
    expect(host).toBe('pool')
    return addresses.map((address) => ({ address }))
  })

it('each address of a name is an endpoint, once and in an order of its own', async () => {
  const found = await find(['10.0.0.2', 'fd00::1', '10.0.0.1', '10.0.0.2'])
  expect(found.map(({ url }) => url)).toEqual([
    'tcp://10.0.0.1:1234',
    'tcp://10.0.0.2:1234',
    'tcp://[fd00::1]:1234',
  ])
  expect(found[0]).toEqual({ ...name, host: '10.0.0.1', url: 'tcp://10.0.0.1:1234' })
})

it('of many addresses the same 16 are asked, whatever the order of the answer', async () => {
  const addresses = Array.from({ length: 20 }, (_, index) => `10.0.0.${index + 10}`)
  const hosts = async (each: readonly string[]) => (await find(each)).map(({ host }) => host)
  expect(await hosts(addresses)).toEqual(addresses.slice(0, 16))
  expect(await hosts(addresses.toReversed())).toEqual(addresses.slice(0, 16))
})

it('a name that cannot be resolved is an error', async () => {
  const none = () => Promise.reject(new Error('getaddrinfo ENOTFOUND pool'))
  await expect(addressesOf(name, none)).rejects.toThrow('ENOTFOUND')
})
