import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { makeCertificates } from '../../script/rig/certificates.ts'
import { connectToDaemon, createControl } from '../../src/daemon/control.ts'
import { parseEndpoint, type TcpEndpoint } from '../../src/daemon/endpoint.ts'
import { listen } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'

const directory = mkdtempSync(join(tmpdir(), 'control-'))
afterAll(() => rmSync(directory, { recursive: true }))

it('closing gives up a connection that waits for its turn at a load balancer', async () => {
  const { authority } = await makeCertificates(directory)
  let hasClosed = false
  // Accepts the connection, and forwards nothing yet.
  const balancer = await listen((socket) => {
    socket.resume()
    socket.on('error', () => {})
    socket.on('close', () => {
      hasClosed = true
    })
  })
  const endpoint = parseEndpoint(balancer.endpoint) as TcpEndpoint
  const credentials = { ca: authority.cert }
  const control = createControl((signal) => connectToDaemon({ endpoint, credentials }, signal))
  const call = control.call('/x', new Uint8Array(), () => {})
  await until(() => balancer.connections() === 1, 'it is connected')
  control.close()
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  await until(() => hasClosed, 'the connection is closed')
  await balancer.close()
})
