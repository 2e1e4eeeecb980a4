import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { findPart, isAtLeast } from '../../script/rig/parts.ts'

describe('isAtLeast', () => {
  it.each([
    ['0.32.2', 'v0.32.2', true],
    ['0.32.3', 'v0.32.2', true],
    ['0.33.0', 'v0.32.2', true],
    ['1.0.0', 'v0.32.2', true],
    ['0.32.1', 'v0.32.2', false],
    ['0.9.9', 'v0.32.2', false],
  ])('%s as %s: %s', (version, wanted, expected) => {
    expect(isAtLeast(version, wanted)).toBe(expected)
  })
})

describe('findPart', () => {
  const before = { PATH: process.env.PATH, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME }
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parts-'))
    process.env.PATH = directory
    process.env.XDG_CACHE_HOME = join(directory, 'cache')
  })

  afterEach(async () => {
    Object.assign(process.env, before)
    if (before.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME
    await rm(directory, { recursive: true })
  })

  async function putOnPath(name: string, prints: string): Promise<string> {
    const path = join(directory, name)
    await writeFile(path, `#!/bin/sh\necho '${prints}'\n`)
    await chmod(path, 0o755)
    return path
  }

  it('uses a program on the PATH that is new enough', async () => {
    const path = await putOnPath('buildkitd', 'buildkitd github.com/moby/buildkit v0.99.0 abc')
    expect(await findPart('buildkitd')).toBe(path)
  })

  it('does not use an older program on the PATH', async () => {
    await putOnPath('buildkitd', 'buildkitd github.com/moby/buildkit v0.11.0 abc')
    expect(await findPart('buildkitd')).toBeUndefined()
  })

  it('does not use a program of unknown version', async () => {
    await putOnPath('act', 'nonsense')
    expect(await findPart('act')).toBeUndefined()
  })
})
