import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { lineStream } from '../../src/text/line-stream.ts'
import { runs } from '../helpers/runs.ts'

async function handedOn(chunks: readonly (string | Uint8Array)[]): Promise<readonly string[]> {
  const texts: string[] = []
  const { stream, flush } = lineStream((text, done) => {
    texts.push(text)
    done()
  })
  for (const chunk of chunks) stream.write(chunk)
  await flush()
  return texts
}

it('hands on the same text in whole lines, wherever the chunks end', async () => {
  const text = fc.string({ unit: fc.constantFrom('\n', 'a', 'ü', '🐳'), maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(80), { maxLength: 6 }), async (whole, cuts) => {
      const bytes = Buffer.from(whole)
      const ends = [...cuts.toSorted((a, b) => a - b), bytes.length]
      const texts = await handedOn(ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end)))
      expect(texts.join('')).toBe(whole)
      for (const each of texts.slice(0, -1)) expect(each).toMatch(/\n$/)
    }),
    runs(300),
  )
})

it('takes text beside bytes', async () => {
  expect(await handedOn(['a', Buffer.from('b\nc'), 'd\n'])).toEqual(['ab\n', 'cd\n'])
})

it('hands on an endless line in pieces, and leaves its words whole', async () => {
  const words = Array.from({ length: 300_000 }, (_, index) => `word-${index}`)
  const chunks = Array.from({ length: 3 }, (_, at) =>
    words.slice(at * 100_000, (at + 1) * 100_000).join(' '),
  )
  const texts = await handedOn([`${chunks[0]} `, `${chunks[1]} `, chunks[2] ?? ''])
  expect(texts.length).toBeGreaterThan(2)
  expect(texts.flatMap((text) => text.trim().split(' '))).toEqual(words)
})

it('takes no further chunk until the reader has taken the last one', async () => {
  const waiting: (() => void)[] = []
  const texts: string[] = []
  const { stream, flush } = lineStream((text, done) => {
    texts.push(text)
    waiting.push(done)
  })
  stream.write('one\n')
  expect(stream.write(`${'x'.repeat(stream.writableHighWaterMark)}\n`)).toBe(false)
  expect(texts).toEqual(['one\n'])
  const flushed = flush()
  waiting[0]?.()
  await new Promise(setImmediate)
  expect(texts).toHaveLength(2)
  waiting[1]?.()
  await flushed
})
