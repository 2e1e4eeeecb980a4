import { createHash } from 'node:crypto'

/**
 * Ranks members for a key by rendezvous hashing: the order of `identities` doesn't matter, and without one of them
 * the others keep their order, so that only the keys that were on it move.
 *
 * @param key what stays on one member
 * @param identities what a member's cache is known by; none twice
 * @returns the same identities, the best first
 */
export function rank(key: string, identities: readonly string[]): readonly string[] {
  return identities
    .map((identity) => ({ identity, weight: weightOf(key, identity) }))
    .toSorted((a, b) => compare(b.weight, a.weight) || compare(a.identity, b.identity))
    .map(({ identity }) => identity)
}

function weightOf(key: string, identity: string): string {
  return createHash('sha256').update(`${key}\0${identity}`).digest('hex')
}

/** Without regard to any language's rules: two runners must not differ. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
