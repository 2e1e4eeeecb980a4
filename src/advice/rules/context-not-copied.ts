import { wallSeconds } from '../../progress/intervals.ts'
import { formatSize } from '../../text/format.ts'
import { isMount, mountOptions } from '../../text/instruction-flags.ts'
import type { AdviceFacts, ContextEntry, Rule } from '../advice.ts'
import { packageManagerOf } from '../package-managers.ts'
import { copiesAll } from './copy-before-install.ts'

/** Bytes. A smaller context is sent in no time. */
const leastBytes = 10_000_000

/**
 * Something large is sent with the context and then not used: each `COPY .` leaves it out (`--exclude`), or it is
 * `node_modules`, which `npm ci` removes before it installs.
 */
export const contextNotCopied: Rule = (facts) => {
  const { context = [], contextBytes, tasks } = facts
  if (contextBytes < leastBytes) return []
  const copies = facts.steps.filter(copiesAll)
  const [first] = copies
  if (first === undefined) return []
  const wasted = context
    .filter((entry) => !entry.isIgnored && isWasted(entry, facts))
    .toSorted((a, b) => b.bytes - a.bytes)
  const bytes = wasted.reduce((sum, each) => sum + each.bytes, 0)
  // A daemon that has an earlier context gets only what is new.
  if (bytes < leastBytes || contextBytes < bytes || 2 * (contextBytes - bytes) > contextBytes)
    return []
  const seconds = wallSeconds(tasks.filter(({ kind }) => kind === 'context'))
  const names = wasted.slice(0, 3).map((entry) => `${entry.name} (${formatSize(entry.bytes)})`)
  return [
    {
      code: 'context-not-copied',
      message: `${formatSize(contextBytes)} of context were sent, of which the image gets nothing of ${names.join(', ')}. Add to .dockerignore: ${wasted
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')}.`,
      line: first.instruction.line,
      endLine: first.instruction.endLine,
      seconds,
      isUpperBound: true,
    },
  ]
}

function isWasted({ name }: ContextEntry, facts: AdviceFacts): boolean {
  const copies = facts.steps.filter(
    ({ instruction: { keyword, flags } }) =>
      (keyword === 'COPY' || keyword === 'ADD') &&
      !flags.some((flag) => flag.startsWith('--from=')),
  )
  // Another use of it, such as `COPY docs /` or a bind mount.
  const isNamed = facts.steps.some(
    (step) =>
      !copiesAll(step) &&
      [...step.instruction.flags, step.instruction.text].some((text) => text.includes(name)),
  )
  const isMounted = facts.steps.some(({ instruction: { flags } }) =>
    flags.some((flag) => isMount(flag, 'bind') && !mountOptions(flag)?.has('from')),
  )
  if (isMounted) return false
  const all = copies.filter(copiesAll)
  const isExcluded = all.every(({ instruction: { flags } }) =>
    flags.some((flag) => flag === `--exclude=${name}` || flag === `--exclude=${name}/`),
  )
  if (isNamed) return false
  if (isExcluded) return true
  return name === 'node_modules' && all.length === 1 && isInstalledAfter(facts)
}

/** Whether `npm ci` runs where the only `COPY .` has put the context, before anything uses it. */
function isInstalledAfter({ steps }: AdviceFacts): boolean {
  const copy = steps.find(copiesAll)
  const next = steps.find(
    ({ index, stage }) => copy !== undefined && index > copy.index && stage === copy.stage,
  )
  if (copy === undefined || next === undefined) return false
  const target = copy.instruction.text.split(/\s+/).at(-1) ?? ''
  const { keyword, text } = next.instruction
  const isHere = target === '.' || target === './'
  const isPlain = /^npm\s+ci(?:\s+--?[\w-]+(?:=\S+)?)*\s*(?:$|&&|;)/.test(text)
  return (
    isHere &&
    keyword === 'RUN' &&
    isPlain &&
    packageManagerOf(text)?.name === 'npm' &&
    !/--prefix|-C\b/.test(text)
  )
}
