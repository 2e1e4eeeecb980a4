import { expect, it } from '@jest/globals'
import { read } from './markdown.ts'

const figures = JSON.parse(read('docs/realworld.json')) as Record<
  string,
  Record<string, Record<string, number>>
>
const services = Object.entries(figures)

it('docs/performance.md shows the figures of docs/realworld.json', () => {
  const page = read('docs/performance.md')
  for (const [service, changes] of services) {
    const [, table = ''] = page.split(`| ${service.replace(/^A/, 'a')}, changed |`)
    for (const [change, taken] of Object.entries(changes)) {
      const cells = Object.values(taken).map((seconds) => `${seconds.toFixed(1)} s`)
      expect(table.split('\n\n')[0]).toContain(`| ${[change, ...cells].join(' | ')} |`)
    }
  }
})

it('README.md quotes the change of a source file', () => {
  const [ours = 0, theirs = 0] = Object.values(figures['A Go service']?.['a source file'] ?? {})
  const text = read('README.md').replaceAll('\n', ' ')
  expect(text).toContain(
    `builds in ${ours.toFixed(1)} s on a warm daemon, and in ${theirs.toFixed(0)} s with`,
  )
})
