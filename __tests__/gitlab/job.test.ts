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

  it.each([
    ['build-args', 'A=1\nB=$NAME', 'NAME'],
    ['build-args', 'A=$' + '{CI_COMMIT_TAG}\nB=2', 'CI_COMMIT_TAG'],
    ['tags', 'acme/app:1\nacme/app:v$CI_COMMIT_TAG', 'CI_COMMIT_TAG'],
  ])('that has such a variable in a list is an error: %s %j', (name, text, variable) => {
    expect(() => readInput(name, text, isProtected)).toThrow(
      `${name}: this job has no variable ${variable}.`,
    )
  })

  it.each([
    ['labels', 'description=Fix $CI_COMMIT_TAG in docs'],
    ['build-args', 'PASSWORD=$uper1'],
    ['secrets', 'pw=$UPER1'],
  ])('may have a value with a dollar: %s %j', (name, text) => {
    expect(readInput(name, text, {})).toBe(text)
  })

  it('may have a variable in a name that this job has', () => {
    expect(readInput('tags', 'a:$CI_JOB_ID', { CI_JOB_ID: '7' })).toBe('a:$CI_JOB_ID')
  })

  it.each(['ca', 'cert', 'key', 'ssh-key'])(
    '%s is empty on a branch that gets no protected variable',
    (name) => {
      expect(readInput(name, '$KEY', { CI_COMMIT_REF_PROTECTED: 'false' })).toBe('')
      expect(() => readInput(name, '$KEY', isProtected)).toThrow('this job has no variable KEY')
    },
  )

  describe('about the certificate', () => {
    const [ca, cert, key] = ['/builds/CA', '/builds/CERT', '/builds/KEY']
    const read = (ref: string, texts: Readonly<Record<string, string>>) => {
      const given = (name: string) => texts[name] ?? ''
      const job = readGitlabJob({ GITLAB_CI: 'true', CI_COMMIT_REF_PROTECTED: ref })
      return {
        texts: ['ca', 'cert', 'key'].map((name) => job?.input(name, given(name), given)),
        warnings: job?.inputWarnings(given),
      }
    }

    // A variable of the project with the name of the job's own comes before it, so without it the job has an empty one.
    it.each([
      ['key', 'ca and cert are', { ca, cert, key: '' }],
      ['key', 'ca and cert are', { ca, cert, key: '$BUILDKIT_KEY' }],
      ['cert', 'ca and key are', { ca, key }],
      ['ca', 'cert and key are', { cert, key }],
      ['ca', 'cert is', { ca: '$BUILDKIT_CA', cert, key: '$BUILDKIT_KEY' }],
      ['cert', 'ca is', { ca, cert: '$BUILDKIT_CERT', key: '$BUILDKIT_KEY' }],
    ])(
      'is empty without %s on a branch that is not protected, with a warning',
      (name, others, texts) => {
        const found = read('false', texts)
        expect(found.texts).toEqual(['', '', ''])
        expect(found.warnings).toEqual([
          expect.stringContaining(`, so ${others} not used. A branch`),
        ])
        expect(found.warnings?.[0]).toMatch(new RegExp(`^${name} is empty in this job`))
      },
    )

    it('is read as it is on a protected branch, where a part may be forgotten', () => {
      expect(read('true', { ca, cert })).toEqual({ texts: [ca, cert, ''], warnings: [] })
      expect(() => read('true', { ca, cert, key: '$BUILDKIT_KEY' })).toThrow(
        'key: this job has no variable BUILDKIT_KEY',
      )
    })

    it.each([
      ['all of it', { ca, cert, key }],
      ['none', {}],
      ['a CA alone', { ca }],
      ['a CA and an authority', { ca, identity: 'step-ca+https://ca' }],
    ])(
      'is read as it is on any branch that gets %s',
      (_, texts: Readonly<Record<string, string>>) => {
        const expected = ['ca', 'cert', 'key'].map((name) => texts[name] ?? '')
        expect(read('false', texts)).toEqual({ texts: expected, warnings: [] })
      },
    )
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
