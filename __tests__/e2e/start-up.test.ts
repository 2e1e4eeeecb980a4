import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject } from './project.ts'

// A warm build takes a tenth of a second, and loading a library can take as long. These tests count the modules
// and bytes that are loaded before buildx starts, as a time would depend on the machine. No process runs before that of
// the build: the action creates the builder itself.

const directory = mkdtempSync(join(tmpdir(), 'start-up-'))
afterAll(() => rmSync(directory, { recursive: true }))

interface Loaded {
  /** What happens then. */
  readonly event: string
  readonly urls: readonly string[]
}

let calls: readonly Loaded[]
beforeAll(async () => {
  const file = join(directory, 'loaded')
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const result = await project.build({
    env: {
      NODE_OPTIONS: `--import=${resolve(import.meta.dirname, 'start-up-probe.mjs')}`,
      START_UP_FILE: file,
    },
  })
  expectExitCode(result, 0)
  calls = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
})

/** The files of dist/, Node's own modules, and the packages in those files at that time. */
function loadedBefore(event: string) {
  const urls = calls.find((call) => call.event === event)?.urls ?? []
  const files = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url))
  const text = files.map((file) => readFileSync(file, 'utf8')).join('')
  // The build keeps the names of a package's ES modules. CommonJS modules are functions of `exports` or `module`, without
  // a name; those of Node's own modules only call `require`.
  const paths = text.matchAll(/\/\*! CONCATENATED MODULE: \S*\/node_modules\/((?:@[^/]+\/)?[^/]+)/g)
  const functions = text.matchAll(
    /\b\d+:\(?(?:function)?\(?([\w,]+)\)?(?:=>)?\{(?!module\d*\.exports=require\()/g,
  )
  const commonJs = [...functions].filter(
    ([, parameters = '']) =>
      /\b(?:module|exports)\d*\b/.test(parameters) && !parameters.includes('__webpack_exports__'),
  )
  return {
    commonJs: commonJs.length,
    names: files.map((file) => basename(file)),
    kilobytes: Buffer.byteLength(text) / 1000,
    builtins: urls.filter((url) => url.startsWith('node:')).toSorted(),
    packages: [...new Set([...paths].map(([, name]) => name))].toSorted(),
  }
}

it('buildx runs once', () => {
  expect(calls.map(({ event }) => event)).toEqual(['second part', 'build'])
})

describe('the first part of the action', () => {
  it('is the entry point', () => {
    expect(loadedBefore('second part').names).toEqual(['index.js'])
  })

  it('has one small package', () => {
    const packages = ['@actions/core']
    expect(loadedBefore('second part')).toMatchObject({ packages, commonJs: 0 })
  })

  it('loads no module of Node for networks but TLS, which has something to do in a thread of its own', () => {
    expect(loadedBefore('second part').builtins).toEqual([
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:os',
      'node:path',
      'node:stream',
      'node:stream/consumers',
      'node:timers/promises',
      'node:tls',
    ])
  })

  it('has at most 182 kB', () => {
    const { kilobytes } = loadedBefore('second part')
    expect(kilobytes).toBeGreaterThan(100)
    expect(kilobytes).toBeLessThan(182)
  })
})

describe('before buildx build starts', () => {
  it('the probe of the daemon is also loaded, but no HTTP client', () => {
    const { packages, builtins, commonJs } = loadedBefore('build')
    expect(packages).toEqual(['@actions/core', '@bufbuild/protobuf'])
    expect(commonJs).toBe(0)
    expect(builtins).toEqual(expect.arrayContaining(['node:http2', 'node:net', 'node:tls']))
    for (const name of ['node:http', 'node:https', 'node:zlib'])
      expect(builtins).not.toContain(name)
  })

  it('at most 260 kB are read, with what compares a local context', () => {
    expect(loadedBefore('build').kilobytes).toBeLessThan(260)
  })
})
