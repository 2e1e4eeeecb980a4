import { expect, it } from '@jest/globals'
import { createOutputTails } from '../../src/record/output-tails.ts'

function linesOf(text: string): readonly string[] {
  const tails = createOutputTails()
  tails.add({ vertex: 'a', timestamp: '', data: Buffer.from(text).toString('base64') })
  return tails.lines('a')
}

it('keeps a long line behind an early space', () => {
  const [line = ''] = linesOf(`error: {${'"a":"b",'.repeat(400)}}`)
  expect(line.length).toBeGreaterThan(900)
})

it('begins behind a word that is cut, which may be a part of a secret', () => {
  const [line = ''] = linesOf(`${'x'.repeat(80_000)} the end`)
  expect(line).toBe('the end')
})

it('keeps the end of one huge word', () => {
  expect(linesOf(`${'x'.repeat(80_000)}\n`)).toEqual([expect.stringMatching(/^x+$/)])
})
