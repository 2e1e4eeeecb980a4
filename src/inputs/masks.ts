import { isPemBoundary, secretForms } from '../credentials/pem.ts'

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

/**
 * What is masked of a secret: the whole of one line, but of several lines each one by itself. The runner makes a mask
 * of each line that it is given, and one of `{` would blank braces in the whole log and in outputs.
 *
 * @returns nothing when it is too common
 */
export function masksOf(secret: string): readonly string[] {
  const lines = secret.split(/[\r\n]+/)
  const forms = [...lines.map((line) => line.trim()), ...secretForms(secret, '')]
  const parts = forms.filter((form) => /[\p{L}\p{N}]/u.test(form) && !isPemBoundary(form))
  const all = lines.length === 1 ? [secret, ...parts] : parts
  return [...new Set(all)].filter((text) => !isTooCommon(text))
}
