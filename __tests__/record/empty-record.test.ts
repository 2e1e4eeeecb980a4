import { expect, it } from '@jest/globals'
import { emptyRecord } from '../../src/record/empty-record.ts'
import { createRecorder } from '../../src/record/recorder.ts'

it('is what the recorder returns without a stream', () => {
  const nothing = { noCache: false, noCacheFilters: [], cacheTo: [] }
  expect(emptyRecord).toEqual(createRecorder(nothing).result())
})
