import { AsyncLocalStorage } from 'node:async_hooks'
import { debug } from '@actions/core'

const heard = new AsyncLocalStorage<string[]>()
let isListening = false

/**
 * Runs a library's work whose faults are nobody's concern. What it prints goes to the debug log;
 * what the rest of the step prints meanwhile is not touched. Secrets that it masks are masked.
 *
 * @returns its result, and what it complained about
 */
export async function quietly<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly complaints: readonly string[] }> {
  listen()
  const lines: string[] = []
  const value = await heard.run(lines, work)
  return { value, complaints: lines.filter((line) => /^::(warning|error)\b/.test(line)) }
}

/** It prints with process.stdout.write and offers no way to be told otherwise. */
function listen(): void {
  if (isListening) return
  isListening = true
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
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
}
