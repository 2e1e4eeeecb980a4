import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readCiRun } from '../../src/github/ci-run.ts'
import { fetchByCommit } from '../../src/step/git-context.ts'

const directory = mkdtempSync(join(tmpdir(), 'ci-run-'))
afterAll(() => rmSync(directory, { recursive: true }))

const sha = '0123456789abcdef0123456789abcdef01234567'
const head = '89abcdef0123456789abcdef0123456789abcdef'

function runOf(env: Readonly<Record<string, string>>, payload: unknown = {}) {
  const path = join(directory, 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return readCiRun({
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    ...env,
  })
}

const pullRequest = {
  pull_request: { number: 5, head: { sha: head, ref: 'topic' }, base: { ref: 'main' } },
}

/** The variables and payloads that GitHub gives to a run, and what is built and under which name. */
const events: readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  unknown,
  { readonly commit: string; readonly ref: string },
])[] = [
  ['push', { GITHUB_REF: 'refs/heads/main' }, {}, { commit: sha, ref: 'refs/heads/main' }],
  ['push of a tag', { GITHUB_REF: 'refs/tags/v1' }, {}, { commit: sha, ref: 'refs/tags/v1' }],
  [
    'pull_request',
    { GITHUB_REF: 'refs/pull/5/merge' },
    pullRequest,
    { commit: sha, ref: 'refs/pull/5/merge' },
  ],
  [
    'pull_request, when the head is wanted',
    { GITHUB_REF: 'refs/pull/5/merge', DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: 'true' },
    pullRequest,
    { commit: head, ref: 'refs/pull/5/head' },
  ],
  // It runs for the base branch, whatever the pull request has.
  [
    'pull_request_target',
    { GITHUB_REF: 'refs/heads/main', GITHUB_BASE_REF: 'main', GITHUB_HEAD_REF: 'topic' },
    pullRequest,
    { commit: sha, ref: 'refs/heads/main' },
  ],
  [
    'workflow_dispatch',
    { GITHUB_REF: 'refs/heads/release/1' },
    { inputs: {}, ref: 'refs/heads/release/1' },
    { commit: sha, ref: 'refs/heads/release/1' },
  ],
  // It runs for the default branch.
  [
    'workflow_run',
    { GITHUB_REF: 'refs/heads/main' },
    { workflow_run: { head_sha: head, head_branch: 'topic' } },
    { commit: sha, ref: 'refs/heads/main' },
  ],
]

describe.each(['https://github.com', 'https://ghes.example.com', 'https://ghes.example.com:8443'])(
  'the repository on %s',
  (server) => {
    it.each(events)('is that of the event %s', (_, env, payload, { commit, ref }) => {
      const { defaultContext, gitRef = '' } = runOf({ ...env, GITHUB_SERVER_URL: server }, payload)
      const url = `${server}/acme/app.git`
      expect({ defaultContext, gitRef }).toEqual({
        defaultContext: `${url}#${commit}`,
        gitRef: ref,
      })
      const named = { context: `${defaultContext}:app`, buildContexts: [] }
      const context = fetchByCommit(named, { context: defaultContext, ref: gitRef }, 'v0.34.2')
      expect(context?.context).toBe(
        `${url}?ref=${encodeURIComponent(ref)}&checksum=${commit}&fetch-by-commit=true&subdir=app`,
      )
    })
  },
)

it('a repository at a ref keeps that ref when the event names no commit of the head', () => {
  const env = {
    GITHUB_REF: 'refs/pull/5/merge',
    DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: 'true',
  }
  const { defaultContext, gitRef = '' } = runOf(env)
  expect(defaultContext).toBe('https://github.com/acme/app.git#refs/pull/5/head')
  const named = { context: defaultContext, buildContexts: [] }
  expect(fetchByCommit(named, { context: defaultContext, ref: gitRef }, 'v0.34.2')).toBeUndefined()
})

it('a run without a repository says so', () => {
  expect(runOf({ GITHUB_REPOSITORY: '', GITHUB_REF: 'refs/heads/main' })).toMatchObject({
    defaultContext: '',
    noDefaultContext: 'GITHUB_REPOSITORY and GITHUB_SHA are empty',
  })
})
