import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import { leaveToLaterSteps } from '../../src/github/setup.ts'
import type { SetUp } from '../../src/step/set-up.ts'

const directory = mkdtempSync(join(tmpdir(), 'setup-'))
afterAll(() => rmSync(directory, { recursive: true }))

const file = join(directory, 'environment')
const before = { ...process.env }
beforeEach(() => {
  writeFileSync(file, '')
  writeFileSync(join(directory, 'outputs'), '')
  process.env.GITHUB_ENV = file
  process.env.GITHUB_OUTPUT = join(directory, 'outputs')
})
afterEach(() => {
  process.env = { ...before }
})

/** The variables of later steps, after a setup in a job that has `DOCKER_HOST`. */
function exported(record: Partial<SetUp['record']>, use: boolean): Record<string, string> {
  process.env.DOCKER_HOST = 'unix:///job.sock'
  const setUp = { builder: {}, nodes: [], record: { name: 'ours', ...record } } as unknown as SetUp
  leaveToLaterSteps(setUp, { use }, directory)
  const found = readFileSync(file, 'utf8').matchAll(/^(\w+)<<(.+)\n([\s\S]*?)\n?\2$/gm)
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]))
}

it('a Docker context is used, not the daemon that the job has in DOCKER_HOST', () => {
  expect(exported({ isContext: true }, true)).toMatchObject({
    DOCKER_CONTEXT: 'ours',
    DOCKER_HOST: '',
  })
})

it.each<[string, Partial<SetUp['record']>, boolean]>([
  ['a builder of buildx', {}, true],
  ['a context that later steps name themselves', { isContext: true }, false],
])('%s leaves DOCKER_HOST as it is', (_, record, use) => {
  expect(exported(record, use)).not.toHaveProperty('DOCKER_HOST')
})
