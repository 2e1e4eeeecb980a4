import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'

async function run(kind: string) {
  const program = join(import.meta.dirname, 'long-stream.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program, kind])
  return JSON.parse(stdout)
}

describe('a build that prints 200 MB', () => {
  it('takes less than 150 MB of memory, and shows all output', async () => {
    const { grownMegabytes, writtenMegabytes, ...rest } = await run('lines')
    expect(grownMegabytes).toBeLessThan(150)
    expect(writtenMegabytes).toBeGreaterThan(200)
    expect(rest).toMatchObject({ failed: 2, lastOutputLines: 20 })
  }, 30_000)

  it('takes less than 150 MB of memory for a single line that is constantly redrawn', async () => {
    const { grownMegabytes, writtenMegabytes, ...rest } = await run('bar')
    expect(grownMegabytes).toBeLessThan(150)
    expect(writtenMegabytes).toBe(0)
    expect(rest).toMatchObject({ failed: 2, lastOutputLines: 1 })
  }, 30_000)
})
