import { Agent, type RequestOptions, request } from 'node:http'
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { addAbortSignal, type Duplex } from 'node:stream'
import { Diagnosis } from '../base/diagnosis.ts'
import { readInfo, readWorkerLabels, readWorkers } from './control-api.ts'
import type { Daemon } from './daemon.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { dockerHeaders, getJson, NotDockerError } from './docker-api.ts'
import type { UnixEndpoint } from './endpoint.ts'
import { callUnary } from './grpc.ts'

type DockerRequest = RequestOptions & { readonly socketPath: string; readonly signal: AbortSignal }

/**
 * Asks a Docker daemon who it is, and the BuildKit in it, as buildx will talk to it. All on one
 * connection, since behind SSH each costs a process there.
 *
 * @throws Diagnosis
 */
export async function probeDocker(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Daemon> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const timeout = AbortSignal.timeout(Math.round(timeoutMs))
  const options = {
    socketPath: endpoint.path,
    agent,
    signal: AbortSignal.any([signal, timeout]),
  }
  let phase: 'connecting' | 'asking' = 'connecting'
  try {
    const version = await askVersion(options, () => {
      phase = 'asking'
    })
    return await askBuildkit(options, version)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Diagnosis) throw error
    const silence = timeout.aborted ? undefined : error
    throw isHttpFault(error)
      ? notDocker(endpoint, error)
      : diagnose({ endpoint }, { phase, error: silence, addresses: [] })
  } finally {
    agent.destroy()
  }
}

/**
 * Whether what answers as a BuildKit daemon is a Docker daemon all the same. A BuildKit daemon hangs up
 * on such a question.
 */
export async function isDocker({ path }: UnixEndpoint, signal: AbortSignal): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const timeout = AbortSignal.timeout(longestDoubtMs)
  try {
    const options = { socketPath: path, agent, signal: AbortSignal.any([signal, timeout]) }
    await askVersion(options, () => {})
    return true
  } catch {
    signal.throwIfAborted()
    return false
  } finally {
    agent.destroy()
  }
}

/** A Docker daemon whose BuildKit has just answered answers this at once. */
const longestDoubtMs = 3000

async function askVersion(options: RequestOptions, onConnect: () => void): Promise<string> {
  const { Version, ApiVersion } = (await getJson(options, '/version', onConnect)) ?? {}
  if (typeof Version === 'string' && typeof ApiVersion === 'string') return Version
  throw new NotDockerError('no version')
}

/** BuildKit's API is behind Docker's, on a connection that changes over to it, or beside it. */
async function askBuildkit(options: DockerRequest, version: string): Promise<Daemon> {
  const socket = (await upgrade(options)) ?? connectSocket(options.socketPath)
  // From here on nobody else would heed it.
  addAbortSignal(options.signal, socket)
  const session = connectHttp2('http://docker', { createConnection: () => socket })
  try {
    return await askControl(session, version)
  } finally {
    session.destroy()
    socket.destroy()
  }
}

/** @returns undefined where that way, which Docker means to remove, is gone */
function upgrade(options: DockerRequest): Promise<Duplex | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { ...dockerHeaders, connection: 'Upgrade', upgrade: 'h2c' }
    const asked = request({ ...options, headers, method: 'POST', path: '/grpc' })
    asked.on('upgrade', (_, upgraded, first) => {
      upgraded.unshift(first)
      resolve(upgraded)
    })
    asked.on('response', ({ statusCode }) => {
      if (statusCode === 404) resolve(undefined)
      else reject(new NotDockerError(`HTTP status ${statusCode}`))
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function askControl(session: ClientHttp2Session, version: string): Promise<Daemon> {
  const broken = new Promise<never>((_, reject) => session.on('error', reject))
  const call = (method: string) => callUnary(session, `/moby.buildkit.v1.Control/${method}`)
  const [info, workers] = await Promise.race([
    // Engines before 24 don't tell.
    Promise.all([call('Info').catch(() => undefined), call('ListWorkers')]),
    broken,
  ])
  const labels = readWorkerLabels(workers)
  return {
    version: info === undefined ? `of Docker ${version}` : readInfo(info),
    platforms: readWorkers(workers),
    docker: { version, hasContainerdStore: labels.includes(snapshotterLabel) },
  }
}

/** By this buildx, too, knows an engine whose images are kept by containerd. */
const snapshotterLabel = 'org.mobyproject.buildkit.worker.snapshotter'

function isHttpFault(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof NotDockerError || code?.startsWith('HPE_') === true
}

function notDocker({ url }: UnixEndpoint, cause: unknown): Diagnosis {
  return new Diagnosis(
    'not-buildkit',
    `${url} does not answer as a Docker daemon does. If it is a BuildKit daemon, set driver: remote.`,
    { cause },
  )
}
