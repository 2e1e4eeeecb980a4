import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { noteLeftover } from '../../src/leftovers/journal.ts'
import { removeDirectory, removeOldLeftovers, removeRun } from '../../src/terminal/leftovers.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'leftovers-'))
})
afterEach(() => rmSync(parent, { recursive: true }))

function left(name: string, hours: number): string {
  const directory = join(parent, name)
  mkdirSync(join(directory, 'run'), { recursive: true })
  writeFileSync(join(directory, 'run', 'key.pem'), 'key')
  const at = Date.now() / 1000 - hours * 3600
  utimesSync(directory, at, at)
  return directory
}

it('removes only what a run left that was killed a day ago', async () => {
  const old = left(`remote-buildkit-${randomUUID()}`, 25)
  const others = [
    left(`remote-buildkit-${randomUUID()}`, 23),
    left(`remote-buildkit-env-${randomUUID()}`, 99),
    left('remote-buildkit-notes', 99),
  ]
  await removeOldLeftovers(parent, {})
  expect(existsSync(old)).toBe(false)
  expect(others.filter((path) => !existsSync(path))).toEqual([])
})

it('ignores a directory that does not exist', async () => {
  await expect(removeOldLeftovers(join(parent, 'none'), {})).resolves.toBeUndefined()
})

it('removes the keys of a run whose builder can not be removed, and names the builder', async () => {
  const directory = left(`remote-buildkit-env-${randomUUID()}`, 0)
  const core = join(directory, 'run')
  noteLeftover(core, { kind: 'builder', name: 'stays', file: '/nowhere/buildx', config: core })
  await expect(removeRun(core, {})).rejects.toThrow('the builder stays is left (')
  expect(existsSync(directory)).toBe(false)
})

it('warns of a private directory that can not be removed, so the run keeps its result', async () => {
  const directory = left(`remote-buildkit-${randomUUID()}`, 0)
  const warnings: string[] = []
  const log = { warning: (line: string) => warnings.push(line) }
  await removeDirectory(directory, log)
  expect({ isLeft: existsSync(directory), warnings }).toEqual({ isLeft: false, warnings: [] })
  // A link to itself can't be followed by any user.
  symlinkSync(directory, directory)
  await removeDirectory(join(directory, 'run'), log)
  expect(warnings).toEqual([expect.stringMatching(/run can't be removed: .*symbolic links/)])
})
