// Runs all checks of this repository, even after a failure, and prints how many passed. Arguments choose
// stages by name; `quick` means those that take seconds.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { styleText } from 'node:util'
import { requireParts } from './rig/parts.ts'
import { runShown } from './rig/run-shown.ts'
import { chooseWay } from './rig/way.ts'
import { type Count, chooseStages, type Stage } from './stages.ts'

const root = resolve(import.meta.dirname, '..')
const scriptDirectories = ['script', '.ci', 'deploy', 'examples', 'docs']
const workflowDirectories = ['.github/workflows', 'examples']
const longestStage = 20 * 60_000
// More failures than these have a common reason, which a second run would only confirm.
const mostRepeated = 3
// What the next run needs not do again.
const compiled = join(root, 'node_modules/.cache/compiled')
const typesState = join(root, 'node_modules/.cache/types.tsbuildinfo')

// Many tests wait for timers, so there are more workers than cores. Jest accepts no share above 100 %.
const unitWorkers = String(Math.ceil(availableParallelism() * 2.5))
// These wait for daemons much of the time. With three for each core, whose processor is then always busy, the run is no
// shorter, and tests with limits of a few seconds fail now and then.
const e2eWorkers = String(availableParallelism() * 2)

const stages = {
  lint: {
    isQuick: true,
    run: () => check('node_modules/.bin/biome', 'check', '--error-on-warnings'),
  },
  types: {
    isQuick: true,
    run: () => check('node_modules/.bin/tsc', '--incremental', '--tsBuildInfoFile', typesState),
  },
  unit: { isQuick: true, run: () => jest('unit', '--maxWorkers', unitWorkers) },
  slow: { run: () => jest('slow', '--maxWorkers', unitWorkers) },
  shellcheck: {
    run: async () => {
      const { shellcheck } = await requireParts('shellcheck')
      return check(shellcheck, '--external-sources', ...(await shellScripts()))
    },
  },
  actionlint: {
    run: async () => {
      const { actionlint, shellcheck } = await requireParts('actionlint', 'shellcheck')
      return check(actionlint, '-shellcheck', shellcheck, ...(await workflows()))
    },
  },
  dist: { run: () => check('script/check-dist') },
  // A separate stage, so that no test waits for a compiler.
  parts: {
    run: async () => {
      await requireParts('buildx', 'oldest-buildx', 'ascii-buildx', 'old-frontend')
      await requireParts('act', 'openssl', 'git', 'jq')
      await requireParts('kustomize', 'docker-compose', 'systemd-analyze', 'step-ca')
      if ((await chooseWay()) === 'programs') {
        await requireParts('buildkitd', 'buildctl', 'runc', 'docker-registry', 'busybox')
        await requireParts('deployed-buildkitd', 'oldest-buildkitd')
        // Tests that need a Docker daemon.
        await requireParts('docker', 'dockerd', 'containerd', 'new-dockerd', 'new-containerd')
        await requireParts('sshd', 'ssh', 'ssh-keygen', 'ssh-agent', 'ssh-add')
      }
      return { passed: 1, failed: 0 }
    },
  },
  e2e: { run: () => jestAgainAlone('e2e', '--maxWorkers', e2eWorkers) },
  // A cluster of its own, which takes root and, the first time, 10 to 20 minutes to build.
  kubernetes: {
    isOnlyByName: true,
    run: async () => {
      await requireParts('kube', 'coredns', 'ctr', 'rootlesskit', 'nft', 'new-containerd', 'shim')
      await requireParts('buildx', 'buildctl', 'deployed-buildkitd', 'runc', 'busybox', 'haproxy')
      await requireParts('docker-registry', 'openssl')
      return jest('kubernetes')
    },
  },
} satisfies Readonly<Record<string, Stage>>

const words = process.argv.slice(2)
const chosen = choose(words)
// They run side by side, as the unit tests leave a core idle now and then.
const atOnce = words.includes('quick')
  ? chosen.filter((name) => (stages[name] as Stage).isQuick)
  : []
// Tests of properties try fewer values then.
if (words.includes('quick')) process.env.TEST_QUICK = '1'
const results = await Promise.all(atOnce.map(runStage))
for (const name of chosen.filter((name) => !atOnce.includes(name))) {
  results.push(await runStage(name))
}
const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
const faulty = results.filter((result) => result.failed > 0).map(({ name }) => name)
if (faulty.length > 0) console.log(`\nfailed: ${faulty.join(', ')}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function runStage(name: keyof typeof stages): Promise<Count & { readonly name: string }> {
  console.log(styleText('bold', `\n== ${name}`))
  const count = await stages[name].run().catch((error: Error) => {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  })
  return { name, ...count }
}

function choose(words: readonly string[]): (keyof typeof stages)[] {
  try {
    return chooseStages(stages, words)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

async function check(command: string, ...args: string[]): Promise<Count> {
  const isCollected = atOnce.length > 0
  const succeeded = await runShown([command, ...args], {
    ...{ cwd: root, isCollected, longestMs: longestStage },
  })
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * Runs the files of failed tests once more, one at a time. Beside others, on a machine that stands still for a second
 * now and then, one of hundreds of tests with real daemons can miss a limit of theirs. It prints these tests, as they
 * may show a fault of the action that is rare.
 */
async function jestAgainAlone(project: string, ...options: string[]): Promise<Count> {
  const first = await jest(project, ...options)
  const { failures } = first
  if (failures.length === 0 || failures.length > mostRepeated) return first
  console.log(styleText('bold', `\n== ${project}, the files with failed tests alone`))
  const files = failures.map(({ file }) => file)
  // In one process, Jest would wait for what a test that ran out of time still runs.
  const again = await jest(project, '--runInBand', '--forceExit', '--runTestsByPath', ...files)
  const stillFailed = new Set(again.failures.map(({ file }) => file))
  for (const { file, tests } of failures.filter((each) => !stillFailed.has(each.file))) {
    console.log(
      `\nfailed first, and passed alone: ${relative(root, file)}\n  ${tests.join('\n  ')}`,
    )
  }
  const counted = failures.reduce((sum, { passed }) => sum + passed, 0)
  return { passed: first.passed - counted + again.passed, failed: again.failed }
}

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

function namesOf(
  results: JestReport['testResults'][number]['assertionResults'],
  wanted: string,
): string[] {
  return results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName)
}

async function jest(project: string, ...options: string[]): Promise<JestCount> {
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
        longestMs: longestStage,
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

async function workflows(): Promise<string[]> {
  const names = workflowDirectories.map(async (directory) =>
    (await readdir(join(root, directory)))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => join(root, directory, name)),
  )
  return (await Promise.all(names)).flat()
}

async function shellScripts(): Promise<string[]> {
  const found: string[] = []
  for (const directory of scriptDirectories) {
    const entries = await readdir(join(root, directory), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name)
      const [first = ''] = (await readFile(path, 'utf8')).split('\n')
      if (/^#!.*sh\b|^# shellcheck shell=/.test(first)) found.push(path)
    }
  }
  return found
}
