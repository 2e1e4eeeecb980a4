import { Diagnosis } from '../../base/diagnosis.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { linesFor, ownPlatform, type SilentLine } from '../../pool/assign.ts'
import { choose } from '../../pool/choose.ts'
import type { NameLine, PoolInputs } from '../../pool/members.ts'
import { explainChoice } from '../../pool/report.ts'
import type { Attempt, Builder, ConnectPorts, PreparedBuildx } from '../builder.ts'
import type { EndpointInputs } from '../builders/endpoint.ts'
import { type Candidate, createCandidate, createSilent, type Member } from './candidate.ts'
import { type Departure, type Departures, inOrder } from './in-order.ts'
import { createName } from './name.ts'
import { diagnosePool, warnOfMembers } from './pool-faults.ts'
import { reportOf } from './pool-report.ts'

export interface PoolPorts extends ConnectPorts {
  /** A name and a directory for each member that is asked. */
  readonly attempt: () => Attempt
}

/** The daemons to choose from. */
export interface PoolChoice extends PoolInputs {
  /** Daemons that gave no answer before the choice: they are not asked again, but reported. */
  readonly silent?: readonly SilentLine[]
  /** The platform for which a native daemon is preferred, where lines don't name theirs. */
  readonly wanted?: string | undefined
}

interface Past {
  readonly left: Departures
  /** Addresses of broken members that a warning has named. */
  readonly warned: Set<string>
}

/** Like `connectPool`, for a build whose platforms aren't built apart: on the daemons that are for all of it. */
export function connectWhole(
  pool: PoolInputs,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: PoolPorts,
): Promise<Builder> {
  const lines = linesFor(pool.lines, pool.platforms, ownPlatform(process.arch))
  const wanted = pool.platforms.length === 1 ? pool.platforms[0] : undefined
  return connectPool({ ...pool, lines, wanted }, inputs, preparing, ports)
}

/**
 * Chooses one of several daemons, and creates a builder there.
 *
 * @throws Diagnosis when none of them can be used: the first one's code, and how many others there are
 */
export async function connectPool(
  pool: PoolChoice,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: PoolPorts,
  past: Past = { left: new Map(), warned: new Set() },
): Promise<Builder> {
  const seconds = startStopwatch()
  const { candidates, ask, changed, close, firstFault } = openPool(pool, inputs, ports)
  try {
    const { chosen, report, builder } = await chooseMember()
    const closing = close()
    warnOfMembers(candidates(), past.warned, ports)
    const why = past.left.size === 0 && explainChoice(report, builder.endpoint)
    if (why) ports.log.info(why)
    const waited = firstFault()
    const canMove = pool.lines.length > 1 || pool.lines.some(({ kind }) => kind === 'name')
    const move = (why: Departure) => {
      const left = new Map(past.left).set(chosen.identity ?? '', why)
      return connectPool(pool, inputs, preparing, ports, { ...past, left })
    }
    return {
      ...builder,
      connectSeconds: seconds(),
      ...(waited !== undefined && { waitSeconds: Math.max(waited.until - waited.from, 0) }),
      pool: report,
      ...(canMove && { failOver: move }),
      async release() {
        await builder.release()
        await closing
      },
    }
  } catch (error) {
    await close()
    ports.signal.throwIfAborted()
    throw error
  }

  async function chooseMember() {
    const timeoutMs = inputs.connectTimeoutMs
    let isNoted = false
    for (;;) {
      ports.signal.throwIfAborted()
      const ordered = inOrder(pool.key, candidates(), past.left)
      const nowMs = seconds() * 1000
      const states = ordered.map(({ state }) => state)
      const decision = choose(states, nowMs, { spillOver: pool.spillOver, timeoutMs })
      if (decision.kind === 'none') throw diagnosePool(ordered)
      if (decision.kind === 'take') {
        const chosen = ordered[decision.index] as Candidate
        try {
          // As it is now: others may answer while the builder is created.
          const report = reportOf(pool.key, candidates(), chosen, decision.choice, past.left)
          return { chosen, report, builder: await chosen.create(preparing) }
        } catch (error) {
          // buildx can't use it after all, so the next one is asked.
          if (!(error instanceof Diagnosis)) throw error
          continue
        }
      }
      const next = ordered.slice(0, decision.count).filter(({ state }) => state.kind === 'unasked')
      for (const candidate of next) {
        const isLikely = candidate === ordered[0] && candidate.identity !== undefined
        ask(candidate, nowMs, isLikely ? preparing : undefined)
      }
      // How long to wait depends on who has been asked.
      if (next.length > 0) continue
      if (!isNoted && nowMs >= longestSilenceMs) {
        isNoted = true
        const { message } = diagnosePool(ordered)
        ports.log.info(`${message} Asking again for up to ${Math.round(timeoutMs / 1000)} s.`)
      }
      await changed(Math.min(decision.untilMs, isNoted ? Infinity : longestSilenceMs) - nowMs)
    }
  }
}

