import { mkdtempSync, rmSync } from 'node:fs'
import { performServerHandshake } from 'node:http2'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import type { Daemon } from '../../src/daemon/daemon.ts'
import { probeDocker } from '../../src/daemon/docker-probe.ts'
import { askSocket } from '../../src/daemon/probe-socket.ts'
import {
  answerOver,
  type FaultyServer,
  grpcAnswer,
  info,
  listen,
  workers,
} from '../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'docker-probe-'))
afterAll(() => rmSync(directory, { recursive: true }))

const path = join(directory, 'docker.sock')
const endpoint = { kind: 'unix', path, url: `unix://${path}` } as const
const servers: FaultyServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface Behaviour {
  /** What becomes of a connection that was to change over; without it there is no such thing. */
  readonly onUpgrade?: (socket: Socket) => void
  /** What becomes of one that speaks HTTP/2 at once. */
  readonly onHttp2?: (socket: Socket) => void
  readonly version?: () => string | undefined
}

/** Stands in for a Docker daemon in states that a real one can't be brought into. */
async function docker({ onUpgrade, onHttp2, version = () => known }: Behaviour): Promise<void> {
  const answer = (text: string, status = '200 OK') =>
    `HTTP/1.1 ${status}\r\nContent-Length: ${text.length}\r\n\r\n${text}`
  const onSocket = (socket: Socket) => {
    const onData = (data: Buffer) => {
      const [method, path] = data.toString('latin1').split(' ')
      const handOver = (take: (socket: Socket) => void) => {
        socket.off('data', onData)
        socket.pause()
        take(socket)
      }
      if (method === 'PRI') {
        handOver((stranger) => {
          stranger.unshift(data)
          if (onHttp2 === undefined) stranger.end(answer('', '400 Bad Request'))
          else onHttp2(stranger)
        })
      } else if (path === '/version') {
        const text = version()
        if (text !== undefined) socket.write(answer(text))
      } else if (onUpgrade === undefined) {
        socket.write(answer('', '404 Not Found'))
      } else {
        socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
        handOver(onUpgrade)
      }
    }
    socket.on('data', onData)
  }
  servers.push(await listen(onSocket, { path }))
}

const known = JSON.stringify({ Version: '99.0.0', ApiVersion: '1.99' })
const buildkit = (socket: Socket) =>
  answerOver(performServerHandshake(socket), (method) =>
    grpcAnswer(method.endsWith('/Info') ? info : workers),
  )

const never = new AbortController().signal
const described: Daemon = {
  version: 'v0.99.0',
  platforms: ['linux/amd64'],
  docker: { version: '99.0.0', hasContainerdStore: false },
}

describe('probeDocker', () => {
  it.each([
    ['behind an upgrade', { onUpgrade: buildkit }],
    ['at once, where that is gone', { onHttp2: buildkit }],
  ])('asks the BuildKit %s', async (_, behaviour) => {
    await docker(behaviour)
    expect(await probeDocker(endpoint, 5000, never)).toEqual(described)
  })

  it('waits no longer than it may for one that changes over and is silent', async () => {
    await docker({ onUpgrade: () => {} })
    await expect(probeDocker(endpoint, 300, never)).rejects.toMatchObject({
      code: 'connection-timeout',
      mayPass: true,
    })
  })

  it('does not wait at all when nobody wants the answer any more', async () => {
    const canceling = new AbortController()
    await docker({ onUpgrade: () => setTimeout(() => canceling.abort(new Error('canceled')), 100) })
    await expect(probeDocker(endpoint, 5000, canceling.signal)).rejects.toThrow('canceled')
  })
})

describe('askSocket, when it is open who listens', () => {
  it('takes for Docker what speaks like both', async () => {
    await docker({ onUpgrade: buildkit, onHttp2: buildkit })
    expect(await askSocket(endpoint, 'auto', 5000, never)).toEqual(described)
  })

  it('waits for a Docker that is only slow', async () => {
    await docker({ version: () => undefined })
    await expect(askSocket(endpoint, 'auto', 300, never)).rejects.toMatchObject({
      code: 'connection-timeout',
    })
  })

  it('passes on that it was canceled', async () => {
    const canceling = new AbortController()
    await docker({
      version: () => {
        canceling.abort(new Error('canceled'))
        return undefined
      },
    })
    await expect(askSocket(endpoint, 'auto', 5000, canceling.signal)).rejects.toThrow('canceled')
  })
})
