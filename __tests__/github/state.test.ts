import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readAction } from '../../script/rig/action.ts'
import { isMet } from '../../script/rig/condition.ts'
import { parseFileCommands } from '../../script/rig/file-commands.ts'
import { rememberDirectory } from '../../src/github/state.ts'
import { createWarnOnce } from '../../src/github/warn-once.ts'

const { postIf } = await readAction(resolve(import.meta.dirname, '..', '..'))

it.each([
  ['success', false],
  ['failure', true],
  ['cancelled', true],
] as const)('a job that ends with %s runs post: %s', (status, runs) => {
  expect(isMet(postIf, { status, env: {} })).toBe(runs)
})

describe('a job that succeeds nevertheless', () => {
  const directory = mkdtempSync(join(tmpdir(), 'state-'))
  const file = join(directory, 'env')
  const before = 'COLOR=blue\n'
  beforeEach(() => writeFileSync(file, before))
  afterAll(() => rmSync(directory, { recursive: true }))

  const remember = () => rememberDirectory(() => {}, '/private', { GITHUB_ENV: file })
  const read = () => readFileSync(file, 'utf8')

  it('runs post when main did not report that nothing is left', () => {
    remember()
    expect(isMet(postIf, { status: 'success', env: parseFileCommands(read()) })).toBe(true)
  })

  it('does not run post when main did, and keeps no variable for it', () => {
    remember()()
    expect(read()).toBe(before)
  })

  it('keeps lines that were written meanwhile, such as what the job was warned of', () => {
    const needNoPost = remember()
    createWarnOnce(() => {}, { GITHUB_ENV: file })('a', 'about a')
    needNoPost()
    expect(read()).toBe(`${before}REMOTE_BUILDKIT_WARNED=a\n`)
  })

  it.each(['SIZE=XL\n', 'SIZE=XL\n'.repeat(10)])('leaves a file with other lines alone', (text) => {
    const needNoPost = remember()
    writeFileSync(file, text)
    needNoPost()
    expect(read()).toBe(text)
  })

  it('tolerates that the runner has removed its file', () => {
    const needNoPost = remember()
    rmSync(file)
    expect(needNoPost).not.toThrow()
  })

  it('tolerates that there is no runner', () => {
    expect(rememberDirectory(() => {}, '/private', {})).not.toThrow()
  })
})
