import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { journalFile, noteLeftover, readLeftovers } from '../../src/leftovers/journal.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const context = { kind: 'context', name: 'c' } as const
const builder = { kind: 'builder', name: 'b', file: '/bin/buildx', config: '/config' } as const
const sockets = { kind: 'sockets', directory: '/tmp/sockets' } as const

describe('the journal', () => {
  it('is empty until something is noted', () => {
    expect(readLeftovers(directory)).toEqual([])
  })

  it('lists everything that is noted and not struck off, in order', () => {
    const strikeOffContext = noteLeftover(directory, context)
    noteLeftover(directory, builder)
    const strikeOffSockets = noteLeftover(directory, sockets)
    expect(readLeftovers(directory)).toEqual([context, builder, sockets])
    strikeOffContext()
    expect(readLeftovers(directory)).toEqual([builder, sockets])
    strikeOffSockets()
    expect(readLeftovers(directory)).toEqual([builder])
  })

  it('distinguishes two entries with the same name', () => {
    const strikeOff = noteLeftover(directory, sockets)
    noteLeftover(directory, sockets)
    strikeOff()
    expect(readLeftovers(directory)).toEqual([sockets])
  })

  it('is readable after its writer was killed in the middle of a line', () => {
    noteLeftover(directory, sockets)
    appendFileSync(join(directory, journalFile), '{"id":"x","made":{"kind":"cont')
    expect(readLeftovers(directory)).toEqual([sockets])
  })

  it('can be read only by its owner', () => {
    noteLeftover(directory, sockets)
    expect(statSync(join(directory, journalFile)).mode & 0o777).toBe(0o600)
  })

  it('throws when it cannot be written, so that the caller makes nothing', () => {
    expect(() => noteLeftover(join(directory, 'none'), sockets)).toThrow('ENOENT')
  })
})
