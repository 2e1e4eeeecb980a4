import { expect, it } from '@jest/globals'
import { plainJob, refuseOrigin, refuseReports } from '../../src/terminal/plain-job.ts'

const origin = (options: Record<string, string>) =>
  plainJob({}, new Map(Object.entries(options))).origin

it.each<[Record<string, string>, unknown]>([
  [{}, { kind: 'branch', name: 'local' }],
  [
    { branch: 'topic', 'default-branch': 'trunk' },
    { kind: 'branch', name: 'topic', defaultBranch: 'trunk' },
  ],
  [
    { branch: 'main', 'git-tag': 'v1' },
    { kind: 'tag', name: 'v1' },
  ],
  [
    { branch: 'topic', 'pull-request': '7', 'base-branch': 'main' },
    { kind: 'pull-request', name: '7', base: 'main' },
  ],
  // Buildkite's value for no pull request, and an unset variable.
  [
    { branch: 'main', 'pull-request': 'false', 'git-tag': '', fork: '' },
    { kind: 'branch', name: 'main' },
  ],
  [
    { 'pull-request': '7', fork: 'other/app' },
    { kind: 'pull-request', name: '7', untrusted: 'fork' },
  ],
  [{ fork: 'true' }, { kind: 'branch', name: 'local', untrusted: 'fork' }],
])('reads the origin of the code from: %j', (options, expected) => {
  expect(origin(options)).toEqual(expected)
})

it.each(['code-quality', 'metrics'])('refuses %s, which is only for GitLab', (name) => {
  expect(() => refuseReports(new Map([[name, 'x']]))).toThrow(`--${name} is a report for GitLab`)
})

it('refuses an option for the origin on a CI system that states it', () => {
  expect(() => refuseOrigin(new Map([['fork', '']]), 'GitLab')).toThrow(
    '--fork is for a CI system that this program does not know. GitLab says where the code comes from.',
  )
  expect(() => refuseOrigin(new Map([['report', 'x']]), 'GitLab')).not.toThrow()
})

it.each([
  ['1', true],
  ['T', true],
  ['0', false],
  ['tRUE', false],
  [undefined, false],
])(
  'default attestations with BUILDX_NO_DEFAULT_ATTESTATIONS=%s are left out: %s',
  (value, isSet) => {
    const env = { BUILDX_NO_DEFAULT_ATTESTATIONS: value }
    expect(plainJob(env, new Map()).run.noDefaultAttestations).toBe(isSet)
  },
)
