import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** Serves one release of buildx in GitHub's layout. */
export interface ReleaseServer {
  readonly port: number
  /** For `buildx-download-url`. */
  readonly url: string
  /** The requested paths below the URL. */
  readonly requests: string[]
  /** Handlers that answer the next requests in place of the file. */
  answerNext(file: string, ...answers: readonly Answer[]): void
  stop(): Promise<void>
}

export type Answer = (response: ServerResponse, content: Buffer) => void

export const withStatus =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end('no')

export const cutOff: Answer = (response, content) => {
  response.writeHead(200, { 'content-length': content.length })
  response.write(content.subarray(0, content.length / 2), () => response.destroy())
}

export interface Release {
  readonly version: string
  /** The path of the binary, or its content. */
  readonly binary: string | Buffer
  /** The binary's name in the release. */
  readonly file: string
  /** The name of the file with its checksum. Empty for none. */
  readonly checksums?: string
}

export async function serveRelease({
  version,
  binary,
  file,
  checksums = 'checksums.txt',
}: Release): Promise<ReleaseServer> {
  const content = typeof binary === 'string' ? readFileSync(binary) : binary
  const checksum = createHash('sha256').update(content).digest('hex')
  const files = new Map([
    [`/download/${version}/${file}`, content],
    [`/download/${version}/${checksums}`, Buffer.from(`${checksum} *${file}\n`)],
  ])
  const requests: string[] = []
  const next = new Map<string, Answer[]>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path.slice('/download/'.length))
    const latest = /^\/latest\/download\/(.*)$/.exec(path)
    if (latest) {
      // GitHub redirects to the same file of the newest release.
      const location = `http://${request.headers.host}/download/${version}/${latest[1]}`
      return response.writeHead(302, { location }).end()
    }
    const found = files.get(path)
    const answer = next.get(path.split('/').at(-1) ?? '')?.shift()
    if (found === undefined) return withStatus(404)(response, content)
    if (answer !== undefined) return answer(response, found)
    return response.writeHead(200, { 'content-length': found.length }).end(found)
  })
  const port = await listen(server)
  return {
    port,
    url: `http://127.0.0.1:${port}/download`,
    requests,
    answerNext: (name, ...answers) => void next.set(name, [...answers]),
    stop: () => stop(server),
  }
}

/** A proxy that sends requests for any host to one server, as the requested host doesn't exist. */
export async function startProxy(to: { readonly port: number }): Promise<{
  readonly url: string
  readonly asked: string[]
  stop(): Promise<void>
}> {
  const asked: string[] = []
  const server = createServer((_, response) => withStatus(400)(response, Buffer.alloc(0)))
  server.on('connect', (request, client, head) => {
    asked.push(request.url ?? '')
    const upstream = connect(to.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(client).pipe(upstream)
    })
    for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy())
  })
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, asked, stop: () => stop(server) }
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function stop(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
}
