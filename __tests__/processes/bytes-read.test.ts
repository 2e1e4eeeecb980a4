import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from '@jest/globals'
import { bytesRead } from '../../src/processes/bytes-read.ts'

const onLinux = process.platform === 'linux' ? it : () => {}

onLinux('knows what a process has read from a connection', async () => {
  const child = spawn('cat')
  const read = async (text: string) => {
    child.stdin.write(text)
    await once(child.stdout, 'data')
    return bytesRead(child.pid) ?? 0
  }
  const before = await read('a')
  expect((await read('b'.repeat(1000))) - before).toBe(1000)
  child.stdin.end()
  await once(child, 'close')
})

it('knows nothing of a process that is gone', () => {
  expect(bytesRead(undefined)).toBeUndefined()
  expect(bytesRead(2 ** 30)).toBeUndefined()
})
