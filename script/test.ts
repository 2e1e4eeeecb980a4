// Runs every check of this repository, each to its end, and says at last how many passed.
// With names of stages as arguments, only those.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { requireParts } from './rig/parts.ts'
import { runShown } from './rig/run-shown.ts'
import { chooseWay } from './rig/way.ts'

interface Count {
  readonly passed: number
  readonly failed: number
}

const root = resolve(import.meta.dirname, '..')
const scriptDirectories = ['script', '.ci', 'deploy', 'examples', 'docs']
const workflowDirectories = ['.github/workflows', 'examples']
const longestStage = 20 * 60_000

const stages: Readonly<Record<string, () => Promise<Count>>> = {
  lint: () => check('node_modules/.bin/biome', 'check', '--error-on-warnings'),
  types: () => check('node_modules/.bin/tsc'),
  shellcheck: async () => {
    const { shellcheck } = await requireParts('shellcheck')
    return check(shellcheck, '--external-sources', ...(await shellScripts()))
  },
  actionlint: async () => {
    const { actionlint, shellcheck } = await requireParts('actionlint', 'shellcheck')
    return check(actionlint, '-shellcheck', shellcheck, ...(await workflows()))
  },
  unit: () => jest('unit'),
  dist: () => check('script/check-dist'),
  // Here, so that no test waits for a compiler.
  parts: async () => {
    await requireParts('buildx', 'act', 'openssl', 'git', 'jq')
    await requireParts('kustomize', 'docker-compose', 'systemd-analyze')
    if ((await chooseWay()) === 'programs') {
      await requireParts('buildkitd', 'buildctl', 'runc', 'docker-registry', 'busybox')
      // For what only a Docker daemon can show.
      await requireParts('docker', 'dockerd', 'containerd', 'new-dockerd', 'new-containerd')
      await requireParts('sshd', 'ssh', 'ssh-keygen', 'ssh-agent', 'ssh-add')
    }
    return { passed: 1, failed: 0 }
  },
  // These wait for daemons more than they compute.
  e2e: () => jest('e2e', '--maxWorkers', '3'),
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in stages))
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}, only ${Object.keys(stages).join(', ')}.`)
  process.exit(2)
}
const counts: Count[] = []
for (const [name, stage] of Object.entries(stages)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(styleText('bold', `\n== ${name}`))
  counts.push(
    await stage().catch((error: Error) => {
      console.error(error.message)
      return { passed: 0, failed: 1 }
    }),
  )
}
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function check(command: string, ...args: string[]): Promise<Count> {
  return (await runs(command, ...args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function jest(project: string, ...options: string[]): Promise<Count> {
  const directory = await mkdtemp(join(tmpdir(), 'jest-'))
  try {
    const results = join(directory, 'results.json')
    const succeeded = await runs(
      process.execPath,
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      ...['node_modules/jest/bin/jest.js', '--selectProjects', project],
      ...['--json', '--outputFile', results, ...options],
    )
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      await readFile(results, 'utf8'),
    )
    const failed = numFailedTests + numRuntimeErrorTestSuites
    // Jest also fails for other reasons, such as finding no test at all.
    return { passed: numPassedTests, failed: succeeded ? failed : Math.max(failed, 1) }
  } finally {
    await rm(directory, { recursive: true })
  }
}

function runs(...command: [string, ...string[]]): Promise<boolean> {
  // Jest prints its report as JSON too.
  const isQuiet = command.includes('--json')
  return runShown(command, { cwd: root, isQuiet, longestMs: longestStage })
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
