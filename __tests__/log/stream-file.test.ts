import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { commandLine, createStreamFile } from '../../src/log/stream-file.ts'

const directory = mkdtempSync(join(tmpdir(), 'stream-file-'))
afterAll(() => rmSync(directory, { recursive: true }))

describe('createStreamFile', () => {
  it('writes each piece at once, readable only by its owner', () => {
    const path = join(directory, 'stream')
    const keep = createStreamFile(path, () => {})
    keep(Buffer.from('a\n'))
    expect(readFileSync(path, 'utf8')).toBe('a\n')
    keep(Buffer.from('b\n'))
    expect(readFileSync(path, 'utf8')).toBe('a\nb\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('reports the first fault only, and writes nothing after it', () => {
    const faults: unknown[] = []
    const keep = createStreamFile(directory, (error) => faults.push(error))
    keep(Buffer.from('a'))
    keep(Buffer.from('b'))
    expect(faults).toEqual([expect.objectContaining({ code: 'EISDIR' })])
  })
})

describe('commandLine', () => {
  it.each(["it's-a-secret", 'it\'s "one"', "it's $1", 'a"b\\c'])(
    'leaves %s whole, as a mask is',
    (word) => {
      expect(commandLine('buildx', [word])).toContain(word)
    },
  )

  it('quotes characters that a shell would interpret, single quotes included', () => {
    expect(commandLine('/a/buildx', ['build', '--tag', 'a/b:1', "it's", '$HOME', ''])).toBe(
      "/a/buildx build --tag a/b:1 \"it's\" '$HOME' ''",
    )
  })
})
