import { expect, it } from '@jest/globals'
import { shortError } from '../../src/log/short-error.ts'

it.each([
  [
    'process "/bin/sh -c echo \\"a\\" did\nmake" did not complete successfully: exit code: 2',
    'exit code: 2',
  ],
  [
    'failed to push a/b: unexpected status: 403 Forbidden',
    'failed to push a/b: unexpected status: 403 Forbidden',
  ],
])('shortens %j to %j', (error, short) => {
  expect(shortError(error)).toBe(short)
})
