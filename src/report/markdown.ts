import { stripVTControlCharacters } from 'node:util'
import { shortLine, truncate } from '../text/truncate.ts'

/** One line of text in which no Markdown and no HTML is left. Not for the start of a line: `1.` begins a list. */
export function prose(text: string, longest: number): string {
  return shortLine(text, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#+!|~$]/g, (mark) => `&#${mark.codePointAt(0)};`)
    .replaceAll(linkable, emptyComment)
}

/** Positions inside text that GitHub turns into a link by itself. */
const linkable = /(?<=(?:https?|ftp):)(?=\/\/)|(?<=www)(?=\.)|(?=@)/gi
const emptyComment = '<!-- -->'

/** A code span: in it, Markdown gives a meaning only to backticks. */
export function code(text: string, longest: number): string {
  const line = shortLine(text, longest)
  if (line === '') return ''
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** A code span for a cell of a table: an unescaped `|` ends the cell, even in code. */
export function cellCode(text: string, longest: number): string {
  // `\\|` would be an escaped backslash and the end of the cell.
  return code(text.replaceAll('\\|', '\\ |'), longest).replaceAll('|', '\\|')
}

/** Text that isn't wrapped. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** Lines of code. They are indented, since text could close a fence. Not below a list. */
export function codeBlock(lines: readonly string[], longest: number): readonly string[] {
  const clean = lines.map((line) => {
    const visible = stripVTControlCharacters(line).replaceAll(/(?!\t)\p{C}/gu, ' ')
    return `    ${truncate(visible.replaceAll(/[\u2028\u2029]/g, ' '), longest)}`
  })
  return ['', ...clean, '']
}

/** Columns are aligned to the right where `alignment` has an `r`. */
export function table(
  header: readonly string[],
  alignment: string,
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = header.map((_, index) => (alignment[index] === 'r' ? '---:' : '---'))
  return ['', ...[header, rule, ...rows].map(line), '']
}

/** A folded section. `title` is HTML. */
export function folded(title: string, lines: readonly string[]): readonly string[] {
  return ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>', '']
}
