import { existsSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { aboutSeveralFiles, orphans } from './mirror.ts'

const root = resolve(import.meta.dirname, '..', '..')
const filesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => path.endsWith('.ts'))

describe('__tests__/', () => {
  it('has each test at the path of its file in src/', () => {
    expect(orphans(filesBelow('__tests__'), filesBelow('src'))).toEqual([])
  })

  it('has the tests that are listed as covering several files', () => {
    const tests = aboutSeveralFiles.map((path) => join(root, '__tests__', path))
    expect(tests.filter((path) => !existsSync(path))).toEqual([])
  })
})

describe('the check of the mirror', () => {
  const sources = ['log/live-log.ts', 'daemon/probe.ts', 'github/store/download.ts']

  it.each([
    'log/live-log.test.ts',
    'log/live-log.recorded.test.ts',
    'daemon/probe.slow.test.ts',
    'github/store/download.test.ts',
    'docs/links.test.ts',
    'log/long-stream.ts',
  ])('accepts %s', (path) => {
    expect(orphans([path], sources)).toEqual([])
  })

  it.each(['log/probe.test.ts', 'daemon/live-log.test.ts', 'github/download.test.ts'])(
    'reports %s',
    (path) => {
      expect(orphans([path], sources)).toEqual([path])
    },
  )
})
