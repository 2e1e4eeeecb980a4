import { EventEmitter, once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import { gatheredOutput } from '../../src/processes/gathered-output.ts'

/** A process that runs until `exit`, and its output. */
function run() {
  const state = { exitCode: null as number | null, signalCode: null }
  const child = Object.assign(new EventEmitter(), state)
  const written = new PassThrough()
  return {
    written,
    output: gatheredOutput(written, child),
    exit() {
      child.exitCode = 0
      child.emit('exit', 0, null)
    },
  }
}

/** The pieces in which it arrives. */
function pieces(output: Readable): string[] {
  const found: string[] = []
  output.on('data', (piece) => found.push(String(piece)))
  return found
}

describe('the output of a process', () => {
  it('arrives in one piece when it was written in several within some milliseconds', async () => {
    const { written, output } = run()
    const found = pieces(output)
    for (const line of ['a\n', 'b\n', 'c\n']) {
      written.write(line)
      await Promise.resolve()
    }
    await once(output, 'data')
    written.end('d\n')
    await once(output, 'end')
    expect(found).toEqual(['a\nb\nc\n', 'd\n'])
  })

  it('arrives at once when there is much of it', async () => {
    const { written, output } = run()
    const found = pieces(output)
    written.write('x'.repeat(40_000))
    written.write('rest')
    // Sooner than what waits for its time.
    for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate)
    expect(found.map(({ length }) => length)).toEqual([40_004])
  })

  it('arrives at once, and whole, when the process has exited', async () => {
    const { written, output, exit } = run()
    written.write('said before')
    await new Promise((resolve) => setImmediate(resolve))
    exit()
    expect(String(output.read())).toBe('said before')
    written.end(' and after')
    expect(await text(output)).toBe(' and after')
  })

  it('stays where it is while it is not read', async () => {
    const { written, output } = run()
    let accepted = 0
    for (; accepted < 100 && written.write('x'.repeat(10_000)); accepted += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(accepted).toBeLessThan(40)
    written.end()
    expect((await text(output)).length).toBe((accepted + 1) * 10_000)
  })

  it('ends with an error when it cannot be read', async () => {
    const { written, output } = run()
    written.destroy(new Error('broken'))
    await expect(text(output)).rejects.toThrow('broken')
  })
})
