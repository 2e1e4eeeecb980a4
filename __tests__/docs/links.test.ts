import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { anchorsOf, pages, proseOf, read, root } from './markdown.ts'

const isPage = (path: string) => path.endsWith('.md')

/** Returns the fault of a broken link, and undefined for a working one. */
function fault(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, target))) return `${link}: there is no ${target}`
  if (anchor === undefined || !isPage(target)) return undefined
  return anchorsOf(read(target)).includes(anchor) ? undefined : `${link}: no such heading`
}

describe.each(pages)('%s', (page) => {
  const text = proseOf(read(page))
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"|\bhref="([^"]+)"/g)].map(
    ([, ...found]) => found.find(Boolean) ?? '',
  )

  it('has no broken link', () => {
    const relative = links.filter((link) => !/^(https?|mailto):/.test(link))
    expect(relative.map((link) => fault(page, link)).filter(Boolean)).toEqual([])
  })

  it('links to other sites with https', () => {
    expect(links.filter((link) => link.startsWith('http:'))).toEqual([])
  })
})

it('CONTRIBUTING.md names only files and folders that exist', () => {
  const text = read('CONTRIBUTING.md')
  const paths = [...text.matchAll(/`((?:src|script|docs|__tests__|deploy|examples)\/[\w./-]*)`/g)]
  expect(paths.length).toBeGreaterThan(10)
  const missing = paths.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))
  expect(missing).toEqual([])
})

it('reports a broken link', () => {
  expect(fault('README.md', 'docs/nowhere.md')).toMatch(/there is no/)
  expect(fault('README.md', 'docs/server.md#nowhere')).toMatch(/no such heading/)
  expect(fault('docs/server.md', '#security-in-plain-words')).toBeUndefined()
})