/** When the log mentions the wait. */
const longestSilenceMs = 3000

function openPool(pool: PoolChoice, inputs: EndpointInputs, ports: PoolPorts) {
  const seconds = startStopwatch()
  let candidates: readonly Candidate[] = []
  let change = Promise.withResolvers<void>()
  let failure: { readonly error: unknown } | undefined
  let faultFrom: number | undefined
  const onChange = () => {
    if (candidates.some(({ state }) => state.kind === 'faulty')) faultFrom ??= seconds()
    change.resolve()
  }
  const onError = (error: unknown) => {
    failure = { error }
    change.resolve()
  }
  const timeoutMs = inputs.connectTimeoutMs
  const create = (member: Member) =>
    createCandidate(member, {
      ...{ inputs, ports, attempt: ports.attempt, wanted: pool.wanted, onChange, onError },
    })
  const ask = (candidate: Candidate, nowMs: number, ahead?: PreparedBuildx) => {
    if (candidate.state.kind === 'unasked') {
      candidate.ask(nowMs, { timeoutMs: Math.max(timeoutMs - nowMs, 0), ...(ahead && { ahead }) })
    }
  }
  const createAll = (line: NameLine): Candidate => {
    const { endpoint, platforms } = line
    const name = createName(line, {
      signal: ports.signal,
      onChange,
      onFound(endpoints) {
        const members = endpoints.map((each) => ({
          endpoint: each,
          platforms,
          name: endpoint.host,
        }))
        const found = members.map(create)
        candidates = candidates.flatMap((each) => (each === name ? found : [each]))
        for (const candidate of found) ask(candidate, seconds() * 1000)
        change.resolve()
      },
    })
    return name
  }
  candidates = [
    ...pool.lines.map((line) => (line.kind === 'name' ? createAll(line) : create(line))),
    ...(pool.silent ?? []).map(createSilent),
  ]
  // Only the daemons behind a name know the identity of their caches, so all of them are asked.
  for (const [index, line] of pool.lines.entries()) {
    if (line.kind === 'name') ask(candidates[index] as Candidate, 0)
  }
  return {
    candidates: () => candidates,
    ask,
    /** Resolves after a change, or when the time is up. */
    async changed(milliseconds: number) {
      const timer = setTimeout(change.resolve, milliseconds)
      ports.signal.addEventListener('abort', change.resolve as () => void)
      await change.promise.finally(() => {
        clearTimeout(timer)
        ports.signal.removeEventListener('abort', change.resolve as () => void)
      })
      change = Promise.withResolvers()
      if (failure !== undefined) throw failure.error
    },
    /** From the first fault until now. */
    firstFault: () => (faultFrom === undefined ? undefined : { from: faultFrom, until: seconds() }),
    async close() {
      await Promise.all(candidates.map((candidate) => candidate.close()))
    },
  }
}
