import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Haproxy, startHaproxy } from '../../script/rig/haproxy.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { createProject, type Project, repeatIfLate, rig } from './project.ts'

repeatIfLate()

// A step that is silent for twice as long as a balancer lets a connection be idle; and one whose connection to the
// history is cut all the same.

const idleSeconds = 7
const silentSeconds = 14

let directory: string
let balancer: Haproxy
let server: Server
/** The clients' connections that are open, the oldest first. */
const clients = new Set<Socket>()

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'idle-limit-'))
  const { hostname, port } = new URL(rig.endpoint)
  balancer = await startHaproxy({
    directory,
    idleSeconds,
    sections: (own) => [
      ...['frontend front', `  bind 127.0.0.1:${own}`, '  default_backend back'],
      ...['backend back', `  server daemon ${hostname}:${port}`],
    ],
  })
  server = createServer((client) => {
    const daemon = connect(Number(port), hostname)
    clients.add(client)
    client.on('close', () => {
      clients.delete(client)
      daemon.destroy()
    })
    daemon.on('close', () => client.destroy())
    for (const socket of [client, daemon]) socket.on('error', () => {})
    client.pipe(daemon).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const client of clients) client.destroy()
  server.close()
  await balancer.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** A project that has been built once, and in which a file has changed that its step reads. */
async function changedProject(seconds: number): Promise<Project> {
  const project = await createProject({
    Dockerfile: 'FROM @base@\nCOPY a /\nRUN sleep $(cat a) # @id@',
    a: '0\n',
  })
  await project.build()
  project.write({ a: `${seconds}\n` })
  return project
}

function reasons({ exitCode, log, outputs }: PhaseResult): readonly string[] {
  if (exitCode !== 0) throw new Error(log)
  const report = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  return report.misses.map(({ reason }) => reason)
}

it('does not end the connection for history requests', async () => {
  const project = await changedProject(silentSeconds)
  const endpoint = `tcp://127.0.0.1:${balancer.port}`
  expect(reasons(await project.build({ inputs: { endpoint } }))).toEqual(['context-changed'])
})

it('that cuts the connection for history requests makes the action open another', async () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const project = await changedProject(4)
  let cut = 0
  // buildx connects after the probe, whose connection asks the history.
  const timer = setInterval(() => {
    const [oldest] = clients
    if (cut > 0 || clients.size < 2 || oldest === undefined) return
    cut += 1
    oldest.destroy()
  }, 1500)
  const ended = await project.build({ inputs: { endpoint: `tcp://127.0.0.1:${address.port}` } })
  clearInterval(timer)
  expect([cut, ...reasons(ended)]).toEqual([1, 'context-changed'])
})
