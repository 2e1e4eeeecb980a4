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
    [{ merge_group: { base_ref: 'refs/heads/release/1' } }, 'release/1'],
    [{}, 'release/1'],
  ])('reads an entry in a merge queue as its pull request, of the payload %j', (more, base) => {
    const ref = 'gh-readonly-queue/release/1/pr-12-0123456789abcdef0123456789abcdef01234567'
    const env = { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF_NAME: ref }
    const origin = { kind: 'pull-request', name: '12', base, defaultBranch: 'trunk' }
    expect(read({ repository, ...more }, env)).toEqual(origin)
    expect(read({ repository }, { ...env, GITHUB_EVENT_NAME: 'push' }).kind).toBe('branch')
  })

  it.each([
    ['a fork', 'octocat/app'],
    ['a fork that was deleted', undefined],
  ])('recognizes a pull request from %s', (_, from) => {
    expect(read(pullRequest(from)).untrusted).toBe('fork')
  })

  it.each([
    ['fork', { full_name: 'octocat/app' }],
    ['fork', null],
    [undefined, { full_name: 'acme/app' }],
  ])('returns %s when this run follows a run for %j', (untrusted, head_repository) => {
    const payload = { repository: { full_name: 'acme/app' }, workflow_run: { head_repository } }
    expect(read(payload).untrusted).toBe(untrusted)
  })

  it('recognizes a pull request of Dependabot', () => {
    const env = { GITHUB_ACTOR: 'dependabot[bot]' }
    expect(read(pullRequest('acme/app'), env).untrusted).toBe('dependabot')
    expect(read({ repository }, env).untrusted).toBe('dependabot')
    expect(read(pullRequest('octocat/app'), env).untrusted).toBe('fork')
  })

  it.each(['', 'not json', 'null', '{}'])('accepts an event file that holds %j', (text) => {
    expect(read(text, { GITHUB_REF_NAME: 'main' })).toEqual({ kind: 'branch', name: 'main' })
  })

  it.each(['pull_request', 'pull_request_target', 'pull_request_review', 'workflow_run'])(
    'trusts no code under %s when the event file is missing',
    (event) => {
      expect(readOrigin({ GITHUB_EVENT_NAME: event }).untrusted).toBe('unknown')
    },
  )

  const own = { full_name: 'acme/app' }
  it.each([
    ['is damaged', '{'],
    ['starts with a BOM', `\ufeff${JSON.stringify(pullRequest('acme/app'))}`],
    ['has no pull request', { repository }],
    ['has null for it', { repository, pull_request: null }],
    ['has a string for it', { repository, pull_request: 'text' }],
    ['lacks the head', { repository, pull_request: { base: { repo: own } } }],
    ['has null for the head', { repository, pull_request: { head: null, base: { repo: own } } }],
    ['lacks the base', { repository, pull_request: { head: { repo: own } } }],
  ])('trusts no pull request whose event file %s', (_, payload) => {
    expect(read(payload, { GITHUB_EVENT_NAME: 'pull_request_target' }).untrusted).toBe('unknown')
  })

  it.each([
    ['lacks the repository of the head', {}],
    ['has null for it', { repo: null }],
    ['has a number for its name', { repo: { full_name: 7 } }],
  ])('takes a pull request for a fork’s whose event file %s', (_, head) => {
    const payload = { repository, pull_request: { head, base: { repo: own } } }
    expect(read(payload, { GITHUB_EVENT_NAME: 'pull_request' }).untrusted).toBe('fork')
  })

  it.each([
    ['unknown', { repository: own }],
    ['unknown', { repository: own, workflow_run: null }],
    ['unknown', { workflow_run: { head_repository: own } }],
    ['fork', { repository: own, workflow_run: {} }],
    ['unknown', { repository: own, workflow_run: { head_repository: own, event: 'workflow_run' } }],
    [
      'dependabot',
      {
        repository: own,
        workflow_run: { head_repository: own, actor: { login: 'dependabot[bot]' } },
      },
    ],
  ])('returns %s for a run that follows the run of %j', (untrusted, payload) => {
    const env = { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_ACTOR: 'octocat' }
    expect(read(payload, env).untrusted).toBe(untrusted)
  })

  it('recognizes Dependabot’s pull request when a person labels or re-runs it', () => {
    const payload = pullRequest('acme/app')
    const proposed = {
      ...payload,
      pull_request: { ...payload.pull_request, user: { login: 'dependabot[bot]' } },
    }
    expect(read(proposed, { GITHUB_ACTOR: 'octocat' }).untrusted).toBe('dependabot')
    const env = { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_TRIGGERING_ACTOR: 'octocat' }
    expect(read(payload, env).untrusted).toBe('dependabot')
  })

  it.each([
    { head_branch: 'dependabot/npm_and_yarn/a-2' },
    { head_commit: { author: { name: 'dependabot[bot]' } } },
  ])('recognizes a run after Dependabot’s pull request that a person labeled: %j', (parts) => {
    const workflow_run = { head_repository: own, actor: { login: 'octocat' }, ...parts }
    const env = { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_ACTOR: 'octocat' }
    expect(read({ repository: own, workflow_run }, env).untrusted).toBe('dependabot')
  })

  it('trusts a run after the push of a merge, whose commit has Dependabot’s name', () => {
    const head_commit = { author: { name: 'dependabot[bot]' } }
    const run = { head_repository: own, actor: { login: 'octocat' }, head_commit }
    const env = { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_ACTOR: 'octocat' }
    const untrustedAfter = (event: string, head_branch: string) =>
      read({ repository: own, workflow_run: { ...run, event, head_branch } }, env).untrusted
    expect(untrustedAfter('push', 'main')).toBeUndefined()
    expect(untrustedAfter('push', 'dependabot/npm_and_yarn/a-2')).toBe('dependabot')
    expect(untrustedAfter('pull_request', 'renamed')).toBe('dependabot')
  })

  const proposed = {
    ...pullRequest('acme/app'),
    pull_request: { ...pullRequest('acme/app').pull_request, user: { login: 'dependabot[bot]' } },
  }
  const after = { head_repository: own, actor: { login: 'dependabot[bot]' } }
  it.each([
    [true, 'pull_request', 'dependabot[bot]', proposed],
    [true, 'push', 'dependabot[bot]', { repository }],
    [false, 'pull_request', 'octocat', proposed],
    [false, 'pull_request_target', 'dependabot[bot]', proposed],
    [false, 'workflow_run', 'dependabot[bot]', { repository: own, workflow_run: after }],
    [false, 'schedule', 'dependabot[bot]', { repository }],
  ])(
    'says %s to secrets that are Dependabot’s under %s by %s',
    (expected, event, actor, payload) => {
      const origin = read(payload, { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: actor })
      expect(origin).toMatchObject({ untrusted: 'dependabot', hasDependabotSecrets: expected })
    },
  )

  it('trusts no ref of a pull request, whatever the event is called', () => {
    expect(read('', { GITHUB_REF: 'refs/pull/7/merge' }).untrusted).toBe('unknown')
  })

  it('makes do without an event file', () => {
    expect(readOrigin({})).toEqual({ kind: 'branch', name: '' })
  })
})
