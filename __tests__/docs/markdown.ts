import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

export const root = resolve(import.meta.dirname, '..', '..')
export const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Paths of all Markdown files, relative to the root of the repository. */
export const pages = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('__tests__/'))

export const action = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

export interface Block {
  readonly language: string
  readonly text: string
  /** Line of the opening fence on the page, counted from 1. */
  readonly line: number
}

/** The fenced blocks, without the indentation of a list around them. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^([ \t]*)```(\w*)\n([\s\S]*?)^[ \t]*```$/gm)].map((match) => {
    const [, indentation = '', language = '', content = ''] = match
    return {
      language,
      text: content.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
      line: text.slice(0, match.index).split('\n').length,
    }
  })
}

/**
 * The fenced block of a page that begins with these words.
 *
 * @throws Error when the page has none
 */
export function blockOf(page: string, start: string): string {
  const found = blocksOf(read(page)).find(({ text }) => text.trim().startsWith(start))
  if (found === undefined) throw new Error(`${page} has no block that begins with ${start}.`)
  return found.text
}

/** The text between the fenced blocks. */
export function proseOf(text: string): string {
  return text.replaceAll(/^([ \t]*)```[\s\S]*?^[ \t]*```$/gm, '')
}

/** The anchors that GitHub makes from the headings. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>()
  return [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading)
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')
}
