import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readOrigin } from '../../src/github/origin.ts'

const directory = mkdtempSync(join(tmpdir(), 'origin-'))
afterAll(() => rmSync(directory, { recursive: true }))

function read(payload: unknown, env: NodeJS.ProcessEnv = {}) {
  const path = join(directory, 'event.json')
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload))
  return readOrigin({ GITHUB_EVENT_PATH: path, GITHUB_REF_TYPE: 'branch', ...env })
}

const repository = { default_branch: 'trunk' }
const pullRequest = (from: string | undefined, to = 'acme/app') => ({
  repository,
  number: 7,
  pull_request: {
    number: 7,
    head: { repo: from === undefined ? null : { full_name: from } },
    base: { ref: 'trunk', repo: { full_name: to } },
  },
})

describe('readOrigin', () => {
  it('reads a push to a branch', () => {
    expect(read({ repository }, { GITHUB_REF_NAME: 'feature/x' })).toEqual({
      kind: 'branch',
      name: 'feature/x',
      defaultBranch: 'trunk',
    })
  })

  it('reads a tag', () => {
    expect(read({ repository }, { GITHUB_REF_NAME: 'v1', GITHUB_REF_TYPE: 'tag' })).toEqual({
      kind: 'tag',
      name: 'v1',
      defaultBranch: 'trunk',
    })
  })

  it('reads a pull request from the repository itself', () => {
    expect(read(pullRequest('acme/app'), { GITHUB_REF_NAME: '7/merge' })).toEqual({
      kind: 'pull-request',
      name: '7',
      base: 'trunk',
      defaultBranch: 'trunk',
    })
  })

  it.each([
    ['a fork', 'octocat/app'],
    ['a fork that was deleted', undefined],
  ])('knows a pull request from %s', (_, from) => {
    expect(read(pullRequest(from)).untrusted).toBe('fork')
  })

  it.each([
    ['fork', { full_name: 'octocat/app' }],
    ['fork', null],
    [undefined, { full_name: 'acme/app' }],
  ])('says %s when this run follows a run for %j', (untrusted, head_repository) => {
    const payload = { repository: { full_name: 'acme/app' }, workflow_run: { head_repository } }
    expect(read(payload).untrusted).toBe(untrusted)
  })

  it('knows an update that Dependabot proposes', () => {
    const env = { GITHUB_ACTOR: 'dependabot[bot]' }
    expect(read(pullRequest('acme/app'), env).untrusted).toBe('dependabot')
    expect(read({ repository }, env).untrusted).toBe('dependabot')
    expect(read(pullRequest('octocat/app'), env).untrusted).toBe('fork')
  })

  it.each(['', 'not json', 'null', '{}'])('makes do with an event file that holds %j', (text) => {
    expect(read(text, { GITHUB_REF_NAME: 'main' })).toEqual({ kind: 'branch', name: 'main' })
  })

  it('makes do without an event file', () => {
    expect(readOrigin({})).toEqual({ kind: 'branch', name: '' })
  })
})
