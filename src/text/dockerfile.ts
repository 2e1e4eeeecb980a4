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
      for (at += 1; at < lines.length; at += 1) {
        const line = lines[at] ?? ''
        if ((strips ? line.replace(/^\t+/, '') : line) === name) break
        documents.push(line)
      }
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

/** Only `RUN`, `COPY` and `ADD` have them. */
function hereDocuments(joined: string): readonly { name: string; strips: boolean }[] {
  if (!/^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(joined)) return []
  // It begins a word, maybe behind the number of a descriptor, and none stands within quotes.
  const unquoted = joined.replaceAll(/(?<=^|[^<-])(?:'[^']*'|"(?:\\.|[^"\\])*")/g, '?')
  return [...unquoted.matchAll(/(?<=\s)\d*<<(-?)(["']?)([A-Za-z_]\w*)\2(?=\s|[;&|<>)]|$)/g)].map(
    ([, dash, , name = '']) => ({
      name,
      strips: dash === '-',
    }),
  )
}

function isComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line)
}

/** Directives stand before anything else. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(.+?)\s*$/.exec(line)
    if (!directive) break
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] ?? '\\'
  }
  return '\\'
}
