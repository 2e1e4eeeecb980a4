import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { findSetUp, type SetUpBuilder, writeSetUp } from '../../src/connect/set-up-builder.ts'

const root = mkdtempSync(join(tmpdir(), 'set-up-builder-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
})

const builder: SetUpBuilder = {
  ...{ name: 'mine', driver: 'remote', endpoint: 'tcp://a:1', config: '/config' },
  reach: { endpoint: { kind: 'tcp', url: 'tcp://a:1', host: 'a', port: 1 } },
}
const find = (name: string, ...directories: string[]) =>
  findSetUp(name, { REMOTE_BUILDKIT_SETUP: directories.join(delimiter) })

it('finds a builder by its name, in the record that only this user can read', async () => {
  await writeSetUp(directory, builder)
  expect(find('mine', directory)).toEqual(builder)
  expect(statSync(join(directory, 'builder.json')).mode & 0o777).toBe(0o600)
})

it('finds none without the variable, under another name, or when the directory is gone', async () => {
  await writeSetUp(directory, builder)
  expect(findSetUp('mine', {})).toBeUndefined()
  expect(find('other', directory)).toBeUndefined()
  expect(find('mine', join(root, 'gone'), '')).toBeUndefined()
})

it('finds the builder of the last step that made one of that name', async () => {
  await writeSetUp(directory, builder)
  const later = mkdtempSync(join(root, 'private-'))
  await writeSetUp(later, { ...builder, endpoint: 'tcp://b:1' })
  expect(find('mine', directory, later)?.endpoint).toBe('tcp://b:1')
  expect(find('mine', later, directory)?.endpoint).toBe('tcp://a:1')
})

it('ignores a record in a directory that other users can enter, and one that is no JSON', async () => {
  await writeSetUp(directory, builder)
  chmodSync(directory, 0o755)
  expect(find('mine', directory)).toBeUndefined()
  chmodSync(directory, 0o700)
  writeFileSync(join(directory, 'builder.json'), '{')
  expect(find('mine', directory)).toBeUndefined()
})
