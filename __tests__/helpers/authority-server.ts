import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from '../../script/rig/certificates.ts'

export interface AuthorityRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Undefined for a request without a body. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON that the tests write.
  readonly body: any
}

export interface AuthorityAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown
  /** Ends the connection in the middle of the body. */
  readonly isCut?: boolean
  /** Never ends the body. */
  readonly isEndless?: boolean
}

/** An HTTPS server with the answers of a test. */
export interface AuthorityServer {
  readonly url: string
  readonly requests: readonly AuthorityRequest[]
  stop(): Promise<void>
}

export async function serveAuthority(
  { cert, key }: Pick<Certificate, 'cert' | 'key'>,
  answer: (request: AuthorityRequest) => AuthorityAnswer | Promise<AuthorityAnswer>,
): Promise<AuthorityServer> {
  const requests: AuthorityRequest[] = []
  const server = createServer({ cert, key }, (incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk) => chunks.push(chunk))
    incoming.on('end', async () => {
      const { method = '', url: path = '', headers } = incoming
      const text = Buffer.concat(chunks).toString()
      const request = { method, path, headers, body: text === '' ? undefined : JSON.parse(text) }
      requests.push(request)
      const { status = 200, headers: more = {}, body = '', ...odd } = await answer(request)
      response.writeHead(status, { 'content-type': 'application/json', ...more })
      response.write(typeof body === 'string' ? body : JSON.stringify(body))
      if (odd.isCut) response.destroy()
      else if (!odd.isEndless) response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
