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

/** Whether a test reads a page, by its path or by the parts of it. */
const readsPage = (test: string, page: string) =>
  test.includes(page) || test.includes(page.replace('docs/', "'docs', '"))

/**
 * Whether a test that reads a page runs these commands of it. It finds blocks by words, as in
 * `blockOf('docs/x.md', 'certs renew')`, or by their marks, or it finds none and reads the page in a way of its own.
 */
function runsBlock(test: string, page: string, commands: string): boolean {
  if (new RegExp(`${RegExp.escape(page)}[^]{0,300}<!-- run by`).test(test)) return true
  const calls = [...test.matchAll(/\w*[bB]lock(?:Of)?\((?:'(\S+\.md)', |page, )?'([^'\n]+)'\)/g)]
  return (
    calls.length === 0 ||
    calls.some(([, named = page, words = '']) => named === page && commands.includes(words))
  )
}

/** What is wrong with the mark of commands, or nothing. */
function faultOf({ mark, page, text }: Commands): string | undefined {
  if (/^not run: \S.*[^.]$/.test(mark)) return undefined
  const [, path = ''] = /^run by (__tests__\/\S+\.test\.ts)$/.exec(mark) ?? []
  if (path === '') return 'says neither which test runs it nor why none does'
  if (!existsSync(join(root, path))) return `names ${path}, which does not exist`
  const test = read(path)
  if (readsPage(test, page)) {
    return runsBlock(test, page, text)
      ? undefined
      : `names ${path}, which reads other blocks of the page`
  }
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

  it('of a page are reported when its test reads other blocks of it', () => {
    const test =
      "await type(blockOf('docs/x.md', 'certs renew'))\nawait type(blockOf('docs/y.md', 'certs'))"
    expect(runsBlock(test, 'docs/x.md', 'certs renew acme\n')).toBe(true)
    expect(runsBlock(test, 'docs/x.md', 'certs withdraw acme\n')).toBe(false)
  })

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
