import { wildcard } from './wildcard.ts'

/** What an ignore file leaves out of an entry of the first level: the entry, or only what is below it if it is a folder. */
export type IgnoredPart = 'all' | 'content'

/**
 * Tells what an ignore file certainly leaves out of the first level of a context.
 *
 * As in github.com/moby/patternmatcher, `x` and `x/` leave out a file or folder, and `x/**` only what is below a
 * folder. Patterns that versions of it read differently leave out nothing here.
 *
 * @returns undefined when it has exceptions (`!`), of which the order matters
 */
export function ignoredByName(
  text: string,
): ((name: string) => IgnoredPart | undefined) | undefined {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    // A comment begins with the line.
    .filter((line) => !line.startsWith('#'))
    .map(trimSpace)
  // The path is cleaned before the `!` is looked for: `./!x` is an exception too.
  if (patterns.some((pattern) => /(?:^|\/)!/.test(pattern))) return undefined
  const rules = patterns.flatMap((pattern) => ruleOf(pattern) ?? [])
  return (name) => {
    const parts = rules.filter(({ matches }) => matches(name)).map(({ part }) => part)
    return parts.includes('all') ? 'all' : parts[0]
  }
}

/** As Go's `strings.TrimSpace`, whose space has no byte order mark and one control character more. */
function trimSpace(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && isSpace(line.charAt(start))) start += 1
  while (end > start && isSpace(line.charAt(end - 1))) end -= 1
  return line.slice(start, end)
}

function isSpace(character: string): boolean {
  return /^(?!\uFEFF)[\s\u0085]$/.test(character)
}

/** Wildcards other than `*`, characters that older versions didn't escape, and those that are seldom meant. */
const unclear = /[?[\]\\^$+(){}|\p{C}\uFFFD]/u

function ruleOf(
  pattern: string,
): { readonly matches: (name: string) => boolean; readonly part: IgnoredPart } | undefined {
  if (unclear.test(pattern)) return undefined
  const names = pattern.split('/').filter((name) => name !== '' && name !== '.')
  while (names.length > 1 && names[0] === '**') names.shift()
  const [name, ...rest] = names
  if (name === undefined || names.includes('..')) return undefined
  const part = rest.length === 0 ? 'all' : 'content'
  if (part === 'content' && !['*', '**', '**/*'].includes(rest.join('/'))) return undefined
  // Two asterisks beside other characters match whole folders.
  if (name.includes('**') && name !== '**') return undefined
  return { matches: wildcard(name), part }
}
