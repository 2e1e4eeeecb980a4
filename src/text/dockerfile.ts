import { splitFlags } from './instruction-flags.ts'

/** What a Dockerfile says, stage by stage. */
export interface Dockerfile {
  readonly stages: readonly Stage[]
}

export interface Stage {
  /** As it is written behind `AS`. */
  readonly name?: string
  /** What it is built on: an image, another stage, or `scratch`. */
  readonly base: string
  readonly instructions: readonly Instruction[]
}

export interface Instruction {
  /** In capitals. */
  readonly keyword: string
  /** Such as `--mount=type=cache,target=/root/.npm`, without quotes. */
  readonly flags: readonly string[]
  /** What follows the flags, on one line. A here-document follows its command. */
  readonly text: string
  /** Its first and its last line, from 1. */
  readonly line: number
  readonly endLine: number
}

/**
 * Reads a Dockerfile: continued lines, comments between them, the `escape` directive and here-documents, as
 * moby/buildkit `frontend/dockerfile/parser/parser.go` reads them.
 */
export function parseDockerfile(text: string): Dockerfile {
  const stages: { name?: string; base: string; instructions: Instruction[] }[] = []
  for (const instruction of instructionsOf(text)) {
    if (instruction.keyword === 'FROM') {
      const [base = '', as = '', name] = instruction.text.split(/\s+/)
      const isNamed = as.toUpperCase() === 'AS' && name !== undefined
      stages.push({ base, ...(isNamed && { name }), instructions: [] })
    } else {
      // What stands before the first stage are global arguments.
      stages.at(-1)?.instructions.push(instruction)
    }
  }
  return { stages }
}

function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split(/\r?\n/)
  const escapeMark = escapeCharacter(lines)
  const continued = escapeMark === '`' ? /`[ \t]*$/ : /\\[ \t]*$/
  const found: Instruction[] = []
  /** Names of here-documents that don't end, behind some line and so behind any later one. */
  const endless = new Set<string>()
  for (let at = 0; at < lines.length; at += 1) {
    if (isComment(lines[at] ?? '')) continue
    const start = at
    const parts: string[] = []
    for (; at < lines.length; at += 1) {
      const line = lines[at] ?? ''
      if (at > start && isComment(line)) continue
      parts.push(line.replace(continued, ' '))
      if (!continued.test(line)) break
    }
    const joined = parts.join('').trim()
    const documents: string[] = []
    for (const { name, strips } of hereDocuments(joined)) {
      const key = `${strips} ${name}`
      if (endless.has(key)) continue
      let end = at + 1
      for (; end < lines.length; end += 1) {
        const line = lines[end] ?? ''
        if ((strips ? line.replace(/^\t+/, '') : line) === name) break
      }
      // BuildKit refuses one that doesn't end, but an older one takes `$((1 << n))` for none.
      if (end >= lines.length) {
        endless.add(key)
        continue
      }
      for (at += 1; at < end; at += 1) documents.push(lines[at] ?? '')
    }
    const last = Math.min(at, lines.length - 1)
    const place = { line: start + 1, endLine: last + 1 }
    found.push({ ...readInstruction([joined, ...documents].join('\n'), escapeMark), ...place })
  }
  return found
}

/**
 * Reads an instruction on one line.
 *
 * @param escapeMark the character of the `escape` directive
 */
export function readInstruction(
  joined: string,
  escapeMark = '\\',
): Pick<Instruction, 'keyword' | 'flags' | 'text'> {
  const [, keyword = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(joined) ?? []
  const { flags, rest: text } = splitFlags(rest, escapeMark)
  return { keyword: keyword.toUpperCase(), flags, text: text.trim() }
}

/** Only `RUN`, `COPY` and `ADD` have them, in words of their own. */
function hereDocuments(joined: string): readonly { name: string; strips: boolean }[] {
  if (!joined.includes('<<') || !/^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(joined)) return []
  return shellWords(joined).flatMap((word) => {
    const [, dash, , name] =
      /^\d*<<(?:(-)|\s*)(["']?)([A-Za-z_]\w*)\2(?:[;&|<>)]|$)/.exec(word) ?? []
    return name === undefined ? [] : [{ name, strips: dash === '-' }]
  })
}

/**
 * The words of a line, with their quotes and escapes, as `processStopOn` in moby/buildkit
 * `frontend/dockerfile/shell/lex.go` finds them.
 *
 * @returns none if a quote doesn't end
 */
function shellWords(line: string): readonly string[] {
  const words: string[] = []
  let start: number | undefined
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (quote === '' && isSpace(character)) {
      // BuildKit v0.31 allows blanks before the name of a here-document, unless it strips tabs.
      if (start !== undefined && /^\d*<<\s*$/.test(line.slice(start, at))) continue
      if (start !== undefined) words.push(line.slice(start, at))
      start = undefined
      continue
    }
    start ??= at
    if (character === '\\' && quote !== "'") at += 1
    else if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
  }
  if (quote !== '') return []
  return start === undefined ? words : [...words, line.slice(start)]
}

function isSpace(character: string): boolean {
  return /\s/.test(character)
}

function isComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line)
}

/** Directives stand before anything else. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value = ''] = /^#\s*(\w+)\s*=(.*)$/.exec(line) ?? []
    if (name === undefined || value.trim() === '') break
    if (name.toLowerCase() === 'escape') return value.trim()
  }
  return '\\'
}
