import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import type { RunCommand } from '../../src/base/ports.ts'
import { remedies } from '../../src/github/remedies.ts'
import { copiedSources } from '../../src/step/lfs-files.ts'
import { belowSource, pointerWarning } from '../../src/step/lfs-pointers.ts'

const root = mkdtempSync(join(tmpdir(), 'lfs-'))
afterAll(() => rmSync(root, { recursive: true }))
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'

/** A repository whose files are in the state after `git checkout` without Git LFS. */
function repository(attributes: string, files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(root, 'repository-'))
  mkdirSync(join(directory, 'app'))
  writeFileSync(join(directory, '.gitattributes'), attributes)
  for (const [path, content] of Object.entries(files)) writeFileSync(join(directory, path), content)
  const git = (...args: string[]) => execFileSync('git', ['-C', directory, ...args])
  git('init', '--quiet')
  git('-c', 'filter.lfs.clean=cat', '-c', 'filter.lfs.required=false', 'add', '.')
  return directory
}

const lfs = '*.bin filter=lfs diff=lfs merge=lfs -text\n'
const commands: string[] = []
const run: RunCommand = async (file, args, { env }) => {
  commands.push(file)
  return { exitCode: 0, stderr: '', stdout: execFileSync(file, args, { env, encoding: 'utf8' }) }
}
const copyAll = [{ name: 'COPY . /app' }]

function warningOf(directory: string, { isFetched = false, steps = copyAll } = {}) {
  return pointerWarning({ directory, isFetched }, steps, run, process.env, remedies)
}

describe('pointerWarning', () => {
  it('names one copied pointer and counts the others', async () => {
    const directory = repository(lfs, { 'a.bin': pointer, 'app/b.bin': pointer, 'c.bin': 'data' })
    expect(await warningOf(directory)).toBe(
      'The image has Git LFS pointers instead of the files: a.bin and 1 more. Check the repository out with lfs: true (actions/checkout).',
    )
    expect(await warningOf(join(directory, 'app'))).toContain('the files: b.bin. Check')
  })

  it('counts every copied Git LFS file when BuildKit fetches the context', async () => {
    const directory = repository(lfs, { 'c.bin': 'data' })
    expect(await warningOf(directory, { isFetched: true })).toMatch(
      /: c\.bin\. BuildKit fetches a Git context without Git LFS\. .* set context: \.$/,
    )
  })

  it.each([
    ['the files have their content', lfs, 'data', 'COPY . /'],
    ['the pointer is not copied', lfs, pointer, 'COPY app /'],
    ['nothing is copied', lfs, pointer, 'RUN make'],
  ])('is absent when %s', async (_, attributes, content, name) => {
    const directory = repository(attributes, { 'a.bin': content })
    expect(await warningOf(directory, { steps: [{ name }] })).toBeUndefined()
  })

  it('runs no command in a repository without Git LFS', async () => {
    const directory = repository('*.txt text\n', { 'a.bin': pointer })
    commands.splice(0)
    expect(await warningOf(directory)).toBeUndefined()
    expect(commands).toEqual([])
  })
})

it('runs no command for a build that copies nothing', async () => {
  const directory = repository(lfs, { 'a.bin': pointer })
  commands.splice(0)
  expect(await warningOf(directory, { steps: [{ name: 'RUN make' }] })).toBeUndefined()
  expect(commands).toEqual([])
})

it.each([
  ['COPY a b /app/', ['a', 'b']],
  ['COPY --link --chown=1:1 a /app/', ['a']],
  ['COPY --from=build /a /b', []],
  ['ADD ["a b", "/c"]', ['a b']],
  ['ADD [broken /c', ['[broken']],
  ['RUN cp a b', []],
])('copiedSources(%j) is %j', (instruction, sources) => {
  expect(copiedSources(instruction)).toEqual(sources)
})

it.each([
  ['a/b.bin', '.', true],
  ['a/b.bin', './', true],
  ['a/b.bin', '/', true],
  ['a/b.bin', 'a', true],
  ['a/b.bin', './a/', true],
  ['a/b.bin', '/a/b.bin', true],
  ['a/b.bin', 'a/*.bin', true],
  ['a/b.bin', '*/b.???', true],
  ['a/b.bin', '*.bin', false],
  ['ab/b.bin', 'a', false],
  ['a/b.bin', 'b.bin', false],
  ['a+b/c', 'a+b', true],
  ['a/b.bin', 'a//./b.bin', true],
  ['a', 'a/b', false],
  ['a1.bin', 'a[0-9].bin', true],
  ['a[0].bin', 'a\\[0\\].bin', true],
  ['a[0].bin', 'a[0].bin', false],
])('the file %j is below the source %j: %j', (path, source, isIt) => {
  expect(belowSource(source)(path)).toBe(isIt)
})

it('compares a file with a source of many asterisks, of which it would not try all ways to divide the name', () => {
  expect(belowSource(`${'*a'.repeat(30)}b`)('a'.repeat(200))).toBe(false)
})
