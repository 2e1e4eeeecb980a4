import { PassThrough, Writable } from 'node:stream'
import { expect, it, jest } from '@jest/globals'
import { createLiveDisplay } from '../../src/terminal/live-display.ts'
import { createPrinter } from '../../src/terminal/printer.ts'

function display() {
  const to = new PassThrough()
  const printer = createPrinter({ to, hasColours: false })
  const { stream, fence } = createLiveDisplay(printer, { columns: 40, rows: 10 }, () => 0)
  const printed = async () => {
    await printer.flush()
    return String(to.read() ?? '')
  }
  return { stream, fence, printed, printer }
}

it('ends with a frame of all steps, and below it the text outside of steps', async () => {
  const { stream, fence, printed } = display()
  const { open, close, harmless } = fence()
  stream.write(open)
  stream.write('#1 [1/1] RUN x\n\n')
  stream.write(`Dockerfile:2\n${harmless('\u0000')}\n#1 ERROR: exit code: 2\n`)
  stream.write(close)
  expect(await printed()).toBe(
    '[+] Building 0.0s (1/1)\n => ERROR [1/1] RUN x               0.0s\nDockerfile:2\n',
  )
  stream.write('after\n')
  expect(await printed()).toBe('after\n')
})

it('draws the frame of the next build below that of the previous one', async () => {
  const { stream, fence, printed } = display()
  for (const name of ['one', 'two']) {
    const { close } = fence()
    stream.write(`#1 ${name}\n#1 CACHED\n${close}`)
  }
  expect(await printed()).not.toContain('\u001b')
})

it('hides masked text', async () => {
  const { stream, fence, printed, printer } = display()
  printer.mask('s3cret')
  const { close } = fence()
  stream.write(`#1 RUN s3cret\n#1 DONE 0.1s\n${close}`)
  expect(await printed()).toContain('=> RUN ***')
})

it('hides masked text before it cuts a line to the width of the terminal', async () => {
  const { stream, fence, printed, printer } = display()
  printer.mask('github_pat_11ABCDE')
  const { close } = fence()
  stream.write(`#1 RUN echo 123456789 github_pat_11ABCDE\n#1 DONE 0.1s\n${close}`)
  expect(await printed()).not.toContain('git')
})

it('reads lines and characters that are split between two chunks', async () => {
  const { stream, fence, printed } = display()
  const { close } = fence()
  for (const byte of Buffer.from(`#1 für\n#1 DONE 0.1s\n${close}`)) stream.write(Buffer.of(byte))
  expect(await printed()).toBe(
    '[+] Building 0.0s (1/1)\n => für                             0.0s\n',
  )
})

it('draws no further frame while the terminal takes none, and the last one in any case', async () => {
  const waiting: (() => void)[] = []
  const texts: string[] = []
  const to = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      texts.push(chunk)
      waiting.push(done)
    },
  })
  const printer = createPrinter({ to, hasColours: false })
  const { stream, fence } = createLiveDisplay(printer, {}, () => 0)
  jest.useFakeTimers()
  try {
    const { close } = fence()
    stream.write('#1 RUN x\n')
    await jest.advanceTimersByTimeAsync(10_000)
    stream.write(`#1 DONE 0.1s\n${close}`)
  } finally {
    jest.useRealTimers()
  }
  for (let taken = 0; taken < 100; taken += 1) {
    waiting.shift()?.()
    await new Promise(setImmediate)
  }
  expect(texts).toHaveLength(2)
  expect(texts.at(-1)).toContain('(1/1)')
})
