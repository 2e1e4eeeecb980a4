import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FaultyRegistry {
  readonly host: string
  /** From now on it forwards everything. */
  heal(): void
  stop(): Promise<void>
}

export type Fault = (request: IncomingMessage, response: ServerResponse) => void

export const faults = {
  badGateway: (_, response) => response.writeHead(502).end(),
  unavailable: (_, response) => response.writeHead(503).end(),
  gatewayTimeout: (_, response) => response.writeHead(504).end(),
  reset: (incoming) => incoming.socket.resetAndDestroy(),
  close: (incoming) => incoming.socket.destroy(),
  tooMany: (_, response) => response.writeHead(429).end(),
  forbidden: (_, response) => response.writeHead(403).end(),
} as const satisfies Record<string, Fault>

/** The request that fails: the last one of a push, or the first one of a pull. */
export type Work = 'push' | 'pull'

/** A proxy before a real registry that answers requests for manifests itself until healed. */
export async function startFaultyRegistry(
  behind: string,
  fault: Fault,
  work: Work = 'push',
): Promise<FaultyRegistry> {
  let isHealed = false
  const server = createServer((incoming, response) => {
    const isAtFault =
      incoming.url?.includes('/manifests/') && (incoming.method === 'PUT') === (work === 'push')
    if (isAtFault && !isHealed) {
      incoming.resume()
      fault(incoming, response)
      return
    }
    passOn(behind, incoming, response)
  })
  const host = await listen(server)
  return {
    host,
    heal() {
      isHealed = true
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

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
