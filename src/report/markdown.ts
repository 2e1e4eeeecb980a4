import { stripVTControlCharacters } from 'node:util'
import { cut, shortLine } from '../text/truncate.ts'

/** Text that is no Markdown and no HTML, in one line. Not at a line's start: it could begin a list. */
export function prose(text: string, longest: number): string {
  return shortLine(text, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#+!|~$]/g, (mark) => `&#${mark.codePointAt(0)};`)
    .replaceAll(linkable, nothing)
}

/** Inside of what GitHub makes a link of, though nobody said that it is one. */
const linkable = /(?<=(?:https?|ftp):)(?=\/\/)|(?<=www)(?=\.)|(?=@)/gi
const nothing = '<!-- -->'

/** A code span: the one place in which Markdown takes all but its own fence as it is. */
export function code(text: string, longest: number): string {
  const line = shortLine(text, longest)
  if (line === '') return ''
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** A code span for a cell of a table, which ends at a `|` that isn't escaped, also in code. */
export function cellCode(text: string, longest: number): string {
  // `\\|` would be an escaped backslash and the end of the cell.
  return code(text.replaceAll('\\|', '\\ |'), longest).replaceAll('|', '\\|')
}

/** Text whose words stay in one line. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** Lines of code. Indented, since a fence could be closed from within. Not below a list. */
export function codeBlock(lines: readonly string[], longest: number): readonly string[] {
  const clean = lines.map((line) => {
    const visible = stripVTControlCharacters(line).replaceAll(/(?!\t)\p{C}/gu, ' ')
    return `    ${cut(visible.replaceAll(/[\u2028\u2029]/g, ' '), longest)}`
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

/** Folded away below its title, which is HTML. */
export function folded(title: string, lines: readonly string[]): readonly string[] {
  return ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>', '']
}
