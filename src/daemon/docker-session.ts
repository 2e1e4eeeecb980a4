import { type RequestOptions, request } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { Duplex } from 'node:stream'
import { dockerHeaders, jsonHeaders, NotDockerError, postJson } from './docker-api.ts'
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
  const upgraded = await upgrade(options, { path: '/grpc', protocol: 'h2c' })
  // Docker has deprecated this endpoint.
  return sessionOn(upgraded ?? connectSocket(options.socketPath))
}

/** A Docker daemon that has answered before upgrades a connection at once. In milliseconds. */
const longestUpgradeMs = 10_000

const newConnection = (socketPath: string): DockerRequest => ({
  ...{ socketPath, agent: false, signal: AbortSignal.timeout(longestUpgradeMs) },
})

/** The same, without a connection that is already open. */
export function connectToDocker(socketPath: string): Promise<Session> {
  return openDockerSession(newConnection(socketPath))
}

/**
 * Opens HTTP/2 with the BuildKit in a container of a Docker daemon, as buildx does: a command in the container
 * forwards its standard input and output.
 *
 * @throws NotDockerError
 * @throws the error of the connection
 */
export async function connectToContainer(socketPath: string, container: string): Promise<Session> {
  const options = newConnection(socketPath)
  const command = { AttachStdin: true, AttachStdout: true, Cmd: ['buildctl', 'dial-stdio'] }
  const { Id } = (await postJson(options, `/containers/${container}/exec`, command)) ?? {}
  if (typeof Id !== 'string' || !/^\w+$/.test(Id)) throw new NotDockerError('no such container')
  const request = {
    path: `/exec/${Id}/start`,
    protocol: 'tcp',
    body: { Detach: false, Tty: false },
  }
  const socket = await upgrade(options, request)
  if (socket === undefined) throw new NotDockerError('the command has not started')
  return sessionOn(standardStreams(socket))
}

function sessionOn(socket: Duplex): Session {
  const http2 = connectHttp2('http://localhost', { createConnection: () => socket })
  // Each call reports it, too.
  http2.on('error', () => {})
  return { http2, authority: 'localhost' }
}

interface Upgrade {
  readonly path: string
  readonly protocol: string
  readonly body?: object
}

/** @returns undefined when the daemon has no such endpoint */
function upgrade(
  options: DockerRequest,
  { path, protocol, body }: Upgrade,
): Promise<Duplex | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...dockerHeaders,
      ...(body && jsonHeaders),
      ...{ connection: 'Upgrade', upgrade: protocol },
    }
    const sent = request({ ...options, headers, method: 'POST', path })
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
    sent.end(body && JSON.stringify(body))
  })
}

/**
 * The standard input and output of a command. Docker sends output in frames: a byte for the stream, three unused
 * ones, four for the length (`ContainerAttach` in https://docs.docker.com/reference/api/engine/).
 */
function standardStreams(socket: Duplex): Duplex {
  let header = Buffer.alloc(0)
  let left = 0
  let isOutput = false
  const take = (chunk: Buffer) => {
    let bytes = chunk
    while (bytes.length > 0) {
      if (left === 0) {
        const missing = headerLength - header.length
        header = Buffer.concat([header, bytes.subarray(0, missing)])
        bytes = bytes.subarray(missing)
        if (header.length < headerLength) return
        isOutput = header[0] === standardOutput
        left = header.readUInt32BE(4)
        header = Buffer.alloc(0)
        continue
      }
      const piece = bytes.subarray(0, left)
      left -= piece.length
      bytes = bytes.subarray(piece.length)
      if (isOutput && !streams.push(piece)) socket.pause()
    }
  }
  const streams: Duplex = new Duplex({
    read: () => void socket.resume(),
    write: (chunk, _, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', take)
  socket.on('end', () => streams.push(null))
  socket.on('error', (error) => streams.destroy(error))
  socket.on('close', () => streams.destroy())
  return streams
}

const headerLength = 8
const standardOutput = 1
