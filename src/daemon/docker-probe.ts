import { Agent, type RequestOptions } from 'node:http'
import { Diagnosis } from '../base/diagnosis.ts'
import { shortLine } from '../text/truncate.ts'
import { readInfo, readWorkerLabels, readWorkers } from './control-api.ts'
import type { Daemon } from './daemon.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { getJson, NotDockerError } from './docker-api.ts'
import { type DockerRequest, openDockerSession } from './docker-session.ts'
import type { UnixEndpoint } from './endpoint.ts'
import { callUnary } from './grpc.ts'
import type { Session } from './session.ts'

/**
 * Asks a Docker daemon for its version, and the BuildKit inside it for what buildx will need. All requests
 * share one connection, because behind SSH each connection starts a process on the daemon's host.
 *
 * @param keep takes over the connection after the daemon has answered; without it the connection is closed
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
 */
export async function probeDocker(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
  keep?: (session: Session) => void,
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
    return await askBuildkit(options, version, keep)
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

async function askBuildkit(
  options: DockerRequest,
  version: string,
  keep?: (session: Session) => void,
): Promise<Daemon> {
  const session = await openDockerSession(options)
  const { http2 } = session
  const cancel = () => http2.destroy(options.signal.reason)
  options.signal.addEventListener('abort', cancel)
  try {
    const daemon = await askControl(session, version)
    if (keep === undefined) http2.destroy()
    else keep(session)
    return daemon
  } catch (error) {
    http2.destroy()
    throw error
  } finally {
    options.signal.removeEventListener('abort', cancel)
  }
}

async function askControl(session: Session, version: string): Promise<Daemon> {
  const broken = new Promise<never>((_, reject) => session.http2.on('error', reject))
  const call = (method: string) => callUnary(session, `/moby.buildkit.v1.Control/${method}`)
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
  // The code of a timeout is a number.
  const code = `${(error as NodeJS.ErrnoException).code}`
  return error instanceof NotDockerError || code.startsWith('HPE_')
}

function notDocker({ url }: UnixEndpoint, cause: unknown): Diagnosis {
  return new Diagnosis(
    'not-buildkit',
    `${url} does not answer like a Docker daemon. If it is a BuildKit daemon, set driver: remote.`,
    { cause },
  )
}
