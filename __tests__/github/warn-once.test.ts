import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { parseFileCommands } from '../../script/rig/file-commands.ts'
import { createWarnOnce } from '../../src/github/warn-once.ts'

const directory = mkdtempSync(join(tmpdir(), 'warn-'))
const file = join(directory, 'env')
const before = 'COLOR=blue\n'
beforeEach(() => writeFileSync(file, before))
afterAll(() => rmSync(directory, { recursive: true }))

/** A step of the job, with the variables that earlier steps have left. */
function step(...names: readonly string[]): string[] {
  const given: string[] = []
  const env = { ...parseFileCommands(readFileSync(file, 'utf8')), GITHUB_ENV: file }
  const warnOnce = createWarnOnce((message) => given.push(message), env)
  for (const name of names) warnOnce(name, `about ${name}`)
  return given
}

it('gives each warning in the first step that has a reason for it', () => {
  expect(step('a', 'a')).toEqual(['about a'])
  expect(step('a', 'b')).toEqual(['about b'])
  expect(step('b', 'a')).toEqual([])
})

it('leaves the file as it is when there is nothing to warn of, or nothing new', () => {
  step()
  expect(readFileSync(file, 'utf8')).toBe(before)
  step('a')
  const after = readFileSync(file, 'utf8')
  step('a')
  expect(readFileSync(file, 'utf8')).toBe(after)
})

it('warns where the variable can not be kept', () => {
  const given: string[] = []
  createWarnOnce((message) => given.push(message), {})('a', 'without a file')
  createWarnOnce((message) => given.push(message), { GITHUB_ENV: join(directory, 'no', 'env') })(
    'a',
    'without a folder',
  )
  expect(given).toEqual(['without a file', 'without a folder'])
})
