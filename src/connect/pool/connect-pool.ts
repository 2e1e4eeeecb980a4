import { Diagnosis, type DiagnosisCode } from '../../base/diagnosis.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { linesFor, ownPlatform } from '../../pool/assign.ts'
import { type Choice, choose } from '../../pool/choose.ts'
import type { NameLine, PoolInputs } from '../../pool/members.ts'
import { rank } from '../../pool/rank.ts'
import { explainChoice, type MemberReport, type PoolReport } from '../../pool/report.ts'
import { formatCount } from '../../text/format.ts'
import type { Attempt, Builder, ConnectPorts, PreparedBuildx } from '../builder.ts'
import type { EndpointInputs } from '../builders/endpoint.ts'
import { type Candidate, createCandidate, type Member } from './candidate.ts'
import { createName } from './name.ts'

export interface PoolPorts extends ConnectPorts {
  /** A name and a directory for each member that is asked. */
  readonly attempt: () => Attempt
}

/** Why a build moved away from a member. */
export type Departure = 'died' | DiagnosisCode

interface Past {
  /** Members on which the build ran, by identity. One that died is asked last, the others not again. */
  readonly left: ReadonlyMap<string, Departure>
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
  return connectPool({ ...pool, lines }, inputs, preparing, ports)
}

/**
 * Chooses one of several daemons, and creates a builder there.
 *
 * @throws Diagnosis when none of them can be used: the first one's code, and how many others there are
 */
export async function connectPool(
  pool: PoolInputs,
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
    warnOf(candidates(), past.warned, ports)
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
          // As it is now: others may answer while buildx creates the builder.
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

function openPool(pool: PoolInputs, inputs: EndpointInputs, ports: PoolPorts) {
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
  const timeoutMs = Math.max(inputs.connectTimeoutMs, 0)
  const create = (member: Member) =>
    createCandidate(member, { inputs, ports, attempt: ports.attempt, onChange, onError })
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
  candidates = pool.lines.map((line) => (line.kind === 'name' ? createAll(line) : create(line)))
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

/**
 * In rank order. Members whose identity is not known yet may be better than all others; when they are faulty, they
 * are not worth waiting for.
 */
function inOrder(
  key: string,
  candidates: readonly Candidate[],
  left: Past['left'],
): readonly Candidate[] {
  const known = new Map<string, Candidate>()
  const [pending, faulty]: [Candidate[], Candidate[]] = [[], []]
  for (const candidate of candidates) {
    const { identity, state } = candidate
    // One daemon at two addresses is one member.
    if (identity !== undefined) known.set(identity, known.get(identity) ?? candidate)
    else (state.kind === 'faulty' ? faulty : pending).push(candidate)
  }
  const ranked = rank(key, [...known.keys()])
  const those = (departure: Departure | undefined) =>
    ranked
      .filter((identity) => left.get(identity) === departure)
      .map((identity) => known.get(identity) as Candidate)
  return [...pending, ...those(undefined), ...those('died'), ...faulty]
}

function reportOf(
  key: string,
  candidates: readonly Candidate[],
  chosen: Candidate,
  choice: Choice,
  left: Past['left'],
): PoolReport {
  const identities = candidates.flatMap(({ identity }) => identity ?? [])
  const ranked = rank(key, [...new Set(identities)])
  const placeOf = ({ identity }: Candidate) => ranked.indexOf(identity ?? '') + 1 || Infinity
  const members = candidates
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((candidate) => memberReport(candidate, placeOf(candidate), left))
  const [first] = ranked
  if (chosen.identity === first) return { key, choice: 'first', members }
  if ([...left.values()].includes('died')) return { key, choice: 'died', members }
  return { key, choice: choice === 'busy' ? 'busy' : 'unhealthy', members }
}

function memberReport(
  { member, state, identity, daemon }: Candidate,
  place: number,
  left: Past['left'],
): MemberReport {
  const { worker, builds } = daemon?.load ?? {}
  const departure = state.kind === 'answered' ? undefined : left.get(identity ?? '')
  return {
    endpoint: member.endpoint.url,
    ...(place !== Infinity && { rank: place }),
    state: departure ?? stateName(state),
    ...(worker !== undefined && { worker }),
    ...(builds !== undefined && { builds }),
  }
}

function stateName(state: Candidate['state']): MemberReport['state'] {
  switch (state.kind) {
    case 'unasked':
      return 'not-asked'
    case 'asked':
      return 'no-answer'
    case 'faulty':
      return state.code
    case 'answered':
      return 'answered'
  }
}

/** Warns about a broken member. One with a transient fault, such as a restart, gets no warning. */
function warnOf(
  ordered: readonly Candidate[],
  warned: Set<string>,
  { log, help }: Pick<PoolPorts, 'log' | 'help'>,
): void {
  for (const { member, fault, state } of ordered) {
    const { url } = member.endpoint
    if (state.kind !== 'faulty' || fault === undefined || warned.has(url)) continue
    if (fault.mayPass) {
      log.info(`${url} is passed over: ${fault.message}`)
      continue
    }
    warned.add(url)
    log.warning(
      `${url} can't be used, so another daemon is. ${fault.message} See ${help(fault.code)}`,
    )
  }
}

/** @param ordered all have failed, or were silent for too long */
function diagnosePool(ordered: readonly Candidate[]): Diagnosis {
  const [first, ...others] = ordered
  const fault = first?.fault ?? silence(first)
  if (others.length === 0) return fault
  const codes = others.map((each) => (each.fault ?? silence(each)).code)
  const which = [...new Set(codes)].join(', ')
  const rest =
    others.length === 1 ? 'The other daemon' : `The other ${formatCount(others.length, 'daemon')}`
  return new Diagnosis(
    fault.code,
    `${fault.reason} ${rest} in endpoint can't be used either (${which}).`,
    {
      cause: fault,
    },
  )
}

function silence(candidate: Candidate | undefined): Diagnosis {
  const url = candidate?.member.endpoint.url ?? 'endpoint'
  return new Diagnosis('connection-timeout', `${url} did not answer in time.`)
}
