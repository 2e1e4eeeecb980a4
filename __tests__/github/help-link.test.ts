import { expect, it } from '@jest/globals'
import { helpLink } from '../../src/github/help-link.ts'

it.each([
  [{}, 'https://github.com/org/remote-buildkit/blob/main/docs/troubleshooting.md#not-tls'],
  [
    { GITHUB_ACTION_REPOSITORY: 'acme/remote-buildkit', GITHUB_ACTION_REF: 'v1.2.3' },
    'https://github.com/acme/remote-buildkit/blob/v1.2.3/docs/troubleshooting.md#not-tls',
  ],
  [
    { GITHUB_SERVER_URL: 'https://git.example', GITHUB_ACTION_REPOSITORY: 'a/b' },
    'https://git.example/a/b/blob/main/docs/troubleshooting.md#not-tls',
  ],
])('leads to the heading in the version that runs: %j', (env, link) => {
  expect(helpLink('not-tls', env)).toBe(link)
})
