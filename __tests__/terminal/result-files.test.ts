import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import { withResultFiles } from '../../src/terminal/result-files.ts'

let directory: string
let warnings: string[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'results-'))
  warnings = []
})
afterEach(() => rmSync(directory, { recursive: true }))

const place = (name: string) => join(directory, name)
const read = (name: string) => readFileSync(place(name), 'utf8')
const names = ['report', 'summary', 'code-quality', 'metrics']
const run = (options: Readonly<Record<string, string>>, work: () => void = () => {}) =>
  withResultFiles(
    {
      options: new Map(Object.entries(options)),
      warn: (message) => warnings.push(message),
    },
    async () => work(),
  )

it('has nothing of an earlier run while the work runs', async () => {
  for (const name of [...names, 'outputs']) writeFileSync(place(name), 'BUILD_DIGEST=sha256:old\n')
  const options = Object.fromEntries([...names, 'outputs'].map((name) => [name, place(name)]))
  await run(options, () => {
    // A new file would be in the build's context.
    for (const name of [...names, 'outputs']) expect(existsSync(place(name))).toBe(false)
  })
  expect(warnings).toEqual([])
})

it.each<[string, Error, string]>([
  ['a diagnosis', new Diagnosis('connection-refused', 'No.'), 'connection-refused'],
  [
    'a mistake with a code',
    new ConfigurationError('No.', 'client-key-mismatch'),
    'client-key-mismatch',
  ],
  ['a mistake without a code', new ConfigurationError('No.'), ''],
  ['a fault of the program', new Error('No.'), ''],
])('leaves outputs with the code of %s, in a new folder', async (_, error, code) => {
  const outputs = place('new/build.env')
  const options = { outputs, 'dotenv-prefix': 'APP_' }
  const work = () => {
    throw error
  }
  await expect(run(options, work)).rejects.toBe(error)
  expect(read('new/build.env')).toContain(
    `APP_DIGEST=\nAPP_FALLBACK=false\nAPP_FALLBACK_REASON=${code}\n`,
  )
})

it('refuses a prefix that makes no names of variables before the work, and leaves no file', async () => {
  writeFileSync(place('build.env'), 'BUILD_DIGEST=sha256:old\n')
  const options = { outputs: place('build.env'), 'dotenv-prefix': 'WEB-APP_' }
  const works: string[] = []
  await expect(run(options, () => works.push('done'))).rejects.toThrow(
    /^--dotenv-prefix: "WEB-APP_" can't begin the name of a variable\./,
  )
  expect(works).toEqual([])
  expect(existsSync(place('build.env'))).toBe(false)
})

it('leaves no file when no option names one', async () => {
  await run({ 'dotenv-prefix': 'APP_' })
  expect(warnings).toEqual([])
})

it('empties the file that a link leads to, which a shell may have opened', async () => {
  writeFileSync(place('file'), 'old')
  symlinkSync(place('file'), place('link'))
  symlinkSync(place('none'), place('dangling'))
  await run({ report: place('link'), summary: place('dangling') })
  expect(read('link')).toBe('')
  expect(warnings).toEqual([])
})

it('writes nothing to a device or a pipe before there is a result', async () => {
  await run({ outputs: '/dev/null', report: '/dev/null' })
  expect(existsSync('/dev/null')).toBe(true)
  expect(warnings).toEqual([])
})

it('warns of a file that it can’t change, and leaves the error of the work', async () => {
  mkdirSync(place('folder'))
  const error = new ConfigurationError('No.')
  const work = () => {
    throw error
  }
  await expect(run({ outputs: place('folder') }, work)).rejects.toBe(error)
  expect(warnings).toEqual([
    expect.stringMatching(/^--outputs: .*folder could not be written: EISDIR/),
  ])
})
