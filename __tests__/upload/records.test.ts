import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { claimRecord } from '../../src/upload/records.ts'

let parent: string
let directory: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'records-'))
  directory = join(parent, 'uploads')
})
afterEach(() => rmSync(parent, { recursive: true }))

const key = { endpoint: 'tcp://a:1', context: '/workspace/app', file: '', target: '' }
const record = {
  id: '0123456789abcdef0123456789abcdef',
  begun: 4000,
  ended: 5000,
  files: new Map([
    ['a\nb', '64 1 33188 5 1000 1000'],
    ['folder', '64 2 16877 - 1000 1000'],
  ]),
}

describe('the record of an upload', () => {
  it('is what the last build has left', () => {
    const first = claimRecord(directory, key)
    expect(first).toMatchObject({ isTaken: false })
    expect(first.record).toBeUndefined()
    first.leave(record)
    expect(claimRecord(directory, key)).toMatchObject({ record, isTaken: false })
  })

  it.each([
    { endpoint: 'tcp://a:2' },
    { context: '/workspace/app/folder' },
    { file: 'Dockerfile.other' },
    { target: 'other' },
  ])('is not that of %p', (other) => {
    claimRecord(directory, key).leave(record)
    expect(claimRecord(directory, { ...key, ...other }).record).toBeUndefined()
  })

  it('belongs to one build at a time', () => {
    claimRecord(directory, key).leave(record)
    const [one, other] = [claimRecord(directory, key), claimRecord(directory, key)]
    expect(one.record).toEqual(record)
    expect(other.record).toBeUndefined()
    expect(other.isTaken).toBe(true)
    other.leave({ ...record, ended: 6000 })
    one.leave({ ...record, ended: 7000 })
    expect(claimRecord(directory, key).record?.ended).toBe(7000)
  })

  it('is gone after a build that did not end, or ended without one', () => {
    claimRecord(directory, key).leave(record)
    claimRecord(directory, key)
    const second = claimRecord(directory, key)
    expect(second).toMatchObject({ isTaken: true })
    expect(second.record).toBeUndefined()
    second.leave()
    expect(claimRecord(directory, key).record).toBeUndefined()
  })

  it.each([
    ['cut', (text: string) => text.slice(0, 20)],
    ['of another version', (text: string) => text.replace('upload 2', 'upload 1')],
    ['without a begin', (text: string) => text.replace('4000', 'soon')],
    ['without an end', (text: string) => text.replace('5000', 'soon')],
  ])('counts as absent when it is %s', async (_, damage) => {
    claimRecord(directory, key).leave(record)
    const [name = ''] = readdirSync(directory)
    const { readFileSync } = await import('node:fs')
    const path = join(directory, name)
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    expect(claimRecord(directory, key).record).toBeUndefined()
  })

  it('can be read by its user alone', () => {
    const before = process.umask(0)
    try {
      claimRecord(directory, key).leave(record)
      expect(statSync(directory).mode & 0o777).toBe(0o700)
      const [name = ''] = readdirSync(directory)
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
    } finally {
      process.umask(before)
    }
  })

  it('is not kept where another user could have written it', () => {
    mkdirSync(directory)
    chmodSync(directory, 0o777)
    expect(() => claimRecord(directory, key)).toThrow('other users can write to')
  })

  it('is removed after a week, and when there are many newer ones', () => {
    const now = Date.now() / 1000
    const age = (name: string, seconds: number) =>
      utimesSync(join(directory, name), now - seconds, now - seconds)
    claimRecord(directory, key).leave(record)
    const [name = ''] = readdirSync(directory)
    age(name, 6 * 24 * 3600)
    const other = { ...key, target: 'other' }
    claimRecord(directory, other).leave(record)
    expect(readdirSync(directory)).toHaveLength(2)
    age(name, 8 * 24 * 3600)
    claimRecord(directory, other).leave(record)
    expect(readdirSync(directory)).toHaveLength(1)
    for (let count = 0; count < 70; count += 1) {
      claimRecord(directory, { ...key, target: String(count) }).leave(record)
    }
    expect(readdirSync(directory)).toHaveLength(64)
    expect(claimRecord(directory, { ...key, target: '69' }).record).toBeDefined()
  })
})
