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

it('leaves a folder with an ASCII name alone', () => {
  expect(asciiContext('.', directory)).toBe('.')
  expect(asciiContext(join(root, 'ü', 'app'), directory)).toBe(join(root, 'ü', 'app'))
})

it.each(['größe', '早', 'a\tb'])(
  'links a folder named %j, under the same name each time',
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
  'leaves %j alone, which is no folder',
  (context) => {
    expect(asciiContext(context, directory)).toBe(context)
  },
)

it('leaves a file alone', () => {
  const file = join(root, 'größe.tar')
  writeFileSync(file, '')
  expect(asciiContext(file, directory)).toBe(file)
})
