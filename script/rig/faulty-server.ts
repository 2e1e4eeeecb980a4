import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy in front of a real registry or Git server, with a fault until it is healed. */
export interface FaultyServer {
  readonly host: string
  /** From now on it forwards the answers of the server behind it. */
  heal(): void
  stop(): Promise<void>
}

export type Fault = (request: IncomingMessage, response: ServerResponse, server: Server) => void

/** An answer with an error as a registry words it: https://distribution.github.io/distribution/spec/api/#errors. */
const worded =
  (status: number, code: string, message: string): Fault =>
  (_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ errors: [{ code, message }] }))

export const faults = {
  serverError: (_, response) => response.writeHead(500).end(),
  badGateway: (_, response) => response.writeHead(502).end(),
  unavailable: (_, response) => response.writeHead(503).end(),
  gatewayTimeout: (_, response) => response.writeHead(504).end(),
  wordedServerError: worded(500, 'UNKNOWN', 'unknown error'),
  wordedBadGateway: worded(502, 'UNKNOWN', 'upstream is gone'),
  wordedUnavailable: worded(503, 'UNAVAILABLE', 'service unavailable'),
  reset: (incoming) => incoming.socket.resetAndDestroy(),
  close: (incoming) => incoming.socket.destroy(),
  /** Closes this connection, and refuses all others. */
  refuse: (_request, _response, server) => {
    server.close()
    server.closeAllConnections()
  },
  /** Never answers. */
  hang: () => {},
  tooMany: (_, response) => response.writeHead(429).end(),
  forbidden: (_, response) => response.writeHead(403).end(),
} as const satisfies Record<string, Fault>

/** Which requests meet the fault: the last of a push, its uploads, the first of a pull, all of a Git fetch. */
export type Work = 'push' | 'upload' | 'pull' | 'git'

const isOf: Readonly<Record<Work, (request: IncomingMessage) => boolean>> = {
  push: ({ url, method }) => url?.includes('/manifests/') === true && method === 'PUT',
  upload: ({ url, method }) => url?.includes('/blobs/uploads/') === true && method === 'POST',
  pull: ({ url, method }) => url?.includes('/manifests/') === true && method !== 'PUT',
  git: ({ url }) => url?.includes('git-upload-pack') === true,
}

/** @param behind host and port of the real server */
export async function startFaultyServer(
  behind: string,
  fault: Fault,
  work: Work = 'push',
): Promise<FaultyServer> {
  let isHealed = false
  const server = createServer((incoming, response) => {
    if (isOf[work](incoming) && !isHealed) {
      incoming.resume()
      fault(incoming, response, server)
      return
    }
    passOn(behind, incoming, response)
  })
  const port = await listen(server, 0)
  return {
    host: `127.0.0.1:${port}`,
    heal() {
      isHealed = true
      // Requests that hang are sent again.
      server.closeAllConnections()
      if (!server.listening) void listen(server, port)
    },
    stop: () => close(server),
  }
}

function passOn(behind: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming
  const inner = request(
    `http://${behind}${url}`,
    { ...(method && { method }), headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    },
  )
  inner.on('error', () => response.destroy())
  incoming.pipe(inner)
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
