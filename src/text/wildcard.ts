/** What one place of a pattern matches: any number of characters, or one of them. */
type Token = '*' | ((character: string) => boolean)

/**
 * Reads a pattern for a name between two slashes, as Go's `filepath.Match` does: `*`, `?`, classes such as `[a-z]` and
 * `[^a-z]`, and `\` in front of a character that is meant as such.
 *
 * The time for a name grows at most with its length times that of the pattern, however many `*` there are: a regular
 * expression would try all ways to divide the name between them.
 *
 * @returns whether a name matches; none does if the pattern is malformed
 */
export function wildcard(pattern: string): (name: string) => boolean {
  const tokens = readTokens([...pattern])
  return (name) => tokens !== undefined && matches(tokens, [...name])
}

function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0
  /** Where to go on when the rest doesn't match: the last `*` takes one character more. */
  let retry: { readonly token: number; readonly at: number } | undefined
  for (let at = 0; at < name.length || token < tokens.length; ) {
    const current = tokens[token]
    const character = name[at]
    if (current === '*') {
      token += 1
      retry = { token, at }
    } else if (current !== undefined && character !== undefined && current(character)) {
      token += 1
      at += 1
    } else if (retry !== undefined && retry.at < name.length) {
      retry = { token: retry.token, at: retry.at + 1 }
      token = retry.token
      at = retry.at
    } else {
      return false
    }
  }
  return true
}

/** @returns undefined if the pattern is malformed */
function readTokens(pattern: readonly string[]): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? ''
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*')
    } else if (character === '?') {
      tokens.push(() => true)
    } else if (character === '[') {
      const read = readClass(pattern, at + 1)
      if (read === undefined) return undefined
      tokens.push(read.has)
      at = read.end
    } else {
      const literal = character === '\\' ? pattern[++at] : character
      if (literal === undefined) return undefined
      tokens.push((other) => other === literal)
    }
  }
  return tokens
}

/**
 * @param start the place behind `[`
 * @returns with the place of `]`; undefined if the class is malformed
 */
function readClass(
  pattern: readonly string[],
  start: number,
): { readonly has: (character: string) => boolean; readonly end: number } | undefined {
  const isNegated = pattern[start] === '^'
  const ranges: (readonly [number, number])[] = []
  let at = isNegated ? start + 1 : start
  const readEnd = (): number | undefined => {
    const isEscaped = pattern[at] === '\\'
    if (isEscaped) at += 1
    const character = pattern[at]
    at += 1
    const isMark = !isEscaped && (character === '-' || character === ']')
    return isMark ? undefined : character?.codePointAt(0)
  }
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = readEnd()
    if (low === undefined) return undefined
    let high: number | undefined = low
    if (pattern[at] === '-') {
      at += 1
      high = readEnd()
    }
    if (high === undefined) return undefined
    ranges.push([low, high])
  }
  return {
    has(character) {
      const code = character.codePointAt(0) ?? 0
      return ranges.some(([low, high]) => low <= code && code <= high) !== isNegated
    },
    end: at,
  }
}
