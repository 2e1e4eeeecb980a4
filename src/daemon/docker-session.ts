import { type RequestOptions, request } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import { dockerHeaders, NotDockerError } from './docker-api.ts'
import type { Session } from './session.ts'

export type DockerRequest = RequestOptions & {
  readonly socketPath: string
  /** Ends the attempt to open the session, but not the open session. */
  readonly signal: AbortSignal
}

/**
 * Opens HTTP/2 with the BuildKit in a Docker daemon: behind an upgrade of a connection to Docker's API, or directly
 * on its socket.
 *
 * @throws NotDockerError
 * @throws the error of the connection
 */
export async function openDockerSession(options: DockerRequest): Promise<Session> {
  const socket = (await upgrade(options)) ?? connectSocket(options.socketPath)
  const http2 = connectHttp2('http://localhost', { createConnection: () => socket })
  // Each call reports it, too.
  http2.on('error', () => {})
  return { http2, authority: 'localhost' }
}

/** A Docker daemon that has answered before upgrades a connection at once. In milliseconds. */
const longestUpgradeMs = 10_000

/** The same, without a connection that is already open. */
export function connectToDocker(socketPath: string): Promise<Session> {
  return openDockerSession({
    socketPath,
    agent: false,
    signal: AbortSignal.timeout(longestUpgradeMs),
  })
}

/** @returns undefined when the daemon has no such endpoint: Docker has deprecated it */
function upgrade(options: DockerRequest): Promise<Duplex | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { ...dockerHeaders, connection: 'Upgrade', upgrade: 'h2c' }
    const sent = request({ ...options, headers, method: 'POST', path: '/grpc' })
    sent.on('upgrade', (_, upgraded, first) => {
      upgraded.unshift(first)
      resolve(upgraded)
    })
    sent.on('response', (response) => {
      response.destroy()
      if (response.statusCode === 404) resolve(undefined)
      else reject(new NotDockerError(`HTTP status ${response.statusCode}`))
    })
    sent.on('error', reject)
    sent.end()
  })
}
