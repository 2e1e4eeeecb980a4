import { tmpdir } from 'node:os'
import { expect, it } from '@jest/globals'
import { runShown } from '../../script/rig/run-shown.ts'

const node = (program: string, longestMs: number) =>
  runShown([process.execPath, '-e', program], { cwd: tmpdir(), isQuiet: true, longestMs })

it('returns whether a command succeeded', async () => {
  expect(await node('', 60_000)).toBe(true)
  expect(await node('process.exit(1)', 60_000)).toBe(false)
})

it('reports a timeout', async () => {
  // The command would never end by itself.
  await expect(node('setInterval(() => {}, 1000)', 300)).rejects.toThrow(
    'Timed out: ended after 0.005 min.',
  )
})
