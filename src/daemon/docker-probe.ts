import { Agent, type RequestOptions, request } from 'node:http'
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { addAbortSignal, type Duplex } from 'node:stream'
import { Diagnosis } from '../base/diagnosis.ts'
import { shortLine } from '../text/truncate.ts'
import { readInfo, readWorkerLabels, readWorkers } from './control-api.ts'
import type { Daemon } from './daemon.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { dockerHeaders, getJson, NotDockerError } from './docker-api.ts'
import type { UnixEndpoint } from './endpoint.ts'
import { callUnary } from './grpc.ts'

type DockerRequest = RequestOptions & { readonly socketPath: string; readonly signal: AbortSignal }

/**
 * Asks a Docker daemon for its version, and the BuildKit inside it for what buildx will need. All requests
 * share one connection, because behind SSH each connection starts a process on the daemon's host.
 *
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
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
    throw isHttpFault(error)
      ? notDocker(endpoint, error)
      : diagnose({ endpoint }, { phase, error: timeout.aborted ? undefined : error, addresses: [] })
  } finally {
    agent.destroy()
  }
}

/**
 * Whether a socket that answers as a BuildKit daemon belongs to a Docker daemon. A BuildKit daemon closes
 * the connection when it gets an HTTP/1 request.
 */
export async function speaksDockerApi(
  { path }: UnixEndpoint,
  signal: AbortSignal,
): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const timeout = AbortSignal.timeout(apiTimeoutMs)
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
const apiTimeoutMs = 3000
/** Characters. */
const longestVersion = 100

async function askVersion(options: RequestOptions, onConnect: () => void): Promise<string> {
  const { Version, ApiVersion } = (await getJson(options, '/version', onConnect)) ?? {}
  if (typeof Version === 'string' && typeof ApiVersion === 'string') {
    return shortLine(Version, longestVersion)
  }
  throw new NotDockerError('no version')
}

/** BuildKit's API is behind an upgrade of a connection to Docker's API, or directly on the socket. */
async function askBuildkit(options: DockerRequest, version: string): Promise<Daemon> {
  const socket = (await upgrade(options)) ?? connectSocket(options.socketPath)
  // The HTTP client heeds the signal only up to the upgrade.
  addAbortSignal(options.signal, socket)
  const session = connectHttp2('http://localhost', { createConnection: () => socket })
  try {
    return await askControl(session, version)
  } finally {
    session.destroy()
    socket.destroy()
  }
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

async function askControl(session: ClientHttp2Session, version: string): Promise<Daemon> {
  const broken = new Promise<never>((_, reject) => session.on('error', reject))
  const call = (method: string) =>
    callUnary({ http2: session, authority: 'localhost' }, `/moby.buildkit.v1.Control/${method}`)
  const [info, workers] = await Promise.race([
    // Docker engines before 24 have no such method.
    Promise.all([call('Info').catch(() => undefined), call('ListWorkers')]),
    broken,
  ])
  try {
    const hasContainerdStore = readWorkerLabels(workers).includes(snapshotterLabel)
    return {
      version: (info && readInfo(info)) ?? `of Docker ${version}`,
      platforms: readWorkers(workers),
      docker: { version, hasContainerdStore },
    }
  } catch (cause) {
    throw new NotDockerError('ListWorkers answers with something else', { cause })
  }
}

/** buildx, too, recognises an engine with the containerd image store by this label. */
const snapshotterLabel = 'org.mobyproject.buildkit.worker.snapshotter'

function isHttpFault(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof NotDockerError || code?.startsWith('HPE_') === true
}

function notDocker({ url }: UnixEndpoint, cause: unknown): Diagnosis {
  return new Diagnosis(
    'not-buildkit',
    `${url} does not answer like a Docker daemon. If it is a BuildKit daemon, set driver: remote.`,
    { cause },
  )
}
