import { mkdtempSync, rmSync } from 'node:fs'
import type { ClientHttp2Session } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterAll, expect, it, jest } from '@jest/globals'
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

it('a connection stays open while one of its calls is pending, and is closed when none is', async () => {
  const streams: Duplex[] = []
  const request = () => {
    const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
    streams.push(stream)
    return stream
  }
  const destroy = jest.fn()
  const http2 = { request, destroy, destroyed: false } as unknown as ClientHttp2Session
  const control = createControl(async () => ({ http2, authority: 'localhost' }))
  const end = (stream: Duplex | undefined) => {
    stream?.emit('response', { ':status': 200, 'content-type': 'application/grpc' })
    stream?.emit('trailers', { 'grpc-status': '0' })
    stream?.push(null)
  }
  const timers = jest.spyOn(globalThis, 'setTimeout')
  const [short, long] = ['/short', '/long'].map((path) =>
    control.call(path, new Uint8Array(), () => {}),
  )
  await setImmediate()
  end(streams[0])
  await short
  expect(timers).not.toHaveBeenCalled()
  end(streams[1])
  await long
  expect(timers).toHaveBeenCalledTimes(1)
  const [closeIdle] = timers.mock.calls[0] ?? []
  timers.mockRestore()
  expect(destroy).not.toHaveBeenCalled()
  closeIdle?.()
  await setImmediate()
  expect(destroy).toHaveBeenCalledTimes(1)
})
