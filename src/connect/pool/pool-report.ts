import { type Choice, isForeign } from '../../pool/choose.ts'
import { rank } from '../../pool/rank.ts'
import type { MemberReport, PoolReport } from '../../pool/report.ts'
import type { Candidate } from './candidate.ts'
import type { Departures } from './in-order.ts'

type Reported = Pick<Candidate, 'member' | 'state' | 'identity' | 'daemon'>

/**
 * How the members stand when one of them is chosen.
 *
 * @param key ranks the members
 * @param choice why `chosen` was chosen among the members that were asked
 * @param left members on which this build ran before
 */
export function reportOf(
  key: string,
  candidates: readonly Reported[],
  chosen: Reported,
  choice: Choice,
  left: Departures,
): PoolReport {
  const identities = candidates.flatMap(({ identity }) => identity ?? [])
  const ranked = rank(key, [...new Set(identities)])
  const placeOf = ({ identity }: Reported) => ranked.indexOf(identity ?? '') + 1 || Infinity
  const ordered = candidates.toSorted((a, b) => placeOf(a) - placeOf(b))
  const members = ordered.map((candidate) => memberReport(candidate, placeOf(candidate), left))
  // Members that would emulate come last, whatever their rank.
  const isPassedOver = ({ state }: Reported) => isForeign(state) && !isForeign(chosen.state)
  const best = candidates.filter((each) => !isPassedOver(each))
  const first = ranked.find((identity) => best.some((each) => each.identity === identity))
  if (chosen.identity === first) return { key, choice: 'first', members }
  if ([...left.values()].includes('died')) return { key, choice: 'died', members }
  return { key, choice: choice === 'busy' ? 'busy' : 'unhealthy', members }
}

function memberReport(
  { member, state, identity, daemon }: Reported,
  place: number,
  left: Departures,
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
      return isForeign(state) ? 'not-native' : 'answered'
  }
}
