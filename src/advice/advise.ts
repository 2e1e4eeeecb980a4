import type { Advice, AdviceFacts, Rule } from './advice.ts'
import { addWithoutChecksum } from './rules/add-without-checksum.ts'
import { aptCacheSharing } from './rules/apt-cache-sharing.ts'
import { changingArgument } from './rules/changing-argument.ts'
import { contextNotCopied } from './rules/context-not-copied.ts'
import { copyBeforeInstall } from './rules/copy-before-install.ts'
import { loadInsteadOfPush } from './rules/load-instead-of-push.ts'
import { noCacheMount } from './rules/no-cache-mount.ts'

/** Readers skip a longer list. */
const most = 3

/** Of equal worth, the first comes first. */
const rules: readonly Rule[] = [
  copyBeforeInstall,
  changingArgument,
  noCacheMount,
  contextNotCopied,
  loadInsteadOfPush,
  addWithoutChecksum,
  aptCacheSharing,
]

/** What is certain, at most three, the largest saving first. Each instruction gets advice of a kind once. */
export function advise(facts: AdviceFacts): readonly Advice[] {
  const found = rules.flatMap((rule) => rule(facts))
  const once = new Map(found.map((each) => [`${each.code} ${each.line ?? ''}`, each]))
  return foremost([...once.values()])
}

/** As much advice as is read, that which spares most first. */
export function foremost(found: readonly Advice[]): readonly Advice[] {
  return found.toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0)).slice(0, most)
}
