import { mkdtempSync, rmSync } from 'node:fs'
import { performServerHandshake } from 'node:http2'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { readInfo } from '../../src/daemon/control-api.ts'
import type { Daemon } from '../../src/daemon/daemon.ts'
import { probeDocker } from '../../src/daemon/docker-probe.ts'
import { keptConnection } from '../../src/daemon/kept-connection.ts'
import { probeSocket } from '../../src/daemon/probe-socket.ts'
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
  /** Handles an upgraded connection. Without it the daemon has no such endpoint. */
  readonly onUpgrade?: (socket: Socket) => void
  /** Handles a connection that begins with HTTP/2. */
  readonly onHttp2?: (socket: Socket) => void
  readonly version?: () => string | undefined
}

/** Imitates a Docker daemon in states that a real one can't be put into. */
async function docker({ onUpgrade, onHttp2, version = () => known }: Behaviour): Promise<void> {
  const answer = (text: string, status = '200 OK') =>
    `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
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
    ['behind an upgraded connection', { onUpgrade: buildkit }],
    ['on the socket itself, when there is no upgrade', { onHttp2: buildkit }],
  ])('finds the BuildKit %s', async (_, behaviour) => {
    await docker(behaviour)
    expect(await probeDocker(endpoint, 5000, never)).toEqual(described)
  })

  it('hands its connection over, which outlives the signal', async () => {
    await docker({ onUpgrade: buildkit })
    const canceling = new AbortController()
    const { keep, dockerControl } = keptConnection(async () => ({ endpoint }))
    await probeDocker(endpoint, 5000, canceling.signal, keep)
    canceling.abort()
    const control = await dockerControl(path)
    const messages: Uint8Array[] = []
    const ask = () =>
      control.call('/moby.buildkit.v1.Control/Info', new Uint8Array(), (message) =>
        messages.push(message),
      )
    await ask()
    expect(servers[0]?.connections()).toBe(1)
    control.close()
    await ask()
    expect(servers[0]?.connections()).toBe(2)
    expect(messages.map(readInfo)).toEqual(['v0.99.0', 'v0.99.0'])
    control.close()
  })

  it('ignores characters that would change the log, and truncates a long version', async () => {
    const version = JSON.stringify({
      Version: `9\u202e9\n::error::${'x'.repeat(200)}`,
      ApiVersion: '1.99',
    })
    await docker({ onUpgrade: buildkit, version: () => version })
    const { docker: engine } = await probeDocker(endpoint, 5000, never)
    expect(engine?.version).toMatch(/^9 9 ::error::x+…$/)
    expect(engine?.version).toHaveLength(100)
  })

  it('stops reading an answer that does not end', async () => {
    servers.push(
      await listen(
        (socket) => {
          const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
          const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`
          socket.write(head)
          const send = () => {
            while (!socket.destroyed && socket.write(chunk)) {}
          }
          socket.on('drain', send)
          send()
        },
        { path },
      ),
    )
    const started = process.memoryUsage().rss
    await expect(probeDocker(endpoint, 20_000, never)).rejects.toMatchObject({
      code: 'not-buildkit',
    })
    expect(process.memoryUsage().rss - started).toBeLessThan(200e6)
  })

  it('times out when the daemon upgrades the connection and then sends nothing', async () => {
    await docker({ onUpgrade: () => {} })
    await expect(probeDocker(endpoint, 300, never)).rejects.toMatchObject({
      code: 'connection-timeout',
      mayPass: true,
    })
  })

  it('stops at once when the signal is aborted', async () => {
    const canceling = new AbortController()
    await docker({ onUpgrade: () => setTimeout(() => canceling.abort(new Error('canceled')), 100) })
    await expect(probeDocker(endpoint, 5000, canceling.signal)).rejects.toThrow('canceled')
  })
})

describe('probeSocket with driver auto', () => {
  it('reports a daemon that speaks both APIs as Docker', async () => {
    await docker({ onUpgrade: buildkit, onHttp2: buildkit })
    expect(await probeSocket(endpoint, 'auto', 5000, never)).toEqual(described)
  })

  it('reports a slow Docker daemon as a timeout, which may pass', async () => {
    await docker({ version: () => undefined })
    await expect(probeSocket(endpoint, 'auto', 300, never)).rejects.toMatchObject({
      code: 'connection-timeout',
    })
  })

  it('throws the reason of the signal', async () => {
    const canceling = new AbortController()
    await docker({
      version: () => {
        canceling.abort(new Error('canceled'))
        return undefined
      },
    })
    await expect(probeSocket(endpoint, 'auto', 5000, canceling.signal)).rejects.toThrow('canceled')
  })
})
