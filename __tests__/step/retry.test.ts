import { describe, expect, it } from '@jest/globals'
import {
  fatalError,
  isMissingLayer,
  passingFault,
  passingFaults,
  pauseSeconds,
} from '../../src/step/retry.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

describe('passingFault', () => {
  it.each(passingFaults.map((fault) => [fault.example, fault] as const))('is %s', (text, fault) => {
    expect(passingFault(text)).toBe(fault)
    expect(fault.source).not.toBe('')
  })

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
  ])('is not: %s', (text) => {
    expect(passingFault(text)).toBeUndefined()
  })
})

it.each([
  ['import-broken', true],
  ['no-base', false],
])('isMissingLayer sees a cache that lost its layers: %s', (name, isMissing) => {
  const { failure } = recordFile(`${name}.rawjson`)
  expect(isMissingLayer(failure?.error ?? '')).toBe(isMissing)
})

it('an error that a build got over is not why it failed', () => {
  const record = recordFile('export-cache-refused.rawjson')
  expect(record.failure?.error).toBeDefined()
  expect(fatalError({ record })).toBeUndefined()
  expect(fatalError({ record, failure: 'one line' })).toBe(record.failure?.error)
  expect(fatalError({ record: recordFile('output.rawjson'), failure: 'one line' })).toBe('one line')
})

it('waits longer from try to try', () => {
  expect([1, 2, 3, 9].map(pauseSeconds)).toEqual([2, 4, 8, 30])
})
