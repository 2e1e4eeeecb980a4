import type { DiagnosisCode } from '../base/diagnosis.ts'

/**
 * The facts about a member, from the moment at which it was asked. Times are milliseconds since the pool was first asked.
 */
export type MemberState =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asked'; readonly sinceMs: number }
  | {
      readonly kind: 'faulty'
      readonly sinceMs: number
      readonly code: DiagnosisCode
      /** Whether it is being asked again. */
      readonly mayPass: boolean
    }
  | {
      readonly kind: 'answered'
      /** How many builds run there; absent when the daemon doesn't report it. */
      readonly builds?: number
      /** Whether it would emulate the build's platform. */
      readonly isForeign?: boolean
    }

/** Why the member was chosen: it is the first in rank, or those before it had this state. */
export type Choice = 'first' | 'busy' | 'unhealthy'

export type Decision =
  | { readonly kind: 'take'; readonly index: number; readonly choice: Choice }
  /** Ask this many members, from the first on. Decide again after an answer, or at `untilMs`. */
  | { readonly kind: 'ask'; readonly count: number; readonly untilMs: number }
  /** None of them can be used. */
  | { readonly kind: 'none' }

export interface ChooseOptions {
  /** The number of running builds from which a member counts as busy; undefined for never. */
  readonly spillOver: number | undefined
  /** How long to wait when no member answers. */
  readonly timeoutMs: number
}

/** How long a member may be silent, or have a transient fault, before the next one is asked as well. */
const patienceMs = 1000
/** When all are asked, because none has answered. */
const allMs = 2000
/** When the best member that has answered is chosen, even if others are still silent. */
const decideMs = 3000

/** Codes of a daemon that is down or drains. A gateway in front of it closes connections instead of refusing them. */
const awayCodes: ReadonlySet<DiagnosisCode> = new Set(['connection-refused', 'connection-reset'])

/**
 * Chooses a member.
 *
 * The first in rank is asked alone. The next is asked at once when waiting for the one before can't help, when
 * that one is down or drains before it ends, or when it is busy; after a second when it is silent or has another
 * fault. When it isn't native to the build's platform, all others are asked at once; it is taken if none of those that
 * answer is native.
 *
 * @param states in rank order
 */
export function choose(
  states: readonly MemberState[],
  nowMs: number,
  { spillOver, timeoutMs }: ChooseOptions,
): Decision {
  const native = states.findIndex((state) => state.kind === 'answered' && !isForeign(state))
  const foreign = states.findIndex(isForeign)
  const lead = native === -1 ? foreign : native
  if (lead === -1) {
    const isHopeless = states.every((state) => state.kind === 'faulty' && !state.mayPass)
    const isLate = nowMs >= timeoutMs && states.every(({ kind }) => kind === 'faulty')
    if (isHopeless || isLate || nowMs >= Math.max(timeoutMs, decideMs)) return { kind: 'none' }
    return askFurther(states, nowMs, Math.max(timeoutMs, decideMs))
  }
  if (native === -1 && nowMs < decideMs && states.some(({ kind }) => kind === 'unasked')) {
    return { kind: 'ask', count: states.length, untilMs: decideMs }
  }
  const wait = (index: number) => waitFor(states, index, nowMs)
  // Members that are asked at the same time, such as all addresses of a name, and those that may be native.
  const others = native === -1 ? states : states.slice(0, lead)
  const better = others.findIndex((_, index) => wait(index) !== undefined)
  const waiting = better === -1 ? undefined : wait(better)
  if (waiting !== undefined) return waiting
  const choice = states.slice(0, lead).every(isForeign) ? 'first' : 'unhealthy'
  const most = buildsOf(states[lead])
  if (spillOver === undefined || most < spillOver) return { kind: 'take', index: lead, choice }
  for (let index = lead + 1; index < states.length; index += 1) {
    const state = states[index]
    const isSuitable = state?.kind === 'answered' && (native === -1 || !isForeign(state))
    if (isSuitable && buildsOf(state) < most / 2) {
      return { kind: 'take', index, choice: 'busy' }
    }
    if (state?.kind === 'unasked' && nowMs < decideMs) {
      return { kind: 'ask', count: Math.max(index + 1, askedOf(states)), untilMs: decideMs }
    }
    const silent = wait(index)
    if (silent !== undefined) return silent
  }
  return { kind: 'take', index: lead, choice }
}

/** @returns undefined when a member isn't worth waiting for */
function waitFor(
  states: readonly MemberState[],
  index: number,
  nowMs: number,
): Decision | undefined {
  const state = states[index]
  if (state?.kind !== 'asked') return undefined
  const untilMs = Math.min(state.sinceMs + patienceMs, decideMs)
  return nowMs < untilMs ? { kind: 'ask', count: askedOf(states), untilMs } : undefined
}

/** The number of members, from the first on, that covers all asked ones. */
function askedOf(states: readonly MemberState[]): number {
  return states.findLastIndex(({ kind }) => kind !== 'unasked') + 1
}

/** Whether the member is one that would emulate the build's platform. */
export function isForeign(state: MemberState): boolean {
  return state.kind === 'answered' && state.isForeign === true
}

/** A daemon that doesn't report its load counts as not busy. */
function buildsOf(state: MemberState | undefined): number {
  return state?.kind === 'answered' ? (state.builds ?? 0) : 0
}

/** None has answered yet. */
function askFurther(states: readonly MemberState[], nowMs: number, endMs: number): Decision {
  const known = askedOf(states)
  if (nowMs >= allMs) return { kind: 'ask', count: states.length, untilMs: endMs }
  let count = 1
  for (const state of states) {
    if (state.kind !== 'asked' && state.kind !== 'faulty') break
    const mayWait = state.kind === 'asked' || (state.mayPass && !awayCodes.has(state.code))
    const nextMs = state.sinceMs + patienceMs
    if (mayWait && nowMs < nextMs) {
      return { kind: 'ask', count: Math.max(count, known), untilMs: Math.min(nextMs, allMs) }
    }
    count += 1
  }
  return { kind: 'ask', count: Math.min(Math.max(count, known), states.length), untilMs: allMs }
}
