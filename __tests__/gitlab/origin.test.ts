import { expect, it } from '@jest/globals'
import { readOrigin } from '../../src/gitlab/origin.ts'

const merge = {
  CI_DEFAULT_BRANCH: 'main',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_PROJECT_ID: '1',
}
const external = {
  CI_EXTERNAL_PULL_REQUEST_IID: '3',
  CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY: 'acme/app',
  CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: 'main',
  CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY: 'acme/app',
  CI_PIPELINE_SOURCE: 'external_pull_request_event',
}
const request = { kind: 'pull-request', name: '7', base: 'main', defaultBranch: 'main' }

it.each<[string, NodeJS.ProcessEnv, unknown]>([
  [
    'a branch',
    { CI_COMMIT_BRANCH: 'topic', CI_DEFAULT_BRANCH: 'main', CI_PIPELINE_SOURCE: 'push' },
    { kind: 'branch', name: 'topic', defaultBranch: 'main' },
  ],
  ['a tag', { CI_COMMIT_TAG: 'v1' }, { kind: 'tag', name: 'v1' }],
  [
    'a branch that is named only in the ref',
    { CI_COMMIT_REF_NAME: 'a' },
    { kind: 'branch', name: 'a' },
  ],
  ['a merge request of the project itself', merge, request],
  [
    'a merge request from a fork, run in the parent project',
    { ...merge, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '99' },
    { ...request, untrusted: 'fork' },
  ],
  [
    'a merge request from a fork, run in the fork',
    { ...merge, CI_PROJECT_ID: '99', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '99' },
    request,
  ],
  [
    'a merge request of unknown source',
    { ...merge, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '' },
    { ...request, untrusted: 'unknown' },
  ],
  [
    'a merge request without a number',
    { CI_PIPELINE_SOURCE: 'merge_request_event' },
    { kind: 'pull-request', name: 'unknown', untrusted: 'unknown' },
  ],
  [
    'a pull request of a mirrored repository',
    external,
    { kind: 'pull-request', name: '3', base: 'main' },
  ],
  [
    'a pull request from a fork of it',
    { ...external, CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY: 'other/app' },
    { kind: 'pull-request', name: '3', base: 'main', untrusted: 'fork' },
  ],
])('is derived for %s', (_, env, origin) => {
  expect(readOrigin(env)).toEqual(origin)
})
