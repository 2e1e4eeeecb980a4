import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { onceForAll } from '../../script/rig/once.ts'

let parent: string
let directory: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'once-'))
  directory = join(parent, 'made')
})
afterEach(() => rmSync(parent, { recursive: true }))

it('makes the directory once, and all see it complete', async () => {
  let made = 0
  const use = async () => {
    await onceForAll(directory, async () => {
      made += 1
      await new Promise(setImmediate)
      writeFileSync(join(directory, 'file'), '')
    })
    return readdirSync(directory)
  }
  expect(await Promise.all([use(), use(), use()])).toEqual([['file'], ['file'], ['file']])
  expect(await use()).toEqual(['file'])
  expect(made).toBe(1)
})

it('fails for all with the same message', async () => {
  const use = () => onceForAll(directory, () => Promise.reject(new Error('no compiler')))
  const results = await Promise.allSettled([use(), use()])
  const failed = { status: 'rejected', reason: new Error('no compiler') }
  expect(results).toEqual([failed, failed])
})

it('fails where the parent does not exist', async () => {
  const use = onceForAll(join(parent, 'missing', 'made'), async () => {})
  await expect(use).rejects.toThrow('ENOENT')
})
