import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FaultyRegistry {
  readonly host: string
  /** From now on it behaves. */
  heal(): void
  stop(): Promise<void>
}

export type Fault = (request: IncomingMessage, response: ServerResponse) => void

export const faults = {
  unavailable: (_, response) => response.writeHead(503).end(),
  reset: (incoming) => incoming.socket.resetAndDestroy(),
  close: (incoming) => incoming.socket.destroy(),
  tooMany: (_, response) => response.writeHead(429).end(),
  forbidden: (_, response) => response.writeHead(403).end(),
} as const satisfies Record<string, Fault>

/** Stands before a real registry, and answers writes of a manifest in its own way until healed. */
export async function startFaultyRegistry(behind: string, fault: Fault): Promise<FaultyRegistry> {
  let isHealed = false
  const server = createServer((incoming, response) => {
    const isManifest = incoming.method === 'PUT' && incoming.url?.includes('/manifests/')
    if (isManifest && !isHealed) {
      incoming.resume()
      fault(incoming, response)
      return
    }
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
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    heal() {
      isHealed = true
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
