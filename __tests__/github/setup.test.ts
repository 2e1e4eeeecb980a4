import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import type { Log } from '../../src/base/ports.ts'
import { leaveToLaterSteps } from '../../src/github/setup.ts'
import type { SetUp } from '../../src/step/set-up.ts'

const directory = mkdtempSync(join(tmpdir(), 'setup-'))
afterAll(() => rmSync(directory, { recursive: true }))

const file = join(directory, 'environment')
const before = { ...process.env }
const added = join(directory, 'path')
const plugins = join(directory, 'docker', 'cli-plugins')
const used = join(plugins, 'docker-buildx')
beforeEach(() => {
  writeFileSync(file, '')
  writeFileSync(added, '')
  mkdirSync(plugins, { recursive: true })
  writeFileSync(used, '#!/bin/sh\n', { mode: 0o755 })
  process.env.DOCKER_CONFIG = join(directory, 'docker')
  process.env.PATH = join(directory, 'bin')
  process.env.GITHUB_PATH = added
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
  const found = readFileSync(file, 'utf8').matchAll(/^(\w+)<<(.+)\n([\s\S]*?)\n?\2$/gm)
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]))
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
