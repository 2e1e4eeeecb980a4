import type { ClientHttp2Session } from 'node:http2'
import { Diagnosis } from '../base/diagnosis.ts'
import { readInfo, readWorkers } from './control-api.ts'
import type { Daemon, ProbeTarget } from './daemon.ts'
import { diagnose, type ProbeFailure } from './diagnosis/diagnose.ts'
import { callUnary, GrpcError, unimplemented } from './grpc.ts'
import { openSession } from './session.ts'

type Call = (path: string) => Promise<Uint8Array>

/**
 * Asks a BuildKit daemon who it is, over its own gRPC API, as buildx will talk to it.
 *
 * A finished TLS handshake proves little: with TLS 1.3 the daemon refuses a client certificate only
 * afterwards. So only an answer counts. Like buildx, no ALPN is offered; a proxy that needs it would
 * pass a probe that did, and then fail the build.
 *
 * @param keep is given the connection once the daemon has answered; without it that is closed
 * @throws Diagnosis
 */
export async function probe(
  target: ProbeTarget,
  timeoutMs: number,
  signal?: AbortSignal,
  keep?: (session: ClientHttp2Session) => void,
): Promise<Daemon> {
  try {
    return await withSession({ target, timeoutMs, signal, keep }, async (call) => {
      const [info, workers] = await Promise.all([
        call('/moby.buildkit.v1.Control/Info').catch(withoutInfo),
        call('/moby.buildkit.v1.Control/ListWorkers'),
      ])
      return readDaemon(target, info, workers)
    })
  } catch (error) {
    throw error instanceof ProbeError ? diagnose(target, error.failure) : error
  }
}

function readDaemon({ endpoint }: ProbeTarget, info: Uint8Array, workers: Uint8Array): Daemon {
  try {
    return { version: readInfo(info), platforms: readWorkers(workers) }
  } catch (cause) {
    throw new Diagnosis(
      'not-buildkit',
      `${endpoint.url} answers as no BuildKit daemon does. Check host and port.`,
      { cause },
    )
  }
}

/** BuildKit has this method since v0.11; buildx does without. */
function withoutInfo(error: unknown): Uint8Array {
  if (error instanceof GrpcError && error.status === unimplemented) return new Uint8Array()
  throw error
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
  readonly keep: ((session: ClientHttp2Session) => void) | undefined
}

async function withSession<T>(
  { target, timeoutMs, signal, keep }: SessionOptions,
  ask: (call: Call) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let phase: ProbeFailure['phase'] = 'connecting'
    let close = () => {}
    const addresses: string[] = []
    const errors: unknown[] = []

    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
    // Also of a connection that was kept, when it breaks.
    const settle = (then: () => void) => {
      end()
      close()
      then()
    }
    const giveUp = (error: unknown) =>
      settle(() => reject(new ProbeError({ phase, error, addresses })))
    const fail = (error: unknown) => {
      errors.push(error)
      // One fault surfaces on socket, session and stream; the stream's own word for it is the vaguest.
      setImmediate(() => giveUp(mostTelling(errors)))
    }
    const cancel = () => settle(() => reject(signal?.reason))
    const timer = setTimeout(() => giveUp(undefined), timeoutMs)
    signal?.addEventListener('abort', cancel)

    const onOpen = (session: ClientHttp2Session) => {
      phase = 'asking'
      ask((path) => callUnary(session, path)).then((value) => {
        if (keep === undefined) return settle(() => resolve(value))
        end()
        keep(session)
        resolve(value)
      }, fail)
    }
    const onConnect = () => {
      phase = 'handshaking'
    }
    const onAddress = (address: string) => addresses.push(address)
    try {
      close = openSession(target, { onAddress, onConnect, onOpen, onFault: fail })
    } catch (error) {
      fail(error)
    }
  })
}

function mostTelling(errors: readonly unknown[]): unknown {
  const rank = (error: unknown) => {
    if (error instanceof Diagnosis || error instanceof GrpcError) return 0
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) return 3
    return code.startsWith('ERR_HTTP2_') ? 2 : 1
  }
  return [...errors].sort((a, b) => rank(a) - rank(b))[0]
}
