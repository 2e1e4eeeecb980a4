import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { readInfo, readWorkers } from './control-api.ts'
import type { Daemon } from './daemon.ts'
import { dockerHeaders, getJson, NotDockerError } from './docker-api.ts'
import { connectToContainer } from './docker-session.ts'
import { callUnary } from './grpc.ts'

/** What buildkitd writes to its log once its socket accepts connections: `cmd/buildkitd/main.go` of moby/buildkit. */
export const listening = 'running server on '

/** A container of the Docker daemon at a socket. */
export interface DockerContainer {
  readonly socketPath: string
  readonly name: string
}

/** How a container's command ended. */
export interface ContainerEnd {
  /** Absent when Docker doesn't say it. */
  readonly exitCode?: number
}

/**
 * Waits for a container of a Docker daemon to start, and for its BuildKit to listen, and asks that BuildKit.
 *
 * buildx tries a command in the container until one succeeds, with longer and longer pauses. The container's log tells
 * it at once.
 *
 * @param container need not exist yet
 * @param signal ends the wait
 * @returns its end when BuildKit ends before it listens. Docker may start it again, with the same result
 * @throws when Docker refuses a request, the connection breaks, or the signal is aborted
 */
export async function askStartingContainer(
  { socketPath, name }: DockerContainer,
  signal: AbortSignal,
): Promise<Daemon | ContainerEnd> {
  const filters = { type: ['container'], event: ['start'], container: [name] }
  const events = `/events?filters=${encodeURIComponent(JSON.stringify(filters))}`
  if (!(await untilWritten(socketPath, events, '', signal))) {
    throw new NotDockerError('no events')
  }
  const log = `/containers/${name}/logs?follow=1&stdout=1&stderr=1`
  if (!(await untilWritten(socketPath, log, listening, signal))) {
    return readEnd({ socketPath, name }, signal)
  }
  const session = await connectToContainer(socketPath, name)
  const { http2 } = session
  const cancel = () => http2.destroy(signal.reason)
  signal.addEventListener('abort', cancel)
  try {
    signal.throwIfAborted()
    const call = (method: string) => callUnary(session, `/moby.buildkit.v1.Control/${method}`)
    const [info, workers] = await Promise.all([call('Info'), call('ListWorkers')])
    const version = readInfo(info)
    if (version === undefined) throw new NotDockerError('no version of BuildKit')
    return { version, platforms: readWorkers(workers) }
  } finally {
    signal.removeEventListener('abort', cancel)
    http2.destroy()
  }
}

/**
 * Reads how a container has ended whose log is at its end. Docker closes the log while it notes the end, and answers
 * once it is noted.
 *
 * @throws NotDockerError when the container runs, as when a proxy closed the connection, or is gone
 */
async function readEnd(
  { socketPath, name }: DockerContainer,
  signal: AbortSignal,
): Promise<ContainerEnd> {
  const found = await getJson({ socketPath, signal, agent: false }, `/containers/${name}/json`)
  const state = found?.State as
    | { readonly Running?: unknown; readonly Restarting?: unknown; readonly ExitCode?: unknown }
    | undefined
  const hasRestarted = Number(found?.RestartCount ?? 0) > 0
  if (!hasRestarted && !state?.Restarting && state?.Running !== false) {
    throw new NotDockerError('the log has ended, but not the container')
  }
  // The code of a container that runs again isn't that of its end.
  const hasCode = typeof state?.ExitCode === 'number' && (state.Restarting || !state.Running)
  return hasCode ? { exitCode: Number(state.ExitCode) } : {}
}

/**
 * Reads an endless answer until a text is in it; with an empty text, until there is anything.
 *
 * @returns false when the answer ends before
 */
async function untilWritten(
  socketPath: string,
  path: string,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const response = await send({ socketPath, path, signal })
  let end = ''
  // Leaving the loop closes the connection.
  for await (const chunk of response) {
    if (response.statusCode !== 200) break
    const read = end + String(chunk)
    if (read.includes(text)) return true
    end = read.slice(-text.length)
  }
  if (response.statusCode === 200) return false
  throw new NotDockerError(`HTTP status ${response.statusCode}`)
}

/**
 * Ends and removes a container, if it is there.
 *
 * @throws when Docker refuses it, the connection breaks, or the signal is aborted
 */
export async function removeContainer(
  { socketPath, name }: DockerContainer,
  signal: AbortSignal,
): Promise<void> {
  const path = `/containers/${name}?force=1&v=1`
  const response = await send({ socketPath, path, signal, method: 'DELETE' })
  response.resume()
  const { statusCode } = response
  if (statusCode !== 204 && statusCode !== 404) {
    throw new NotDockerError(`HTTP status ${statusCode}`)
  }
}

function send(options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ ...options, headers: dockerHeaders, agent: false }, resolve)
      .on('error', reject)
      .end()
  })
}
