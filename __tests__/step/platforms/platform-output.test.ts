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
  a?.flush()
  b?.flush()
  all.end()
  expect((await text(all)).split('\n')).toEqual([
    ...['[linux/arm64] #1 other', '[linux/amd64] #1 first half', '', '[linux/amd64] #2 x'],
    ...['[linux/arm64] #1 DONE 0.1s', ''],
  ])
})
