import { expect, it } from '@jest/globals'
import { withoutPresumed } from '../../src/progress/presumed.ts'
import type { Vertex } from '../../src/progress/solve-status.ts'
import { at } from '../helpers/stream-events.ts'

const input: Vertex = { digest: 'input', started: at(1), completed: at(1), cached: true }

it.each([
  ['starts to run', { started: at(1) }, false],
  ['fails at once', { started: at(1), completed: at(1), error: 'not found' }, false],
  ['is loaded from the cache', { started: at(1), cached: true }, true],
  ['starts at another time', { started: at(2) }, true],
])('an input is presumed cached when the vertex that uses it %s', (_, other, isKept) => {
  const found = withoutPresumed([input, { digest: 'other', inputs: ['input'], ...other }])
  expect(found.map(({ digest }) => digest)).toEqual(isKept ? ['input', 'other'] : ['other'])
})
