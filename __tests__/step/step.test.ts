import { expect, it } from '@jest/globals'
import { exportWarnings } from '../../src/step/step.ts'
import { record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

it('says of a cache that was not written whether the image is there all the same', () => {
  const times = { started: 0, completed: 1 }
  const built = {
    record: record([vertex('exporting cache to registry', { ...times, error: 'refused' })]),
  }
  const plan = { cacheWrite: 'a/b:c' }
  const words = 'The cache was not written to a/b:c: refused.'
  expect(exportWarnings(built, plan)).toEqual([`${words} The image is not affected.`])
  expect(exportWarnings({ ...built, failure: 'it broke' }, plan)).toEqual([words])
  expect(exportWarnings(built, {})).toEqual([])
})
