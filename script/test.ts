// Runs all checks of this repository, even after a failure, and prints how many passed. Arguments choose
// stages by name; `quick` means those that take seconds.
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { requireParts } from './rig/parts.ts'
import { runShown } from './rig/run-shown.ts'
import { chooseWay } from './rig/way.ts'
import { runJest, runJestAgainAlone } from './run-jest.ts'
import { type Count, chooseStages, type Stage } from './stages.ts'

const root = resolve(import.meta.dirname, '..')
const scriptDirectories = ['script', '.ci', 'deploy', 'examples', 'docs']
const workflowDirectories = ['.github/workflows', 'examples']
const longestStage = 20 * 60_000
// What the next run needs not do again.
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
  unit: { isQuick: true, run: () => runJest('unit', '--maxWorkers', unitWorkers) },
  slow: { run: () => runJest('slow', '--maxWorkers', unitWorkers) },
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
  e2e: { run: () => runJestAgainAlone('e2e', '--maxWorkers', e2eWorkers) },
  // A cluster of its own, which takes root and, the first time, 10 to 20 minutes to build.
  kubernetes: {
    isOnlyByName: true,
    run: async () => {
      await requireParts('kube', 'coredns', 'ctr', 'rootlesskit', 'nft', 'new-containerd', 'shim')
      await requireParts('buildx', 'buildctl', 'deployed-buildkitd', 'runc', 'busybox', 'haproxy')
      await requireParts('docker-registry', 'openssl')
      return runJest('kubernetes')
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
