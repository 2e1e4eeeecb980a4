import { wallSeconds } from '../../progress/intervals.ts'
import { type Instruction, readInstruction, type Stage } from '../../text/dockerfile.ts'
import { formatSize } from '../../text/format.ts'
import { isMount, mountOptions } from '../../text/instruction-flags.ts'
import { wildcard } from '../../text/wildcard.ts'
import type { Rule } from '../advice.ts'

/** Bytes. A smaller context is sent in no time. */
const leastBytes = 10_000_000

/**
 * Something large is sent with the context and then not used: each `COPY .` leaves it out (`--exclude`), or it is
 * `node_modules`, which `npm ci` removes before it installs. An ignore file counts for all builds with the context, so
 * all stages of their Dockerfiles are looked at, built or not.
 */
export const contextNotCopied: Rule = (facts) => {
  const { context, contextBytes, tasks } = facts
  if (contextBytes < leastBytes || context === undefined) return []
  const first = facts.steps.find(({ instruction }) => contextSources(instruction).some(isWhole))
  if (first === undefined) return []
  const { entries, stages, ignoreFile } = context
  const wasted = entries
    .filter(({ name, isIgnored }) => !isIgnored && stages.every((stage) => isUnused(name, stage)))
    .toSorted((a, b) => b.bytes - a.bytes)
  const bytes = wasted.reduce((sum, each) => sum + each.bytes, 0)
  // A daemon that has an earlier context gets only what is new.
  if (bytes < leastBytes || contextBytes < bytes || 2 * (contextBytes - bytes) > contextBytes)
    return []
  const seconds = wallSeconds(tasks.filter(({ kind }) => kind === 'context'))
  const shown = wasted.slice(0, 3)
  const names = shown.map((entry) => `${entry.name} (${formatSize(entry.bytes)})`)
  return [
    {
      code: 'context-not-copied',
      message: `${formatSize(contextBytes)} of context were sent, of which the image gets nothing of ${names.join(', ')}. Add to ${ignoreFile}: ${shown.map(({ name }) => name).join(', ')}.`,
      line: first.instruction.line,
      endLine: first.instruction.endLine,
      seconds,
      isUpperBound: true,
    },
  ]
}

/** Whether a stage certainly uses nothing of an entry of the context. */
function isUnused(name: string, stage: Stage): boolean {
  // Other names are patterns in an ignore file. A build may ask Git for its version.
  if (name === '.git' || !/^[\w.@-](?:[\w.@+ -]*[\w.@+-])?$/.test(name)) return false
  return stage.instructions.every((instruction, index) => {
    if (instruction.keyword === 'ONBUILD') {
      return !mayUse(name, readInstruction(instruction.text))
    }
    const isRemoved = () =>
      name === 'node_modules' && isReplaced(instruction, stage.instructions.slice(index + 1))
    return !mayUse(name, instruction) || isRemoved()
  })
}

type Read = Pick<Instruction, 'keyword' | 'flags' | 'text'>

function mayUse(name: string, instruction: Read): boolean {
  const { keyword, flags, text } = instruction
  if (flags.some((flag) => isMount(flag, 'bind') && !mountOptions(flag)?.has('from'))) return true
  if (keyword === 'RUN' || keyword === 'WORKDIR') {
    return [...flags, text].some((each) => each.includes(name))
  }
  const excluded = flags
    .filter((flag) => flag.startsWith('--exclude='))
    .map((flag) => flag.slice('--exclude='.length))
  const isExcluded =
    (excluded.includes(name) || excluded.includes(`${name}/`)) &&
    !excluded.some((pattern) => pattern.startsWith('!'))
  return contextSources(instruction).some((source) =>
    isWhole(source) ? !isExcluded : mayMatch(source, name),
  )
}

/** What an instruction copies of the context; none for what it copies from elsewhere. */
function contextSources({ keyword, flags, text }: Read): readonly string[] {
  if (keyword !== 'COPY' && keyword !== 'ADD') return []
  if (flags.some((flag) => flag.startsWith('--from='))) return []
  // The text of here-documents is in the following lines.
  const [line = ''] = text.split('\n')
  // A list as JSON.
  if (line.startsWith('[')) return [line]
  return line
    .split(/\s+/)
    .slice(0, -1)
    .filter((source) => !/^(?:<<|https?:\/\/|git@)/.test(source))
}

/** Whether a source is the whole context. */
function isWhole(source: string): boolean {
  return /^[./]*$/.test(source) && !source.includes('..')
}

/** Whether a source may be, or lie in, an entry of the first level. */
function mayMatch(source: string, name: string): boolean {
  // A variable, a list as JSON, or a pattern that isn't read here.
  if (/[$"'\\[\]]|\.\./.test(source)) return true
  const first = source.split('/').find((part) => part !== '' && part !== '.') ?? ''
  return first.includes('**') || wildcard(first)(name)
}

/** Whether `npm ci` runs right where a `COPY .` has put the whole context, before anything uses it. */
function isReplaced(copy: Instruction, behind: readonly Instruction[]): boolean {
  const next = behind.find(({ keyword }) => !['ARG', 'ENV', 'LABEL', 'USER'].includes(keyword))
  const target = copy.text.split(/\s+/).at(-1)
  const isHere = target === '.' || target === './'
  if (!isHere || !contextSources(copy).every(isWhole) || next?.keyword !== 'RUN') return false
  const isPlain = /^npm\s+ci(?:\s+-[\w-]+(?:=\S+)?)*\s*(?:$|&&|;)/.test(next.text)
  return isPlain && !/\s(?:--prefix|-C|--dry-run|-g|--global)\b/.test(next.text)
}
