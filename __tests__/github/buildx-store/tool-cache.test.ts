import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { keep } from '../../../src/github/buildx-store/tool-cache.ts'

const content = 'the binary'
const checksum = createHash('sha256').update(content).digest('hex')

let directory: string
let place: string
let file: string
beforeEach(() => {
  // The libraries write their debug lines there.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  directory = mkdtempSync(join(tmpdir(), 'store-'))
  place = join(directory, 'tools', 'remote-buildkit-buildx', '0.36.1')
  file = join(directory, 'download')
  writeFileSync(file, content)
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(directory, { recursive: true })
})

const keepIt = (env = { RUNNER_TOOL_CACHE: join(directory, 'tools') }) =>
  keep(file, { version: 'v0.36.1', platform: 'linux-amd64', program: 'buildx', checksum }, env)

const whole = ['linux-amd64', 'linux-amd64.complete', 'linux-amd64/buildx']
const listed = () => readdirSync(place, { recursive: true }).map(String).sort()

describe('keep', () => {
  it('puts the file at the path where tool-cache looks for it', async () => {
    expect(await keepIt()).toBe(join(place, 'linux-amd64', 'buildx'))
    expect(listed()).toEqual(whole)
  })

  it('does not replace the file of another job', async () => {
    const kept = await keepIt()
    // The same file, not an equal one: the other job may be about to start it.
    const marked = join(place, 'linux-amd64', 'theirs')
    writeFileSync(marked, '')
    expect(await keepIt()).toBe(kept)
    expect(readFileSync(marked, 'utf8')).toBe('')
    expect(listed()).toEqual([...whole, 'linux-amd64/theirs'])
  })

  it('handles many calls at the same time', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => keepIt()))
    expect(new Set(kept)).toEqual(new Set([join(place, 'linux-amd64', 'buildx')]))
    expect(listed()).toEqual(whole)
  })

  it('replaces the incomplete file of another job', async () => {
    mkdirSync(join(place, 'linux-amd64'), { recursive: true })
    writeFileSync(join(place, 'linux-amd64', 'buildx'), 'the bin')
    const kept = await keepIt()
    expect(readFileSync(kept, 'utf8')).toBe(content)
    expect(listed()).toEqual(whole)
  })

  it('returns the file at its present path when there is no writable tool cache', async () => {
    expect(await keepIt({ RUNNER_TOOL_CACHE: '' })).toBe(file)
    expect(await keepIt({ RUNNER_TOOL_CACHE: file })).toBe(file)
  })
})
