import { describe, expect, it } from '@jest/globals'
import { readGitlabJob, readInput } from '../../src/gitlab/job.ts'
import { plainJob } from '../../src/terminal/plain-job.ts'

it('is recognized by GITLAB_CI', () => {
  expect(readGitlabJob({})).toBeUndefined()
  expect(readGitlabJob({ GITLAB_CI: 'true' })).toBeDefined()
})

it('has a limit for variables, which other systems do not have', () => {
  const limits = { system: 'GitLab', variables: 20, bytes: 5120 }
  expect(readGitlabJob({ GITLAB_CI: 'true' })?.dotenvLimits).toEqual(limits)
  expect(plainJob({}, new Map()).dotenvLimits).toBeUndefined()
})

describe('an input of a GitLab job', () => {
  const isProtected = { CI_COMMIT_REF_PROTECTED: 'true' }

  it.each(['tcp://a:1', 'a $NAME b', '$', '$1', '', '$$NAME'])('is accepted: %s', (text) => {
    expect(readInput('tags', text, {})).toBe(text)
  })

  it.each(['$NAME', ' $' + '{NAME}\n'])(
    'that names a variable that is not set is an error: %j',
    (text) => {
      expect(() => readInput('tags', text, isProtected)).toThrow(
        'tags: this job has no variable NAME.',
      )
      expect(() => readInput('tags', text, {})).toThrow(/protected branches and tags only/)
    },
  )

  it.each(['ca', 'cert', 'key', 'ssh-key'])(
    '%s is empty on a branch that gets no protected variable',
    (name) => {
      expect(readInput(name, '$KEY', { CI_COMMIT_REF_PROTECTED: 'false' })).toBe('')
      expect(() => readInput(name, '$KEY', isProtected)).toThrow('this job has no variable KEY')
    },
  )

  it('is empty if another part of the certificate is in a variable that the branch does not get', () => {
    const texts: Readonly<Record<string, string>> = {
      ...{ ca: '/builds/CA', cert: '/builds/CERT', key: '$REMOTE_BUILDKIT_KEY' },
      endpoint: 'tcp://a:1',
    }
    const given = (name: string) => texts[name] ?? ''
    const read = (ref: string) => {
      const job = readGitlabJob({ GITLAB_CI: 'true', CI_COMMIT_REF_PROTECTED: ref })
      return Object.keys(texts).map((name) => job?.input(name, given(name), given))
    }
    expect(read('false')).toEqual(['', '', '', 'tcp://a:1'])
    expect(() => read('true')).toThrow('key: this job has no variable REMOTE_BUILDKIT_KEY')
  })

  it('for the identity is read only if there is an authority', () => {
    const env = { GITLAB_CI: 'true', REMOTE_BUILDKIT_ID_TOKEN: 'token' }
    const input = (identity: string, name: string, text: string) =>
      readGitlabJob(env)?.input(name, text, () => identity)
    expect(input('', 'identity-token', '')).toBe('')
    expect(input('', 'identity-audience', 'remote-buildkit')).toBe('')
    expect(input('step-ca+https://ca', 'identity-token', '')).toBe('token')
    expect(input('step-ca+https://ca', 'identity-token', 'other')).toBe('other')
    expect(input('step-ca+https://ca', 'identity-audience', 'a')).toBe('a')
  })

  it('github-token is the token of the job, unless another one is given', () => {
    const env = { CI_JOB_TOKEN: 'own' }
    expect(readInput('github-token', '', env)).toBe('own')
    expect(readInput('github-token', 'other', env)).toBe('other')
  })
})
