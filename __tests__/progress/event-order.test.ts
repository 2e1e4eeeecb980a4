import { expect, it } from '@jest/globals'
import { inRunOrder } from '../../src/progress/event-order.ts'

const digest = 'sha256:1'
const listed = { digest, name: 'listed' }
const start = { digest, name: 'start', started: '1' }
const end = { digest, name: 'end', started: '1', completed: '2' }
const later = { digest, name: 'later', started: '3' }
const other = { digest: 'sha256:2', name: 'other', started: '1' }

it.each([
  ['leaves what is in order', [listed, start, end, later], 'listed start end later'],
  ['puts an end behind its start', [listed, end, start, later], 'listed start end later'],
  ['keeps an event that comes twice', [start, end, start], 'start start end'],
  ['moves no event of another vertex', [end, other, start], 'start other end'],
  ['moves no event of another run', [later, end, start], 'later start end'],
])('the order of the events of a line: %s', (_, events, expected) => {
  expect(
    inRunOrder(events)
      .map(({ name }) => name)
      .join(' '),
  ).toBe(expected)
})
