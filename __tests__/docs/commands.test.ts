import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { blocksOf, pages, read, root } from './markdown.ts'

/** A command on a page, with the comment that says which test runs it, or why none does. */
interface Commands {
  /** Page and line. */
  readonly where: string
  readonly page: string
  readonly text: string
  readonly mark: string
}

function commandsOf(page: string, text: string): Commands[] {
  const lines = text.split('\n')
  return blocksOf(text)
    .filter(({ language }) => /^(?:sh|bash|shell)$/.test(language))
    .map(({ line, text: commands }) => ({
      where: `${page}:${line}`,
      page,
      text: commands,
      mark: /^\s*<!-- (.*) -->$/.exec(lines[line - 2] ?? '')?.[1] ?? '',
    }))
}

/** Words of commands that say which command it is: programs, subcommands and options. */
const wordsOf = (commands: string) =>
  commands
    .replaceAll(/^\s*#.*$/gm, '')
    .match(/(?<=^|[\s/(])(?:--)?[a-z][a-z-]{2,}(?=$|[\s=)])/gm) ?? []

/** What is wrong with the mark of commands, or nothing. */
function faultOf({ mark, page, text }: Commands): string | undefined {
  if (/^not run: \S.*[^.]$/.test(mark)) return undefined
  const [, path = ''] = /^run by (__tests__\/\S+\.test\.ts)$/.exec(mark) ?? []
  if (path === '') return 'says neither which test runs it nor why none does'
  if (!existsSync(join(root, path))) return `names ${path}, which does not exist`
  const test = read(path)
  // A test that reads the page runs its very commands.
  if (test.includes(page)) return undefined
  const words = wordsOf(text)
  const known = words.filter((word) => test.includes(word))
  return known.length * 2 >= words.length ? undefined : `names ${path}, which runs something else`
}

describe('commands', () => {
  it.each(pages.flatMap((page) => commandsOf(page, read(page))))(
    'at $where are run by a test, or say why not',
    (commands) => {
      expect(faultOf(commands)).toBeUndefined()
    },
  )

  it.each([
    ['no mark', ''],
    ['a mark without a reason', '<!-- not run: -->'],
    ['a test that does not exist', '<!-- run by __tests__/docs/nothing.test.ts -->'],
    ['a test of something else', '<!-- run by __tests__/docs/links.test.ts -->'],
  ])('with %s are reported', (_, mark) => {
    const [commands] = commandsOf('docs/x.md', `${mark}\n\`\`\`sh\ncerts withdraw acme\n\`\`\`\n`)
    expect(commands && faultOf(commands)).toBeDefined()
  })
})
