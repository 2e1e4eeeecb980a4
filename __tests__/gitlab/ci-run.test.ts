import { expect, it } from '@jest/globals'
import { readCiRun } from '../../src/gitlab/ci-run.ts'

const env = {
  CI_COMMIT_SHA: '0123456789abcdef',
  CI_JOB_URL: 'https://gitlab.example.com/acme/app/-/jobs/1',
  CI_PROJECT_URL: 'https://gitlab.example.com/acme/app',
  CI_PROJECT_VISIBILITY: 'public',
  CI_SERVER_URL: 'https://gitlab.example.com',
}

it('names the commit that BuildKit fetches, and the page of the job', () => {
  expect(readCiRun(env)).toMatchObject({
    server: 'https://gitlab.example.com',
    url: 'https://gitlab.example.com/acme/app/-/jobs/1',
    defaultContext: 'https://gitlab.example.com/acme/app.git#0123456789abcdef',
    gitUser: 'gitlab-ci-token',
    isPrivate: false,
  })
})

it.each(['private', 'internal', undefined])(
  'treats a project with visibility %s as private',
  (visibility) => {
    expect(readCiRun({ ...env, CI_PROJECT_VISIBILITY: visibility }).isPrivate).toBe(true)
  },
)

it.each([
  [{ CI_COMMIT_BRANCH: 'main' }, 'refs/heads/main'],
  [{ CI_COMMIT_TAG: 'v1' }, 'refs/tags/v1'],
  [{ CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/1/head' }, 'refs/merge-requests/1/head'],
  [{}, undefined],
])('knows the ref from %j', (variables, ref) => {
  expect(readCiRun({ ...env, ...variables }).gitRef).toBe(ref)
})

it('says why there is no default context', () => {
  expect(readCiRun({})).toMatchObject({
    defaultContext: '',
    noDefaultContext: 'CI_PROJECT_URL and CI_COMMIT_SHA are empty',
  })
})
