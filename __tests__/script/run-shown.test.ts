import { tmpdir } from 'node:os'
import { expect, it, jest } from '@jest/globals'
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

it('shows the output of a command in one piece when it has ended', async () => {
  const shown: string[] = []
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => shown.push(String(chunk)) > 0)
  const program = `console.log('one'); setTimeout(() => { console.error('two'); process.exit(1) }, 50)`
  const succeeded = await runShown([process.execPath, '-e', program], {
    ...{ cwd: tmpdir(), isCollected: true, longestMs: 60_000 },
  })
  jest.restoreAllMocks()
  expect(succeeded).toBe(false)
  expect(shown).toEqual(['one\ntwo\n'])
})
