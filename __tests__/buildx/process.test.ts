import { tmpdir } from 'node:os'
import { expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { startProcess } from '../../src/buildx/process.ts'

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
