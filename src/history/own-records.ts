import { setTimeout as sleep } from 'node:timers/promises'
import { CanceledError } from '../base/errors.ts'
import { ConnectionClosedError } from '../daemon/connection-closed.ts'
import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'

/**
 * The record of this build at its start and at its end. Both promises reject when the daemon refuses, or can't be
 * reached once the build is over.
 */
export interface OwnRecords {
  readonly own: Promise<HistoryRecord>
  readonly ended: Promise<HistoryRecord>
  /** Ends the call that listens, so that its connection can be closed. */
  rest(): void
  listen(): void
  /** To be called when the build is over: asks for its record, from now on. */
  ask(): void
}

export interface OwnRefs {
  readonly isOwn: (ref: string) => boolean
  /** The ref of this build, once buildx has started it. */
  readonly find: () => string | undefined
}

/** The daemon has no record of a build that is over. */
export class UnrecordedError extends Error {
  override readonly name = 'UnrecordedError'
}

/** Milliseconds before the next call, longer after each successive failure. After the last one it gives up. */
const defaultPauses: readonly number[] = [100, 200, 400, 800, 1600]

/** A call that lasted this many milliseconds had reached the daemon. */
const shortestCallMs = 500

/**
 * Listens until the daemon sends this build's record. A connection that breaks is replaced.
 *
 * @param signal ends it
 */
export function ownRecords(
  history: Pick<DaemonHistory, 'follow' | 'list'>,
  { isOwn, find }: OwnRefs,
  signal: AbortSignal,
  pauses = defaultPauses,
): OwnRecords {
  const own = Promise.withResolvers<HistoryRecord>()
  const ended = Promise.withResolvers<HistoryRecord>()
  let ownRef: string | undefined
  let hasEnded = false
  let mode: 'listening' | 'resting' | 'asking' = 'listening'
  /** Aborted when the mode changes. */
  let turn = new AbortController()

  const change = (next: typeof mode) => {
    if (hasEnded || mode === 'asking' || mode === next) return
    mode = next
    const last = turn
    turn = new AbortController()
    last.abort(new CanceledError())
  }
  const fail = (error: unknown) => {
    own.reject(error)
    ended.reject(error)
  }
  for (const { promise } of [own, ended]) promise.catch(() => {})

  const look = (record: HistoryRecord) => {
    if (!isOwn(record.ref)) return
    ownRef = record.ref
    own.resolve(record)
    if (record.completedAt === undefined) return
    hasEnded = true
    ended.resolve(record)
  }

  // Called while a message of the daemon is read, where an error would end the process.
  const tryLook = (record: HistoryRecord) => {
    try {
      look(record)
    } catch (error) {
      fail(error)
    }
  }

  async function call(stop: AbortSignal): Promise<void> {
    if (mode === 'asking') ownRef ??= find()
    // A build that is over is no longer among the running ones.
    if (ownRef !== undefined) {
      const records = await history.list({ ref: ownRef }, stop)
      if (mode === 'asking' && records.length === 0) throw new UnrecordedError()
      for (const record of records) look(record)
    } else if (mode === 'asking') {
      throw new Error('buildx started no build')
    }
    if (!hasEnded) await history.follow(tryLook, stop)
  }

  async function callUntilEnded(): Promise<void> {
    let failures = 0
    while (!hasEnded && !signal.aborted) {
      const stop = AbortSignal.any([signal, turn.signal])
      if (mode === 'resting') {
        await aborted(stop)
        failures = 0
        continue
      }
      const started = performance.now()
      try {
        await call(stop)
      } catch (error) {
        if (!stop.aborted && !isOfConnection(error)) throw error
      }
      if (hasEnded || stop.aborted) continue
      failures = performance.now() - started >= shortestCallMs ? 0 : failures + 1
      const pause = pauses[failures]
      if (pause !== undefined)
        await sleep(pause, undefined, { ref: false, signal: stop }).catch(() => {})
      else if (mode === 'asking') throw new ConnectionClosedError()
      else change('resting')
    }
    if (!hasEnded) throw new ConnectionClosedError()
  }

  callUntilEnded().catch(fail)
  return {
    own: own.promise,
    ended: ended.promise,
    rest: () => change('resting'),
    listen: () => change('listening'),
    ask: () => change('asking'),
  }
}

/** Whether another connection may help. */
function isOfConnection(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof ConnectionClosedError || typeof code === 'string'
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
}
