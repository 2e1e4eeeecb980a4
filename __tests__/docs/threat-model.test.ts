import { existsSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { read } from './markdown.ts'

const section = read('docs/security.md').split('## Threat model')[1]?.split('\n## ')[0] ?? ''
const rows = section
  .split('\n')
  .filter(
    (line) => line.startsWith('| ') && !line.startsWith('| boundary') && !line.startsWith('| ---'),
  )
  .map((line) => line.split('|').map((cell) => cell.trim()))

it('has a row for each way to reach a daemon', () => {
  for (const way of [
    '`tcp://`',
    '`ssh://`',
    "Docker's socket",
    "BuildKit's socket",
    'container or pod',
    'gateway',
    'router',
  ]) {
    expect(
      rows.some(([, boundary = '', , , enforced = '']) => `${boundary} ${enforced}`.includes(way)),
    ).toBe(true)
  }
})

it.each(rows)('names tests that exist, or says that nothing enforces it: %#', (...cells) => {
  const [enforced = '', held = ''] = cells.slice(4)
  const named = [...held.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
  if (named.length === 0) expect(enforced).toMatch(/^\*\*nothing\*\*/)
  for (const name of named.filter((each) => each !== 'kubernetes')) {
    const path = name.endsWith('/') ? `__tests__/${name}` : `__tests__/${name}.test.ts`
    expect([path, existsSync(path)]).toEqual([path, true])
  }
})
