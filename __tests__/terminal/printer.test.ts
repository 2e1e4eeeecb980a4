import { PassThrough } from 'node:stream'
import { expect, it } from '@jest/globals'
import { createLog } from '../../src/terminal/log.ts'
import { plainJob } from '../../src/terminal/plain-job.ts'
import { createPrinter } from '../../src/terminal/printer.ts'

function printer(hasColours = false) {
  const to = new PassThrough()
  const created = createPrinter({ to, hasColours })
  return {
    ...created,
    async printed() {
      await created.flush()
      return String(to.read() ?? '')
    },
  }
}
const logOf = (to: ReturnType<typeof printer>, isDebug = false) =>
  createLog(to, { section: plainJob({}, new Map()).section, isDebug })

it('hides masked text, longest first, in the log and in the output of a build', async () => {
  const { mask, print, stream, printed } = printer()
  print('secret before\n')
  for (const secret of ['secret', 'secret-and-more', '', 'a.c']) mask(secret)
  print('secret-and-more\n')
  stream.write(Buffer.from('abc a.c secret\n'))
  expect(await printed()).toBe('secret before\n***\nabc *** ***\n')
})

it('hides masked text, and keeps characters whole, that are split between two chunks of a build', async () => {
  const { mask, stream, printed } = printer()
  mask('secret')
  for (const byte of Buffer.from('für secret\nsecret')) stream.write(Buffer.of(byte))
  expect(await printed()).toBe('für ***\n***')
})

it('prints each warning once, on one line, without cursor movements', async () => {
  const to = printer()
  const log = logOf(to)
  log.warning('a\u001b[2Jb\nc')
  log.warning('a\u001b[2Jb\nc')
  log.debug('nothing')
  log.group('Title', ['one', 'two'])
  expect(await to.printed()).toBe('Warning: a [2Jb c\nTitle\n  one\n  two\n')
})

it('colours the lines that a person looks for', async () => {
  const to = printer(true)
  const log = logOf(to, true)
  log.error('no')
  log.info('plain')
  log.debug('more')
  expect(await to.printed()).toBe('\u001b[31mError:\u001b[39m no\nplain\n\u001b[2mmore\u001b[22m\n')
})
