import type { DiagnosisCode } from '../../base/diagnosis.ts'
import { rank } from '../../pool/rank.ts'
import type { Candidate } from './candidate.ts'

/** Why a build moved away from a member. */
export type Departure = 'died' | DiagnosisCode

/** Members on which the build ran, by identity. One that died is asked last, the others not again. */
export type Departures = ReadonlyMap<string, Departure>

/**
 * In rank order. Members whose identity is not known yet may be better than all others; when they are faulty, they
 * are not worth waiting for.
 */
export function inOrder<Each extends Pick<Candidate, 'identity' | 'state'>>(
  key: string,
  candidates: readonly Each[],
  left: Departures,
): readonly Each[] {
  const known = new Map<string, Each>()
  const [pending, faulty]: [Each[], Each[]] = [[], []]
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
      .map((identity) => known.get(identity) as Each)
  return [...pending, ...those(undefined), ...those('died'), ...faulty]
}
