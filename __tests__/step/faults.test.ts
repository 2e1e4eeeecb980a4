import { describe, expect, it } from '@jest/globals'
import { isMissingLayer, transientFault, transientFaults } from '../../src/step/faults.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

describe('transientFault', () => {
  it.each(transientFaults.map((fault) => [fault.example, fault] as const))(
    'names the reason of: %s',
    (text, { reason, source }) => {
      expect(transientFault(text)?.startsWith(`${reason} (`)).toBe(true)
      expect(source).not.toBe('')
    },
  )

  it.each([
    'process "/bin/sh -c curl https://x || echo 502 Bad Gateway: EOF" did not complete successfully: exit code: 1',
    'dockerfile parse error on line 2: unknown instruction: EOF',
    'failed to push ghcr.io/a/b: unexpected status from POST request to https://ghcr.io/v2/a/b/blobs/uploads/: 403 Forbidden',
    'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 401 Unauthorized',
    'failed to authorize: failed to fetch anonymous token: denied: denied',
    'docker.io/library/nothing:1: failed to resolve source metadata for docker.io/library/nothing:1: docker.io/library/nothing:1: not found',
    'failed to push a: failed to do request: Head "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
    'failed to compute cache key: "/missing": not found',
    'lint violation found for rules: JSONArgsRecommended',
  ])('has none for an error that stays: %s', (text) => {
    expect(transientFault(text)).toBeUndefined()
  })
})

it.each([
  ['import-broken', true],
  ['no-base', false],
])('recognizes a cache source that lacks a layer: %s', (name, isMissing) => {
  const { failure } = recordFile(`${name}.rawjson`)
  expect(isMissingLayer(failure?.error ?? '')).toBe(isMissing)
})
