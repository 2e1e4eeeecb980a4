import { createServer as createHttp } from 'node:http'
import { performServerHandshake } from 'node:http2'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTls } from 'node:tls'
import type { Certificate } from '../../script/rig/certificates.ts'

/** Something that listens and is not a BuildKit daemon. */
export interface FaultyServer {
  readonly port: number
  readonly endpoint: string
  /** How many have come so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/** Calls back for each connection, and for nothing else. */
export function listen(onSocket: (socket: Socket) => void, at?: Where): Promise<FaultyServer> {
  return started(createServer(onSocket), at)
}

export interface Where {
  readonly host?: string
  readonly port?: number
  /** A Unix socket instead. */
  readonly path?: string
}

export const silent = () => listen(() => {})
/** Half of them before the client has said a word, so what the client sees may differ. */
export const resetting = () => listen((socket) => socket.resetAndDestroy())
export const resettingLater = () =>
  listen((socket) => socket.once('data', () => socket.resetAndDestroy()))
export const closing = () => listen((socket) => socket.end())
export const closingLater = () => listen((socket) => socket.once('data', () => socket.end()))

export const plainHttp = (at?: Where) =>
  started(
    createHttp((_, answer) => answer.end('hello')),
    at,
  )

/** A web server, or a proxy that picks HTTP/2 only when it is asked for while TLS is set up. */
export const https = ({ cert, key }: Certificate) =>
  started(createHttps({ cert, key }, (_, answer) => answer.end('hello')))

/** TLS is set up, then nothing more is said. */
export const silentTls = ({ cert, key }: Certificate) => started(createTls({ cert, key }))

/** TLS is set up, then cut. */
export const resettingTls = ({ cert, key }: Certificate) =>
  started(
    createTls({ cert, key }, (socket) => {
      socket.destroy()
    }),
  )

type Answer = (path: string) => Record<string, string | number>

/** HTTP/2 over TLS as gRPC servers speak it, who answer whether or not it was agreed on. */
export function http2({ cert, key }: Certificate, answer: Answer): Promise<FaultyServer> {
  return started(
    createTls({ cert, key }, (socket) => {
      const session = performServerHandshake(socket)
      session.on('error', () => {})
      session.on('stream', (stream, headers) => {
        stream.on('error', () => {})
        stream.respond(answer(String(headers[':path'])), { endStream: true })
      })
    }),
  )
}

export const http2NotFound = (certificate: Certificate) =>
  http2(certificate, () => ({ ':status': 404, 'content-type': 'text/plain' }))

export const grpcStatus = (certificate: Certificate, status: number, message: string) =>
  http2(certificate, () => ({
    ':status': 200,
    'content-type': 'application/grpc',
    'grpc-status': status,
    'grpc-message': message,
  }))

function started(server: Server, at: Where = {}): Promise<FaultyServer> {
  const { host = '127.0.0.1', port = 0, path } = at
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
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
