import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { performServerHandshake } from 'node:http2'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { askStartingContainer, removeContainer } from '../../src/daemon/docker-container.ts'
import { framed } from '../helpers/docker-frames.ts'
import { answerOver, grpcAnswer, info, workers } from '../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'docker-container-'))
afterAll(() => rmSync(directory, { recursive: true }))
const path = join(directory, 'docker.sock')
let server: Server | undefined
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  server?.close()
})

interface Behaviour {
  readonly events?: (response: ServerResponse) => void
  readonly logs?: (response: ServerResponse) => void
  /** The socket of the command in the container. */
  readonly command?: (socket: Socket) => void
  /** What Docker knows of the container. */
  readonly inspection?: object
  readonly removal?: (response: ServerResponse) => void
}

const started = '{"Type":"container","Action":"start"}\n'
const listening = 'level=info msg="running server on /run/buildkit/buildkit.sock"\n'

/** Imitates a Docker daemon, and notes the requests. */
async function docker({
  events = (response) => response.write(started),
  logs = (response) => response.write(listening),
  command = (socket) =>
    answerOver(performServerHandshake(framed(socket)), (called) =>
      grpcAnswer(called.endsWith('/Info') ? info : workers),
    ),
  inspection = { State: { Running: true } },
  removal = (response) => response.writeHead(204).end(),
}: Behaviour): Promise<readonly string[]> {
  const requests: string[] = []
  const created = createServer((request, response) => {
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`)
    if (request.method === 'DELETE') return removal(response)
    if (request.url?.startsWith('/events')) return events(response)
    if (request.url?.includes('/logs')) return logs(response)
    if (request.url?.endsWith('/json')) return response.end(JSON.stringify(inspection))
    response.statusCode = 201
    response.end(JSON.stringify({ Id: 'abc123' }))
  })
  created.on('upgrade', (_, socket: Socket) => {
    sockets.add(socket)
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n')
    command(socket)
  })
  created.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server = created
  await new Promise<void>((done) => created.listen(path, done))
  return requests
}

const container = { socketPath: path, name: 'mine' }
const ask = (signal = new AbortController().signal) => askStartingContainer(container, signal)
const daemon = { version: 'v0.99.0', platforms: ['linux/amd64'] }

it('a container that is being started is asked once its BuildKit listens', async () => {
  const requests = await docker({})
  await expect(ask()).resolves.toEqual(daemon)
  expect(requests).toEqual([
    'GET /events?filters={"type":["container"],"event":["start"],"container":["mine"]}',
    'GET /containers/mine/logs?follow=1&stdout=1&stderr=1',
    'POST /containers/mine/exec',
  ])
})

it('nothing is asked before the container starts and its BuildKit listens', async () => {
  const begun = Promise.withResolvers<ServerResponse>()
  const logged = Promise.withResolvers<ServerResponse>()
  const requests = await docker({
    events(response) {
      response.flushHeaders()
      begun.resolve(response)
    },
    logs(response) {
      response.write('level=info msg="found 1 workers"\n')
      logged.resolve(response)
    },
  })
  const asked = ask()
  const event = await begun.promise
  expect(requests).toHaveLength(1)
  event.write(started)
  const log = await logged.promise
  expect(requests).toHaveLength(2)
  // The log arrives in pieces of any length. What is written without a pause is read as one piece.
  log.write(listening.slice(0, 30))
  await setTimeout(50)
  log.write(listening.slice(30))
  await expect(asked).resolves.toEqual(daemon)
})

it.each<[string, Behaviour]>([
  ['it may not be watched', { events: (response) => response.writeHead(403).end('no') }],
  ['its log is kept nowhere', { logs: (response) => response.writeHead(501).end('no') }],
  ['its log ends though it runs', { logs: (response) => response.end('level=error msg="no"\n') }],
  ['the command in it ends', { command: (socket) => socket.end() }],
])('a container is not asked when %s', async (_, behaviour) => {
  await docker(behaviour)
  await expect(ask()).rejects.toThrow()
})

it.each<[string, object, object]>([
  ['has ended', { State: { Running: false, ExitCode: 2 } }, { exitCode: 2 }],
  // Docker calls a container running that it is about to start again.
  ['restarts', { State: { Running: true, Restarting: true, ExitCode: 1 } }, { exitCode: 1 }],
  ['runs again', { State: { Running: true, ExitCode: 0 }, RestartCount: 3 }, {}],
])('the wait ends when a container %s before its BuildKit listens', async (_, inspection, end) => {
  await docker({ logs: (response) => response.end('buildkitd: no\n'), inspection })
  await expect(ask()).resolves.toEqual(end)
})

it.each<[string, Behaviour]>([
  ['starts', { events: (response) => response.flushHeaders() }],
  ['listens', { logs: (response) => response.flushHeaders() }],
  ['answers', { command: () => {} }],
])('the wait ends with the signal before the container %s', async (_, behaviour) => {
  const requests = await docker(behaviour)
  const stop = new AbortController()
  const asked = ask(stop.signal)
  const awaited = 'command' in behaviour ? 3 : 'logs' in behaviour ? 2 : 1
  while (requests.length < awaited) await new Promise((done) => setImmediate(done))
  stop.abort(new Error('enough'))
  await expect(asked).rejects.toThrow()
})

describe('the removal of a container', () => {
  const signal = new AbortController().signal

  it.each([204, 404])('succeeds with the status %d', async (status) => {
    const requests = await docker({ removal: (response) => response.writeHead(status).end() })
    await removeContainer(container, signal)
    expect(requests).toEqual(['DELETE /containers/mine?force=1&v=1'])
  })

  it('fails when Docker refuses it', async () => {
    await docker({ removal: (response) => response.writeHead(409).end() })
    await expect(removeContainer(container, signal)).rejects.toThrow('HTTP status 409')
  })

  it('ends with the signal', async () => {
    const stop = new AbortController()
    await docker({ removal: () => stop.abort() })
    await expect(removeContainer(container, stop.signal)).rejects.toThrow()
  })
})
