import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from '@jest/globals'
import { platformOutput } from '../../../src/step/platforms/platform-output.ts'

it('lines of builds that run at the same time stay whole, each with its platform', async () => {
  const all = new PassThrough()
  const [a, b] = ['linux/amd64', 'linux/arm64'].map((platform) => platformOutput(platform, all))
  a?.stream.write('#1 first ')
  b?.stream.write('#1 other\n#1 DO')
  a?.stream.write('half\n\n#2 x\n')
  b?.stream.write(Buffer.from('NE 0.1s'))
  await a?.flush()
  await b?.flush()
  all.end()
  expect((await text(all)).split('\n')).toEqual([
    ...['[linux/arm64] #1 other', '[linux/amd64] #1 first half', '', '[linux/amd64] #2 x'],
    ...['[linux/arm64] #1 DONE 0.1s', ''],
  ])
})

it('characters that are split between two chunks stay whole', async () => {
  const all = new PassThrough()
  const { stream, flush } = platformOutput('linux/amd64', all)
  for (const byte of Buffer.from('für\n')) stream.write(Buffer.of(byte))
  await flush()
  all.end()
  expect(await text(all)).toBe('[linux/amd64] für\n')
})

it('a reader that takes nothing slows the builds down', async () => {
  const all = new PassThrough()
  const { stream } = platformOutput('linux/amd64', all)
  const line = Buffer.from(`${'x'.repeat(1023)}\n`)
  let written = 0
  while (written < 10_000 && stream.write(line)) {
    written += 1
    await new Promise(setImmediate)
  }
  expect(written).toBeLessThan(200)
  expect(all.readableLength + all.writableLength).toBeLessThan(200 * 1024)
})
