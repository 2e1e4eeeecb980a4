import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readIgnored } from '../../src/upload/ignored.ts'

let parent: string
let context: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ignored-'))
  context = join(parent, 'context')
  mkdirSync(context)
  write('Dockerfile', 'FROM scratch\nCOPY . /\n')
  write('.dockerignore', '.git\n**/node_modules/\n*.log\n')
})
afterEach(() => rmSync(parent, { recursive: true }))

const write = (path: string, text: string) => writeFileSync(join(context, path), text)
const names = ['.git', 'node_modules', 'a.log', 'src', 'Dockerfile']
const ignored = (file = '', buildArgs: readonly string[] = []) =>
  names.filter(
    (name) =>
      readIgnored({ context, file: file && join(context, file), buildArgs })(name) === 'all',
  )
const all = ['.git', 'node_modules', 'a.log']

describe('what is never sent of a context', () => {
  it.each([
    ['no directive', 'FROM scratch\n'],
    ["Docker's frontend", '# syntax=docker/dockerfile:1\nFROM scratch\n'],
    ['a pinned one', '# syntax = docker.io/docker/dockerfile:1.4@sha256:0123\nFROM scratch\n'],
  ])('is what .dockerignore names with %s', (_, dockerfile) => {
    write('Dockerfile', dockerfile)
    expect(ignored()).toEqual(all)
  })

  it.each([
    ['# syntax=example.com/frontend\nFROM scratch\n'],
    ['# syntax=docker/dockerfile-upstream:master\nFROM scratch\n'],
    ['# syntax=docker/dockerfile:1\n# syntax=example.com/frontend\n'],
    ['//syntax=example.com/frontend\n'],
    ['{"syntax" : "a", "syntax= b": 1}'],
  ])('is not known with the Dockerfile %j', (dockerfile) => {
    write('Dockerfile', dockerfile)
    expect(ignored()).toEqual([])
  })

  it('is not known when a build argument chooses the frontend, or without a Dockerfile', () => {
    expect(ignored('', ['BUILDKIT_SYNTAX=example.com/frontend'])).toEqual([])
    expect(ignored('missing')).toEqual([])
  })

  it('is not known with exceptions', () => {
    write('.dockerignore', 'node_modules\n!node_modules/a\n')
    expect(ignored()).toEqual([])
  })

  it('is nothing without an ignore file', () => {
    rmSync(join(context, '.dockerignore'))
    expect(ignored()).toEqual([])
  })

  it('is what both files name when the Dockerfile has one of its own', () => {
    write('Dockerfile.dockerignore', 'node_modules\nsrc\n')
    expect(ignored()).toEqual(['node_modules'])
  })

  it.each([
    ['node_modules/**\n', 'content'],
    ['node_modules\n', 'content'],
    ['src\n', undefined],
  ])(
    'is at most the content of a folder when one file names that, and the other %j',
    (other, part) => {
      write('.dockerignore', 'node_modules/**\n')
      write('Dockerfile.dockerignore', other)
      expect(readIgnored({ context, file: '', buildArgs: [] })('node_modules')).toBe(part)
    },
  )

  it('has no name with a character that patterns use', () => {
    write('.dockerignore', '[ab]\n')
    expect(readIgnored({ context, file: '', buildArgs: [] })('[ab]')).toBeUndefined()
  })
})
