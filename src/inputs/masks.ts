/** Collects what must be masked, so that it reaches the host in one go. */
export interface Masks {
  readonly add: (secrets: readonly string[]) => void
  /** Passes each of them on, once. */
  readonly flush: () => void
}

/**
 * act and Gitea replace the masks one after the other in their order, so that a short one which is a part
 * of a long one would leave the rest of that readable. The longest goes first.
 */
export function collectMasks(mask: (secret: string) => void): Masks {
  const collected = new Set<string>()
  return {
    add(secrets) {
      for (const secret of secrets) collected.add(secret)
    },
    flush() {
      for (const secret of [...collected].toSorted((a, b) => b.length - a.length)) mask(secret)
      collected.clear()
    },
  }
}

/**
 * Whether hiding this text would blank ordinary words in the whole log, and outputs that hold it: GitHub
 * empties an output that has a masked text in it.
 */
export function isTooCommon(secret: string): boolean {
  return secret.length < 4 || /^(?:true|false)$/i.test(secret)
}
