import { Diagnosis } from '../../base/diagnosis.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { pollUntilReady } from '../../daemon/poll.ts'
import { assign, type SurveyedLine } from '../../pool/assign.ts'
import type { MemberLine } from '../../pool/members.ts'
import { type EndpointInputs, openEndpoint } from '../builders/endpoint.ts'
import { requireCredentials } from './candidate.ts'
import type { PoolPorts } from './connect-pool.ts'
import { silence } from './pool-faults.ts'

export interface Survey {
  /** In the order of the lines. */
  readonly lines: readonly SurveyedLine[]
  /** How much of the time was waiting for daemons that didn't answer at once. */
  readonly waitSeconds: number
}

/** How long a silent daemon is waited for. */
export interface Patience {
  /** When others are native to all platforms. */
  readonly nativeMs: number
  /** When others emulate what none is native to: an emulator is slow, and still better than none. */
  readonly emulatedMs: number
}

const usualPatience: Patience = { nativeMs: 1000, emulatedMs: 10_000 }

/**
 * Asks each daemon for its platforms, unless its line names one. All are asked at the same time. While a platform has
 * no native daemon, those that didn't answer are asked again, since one of them may be native to it: for `connect-timeout`, or less if another can emulate it.
 *
 * @param platforms of the build
 * @throws what isn't about a daemon; the signal's reason when it is aborted
 */
export async function survey(
  lines: readonly MemberLine[],
  platforms: readonly string[],
  inputs: EndpointInputs,
  ports: PoolPorts,
  patience = usualPatience,
): Promise<Survey> {
  const seconds = startStopwatch()
  const stop = new AbortController()
  const signal = AbortSignal.any([ports.signal, stop.signal])
  let change = Promise.withResolvers<void>()
  let waitsFrom: number | undefined
  const asked = lines.map((line) =>
    askLine(line, inputs, { ...ports, signal }, () => change.resolve()),
  )
  const found = () => asked.map(({ answer }) => answer)
  const isOver = { native: false, emulated: false }
  const after = (ms: number, name: keyof typeof isOver) =>
    setTimeout(() => {
      isOver[name] = true
      change.resolve()
    }, ms)
  const timers = [after(patience.nativeMs, 'native'), after(patience.emulatedMs, 'emulated')]
  try {
    for (;;) {
      change = Promise.withResolvers()
      ports.signal.throwIfAborted()
      for (const { failure } of asked) if (failure !== undefined) throw failure.error
      const pending = asked.filter(({ isPending }) => isPending)
      const missing = assign(platforms, found()).filter(({ kind }) => kind !== 'native')
      const isFirstRound = pending.some(({ hasFault }) => !hasFault) && !isOver.native
      if (pending.length === 0 || (missing.length === 0 && !isFirstRound)) break
      // Nothing is known, and the build's own connection waits for them too.
      if (asked.every(({ hasFault }) => hasFault)) break
      const isEmulated = missing.every(({ kind }) => kind === 'emulated')
      if (isEmulated && !isFirstRound && isOver.emulated) break
      if (!isFirstRound && waitsFrom === undefined) {
        waitsFrom = seconds()
        const which = missing.map(({ platform }) => platform)
        noteWait(
          pending.map(({ answer }) => answer),
          which,
          isEmulated
            ? Math.min(patience.emulatedMs, inputs.connectTimeoutMs)
            : inputs.connectTimeoutMs,
          ports,
        )
      }
      await change.promise
    }
    return { lines: found(), waitSeconds: waitsFrom === undefined ? 0 : seconds() - waitsFrom }
  } finally {
    for (const timer of timers) clearTimeout(timer)
    stop.abort()
    await Promise.all(asked.map(({ ended }) => ended))
  }
}

/** A line, from the moment at which its daemon is asked. */
interface AskedLine {
  readonly answer: SurveyedLine
  readonly isPending: boolean
  readonly hasFault: boolean
  /** An error that isn't about the daemon. */
  readonly failure: { readonly error: unknown } | undefined
  /** Never rejects. */
  readonly ended: Promise<void>
}

function askLine(
  line: MemberLine,
  inputs: EndpointInputs,
  ports: PoolPorts,
  onChange: () => void,
): AskedLine {
  const isNamed = line.platforms.length > 0
  let answer: SurveyedLine = isNamed
    ? { line, kind: 'named' }
    : { line, kind: 'unknown', fault: silence(line.endpoint) }
  let [isPending, hasFault] = [!isNamed, false]
  let failure: AskedLine['failure']
  const setFault = (fault: Diagnosis) => {
    hasFault = true
    answer = { line, kind: 'unknown', fault }
    onChange()
  }
  const ask = async () => {
    requireCredentials(line.endpoint, inputs)
    const opened = await openEndpoint(ports.attempt(), line.endpoint, inputs, ports)
    try {
      const { signal } = ports
      const poll = { timeoutMs: inputs.connectTimeoutMs, signal, onWait: setFault }
      const { platforms } = await pollUntilReady(opened.probe, poll)
      answer = { line, kind: 'answered', platforms }
    } finally {
      opened.close()
    }
  }
  const end = (error?: unknown) => {
    isPending = false
    if (error instanceof Diagnosis) setFault(error)
    else if (error !== undefined) failure = { error }
    onChange()
  }
  const ended = isNamed ? Promise.resolve() : ask().then(() => end(), end)
  return {
    get answer() {
      return answer
    },
    get isPending() {
      return isPending
    },
    get hasFault() {
      return hasFault
    },
    get failure() {
      return failure
    },
    ended,
  }
}

function noteWait(
  pending: readonly SurveyedLine[],
  platforms: readonly string[],
  longestMs: number,
  { log }: Pick<PoolPorts, 'log'>,
): void {
  const [first] = pending.filter((each) => each.kind === 'unknown')
  const urls = pending.map(({ line }) => line.endpoint.url).join(', ')
  log.info(
    `${first?.fault.message} No daemon that answers is native to ${platforms.join(', ')}, so ${urls} may be. Asking again for up to ${Math.round(longestMs / 1000)} s.`,
  )
}
