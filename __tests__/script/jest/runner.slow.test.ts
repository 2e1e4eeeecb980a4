import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

const root = resolve(import.meta.dirname, '../../..')

let directory: string
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'jest-runner-')))
})
afterEach(() => rm(directory, { recursive: true }))

interface Result {
  readonly exitCode: number
  readonly output: string
  /** The status of each test by its name, and `failed` for a file that could not be loaded. */
  readonly tests: Readonly<Record<string, string>>
}

/** Runs Jest as the tests do, with all files in one process. */
async function runJest(files: Readonly<Record<string, string>>): Promise<Result> {
  for (const [name, code] of Object.entries(files)) {
    await writeFile(join(directory, name), `import * as jest from '@jest/globals'\n${code}`)
  }
  const config = {
    rootDir: directory,
    clearMocks: true,
    testEnvironment: join(root, 'script/jest/environment.mts'),
    testMatch: ['**/*.test.ts'],
    testRunner: join(root, 'script/jest/runner.mts'),
    transform: {},
  }
  const results = join(directory, 'results.json')
  const { exitCode, output } = await new Promise<Pick<Result, 'exitCode' | 'output'>>((done) => {
    const child = execFile(
      process.execPath,
      [
        join(root, 'node_modules/jest/bin/jest.js'),
        ...['--config', JSON.stringify(config), '--runInBand', '--watchman=false'],
        ...['--json', '--outputFile', results],
      ],
      { cwd: directory, timeout: 50_000 },
      (_error, stdout, stderr) =>
        done({ exitCode: child.exitCode ?? -1, output: `${stdout}${stderr}` }),
    )
  })
  const { testResults } = JSON.parse(await readFile(results, 'utf8')) as {
    testResults: {
      name: string
      status: string
      assertionResults: { fullName: string; status: string }[]
    }[]
  }
  const tests = testResults.flatMap(({ name, status, assertionResults }) =>
    assertionResults.length === 0
      ? [[name.slice(directory.length + 1), status]]
      : assertionResults.map((test) => [test.fullName, test.status]),
  )
  return { exitCode, output, tests: Object.fromEntries(tests) }
}

describe('the runner of the tests', () => {
  it('fails a test that is wrong, hangs or throws elsewhere, and a file that cannot be loaded', async () => {
    const { exitCode, output, tests } = await runJest({
      'wrong.test.ts': `
        const { expect, it } = jest
        it('is right', () => expect<number>(1).toBe(1))
        it('is wrong', () => expect<number>(1).toBe(2))
        it('hangs', () => new Promise(() => {}), 100)
        it('rejects elsewhere', () => {
          void Promise.reject(new Error('elsewhere'))
          return new Promise((done) => setTimeout(done, 10))
        })
        it('throws elsewhere', () => {
          setTimeout(() => { throw new Error('elsewhere') }, 1)
          return new Promise((done) => setTimeout(done, 20))
        })
        it('is right after that', () => {})`,
      'hook.test.ts': `
        jest.beforeAll(() => { throw new Error('hook') })
        jest.it('has a hook that throws', () => {})`,
      'throws.test.ts': `throw new Error('while loading')`,
      'missing.test.ts': `import './missing.ts'`,
      'syntax.test.ts': `const const`,
      'empty.test.ts': ``,
    })
    expect(exitCode).toBe(1)
    expect(tests).toEqual({
      'is right': 'passed',
      'is wrong': 'failed',
      hangs: 'failed',
      'rejects elsewhere': 'failed',
      'throws elsewhere': 'failed',
      'is right after that': 'passed',
      'has a hook that throws': 'failed',
      'throws.test.ts': 'failed',
      'missing.test.ts': 'failed',
      'syntax.test.ts': 'failed',
      'empty.test.ts': 'failed',
    })
    expect(output).toMatch(/wrong\.test\.ts\?file=\d+:5:\d/)
    expect(output).toContain('Exceeded timeout of 100 ms for a test')
    expect(output).toContain('while loading')
  })

  it('gives each file the environment, the globals and the functions that the first file got', async () => {
    const code = `
      const { expect, it } = jest
      it('FILE finds nothing of another file', async () => {
        expect(process.env.LEFT).toBeUndefined()
        expect(process.env.PATH).not.toBe('/left')
        expect(process.cwd()).toBe(${JSON.stringify(directory)})
        expect(process.exitCode).toBeUndefined()
        expect(process.listenerCount('SIGTERM')).toBe(0)
        expect(globalThis).not.toHaveProperty('left')
        expect(Date.now()).toBeGreaterThan(1)
        expect(globalThis.fetch).toBeInstanceOf(Function)
        await new Promise((resolve) => setTimeout(resolve, 1))

        process.env.LEFT = 'left'
        process.env.PATH = '/left'
        process.chdir('below')
        process.exitCode = 3
        process.on('SIGTERM', () => {})
        globalThis.left = true
        jest.jest.spyOn(Date, 'now').mockReturnValue(1)
        globalThis.fetch = undefined
        jest.jest.useFakeTimers()
      })`
    await mkdir(join(directory, 'below'))
    const { exitCode, output, tests } = await runJest({
      'first.test.ts': code.replace('FILE', 'first'),
      'second.test.ts': code.replace('FILE', 'second'),
    })
    expect({ tests, output }).toMatchObject({
      tests: {
        'first finds nothing of another file': 'passed',
        'second finds nothing of another file': 'passed',
      },
    })
    expect(exitCode).toBe(0)
  })

  it('loads a helper for each file, with the tests and hooks that it adds', async () => {
    const helper = `
      import { afterEach, it } from '@jest/globals'
      export const loaded = { times: 0 }
      afterEach(() => { throw new Error('hook of the helper') })
      it('is of the helper', () => {})`
    const user = (name: string) => `
      import { loaded } from './helper.ts'
      jest.it('${name} has a helper of its own', () => {
        loaded.times += 1
        jest.expect(loaded.times).toBe(1)
      })`
    const { output, tests } = await runJest({
      'helper.ts': helper,
      'first.test.ts': user('first'),
      'second.test.ts': user('second'),
      'third.test.ts': `jest.it('is without it', () => {})`,
    })
    expect(tests).toEqual({
      'is of the helper': 'failed',
      'first has a helper of its own': 'failed',
      'second has a helper of its own': 'failed',
      'is without it': 'passed',
    })
    expect(output.match(/● is of the helper/g)?.length).toBeGreaterThanOrEqual(2)
    expect(output).not.toContain('Expected: 1')
  })
})
