import { expect, it } from '@jest/globals'
import { placeOfInstruction } from '../../src/record/instruction-place.ts'

const dockerfile = [
  '# syntax=docker/dockerfile:1',
  'FROM scratch',
  '',
  'add   --checksum=sha256:aa \\',
  '  # the newest',
  '  https://example.com/a.tar /a',
  'ADD https://example.com/b.tar /b',
  'ADD https://example.com/b.tar /b',
  'ADD https://example.com/$VERSION.tar /c',
].join('\n')

it.each([
  [
    'ADD --checksum=sha256:aa https://example.com/a.tar /a',
    {
      line: 4,
      text: 'add   --checksum=sha256:aa \\\n  # the newest\n  https://example.com/a.tar /a',
    },
  ],
  ['ADD https://example.com/b.tar /b', undefined],
  ['ADD https://example.com/1.tar /c', undefined],
  ['RUN make', undefined],
])('the place of %s', (instruction, place) => {
  expect(placeOfInstruction(dockerfile, instruction)).toEqual(place)
})

it('is found where an escape directive continues lines, and here-documents hold other text', () => {
  const windows = '# escape=`\nFROM a\nRUN <<EOF\nADD b c\nEOF\nADD b `\n  c\n'
  expect(placeOfInstruction(windows, 'ADD b c')).toEqual({ line: 6, text: 'ADD b `\n  c' })
})

it('is found when lines end with CRLF', () => {
  expect(placeOfInstruction('FROM a\r\nADD b c\r\n', 'ADD b c')?.line).toBe(2)
})
