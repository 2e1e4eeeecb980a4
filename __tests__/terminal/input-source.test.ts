import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { parseCommandLine } from '../../src/terminal/command-line.ts'
import { createInputSource, withoutInputs } from '../../src/terminal/input-source.ts'
import { plainJob } from '../../src/terminal/plain-job.ts'

const directory = mkdtempSync(join(tmpdir(), 'source-'))
const file = join(directory, 'secret')
writeFileSync(file, 'from the file\n')
const marked = join(directory, 'marked')
const markedText = '\uFEFFtoken=a\uFEFF\n'
writeFileSync(marked, markedText)
afterAll(() => rmSync(directory, { recursive: true }))

function source(
  inputs: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
  standardInput = 'from standard input',
) {
  const masked: string[] = []
  const created = createInputSource({
    inputs: new Map(Object.entries(inputs)),
    env,
    job: plainJob({}, new Map()),
    mask: (secret) => masked.push(secret),
    readInput: () => standardInput,
  })
  return { ...created, masked }
}

describe('an input', () => {
  const env = { REMOTE_BUILDKIT_BUILD_ARGS: 'A=1', REMOTE_BUILDKIT_KEY: 'text of a key' }

  it.each([
    ['its option', { 'build-args': 'B=2' }, 'build-args', 'B=2'],
    ['an empty option', { 'build-args': '' }, 'build-args', ''],
    ['its variable', {}, 'build-args', 'A=1'],
    ['nothing', {}, 'tags', ''],
    ['the file of a secret', { key: file }, 'key', 'from the file\n'],
    ['standard input', { key: '-' }, 'key', 'from standard input'],
    ['the variable of a secret', {}, 'key', 'text of a key'],
    ['a file as text when it is not a secret', { ca: file }, 'ca', file],
  ])('comes from %s', (_, inputs, name, text) => {
    const { raw } = source(inputs, env)
    expect(raw(name)).toBe(text)
    // Standard input can be read once.
    expect(raw(name)).toBe(text)
  })

  it.each([
    ['a file', marked],
    ['standard input', '-'],
  ])('from %s loses the byte order mark in front, and no other', (_, path) => {
    const { raw } = source({ secrets: path }, {}, markedText)
    expect(raw('secrets')).toBe('token=a\uFEFF\n')
  })

  describe('with a list of secrets', () => {
    const other = join(directory, 'other')
    // Without an end of the last line.
    writeFileSync(other, 'b=2')
    const first = join(directory, 'first')
    writeFileSync(first, 'a=1\n')

    it.each([
      ['of several files', [first, other, first], 'a=1\nb=2\na=1\n'],
      ['of a file and the standard input', [other, '-'], 'b=2\nc=3\n'],
      ['with an empty option', ['', first], 'a=1\n'],
    ])('%s has the text of each', (_, paths, text) => {
      const args = paths.flatMap((path) => ['--secrets', path])
      const { inputs } = parseCommandLine(['build', ...args])
      const { raw } = source(Object.fromEntries(inputs), {}, 'c=3\n')
      expect(raw('secrets')).toBe(text)
      expect(raw('secrets')).toBe(text)
    })

    it('with a file that cannot be read is an error without its path', () => {
      const { raw } = source({ secrets: `${first}\na=s3cret` })
      expect(() => raw('secrets')).toThrow(/^--secrets: .*ENOENT/)
      expect(() => raw('secrets')).toThrow(expect.not.stringContaining('s3cret'))
    })
  })

  it('is an error when the standard input has been read', () => {
    const { raw } = source({ key: '-', secrets: '-' })
    raw('key')
    expect(() => raw('secrets')).toThrow(
      '--secrets: - is given also for --key, but the standard input can be read only once.',
    )
    expect(() => source({ secrets: '-\n-' }).raw('secrets')).toThrow('- is given twice')
  })

  it('with a token is masked when it comes from a file', () => {
    const { raw, masked } = source({ 'github-token': file })
    raw('github-token')
    expect(new Set(masked)).toEqual(new Set(['from the file']))
  })

  it('that should name a file is not printed, since it may be the secret', () => {
    const { raw } = source({ key: 's3cret' })
    expect(() => raw('key')).toThrow(/^--key: .*ENOENT.*REMOTE_BUILDKIT_KEY/)
    expect(() => raw('key')).toThrow(expect.not.stringContaining('s3cret'))
  })
})

describe('a variable REMOTE_BUILDKIT_*', () => {
  it('that names no input gives a warning', () => {
    const { checkNames } = source({}, { REMOTE_BUILDKIT_ENDPONT: 'x', REMOTE_BUILDKIT_TAGS: 'a' })
    expect(checkNames()).toEqual([
      'REMOTE_BUILDKIT_ENDPONT names no input and has no effect. Did you mean REMOTE_BUILDKIT_ENDPOINT?',
    ])
  })

  it('with another name of an input is an error', () => {
    const { checkNames } = source({}, { REMOTE_BUILDKIT_TAG: 'a' })
    expect(checkNames).toThrow('REMOTE_BUILDKIT_TAG is called REMOTE_BUILDKIT_TAGS here.')
  })

  it.each([
    { REMOTE_BUILDKIT_SETUP: '/x' },
    { REMOTE_BUILDKIT_WARNED: 'faults-v0.32.2' },
    { REMOTE_BUILDKIT_X: ' ' },
    { OTHER: '1' },
  ])('is accepted: %j', (env) => {
    expect(source({}, env).checkNames()).toEqual([])
  })
})

it('other processes do not get the inputs', () => {
  const env = { REMOTE_BUILDKIT_KEY: 'x', BUILDER_NODE_0_AUTH_TLS_KEY: 'y', PATH: '/bin' }
  expect(withoutInputs(env)).toEqual({ PATH: '/bin' })
})
