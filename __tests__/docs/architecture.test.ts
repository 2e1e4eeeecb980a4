import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { read, root } from './markdown.ts'

it('docs/architecture.md names all that know that this is GitHub', () => {
  const [, section = ''] = read('docs/architecture.md').split('## Where GitHub is')
  const named = [...section.matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name)
  const knowing = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /GITHUB_|@actions\/core/.test(readFileSync(join(root, 'src', path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''))
  const isNamed = (path: string) =>
    named.some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name))
  expect(knowing.filter((path) => !isNamed(path))).toEqual([])
})
