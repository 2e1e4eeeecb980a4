import { createHash } from 'node:crypto'

/**
 * Ranks members for a key by rendezvous hashing: the order of `identities` doesn't matter, and without one of them
 * the others keep their order, so that only its own keys move.
 *
 * @param key builds with this key stay on one member
 * @param identities one for each member's cache, without duplicates
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

/** Independent of the locale, since two runners must not differ. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
