import { describe, expect, it } from '@jest/globals'
import { decideUpload, type UploadRecord } from '../../src/upload/decide.ts'
import type { ContextFiles } from '../../src/upload/walk.ts'

interface Stats {
  readonly ino?: number
  readonly mode?: number
  readonly size?: number
  /** Milliseconds. */
  readonly modified?: number
  readonly changed?: number
}

const state = ({
  ino = 1,
  mode = 0o644,
  size = 5,
  modified = 1000,
  changed = modified,
}: Stats = {}) => `64 ${ino} ${mode} ${size} ${modified}000000 ${changed}000000`
const folder = ({
  ino = 1,
  mode = 0o40755,
  modified = 1000,
  changed = modified,
}: Omit<Stats, 'size'> = {}) => `64 ${ino} ${mode} - ${modified}000000 ${changed}000000`
const filesOf = (files: Readonly<Record<string, string>>): ContextFiles =>
  new Map(Object.entries(files))
const record = (files: Readonly<Record<string, string>>): UploadRecord => ({
  id: 'a',
  begun: 4500,
  ended: 5000,
  files: filesOf(files),
})
const now = 9000

describe('the copy of a context on the daemon', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing changed', { a: state(), folder: folder(), 'folder/b': state({ ino: 2 }) }],
    ['a file was written later', { a: state({ modified: 6000 }), 'folder/b': state({ ino: 2 }) }],
    ['a file was replaced later', { a: state({ ino: 9, modified: 6000, changed: 7000 }) }],
    ['files are gone', {}],
    ['a file is new', { a: state(), new: state({ ino: 9, modified: 6000 }) }],
    ['a folder is new', { a: state(), new: folder() }],
    ['a file is a folder now', { a: folder(), 'a/b': state({ modified: 6000 }) }],
    ['names came and went', { folder: folder({ modified: 6000 }) }],
    ['a folder was made again', { folder: folder({ ino: 2, modified: 6000 }) }],
  ])('is used again when %s', (_, files) => {
    const before = record({ a: state(), folder: folder(), 'folder/b': state({ ino: 2 }) })
    expect(decideUpload(before, filesOf(files), now)).toEqual({ kind: 'keep', id: 'a' })
  })

  it.each<[string, string]>([
    ['was written in place, with its time set back', state({ changed: 6000 })],
    ['was renamed over, with its time set back', state({ ino: 2, changed: 6000 })],
    ['was swapped with another', state({ ino: 2 })],
    ['is on another volume', state().replace('64 ', '65 ')],
    ['has another mode', state({ mode: 0o755, changed: 6000 })],
    ['was unpacked with an old time', state({ size: 6, modified: 900, changed: 6000 })],
    ['was written while it was being sent', state({ modified: 4500 })],
    ['was written in the very moment in which the upload ended', state({ modified: 5010 })],
  ])('is not used when a file %s', (_, changed) => {
    const decision = decideUpload(record({ a: state() }), filesOf({ a: changed }), now)
    expect(decision).toEqual({ kind: 'new', reason: 'changed-unseen', path: 'a', isTrusted: true })
  })

  const seconds = 1_700_000_000_000
  /** Of a file that looks the same. */
  const again = (changed: string, begun: number) => {
    const file = { a: `64 1 33188 5 1 ${changed}` }
    const before = { ...record(file), begun, ended: begun + 500 }
    return decideUpload(before, filesOf(file), begun + 60_000)
  }

  it.each<[string, string, number]>([
    ['in the same step of the clock', '1700000000000000001', seconds],
    ['up to two steps before', '1700000000480001000', seconds + 500],
    ['later, by another clock', '1700000060000000001', seconds],
    ['less than a second before, in whole seconds', '1700000000000000000', seconds + 999],
    ['up to two seconds before, in whole seconds', '1700000000000000000', seconds + 2019],
  ])('is not used when files were read and one was changed %s', (_, changed, begun) => {
    const decision = { kind: 'new', reason: 'changed-unseen', path: 'a', isTrusted: true }
    expect(again(changed, begun)).toEqual(decision)
  })

  it.each<[string, string, number]>([
    ['a moment before', '1700000000479999999', seconds + 500],
    ['two seconds before, in whole seconds', '1700000000000000000', seconds + 2020],
  ])('is used when files were read and one was changed %s', (_, changed, begun) => {
    expect(again(changed, begun)).toEqual({ kind: 'keep', id: 'a' })
  })

  it('is not used when a file that is new has an old time', () => {
    const decision = decideUpload(record({ a: state() }), filesOf({ b: state() }), now)
    expect(decision).toEqual({ kind: 'new', reason: 'changed-unseen', path: 'b', isTrusted: true })
  })

  it.each<[string, string]>([
    ['has another mode', folder({ mode: 0o40777, changed: 6000 })],
    ['has another mode, and other names', folder({ mode: 0o40777, modified: 6000 })],
    ['has another attribute', folder({ changed: 6000 })],
    ['got other names and then another attribute', folder({ modified: 6000, changed: 6001 })],
    ['was moved there', folder({ ino: 2, changed: 6000 })],
  ])('is not used when a folder %s', (_, changed) => {
    const decision = decideUpload(record({ a: folder() }), filesOf({ a: changed }), now)
    expect(decision).toEqual({ kind: 'new', reason: 'mode-changed', path: 'a', isTrusted: true })
  })

  it('is not used when a folder was changed right before it was read', () => {
    const files = { a: folder({ modified: 4490 }) }
    const decision = decideUpload(record(files), filesOf(files), now)
    expect(decision).toEqual({ kind: 'new', reason: 'mode-changed', path: 'a', isTrusted: true })
  })

  it('is used when a folder has a time in the future', () => {
    const files = { a: folder({ modified: 99_000, changed: 1000 }) }
    expect(decideUpload(record({}), filesOf(files), now)).toEqual({ kind: 'keep', id: 'a' })
  })

  it('is not used when the clock was set back', () => {
    const decision = decideUpload(record({ a: state() }), filesOf({ a: state() }), 4000)
    expect(decision).toEqual({ kind: 'new', reason: 'clock-set-back', isTrusted: true })
  })

  it('is not trusted either that is sent with times after those of a clock that was set back', () => {
    const file = { a: state({ modified: 4500 }) }
    const decision = decideUpload(record(file), filesOf(file), 4000)
    expect(decision).toEqual({ kind: 'new', reason: 'clock-set-back', isTrusted: false })
  })

  it.each([
    ['known', record({ a: state({ modified: 9021 }) })],
    ['new', record({})],
    ['sent for the first time', undefined],
  ])('is not used when a file that is %s has a time in the future', (_, before) => {
    const decision = decideUpload(before, filesOf({ a: state({ modified: 9021 }) }), now)
    expect(decision).toEqual({ kind: 'new', reason: 'time-in-future', path: 'a', isTrusted: false })
  })

  it('does not exist before the first upload', () => {
    const decision = decideUpload(undefined, filesOf({ a: state() }), now)
    expect(decision).toEqual({ kind: 'new', reason: 'first', isTrusted: true })
  })
})
