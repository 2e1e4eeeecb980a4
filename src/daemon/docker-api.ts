import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** What answers speaks HTTP, but not as a Docker daemon does. */
export class NotDockerError extends Error {}

/**
 * Asks a Docker daemon over its HTTP API.
 *
 * @returns what it answers; undefined when there is no such thing
 * @throws NotDockerError
 */
export async function getJson(
  options: RequestOptions,
  path: string,
  onConnect = () => {},
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request({ ...options, path, headers: dockerHeaders }, resolve)
    asked.on('socket', (socket) => socket.once('connect', onConnect))
    asked.on('error', reject)
    asked.end()
  })
  const body = await text(answer)
  if (answer.statusCode === 404) return undefined
  try {
    const parsed: unknown = JSON.parse(body)
    if (answer.statusCode === 200 && typeof parsed === 'object' && parsed !== null) {
      return parsed as Record<string, unknown>
    }
  } catch {
    // Something else that speaks HTTP.
  }
  throw new NotDockerError(`HTTP status ${answer.statusCode}`)
}

/** The name of a host means nothing on a socket, but HTTP wants one. */
export const dockerHeaders = { host: 'docker' }
