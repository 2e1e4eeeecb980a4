import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { noteLeftover } from '../../src/leftovers/journal.ts'
import { neededByPost } from '../../src/leftovers/needed-by-post.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'needed-by-post-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const noteBuilder = (file: string, config = join(directory, 'buildx')) =>
  noteLeftover(directory, { kind: 'builder', name: 'mine', file, config })

it('is nothing when nothing is left', () => {
  expect(neededByPost(directory)).toEqual([])
  noteBuilder('/usr/bin/buildx')()
  expect(neededByPost(directory)).toEqual([])
})

it('is the journal, the configuration of buildx, and a buildx of this run', () => {
  noteBuilder('/usr/bin/buildx')
  expect(neededByPost(directory)).toEqual(['leftovers.jsonl', 'buildx'])
  noteBuilder(join(directory, 'buildx-1'))
  expect(neededByPost(directory)).toEqual(['leftovers.jsonl', 'buildx', 'buildx-1'])
})

it('is the journal alone when the builder is gone and its volume is left', () => {
  noteLeftover(directory, { kind: 'volume', docker: 'away', name: 'v', container: 'c' })
  expect(neededByPost(directory)).toEqual(['leftovers.jsonl'])
})

it("has no configuration when the builder is in the job's own", () => {
  noteBuilder('/usr/bin/buildx', '/home/user/.docker/buildx')
  expect(neededByPost(directory)).toEqual(['leftovers.jsonl'])
})
