import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { startProcess } from '../../src/processes/process.ts'

it('leaves no process behind that nobody could take note of', async () => {
  const marker = `process-${process.pid}-${Date.now()}`
  const buildx = { file: 'sleep', env: { PATH: process.env.PATH, HOME: tmpdir(), MARKER: marker } }
  const noted = startProcess(buildx, ['60'], {
    signal: new AbortController().signal,
    onStart() {
      throw new Error('no space left')
    },
  })
  await expect(noted).rejects.toThrow('no space left')
  expect(processesWith(marker)).toEqual([])
})

it('loses nothing of what is said before anybody reads', async () => {
  const buildx = { file: 'sh', env: { PATH: process.env.PATH } }
  const script = 'echo a result; echo some words >&2; exit 3'
  const { stdout, stderr, ended } = await startProcess(buildx, ['-c', script], {
    signal: new AbortController().signal,
    onStart: () => {},
  })
  expect(await ended).toBe(3)
  expect(await text(stdout)).toBe('a result\n')
  expect(await text(stderr)).toBe('some words\n')
})

it('makes a process wait whose output nobody reads', async () => {
  const length = 10_000_000
  const { PATH } = process.env
  const { stdout, stderr, ended } = await startProcess(
    { file: 'sh', env: { PATH } },
    ['-c', `head -c ${length} /dev/zero; echo all is said >&2`],
    { signal: new AbortController().signal, onStart: () => {} },
  )
  await once(stdout, 'readable')
  expect(stdout.readableLength).toBeLessThan(length / 10)
  const [said] = await Promise.all([text(stdout), text(stderr)])
  expect(said).toHaveLength(length)
  expect(await ended).toBe(0)
})
