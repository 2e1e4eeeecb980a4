import { AsyncLocalStorage } from 'node:async_hooks'
import { debug } from '@actions/core'

const heard = new AsyncLocalStorage<string[]>()
let listening: typeof process.stdout.write | undefined

/**
 * Runs a library's work and sends what it prints to the debug log, since its warnings would alarm users
 * without need. The output of everything else passes as usual, and so do the library's masks.
 *
 * @returns the result, and the warnings and errors that the library printed
 */
export async function quietly<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly complaints: readonly string[] }> {
  listen()
  const lines: string[] = []
  const value = await heard.run(lines, work)
  return { value, complaints: lines.filter((line) => /^::(warning|error)\b/.test(line)) }
}

/** The library prints with process.stdout.write and has no option to change that. */
function listen(): void {
  if (process.stdout.write === listening) return
  const write = process.stdout.write.bind(process.stdout)
  listening = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const lines = heard.getStore()
    if (lines === undefined) return write(chunk, ...(rest as []))
    for (const line of String(chunk).split(/\r?\n/).filter(Boolean)) {
      lines.push(line)
      const isHarmless = /^::(debug|add-mask)::/.test(line)
      heard.exit(() => (isHarmless ? write(`${line}\n`) : debug(line)))
    }
    const done = rest.findLast((one) => typeof one === 'function')
    if (done) process.nextTick(done as () => void)
    return true
  }
  process.stdout.write = listening
}
