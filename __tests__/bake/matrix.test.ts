import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { matrixOf, readMatrix } from '../../src/bake/matrix.ts'

const definition = JSON.stringify({
  group: { default: { targets: ['app', 'tool'] } },
  target: {
    app: { platforms: ['linux/amd64', 'linux/arm64'], tags: ['app:1', 'app:2'], context: 'app' },
    tool: { tags: ['tool:1'] },
  },
})

describe('a job matrix', () => {
  it('has an entry for each target', () => {
    expect(matrixOf(definition, [])).toEqual([{ target: 'app' }, { target: 'tool' }])
  })

  it('has one for each value of a field, and one for a target without it', () => {
    expect(matrixOf(definition, ['platforms'])).toEqual([
      { target: 'app', platforms: 'linux/amd64' },
      { target: 'app', platforms: 'linux/arm64' },
      { target: 'tool' },
    ])
  })

  it('has one for each combination of fields, also of a single value', () => {
    expect(matrixOf(definition, ['platforms', 'context'])).toEqual([
      { target: 'app', platforms: 'linux/amd64', context: 'app' },
      { target: 'app', platforms: 'linux/arm64', context: 'app' },
      { target: 'tool' },
    ])
    expect(matrixOf(definition, ['platforms', 'tags', 'platforms'])).toHaveLength(5)
  })

  it('has no field that no target has, such as a part of every object', () => {
    expect(matrixOf(definition, ['constructor', '__proto__'])).toEqual([
      { target: 'app' },
      { target: 'tool' },
    ])
  })

  it('is empty without targets', () => {
    expect(matrixOf('{}', ['platforms'])).toEqual([])
  })
})

describe('reading a job matrix', () => {
  const root = mkdtempSync(join(tmpdir(), 'matrix-'))
  afterAll(() => rmSync(root, { recursive: true }))

  const bake = {
    ...{ remote: '', allow: [], call: '', files: [], jobs: '', load: false, noCache: false },
    ...{ provenance: '', pull: false, push: false, sbom: '', set: [], targets: [], vars: [] },
  }
  const buildx = { version: undefined, downloadUrl: '', cacheBinary: false }

  it('succeeds when its private directory cannot be removed, with a warning', async () => {
    const [bin, parent] = [join(root, 'bin'), join(root, 'parent')]
    for (const made of [bin, parent]) mkdirSync(made)
    // A link to itself can't be followed by any user.
    const program = `#!/bin/sh
[ "$1" = version ] && echo github.com/docker/buildx v0.38.2 abc && exit
rm -r ${parent} && ln -s ${parent} ${parent}
echo '{"target":{"app":{}}}'
`
    writeFileSync(join(bin, 'buildx'), program, { mode: 0o755 })
    const notes: string[] = []
    const entries = await readMatrix({ bake, directory: root, buildx, fields: [], warnings: [] }, {
      directory: join(parent, 'private'),
      signal: new AbortController().signal,
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: root },
      log: {
        info: () => {},
        debug: () => {},
        group: () => {},
        warning: (line: string) => notes.push(line),
      },
      needNoPost: () => notes.push('no post'),
    } as unknown as Parameters<typeof readMatrix>[1])
    expect(entries).toEqual([{ target: 'app' }])
    expect(notes).toEqual([expect.stringMatching(/private is not removed yet: .*symbolic links/)])
  })
})
