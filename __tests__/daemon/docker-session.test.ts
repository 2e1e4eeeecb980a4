import { mkdtempSync, rmSync } from 'node:fs'
import { performServerHandshake } from 'node:http2'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import { createControl } from '../../src/daemon/control.ts'
import { readInfo } from '../../src/daemon/control-api.ts'
import { connectToContainer } from '../../src/daemon/docker-session.ts'
import { framed } from '../helpers/docker-frames.ts'
import {
  answerOver,
  type FaultyServer,
  grpcAnswer,
  info,
  listen,
} from '../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'docker-session-'))
afterAll(() => rmSync(directory, { recursive: true }))
const path = join(directory, 'docker.sock')
let server: FaultyServer | undefined
afterEach(() => server?.close())

/** Imitates a Docker daemon that runs a command in a container, and notes the requests. */
async function docker(execAnswer: string, onStart: (socket: Socket) => void) {
  const requests: string[] = []
  const onSocket = (socket: Socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => {
      const text = data.toString('latin1')
      requests.push(`${text.split(' HTTP')[0]} ${text.split('\r\n\r\n')[1]}`)
      if (!text.includes('/start ')) {
        socket.end(execAnswer)
        return
      }
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n')
      onStart(socket)
    })
  }
  server = await listen(onSocket, { path })
  return requests
}

const json = (status: string, body: object) => {
  const text = JSON.stringify(body)
  return `HTTP/1.1 ${status}\r\nContent-Length: ${text.length}\r\n\r\n${text}`
}

it('the BuildKit in a container is asked through a command there', async () => {
  const requests = await docker(json('201 Created', { Id: 'abc123' }), (socket) =>
    answerOver(performServerHandshake(framed(socket)), () => grpcAnswer(info)),
  )
  const control = createControl(() => connectToContainer(path, 'mine'))
  const versions: unknown[] = []
  await control.call('/moby.buildkit.v1.Control/Info', new Uint8Array(), (message) =>
    versions.push(readInfo(message)),
  )
  control.close()
  expect(versions).toEqual(['v0.99.0'])
  expect(requests).toEqual([
    'POST /containers/mine/exec {"AttachStdin":true,"AttachStdout":true,"Cmd":["buildctl","dial-stdio"]}',
    'POST /exec/abc123/start {"Detach":false,"Tty":false}',
  ])
})

it.each([
  ['there is none', json('404 Not Found', { message: 'No such container' }), 'no such container'],
  ['it is paused', json('409 Conflict', { message: 'paused' }), 'HTTP status 409'],
  ['its command has another id', json('201 Created', { Id: '../x' }), 'no such container'],
])('a container is not asked when %s', async (_, answer, words) => {
  await docker(answer, () => {})
  await expect(connectToContainer(path, 'mine')).rejects.toThrow(words)
})

it('a command that ends is a broken connection', async () => {
  await docker(json('201 Created', { Id: 'abc123' }), (socket) => socket.end())
  const control = createControl(() => connectToContainer(path, 'mine'))
  await expect(control.call('/x', new Uint8Array(), () => {})).rejects.toThrow()
  control.close()
})
