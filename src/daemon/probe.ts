import { Diagnosis } from '../base/diagnosis.ts'
import { withTimeout } from '../base/timeout.ts'
import { readInfo, readWorkers } from './control-api.ts'
import type { Daemon, ProbeTarget } from './daemon.ts'
import type { ProbeFailure } from './diagnosis/diagnose.ts'
import { mostTelling } from './diagnosis/most-telling.ts'
import { callUnary } from './grpc.ts'
import { openSession, type Session } from './session.ts'

/**
 * Asks a BuildKit daemon over its gRPC API for its version and platforms, with the connection settings
 * of buildx.
 *
 * A completed TLS handshake proves little: in TLS 1.3 the daemon refuses a client certificate only after
 * it. So only an answer counts. Like buildx, the probe offers no ALPN: a proxy that needs ALPN would pass
 * a probe that offers it, and then fail the build.
 *
 * @param keep takes over the connection after the daemon has answered; without it the connection is closed
 * @param asksLoad whether to ask how many builds run there, at the same time
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
 */
export async function probe(
  target: ProbeTarget,
  timeoutMs: number,
  signal?: AbortSignal,
  keep?: (session: Session) => void,
  asksLoad = false,
): Promise<Daemon> {
  // Loaded during the handshake.
  const counter = asksLoad ? import('./load.ts') : undefined
  counter?.catch(() => {})
  try {
    return await withSession({ target, timeoutMs, signal, keep }, async (session) => {
      const call = (path: string) => callUnary(session, path)
      const info = call('/moby.buildkit.v1.Control/Info')
      // Awaited only later, and may fail before.
      info.catch(() => {})
      const asking = call('/moby.buildkit.v1.Control/ListWorkers')
      const loading = counter?.then(({ askLoad }) => askLoad(session, asking))
      loading?.catch(() => {})
      const workers = await asking
      // BuildKit has this method since v0.11, and a proxy may refuse it. buildx builds without it.
      const version = await withTimeout(() => info, infoMs).catch(() => new Uint8Array())
      const daemon = readDaemon(target, version, workers)
      return loading === undefined ? daemon : { ...daemon, load: await loading }
    })
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    // Loaded for a fault only.
    const { diagnose } = await import('./diagnosis/diagnose.ts')
    throw diagnose(target, error.failure)
  }
}

/** Extra milliseconds for the other answers after that of ListWorkers. They are smaller messages. */
const infoMs = 1000

function readDaemon({ endpoint }: ProbeTarget, info: Uint8Array, workers: Uint8Array): Daemon {
  try {
    return { version: readInfo(info) ?? 'of unknown version', platforms: readWorkers(workers) }
  } catch (cause) {
    throw new Diagnosis(
      'not-buildkit',
      `The answer of ${endpoint.url} is not one of a BuildKit daemon. Check host and port.`,
      { cause },
    )
  }
}

class ProbeError extends Error {
  readonly failure: ProbeFailure

  constructor(failure: ProbeFailure) {
    super('probe failed', { cause: failure.error })
    this.failure = failure
  }
}

interface SessionOptions {
  readonly target: ProbeTarget
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  readonly keep: ((session: Session) => void) | undefined
}

/**
 * Calls `use` on a session with the daemon.
 *
 * @throws ProbeError when anything goes wrong on the way, or time is up
 * @throws the signal's reason when it is aborted
 */
async function withSession<T>(
  { target, timeoutMs, signal, keep }: SessionOptions,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let phase: ProbeFailure['phase'] = 'connecting'
    let close = () => {}
    const addresses: string[] = []
    const errors: unknown[] = []

    const stopListening = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
    // Called once more when a connection that was kept breaks later.
    const settle = (then: () => void) => {
      stopListening()
      close()
      then()
    }
    const giveUp = (error: unknown) =>
      settle(() => reject(new ProbeError({ phase, error, addresses })))
    const fail = (error: unknown) => {
      errors.push(error)
      // The errors of one fault surface on the socket, the session and the stream one after the other.
      setImmediate(() => giveUp(mostTelling(errors)))
    }
    const cancel = () => settle(() => reject(signal?.reason))
    const timer = setTimeout(() => giveUp(undefined), timeoutMs)
    signal?.addEventListener('abort', cancel)

    const onOpen = (session: Session) => {
      phase = 'asking'
      use(session).then((value) => {
        if (keep === undefined) return settle(() => resolve(value))
        stopListening()
        keep(session)
        resolve(value)
      }, fail)
    }
    const onConnect = () => {
      phase = 'handshaking'
    }
    const onTrust = () => {
      phase = 'identifying'
    }
    const onAddress = (address: string) => addresses.push(address)
    try {
      close = openSession(target, { onAddress, onConnect, onTrust, onOpen, onFault: fail })
    } catch (error) {
      fail(error)
    }
  })
}
