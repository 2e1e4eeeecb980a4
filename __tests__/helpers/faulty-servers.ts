import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { performServerHandshake, type ServerHttp2Session } from 'node:http2'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTls } from 'node:tls'
import type { Certificate } from '../../script/rig/certificates.ts'

/** A server that is not a BuildKit daemon. */
export interface FaultyServer {
  readonly port: number
  readonly endpoint: string
  /** The number of connections so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/** Calls the function for each connection, and does nothing else. */
export function listen(onSocket: (socket: Socket) => void, at?: Where): Promise<FaultyServer> {
  return started(createServer(onSocket), at)
}

export interface Where {
  readonly host?: string
  readonly port?: number
  /** Listens on a Unix socket instead. */
  readonly path?: string
  readonly onSocket?: (socket: Socket) => void
}

export const silent = () => listen(() => {})
/** Closes half of them before the client has sent anything, so the client may see different errors. */
export const resetting = () => listen((socket) => socket.resetAndDestroy())
export const closing = () => listen((socket) => socket.end())

export const plainHttp = (at?: Where) =>
  started(
    createHttp((_, answer) => answer.end('hello')),
    at,
  )

/** A web server, or a proxy that selects HTTP/2 only by ALPN. */
export const https = ({ cert, key }: Certificate) =>
  started(createHttps({ cert, key }, (_, answer) => answer.end('hello')))

/** Completes the TLS handshake, then sends nothing. */
export const silentTls = ({ cert, key }: Certificate) => started(createTls({ cert, key }))

interface Answer {
  readonly headers: Record<string, string | number>
  readonly body?: Buffer
  readonly trailers?: Record<string, string | number>
}

/** Without an answer, the request stays open. */
type Respond = (path: string, authority: string) => Answer | undefined

/** HTTP/2 over TLS like gRPC servers, which answer with or without ALPN. */
export function http2({ cert, key }: Certificate, respond: Respond, at?: Where) {
  return started(
    createTls({ cert, key }, (socket) => answerOver(performServerHandshake(socket), respond)),
    at,
  )
}

/** The same on an existing connection. */
export function answerOver(session: ServerHttp2Session, respond: Respond): void {
  session.on('error', () => {})
  session.on('stream', (stream, { ':path': path, ':authority': authority }) => {
    const answer = respond(String(path), String(authority))
    stream.on('error', () => {})
    if (answer === undefined) return
    const { headers, body, trailers } = answer
    stream.on('wantTrailers', () => stream.sendTrailers(trailers ?? {}))
    stream.respond(headers, {
      endStream: body === undefined,
      waitForTrailers: Boolean(trailers),
    })
    if (body !== undefined) stream.end(body)
  })
}

const grpc = { ':status': 200, 'content-type': 'application/grpc' }

export function grpcAnswer(message: Buffer): Answer {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  return { headers: grpc, body: Buffer.concat([prefix, message]), trailers: { 'grpc-status': 0 } }
}

export const grpcFault = (status: number, message: string): Answer => ({
  headers: { ...grpc, 'grpc-status': status, 'grpc-message': message },
})

/** Starts to answer like a daemon, then closes the connection. */
export const breakingOff = ({ cert, key }: Certificate) =>
  started(
    createTls({ cert, key }, (socket) => {
      const session = performServerHandshake(socket)
      session.on('error', () => {})
      session.on('stream', (stream) => {
        stream.on('error', () => {})
        stream.respond(grpc)
        stream.write(Buffer.alloc(1), () => socket.end())
      })
    }),
  )

/** The workers that a daemon on linux/amd64 reports: `record[0].platforms[0]`. */
export const workers = Buffer.from('\x0a\x10\x1a\x0e\x0a\x05amd64\x12\x05linux', 'latin1')
/** The same of one on linux/arm64. */
export const arm64Workers = Buffer.from('\x0a\x10\x1a\x0e\x0a\x05arm64\x12\x05linux', 'latin1')
/** The version that it reports: `buildkitVersion.version`. */
export const info = Buffer.from('\x0a\x09\x12\x07v0.99.0', 'latin1')

/** Answers like a daemon, once it has reset this number of connections. */
export function buildkit(certificate: Certificate, resets = 0, at: Where = {}) {
  let left = resets
  return http2(certificate, (path) => grpcAnswer(path.endsWith('/Info') ? info : workers), {
    ...at,
    onSocket: (socket) => {
      at.onSocket?.(socket)
      if (left-- > 0) socket.resetAndDestroy()
    },
  })
}

export const http2NotFound = (certificate: Certificate) =>
  http2(certificate, () => ({ headers: { ':status': 404, 'content-type': 'text/plain' } }))

export const grpcStatus = (certificate: Certificate, status: number, message: string) =>
  http2(certificate, () => grpcFault(status, message))

export function started(server: Server, at: Where = {}): Promise<FaultyServer> {
  const { host = '127.0.0.1', port = 0, path, onSocket } = at
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    onSocket?.(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(path === undefined ? { host, port } : { path }, () => {
      const { port } = (path === undefined ? server.address() : { port: 0 }) as AddressInfo
      const endpoint =
        path === undefined
          ? `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`
          : `unix://${path}`
      resolve({ port, endpoint, connections: () => connections, close })
    })
  })
}

/** A listener whose full queue is never served, so the kernel completes no connection. Linux only. */
export async function unreachable(): Promise<Pick<FaultyServer, 'endpoint' | 'close'>> {
  const program = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 },
    function () { console.log(this.address().port) })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const port = Number(`${line}`)
  child.kill('SIGSTOP')
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  await once(fillers[0] as Socket, 'connect')
  const close = async () => {
    for (const filler of fillers) filler.destroy()
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { endpoint: `tcp://127.0.0.1:${port}`, close }
}
