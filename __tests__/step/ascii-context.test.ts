import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { asciiContext } from '../../src/step/ascii-context.ts'

const root = mkdtempSync(join(tmpdir(), 'context-'))
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
})

it('keeps the path of a folder with an ASCII name', () => {
  expect(asciiContext('.', directory)).toBe('.')
  expect(asciiContext(join(root, 'ü', 'app'), directory)).toBe(join(root, 'ü', 'app'))
})

it.each(['größe', '早', 'a\tb'])(
  'makes a link to a folder named %j, with the same name each time',
  (name) => {
    const folder = join(root, name)
    mkdirSync(folder)
    const link = asciiContext(folder, directory)
    expect(readlinkSync(link).replace(/[/\\]$/, '')).toBe(folder)
    expect(basename(link)).toMatch(/^context-[0-9a-f]{16}$/)
    const other = mkdtempSync(join(root, 'private-'))
    expect(basename(asciiContext(folder, other))).toBe(basename(link))
  },
)

it.each(['https://github.com/acme/größe.git', '-'])(
  'keeps %j, which is not a folder',
  (context) => {
    expect(asciiContext(context, directory)).toBe(context)
  },
)

it('keeps the path of a file', () => {
  const file = join(root, 'größe.tar')
  writeFileSync(file, '')
  expect(asciiContext(file, directory)).toBe(file)
})
