import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { parseFileCommands } from '../../script/rig/file-commands.ts'
import type { Log } from '../../src/base/ports.ts'
import { restoreVariables } from '../../src/github/restore-variables.ts'
import { leaveToLaterSteps } from '../../src/github/setup.ts'
import type { SetUp } from '../../src/step/set-up.ts'

const directory = mkdtempSync(join(tmpdir(), 'setup-'))
afterAll(() => rmSync(directory, { recursive: true }))

const file = join(directory, 'environment')
const state = join(directory, 'state')
const before = { ...process.env }
const added = join(directory, 'path')
const used = join(directory, 'bin', 'buildx')
beforeEach(() => {
  writeFileSync(file, '')
  writeFileSync(added, '')
  writeFileSync(state, '')
  mkdirSync(join(directory, 'bin'), { recursive: true })
  writeFileSync(used, '#!/bin/sh\n', { mode: 0o755 })
  process.env.DOCKER_CONFIG = join(directory, 'docker')
  process.env.PATH = join(directory, 'bin')
  process.env.GITHUB_PATH = added
  process.env.GITHUB_STATE = state
  writeFileSync(join(directory, 'outputs'), '')
  process.env.GITHUB_ENV = file
  process.env.GITHUB_OUTPUT = join(directory, 'outputs')
})
afterEach(() => {
  process.env = { ...before }
})

const log = { info: () => {}, warning: () => {} } as unknown as Log

/** The variables of later steps, after a setup in a job that has `DOCKER_HOST`. */
function exported(record: Partial<SetUp['record']>, use: boolean): Record<string, string> {
  process.env.DOCKER_HOST = 'unix:///job.sock'
  leave({ record: { name: 'ours', ...record } as SetUp['record'] }, use)
  return parseFileCommands(readFileSync(file, 'utf8'))
}

function leave(facts: Partial<SetUp>, use = true, buildx = used): void {
  const builder = { buildx: { file: buildx, env: {} } }
  const setUp = { builder, nodes: [], record: { name: 'ours' }, ...facts } as unknown as SetUp
  leaveToLaterSteps(setUp, { use }, { directory, env: process.env, log })
}

it('a buildx that later steps would not find is on their PATH where there is no Docker CLI', () => {
  leave({})
  expect(readFileSync(added, 'utf8')).toBe('')
  const other = join(directory, 'other')
  writeFileSync(other, 'other', { mode: 0o755 })
  leave({}, true, other)
  const path = join(directory, 'later')
  expect(readFileSync(added, 'utf8')).toContain(path)
  expect(readFileSync(join(path, 'buildx'), 'utf8')).toBe('other')
})

it('a Docker context is used, not the daemon in DOCKER_HOST or the builder of an earlier step', () => {
  process.env.BUILDX_BUILDER = 'earlier'
  expect(exported({ isContext: true }, true)).toMatchObject({
    DOCKER_CONTEXT: 'ours',
    ...{ DOCKER_HOST: '', BUILDX_BUILDER: '' },
  })
})

it.each<[string, Partial<SetUp['record']>, boolean]>([
  ['a builder of buildx', {}, true],
  ['a context that later steps name themselves', { isContext: true }, false],
])('%s leaves the daemon and the builder of the job as they are', (_, record, use) => {
  process.env.BUILDX_BUILDER = 'earlier'
  const variables = exported(record, use)
  expect(variables).not.toHaveProperty('DOCKER_HOST')
  expect(variables.BUILDX_BUILDER).not.toBe('')
})

describe('the variables of later steps', () => {
  /** What post gives to the posts of earlier steps. */
  const restored = (env: NodeJS.ProcessEnv) => {
    const { variables } = parseFileCommands(readFileSync(state, 'utf8'))
    writeFileSync(file, '')
    restoreVariables({ ...env, GITHUB_ENV: file, STATE_variables: variables })
    return parseFileCommands(readFileSync(file, 'utf8'))
  }

  it('are taken back in post, as what they name is gone', () => {
    process.env.DOCKER_CONTEXT = 'earlier'
    const variables = exported({ isContext: true }, true)
    expect(variables).toMatchObject({ DOCKER_CONTEXT: 'ours', DOCKER_HOST: '' })
    expect(restored(variables)).toEqual({
      ...{ DOCKER_CONTEXT: 'earlier', DOCKER_HOST: 'unix:///job.sock' },
      REMOTE_BUILDKIT_SETUP: '',
    })
  })

  it('stay as a later step has changed them', () => {
    const { BUILDX_BUILDER: _, ...others } = exported({}, true)
    expect(restored({ ...others, BUILDX_BUILDER: 'later' })).toEqual({ REMOTE_BUILDKIT_SETUP: '' })
  })

  it('are left with a warning where the runner cannot be told', () => {
    const lines: string[] = []
    const print = jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line))
    const STATE_variables = JSON.stringify({ A: ['before', 'after'] })
    restoreVariables({ A: 'after', GITHUB_ENV: join(directory, 'none', 'env'), STATE_variables })
    print.mockRestore()
    expect(lines).toEqual([expect.stringMatching(/^::warning::.*not restored: ENOENT/)])
  })

  it('are nothing to take back where setup left none', () => {
    writeFileSync(file, '')
    restoreVariables({ GITHUB_ENV: file })
    expect(readFileSync(file, 'utf8')).toBe('')
  })
})
