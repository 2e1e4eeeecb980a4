import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { noteLeftover, readLeftovers } from '../../src/leftovers/journal.ts'
import { placePlugin } from '../../src/leftovers/plugin.ts'
import { undoLeftovers } from '../../src/leftovers/undo.ts'

let root: string
let folder: string
let plugin: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plugin-'))
  folder = join(root, '.docker', 'cli-plugins')
  plugin = join(folder, 'docker-buildx')
})
afterEach(() => rmSync(root, { recursive: true }))

interface Job {
  readonly program: string
  readonly place: () => void
  readonly post: () => Promise<void>
}

/** A job with a buildx of its own, on a runner whose Docker settings it may share. */
function job(name: string): Job {
  const directory = join(root, name)
  mkdirSync(directory)
  const program = join(directory, 'buildx')
  writeFileSync(program, name)
  return {
    program,
    place: () => placePlugin(plugin, program, directory),
    async post() {
      await undoLeftovers(directory, { PATH: '/usr/bin:/bin' }, join(root, 'no-proc'))
      rmSync(directory, { recursive: true })
    },
  }
}

const found = () => (existsSync(plugin) ? readFileSync(plugin, 'utf8') : 'none')
const put = (text: string) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(plugin, text, { mode: 0o755 })
}

describe('a buildx of the job', () => {
  it.each(['none', 'a file', 'a link'])(
    'is found instead of %s, which is back after post',
    async (before) => {
      if (before === 'a file') put(before)
      if (before === 'a link') {
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, 'target'), before)
        symlinkSync('target', plugin)
      }
      const entries = existsSync(folder) ? readdirSync(folder) : []
      const { place, post } = job('ours')
      place()
      expect(found()).toBe('ours')
      await post()
      expect(found()).toBe(before)
      expect(readdirSync(folder)).toEqual(entries)
      if (before === 'a link') expect(readlinkSync(plugin)).toBe('target')
    },
  )

  it.each([
    ['the first', ['first', 'second', 'third']],
    ['the last', ['third', 'second', 'first']],
    ['the middle one', ['second', 'third', 'first']],
  ])('leaves those of jobs at the same time alone when %s ends first', async (_, order) => {
    put('before')
    const jobs = new Map(['first', 'second', 'third'].map((name) => [name, job(name)]))
    for (const { place } of jobs.values()) place()
    expect(found()).toBe('third')
    for (const name of order) {
      await jobs.get(name)?.post()
      jobs.delete(name)
      expect(found()).toBe([...jobs.keys()].at(-1) ?? 'before')
    }
    expect(readdirSync(folder)).toEqual(['docker-buildx'])
  })

  it('is not put back over one that another tool has installed since', async () => {
    put('before')
    const { place, post } = job('ours')
    place()
    rmSync(plugin)
    put('theirs')
    await post()
    expect(found()).toBe('theirs')
    expect(readdirSync(folder)).toEqual(['docker-buildx'])
  })

  it('leaves nothing when it cannot be placed', () => {
    mkdirSync(plugin, { recursive: true })
    const { place } = job('ours')
    expect(place).toThrow(/EPERM|EISDIR/)
    expect(readdirSync(folder)).toEqual(['docker-buildx'])
    expect(readLeftovers(join(root, 'ours'))).toEqual([])
  })

  // A kill after each of the steps in which it is placed.
  it.each([
    ['was noted', 0],
    ['before it was kept', 1],
    ['link was made', 2],
    ['link was moved', 3],
  ])('is undone after a kill when its %s', async (_, steps) => {
    put('before')
    const { program, post } = job('ours')
    const kept = join(folder, '.remote-buildkit-x')
    noteLeftover(join(root, 'ours'), { kind: 'plugin', plugin, program, kept })
    if (steps > 0) writeFileSync(kept, 'before')
    if (steps === 2) symlinkSync(program, `${kept}.new`)
    if (steps === 3) {
      rmSync(plugin)
      symlinkSync(program, plugin)
    }
    await post()
    expect(found()).toBe('before')
    expect(readdirSync(folder)).toEqual(['docker-buildx'])
  })
})
