import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readSecretFile } from '../../src/credentials/secret-file.ts'

const directory = mkdtempSync(join(tmpdir(), 'secret-file-'))
afterAll(() => rmSync(directory, { recursive: true }))

describe('readSecretFile', () => {
  it('returns the bytes of the file', () => {
    const path = join(directory, 'key')
    writeFileSync(path, Buffer.from([0x30, 0, 0xff]))
    expect(readSecretFile('key', path)).toEqual(Buffer.from([0x30, 0, 0xff]))
  })

  it.each([
    [
      'an absolute path',
      '/nowhere/ca.pem',
      /^credentials-malformed: ca is the path \/nowhere\/ca\.pem, but there is no such file on this runner \(ENOENT\)\.$/,
    ],
    ['a relative path', './ca.pem', /\(ENOENT\)\.$/],
    ['a name with an extension', 'certs/ca.crt', /\(ENOENT\)\.$/],
    ['a path of Windows', 'C:\\certs\\ca.pem', /\(ENOENT\)\.$/],
    ['a path below a file', `${import.meta.filename}/ca.pem`, /\((?:ENOTDIR|ENOENT)\)\.$/],
    [
      'a directory',
      directory,
      /, which is a directory \(EISDIR\)\. Write the path of the file in it\.$/,
    ],
    [
      'a path from ~',
      '~/ca.pem',
      /^credentials-malformed: ca is the path ~\/ca\.pem, but ~ is only known to shells\. Write an absolute path\.$/,
    ],
  ])('says why it cannot read %s', (_, value, words) => {
    expect(() => readSecretFile('ca', value)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        code: 'credentials-malformed',
        message: expect.stringMatching(words),
      }),
    )
  })

  it.each([
    ['ca.pem', true],
    ['/nowhere/ca.pem', false],
    ['~/ca.pem', false],
    ['C:\\certs\\ca.pem', false],
    ['./', false],
  ])('says whether %s could be in a checkout that is missing', (value, lacksFile) => {
    expect(() => readSecretFile('ca', value)).toThrow(expect.objectContaining({ lacksFile }))
  })

  const asUser = process.geteuid === undefined ? it.skip : it
  asUser('reports a file that the user may not read', () => {
    const path = join(directory, 'closed.pem')
    writeFileSync(path, 'x')
    chmodSync(path, 0o000)
    chmodSync(directory, 0o755)
    const user = process.geteuid?.()
    // Root may read everything.
    if (user === 0) process.seteuid?.(65_534)
    try {
      expect(() => readSecretFile('key', path)).toThrow(
        /, which this user may not read \(EACCES\)\.$/,
      )
    } finally {
      if (user === 0) process.seteuid?.(0)
    }
  })

  it.each([
    ['a word', 'hello'],
    ['text of several lines', '/a\n/b'],
    ['base64 that begins like a path', `/${'aB3+'.repeat(80)}`],
    ['a text with a zero byte', '/a\0'],
  ])('does not read %s as a path', (_, value) => {
    expect(readSecretFile('key', value)).toBeUndefined()
  })
})
