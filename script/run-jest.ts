import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { styleText } from 'node:util'
import { runShown } from './rig/run-shown.ts'
import type { Count } from './stages.ts'

const root = resolve(import.meta.dirname, '..')
const longestMs = 20 * 60_000
// More failures than these have a common reason, which a second run would only confirm.
const mostRepeated = 3
// What the next run needs not compile again.
const compiled = join(root, 'node_modules/.cache/compiled')

/** A count, and the files in which tests failed: the names of these, and how many others passed. */
interface JestCount extends Count {
  readonly failures: readonly {
    readonly file: string
    readonly tests: readonly string[]
    readonly passed: number
  }[]
}

/** The parts of Jest's report in JSON that are read. */
interface JestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numRuntimeErrorTestSuites: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Runs the tests of a project of jest.config.js. */
export async function runJest(project: string, ...options: string[]): Promise<JestCount> {
  const directory = await mkdtemp(join(tmpdir(), 'jest-'))
  try {
    const results = join(directory, 'results.json')
    const succeeded = await runShown(
      [
        ...([process.execPath, '--experimental-vm-modules'] as const),
        ...['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
        ...['--selectProjects', project, '--json', '--outputFile', results, ...options],
      ],
      // Jest prints its report as JSON too.
      {
        ...{ cwd: root, env: { NODE_COMPILE_CACHE: compiled }, isQuiet: true },
        longestMs,
      },
    )
    const report = JSON.parse(await readFile(results, 'utf8')) as JestReport
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
    return {
      passed: report.numPassedTests,
      // Jest also fails for other reasons, such as finding no test at all.
      failed: succeeded ? failed : Math.max(failed, 1),
      failures: report.testResults
        .filter(({ status }) => status === 'failed')
        .map(({ name, assertionResults }) => ({
          file: name,
          tests: namesOf(assertionResults, 'failed'),
          passed: namesOf(assertionResults, 'passed').length,
        })),
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/**
 * Runs the tests of a project, and the files of failed tests once more, one at a time. Beside others, on a machine that
 * stands still for a second now and then, one of hundreds of tests with real daemons can miss a limit of theirs. It
 * prints these tests, as they may show a fault of the action that is rare.
 */
export async function runJestAgainAlone(project: string, ...options: string[]): Promise<Count> {
  const first = await runJest(project, ...options)
  const { failures } = first
  if (failures.length === 0 || failures.length > mostRepeated) return first
  console.log(styleText('bold', `\n== ${project}, the files with failed tests alone`))
  const files = failures.map(({ file }) => file)
  // In one process, Jest would wait for what a test that ran out of time still runs.
  const again = await runJest(project, '--runInBand', '--forceExit', '--runTestsByPath', ...files)
  const stillFailed = new Set(again.failures.map(({ file }) => file))
  for (const { file, tests } of failures.filter((each) => !stillFailed.has(each.file))) {
    console.log(
      `\nfailed first, and passed alone: ${relative(root, file)}\n  ${tests.join('\n  ')}`,
    )
  }
  const counted = failures.reduce((sum, { passed }) => sum + passed, 0)
  return { passed: first.passed - counted + again.passed, failed: again.failed }
}

function namesOf(
  results: JestReport['testResults'][number]['assertionResults'],
  wanted: string,
): string[] {
  return results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName)
}
