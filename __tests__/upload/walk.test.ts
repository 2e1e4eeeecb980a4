import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type ContextFiles, isFolder, timesOf, walkContext } from '../../src/upload/walk.ts'

let parent: string
let context: string
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'walk-')))
  context = join(parent, 'context')
  mkdirSync(join(context, 'folder', 'empty'), { recursive: true })
  writeFileSync(join(context, 'a'), 'one')
  writeFileSync(join(context, 'folder', 'b'), 'two')
  symlinkSync('a', join(context, 'link'))
})
afterEach(() => rmSync(parent, { recursive: true }))

async function walk(file = ''): Promise<ContextFiles> {
  const files = await walkContext(context, file)
  if (typeof files === 'string') throw new Error(files)
  return files
}

describe('the files of a context', () => {
  it('are all of them, with folders, links and what Git keeps', async () => {
    mkdirSync(join(context, '.git'))
    writeFileSync(join(context, '.git', 'HEAD'), '')
    expect([...(await walk()).keys()].toSorted()).toEqual(
      ['.git', '.git/HEAD', 'a', 'folder', 'folder/b', 'folder/empty', 'link'].toSorted(),
    )
  })

  it('are without those that are never sent, which cost no time', async () => {
    const limits = { mostFiles: 2, longestMs: 60_000 }
    const files = await walkContext(context, '', limits, (name) =>
      name === 'folder' ? 'all' : undefined,
    )
    expect([...(files as ContextFiles).keys()].toSorted()).toEqual(['a', 'link'])
  })

  it('include a folder of which only the content is never sent, and a file of that name', async () => {
    const files = await walkContext(context, '', undefined, (name) =>
      name === 'link' ? undefined : 'content',
    )
    expect([...(files as ContextFiles).keys()].toSorted()).toEqual(['a', 'folder', 'link'])
  })

  it('include the Dockerfile where it is elsewhere', async () => {
    const dockerfile = join(parent, 'Dockerfile')
    writeFileSync(dockerfile, '')
    expect([...(await walk(dockerfile)).keys()]).toContain('//Dockerfile')
    writeFileSync(`${dockerfile}.dockerignore`, '')
    expect([...(await walk(dockerfile)).keys()]).toContain('//Dockerfile.dockerignore')
    expect([...(await walk(join(context, 'a'))).keys()]).not.toContain('//a')
  })

  it('are the same while nothing changes', async () => {
    expect(await walk()).toEqual(await walk())
  })

  it.each<[string, (path: string) => void]>([
    ['written in place', (path) => writeFileSync(path, 'new')],
    [
      'replaced',
      (path) => {
        writeFileSync(`${path}.new`, 'new')
        renameSync(`${path}.new`, path)
      },
    ],
  ])('differ when one is %s, even with its time set back', async (_, change) => {
    const path = join(context, 'a')
    utimesSync(path, 1000, 1000)
    const before = await walk()
    // File systems count time in steps of a few milliseconds.
    await new Promise((done) => setTimeout(done, 50))
    change(path)
    utimesSync(path, 1000, 1000)
    const after = await walk()
    expect(timesOf(after.get('a') ?? '')[0]).toBe('1000000000000')
    expect(after.get('a')).not.toBe(before.get('a'))
    expect(after.get('folder/b')).toBe(before.get('folder/b'))
  })

  it('differ when two are swapped', async () => {
    for (const name of ['a', 'folder/b']) utimesSync(join(context, name), 1000, 1000)
    const before = await walk()
    renameSync(join(context, 'a'), join(context, 'c'))
    renameSync(join(context, 'folder/b'), join(context, 'a'))
    renameSync(join(context, 'c'), join(context, 'folder/b'))
    const after = await walk()
    expect(after.get('a')).not.toBe(before.get('a'))
    expect(after.get('folder/b')).not.toBe(before.get('folder/b'))
  })

  it.each([
    ['a', false],
    ['link', false],
    ['folder', true],
  ])('have the times that the system says: %s', async (path, isDirectory) => {
    const { mtimeNs, ctimeNs } = lstatSync(join(context, path), { bigint: true })
    const state = (await walk()).get(path) ?? ''
    expect(timesOf(state)).toEqual([String(mtimeNs), String(ctimeNs)])
    expect(isFolder(state)).toBe(isDirectory)
  })

  it('are not known when there are too many', async () => {
    const limits = { mostFiles: 4, longestMs: 60_000 }
    expect(await walkContext(context, '', limits)).toBe('too-many-files')
    expect(await walkContext(context, '', { ...limits, mostFiles: 5 })).toBeInstanceOf(Map)
  })

  it('are not known when reading them takes too long', async () => {
    expect(await walkContext(context, '', { mostFiles: 10, longestMs: -1 })).toBe('slow-disk')
  })

  it('are not known when one of them cannot be read', async () => {
    expect(await walkContext(join(context, 'missing'), '')).toBe('unreadable')
    if (process.getuid?.() === 0) return
    chmodSync(join(context, 'folder'), 0)
    expect(await walkContext(context, '')).toBe('unreadable')
    chmodSync(join(context, 'folder'), 0o755)
  })
})
