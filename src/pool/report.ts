import type { DiagnosisCode } from '../base/diagnosis.ts'
import { formatCount, formatDuration } from '../text/format.ts'
import type { Choice } from './choose.ts'

/** How one of several daemons was chosen. */
export interface PoolReport {
  /** Builds with this key stay on one daemon. */
  readonly key: string
  /** `died`: the build moved here after its daemon had died. */
  readonly choice: Choice | 'died'
  /** In rank order. */
  readonly members: readonly MemberReport[]
  /** Tries that ended with the death of their daemon. */
  readonly lost?: readonly LostTry[]
}

export interface MemberReport {
  readonly endpoint: string
  /** From 1. Absent when it isn't known, as for an address behind a name that didn't answer. */
  readonly rank?: number
  readonly state: 'answered' | 'not-native' | 'not-asked' | 'no-answer' | 'died' | DiagnosisCode
  /** The id of the worker, which lives and dies with its cache. Absent when the daemon doesn't report it. */
  readonly worker?: string
  /** How many builds ran there. Absent when the daemon doesn't report it. */
  readonly builds?: number
}

/** The work of a build that broke off. */
export interface LostTry {
  readonly endpoint: string
  /** Steps that had run. */
  readonly executed: number
  readonly seconds: number
}

/**
 * Explains why the daemon is not the first in rank.
 *
 * @param endpoint of the one that was used
 * @returns whole sentences; undefined for the first in rank
 */
export function explainChoice(
  { choice, members, lost = [] }: PoolReport,
  endpoint: string,
): string | undefined {
  const [first] = members
  if (choice === 'first' || first === undefined) return undefined
  const better = members.slice(
    0,
    members.findIndex((each) => each.endpoint === endpoint),
  )
  const colder = `so this build is on ${endpoint}, whose cache may be colder.`
  switch (choice) {
    case 'busy': {
      const busy = better.findLast(({ state, builds = 0 }) => state === 'answered' && builds > 0)
      return `${busy?.endpoint} ran ${formatCount(busy?.builds ?? 0, 'build')}, ${colder}`
    }
    case 'died': {
      const last = lost.at(-1)
      const what =
        last === undefined
          ? ''
          : ` (${formatCount(last.executed, 'step')} that had run, and ${formatDuration(last.seconds)}, are lost)`
      const where = last?.endpoint ?? better.find(({ state }) => state === 'died')?.endpoint
      return `The connection to ${where ?? 'a daemon'} broke during the build${what}, ${colder}`
    }
    case 'unhealthy': {
      const usable = ['answered', 'not-native', 'not-asked']
      const faulty = better.filter(({ state }) => !usable.includes(state))
      const names = faulty.map(({ endpoint: at, state }) => `${at} (${state})`).join(', ')
      return `${names || 'A better one'} couldn't be used, ${colder}`
    }
  }
}
