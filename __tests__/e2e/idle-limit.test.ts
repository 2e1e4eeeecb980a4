import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { createProject, rig } from './project.ts'

// A load balancer that closes idle connections after some seconds, and a step that is silent for twice as
// long.

const idleSeconds = 6
let server: Server
const sockets = new Set<Socket>()
beforeAll(async () => {
  const { hostname, port } = new URL(rig.endpoint)
  server = createServer((client) => {
    const daemon = connect(Number(port), hostname)
    for (const [from, to] of [
      [client, daemon],
      [daemon, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.pipe(to)
      from.on('close', () => to.destroy())
    }
    // Bytes in both directions count.
    client.setTimeout(idleSeconds * 1000, () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

it('an idle limit does not end the connection for history requests', async () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const endpoint = `tcp://127.0.0.1:${address.port}`
  const project = await createProject({
    Dockerfile: `FROM @base@\nCOPY a /\nRUN sleep $(cat a) # @id@`,
    a: '0\n',
  })
  await project.build()
  project.write({ a: `${idleSeconds * 2 + 1}\n` })
  const { exitCode, log, outputs } = await project.build({ inputs: { endpoint } })
  expect([exitCode, exitCode === 0 ? '' : log]).toEqual([0, ''])
  const report = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  expect(report.misses.map(({ reason }) => reason)).toEqual(['context-changed'])
})
