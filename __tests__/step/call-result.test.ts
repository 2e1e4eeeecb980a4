import { expect, it } from '@jest/globals'
import { readCallResult } from '../../src/step/call-result.ts'

const warning = { ruleName: 'One', detail: 'First words', location: { sourceIndex: 0 } }

it.each([
  ['the result of another call', 'TARGET DESCRIPTION\n', undefined],
  ['no result', '', undefined],
  [
    'text with warnings',
    'Check complete, 2 warnings have been found!\n\nWARNING: One\n',
    'Check complete, 2 warnings have been found!',
  ],
  [
    'text without warnings',
    'Check complete, no warnings found.\n',
    'Check complete, no warnings found.',
  ],
  [
    'text of several targets',
    'app\n\nCheck complete, 1 warning has been found!\n\nWARNING: One\n\ntool\n\nCheck complete, 2 warnings have been found!\n\nlast\n\nCheck complete, no warnings found.\n',
    'The build checks found 3 warnings in 3 targets.',
  ],
  ['JSON', JSON.stringify({ warnings: [warning] }), 'The build checks found 1 warning.'],
  ['JSON without warnings', '{"warnings": []}', 'The build checks found 0 warnings.'],
])('reads %s', (_, text, findings) => {
  expect(readCallResult(text).findings).toBe(findings)
})

it('has the warnings of a JSON result', () => {
  expect(readCallResult(JSON.stringify({ warnings: [warning] })).checks).toEqual([
    expect.objectContaining({ title: 'One', message: 'First words' }),
  ])
})
