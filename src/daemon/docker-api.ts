import { type IncomingMessage, type RequestOptions, request } from 'node:http'

/** The peer speaks HTTP, but not Docker's API. */
export class NotDockerError extends Error {
  override readonly name = 'NotDockerError'
}

/** Bytes. The longest answer, about a container with many mounts and labels, has some hundred thousand. */
const longestBody = 4 * 1024 * 1024

/**
 * Sends a GET request to a Docker daemon's HTTP API.
 *
 * @param path such as `/version`
 * @param onConnect called when the connection is open
 * @returns the object in the answer; undefined for HTTP status 404
 * @throws NotDockerError when the answer is something else, or longer than 4 MiB
 * @throws the error of the connection
 */
export function getJson(
  options: RequestOptions,
  path: string,
  onConnect = () => {},
): Promise<Readonly<Record<string, unknown>> | undefined> {
  return askJson({ ...options, path, headers: dockerHeaders }, '', onConnect)
}

/** The same for a POST request with this body. */
export function postJson(
  options: RequestOptions,
  path: string,
  body: object,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const headers = { ...dockerHeaders, ...jsonHeaders }
  return askJson({ ...options, path, headers, method: 'POST' }, JSON.stringify(body))
}

async function askJson(
  options: RequestOptions,
  sentBody: string,
  onConnect = () => {},
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(options, resolve)
    sent.on('socket', (socket) => socket.once('connect', onConnect))
    sent.on('error', reject)
    sent.end(sentBody)
  })
  const body = await readBody(response)
  if (response.statusCode === 404) return undefined
  try {
    const parsed: unknown = JSON.parse(body)
    if (isSuccess(response) && typeof parsed === 'object' && parsed !== null) {
      return parsed as Record<string, unknown>
    }
  } catch {
    // Another service that speaks HTTP.
  }
  throw new NotDockerError(`HTTP status ${response.statusCode}`)
}

function isSuccess({ statusCode }: IncomingMessage): boolean {
  return statusCode === 200 || statusCode === 201
}

export const jsonHeaders = { 'content-type': 'application/json' }

/** A Unix socket has no host name, but HTTP demands one. */
export const dockerHeaders = { host: 'docker' }

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    length += chunk.length
    // Leaving the loop destroys the response and its connection.
    if (length > longestBody) throw new NotDockerError('the answer is too long')
    chunks.push(chunk)
  }
  return String(Buffer.concat(chunks))
}
