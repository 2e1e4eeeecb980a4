import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, jest } from '@jest/globals'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { rigAt } from '../../script/rig/rig.ts'
import { createRunner, type Runner, type Step, type StepOptions } from '../../script/rig/runner.ts'

// A limit for hanging tests, not an expectation.
jest.setTimeout(60_000)

/**
 * For files about what the action learns beside a build, whose answer it awaits only as long as a short build may be
 * held up. On a busy machine the answer may come later, and is rightly left out. So a failed test is repeated.
 */
export function repeatIfLate(): void {
  jest.retryTimes(4, { logErrorsBeforeRetry: true })
}

/**
 * For files whose builds upload the same blob twice at once: an image and its cache, or several daemons. The registry
 * rarely refuses one of them ("provided digest did not match uploaded content"). So a failed test is repeated.
 */
export function repeatIfRefused(): void {
  jest.retryTimes(2, { logErrorsBeforeRetry: true })
}

/** The daemon and the registry, shared by all end-to-end tests. */
export const rig = rigAt(process.env.RIG ?? '')

export const credentials = {
  ca: rig.certificates.authority.cert,
  cert: rig.certificates.client.cert,
  key: rig.certificates.client.key,
}

/** A repository to build, whose image no other test has built before. */
export interface Project {
  readonly repository: string
  /** Text that makes a step of the Dockerfile unique to this project. */
  readonly id: string
  write(files: Readonly<Record<string, string>>): void
  /** Runs the action with its post phase on a fresh runner. */
  build(options?: StepOptions): Promise<PhaseResult>
  start(options?: StepOptions): Promise<Step>
  readonly runner: () => Runner
}

export interface ProjectOptions {
  /** The buildx of the runner, if it isn't the newest. */
  readonly buildx?: string
}

const runners: Runner[] = []

// Checks that hold for every test: no part of a key is anywhere, and no process is left.
afterEach(async () => {
  for (const runner of runners.splice(0)) {
    const { home, temp, workspace } = runner
    const keys = [credentials.key, credentials.cert]
    const leaks = await findSecrets(keys, { directories: [home, temp, workspace] })
    expect(leaks).toEqual([])
    expect(processesWith(runner.directory)).toEqual([])
    await runner.remove()
  }
})

export async function createProject(
  files: Readonly<Record<string, string>>,
  { buildx = rig.buildx }: ProjectOptions = {},
): Promise<Project> {
  const id = randomUUID().slice(0, 8)
  const repository = `test/${id}`
  const contents = new Map<string, string>()
  const write: Project['write'] = (changed) => {
    for (const [path, content] of Object.entries(changed)) contents.set(path, content)
  }
  write(files)

  let current: Runner | undefined
  const start: Project['start'] = async ({ inputs, ...options } = {}) => {
    current = await createRunner({ buildx })
    runners.push(current)
    for (const [path, content] of contents) {
      const file = join(current.workspace, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content.replaceAll('@base@', rig.baseImage).replaceAll('@id@', id))
    }
    return current.startStep({
      ...options,
      inputs: {
        endpoint: rig.endpoint,
        ...credentials,
        fallback: 'never',
        context: '.',
        tags: `${rig.registry.host}/${repository}:latest`,
        ...inputs,
      },
    })
  }
  const build: Project['build'] = async (options) => {
    const step = await start(options)
    const result = await step.done
    await expectNoSecret(result)
    const post = await step.post()
    if (post === 'skipped') expect(existsSync(result.state.directory ?? '')).toBe(false)
    else expect(post).toMatchObject({ exitCode: 0, log: '' })
    return result
  }
  const runner = () => {
    if (current === undefined) throw new Error('the step has not been started')
    return current
  }
  return { repository, id, write, build, start, runner }
}

/** Checks the log without the runner's masks: the action's output must not need them. */
export async function expectNoSecret(result: PhaseResult): Promise<void> {
  const texts = {
    log: result.unmaskedLog,
    outputs: JSON.stringify(result.outputs),
    state: JSON.stringify(result.state),
    summary: result.summary,
    variables: JSON.stringify(result.exportedVariables),
  }
  expect(await findSecrets([credentials.key, credentials.cert], { texts })).toEqual([])
}

/**
 * Makes a directory for `DOCKER_CONFIG` with the rig's buildx as a plugin, which the action prefers to
 * any plugin of the machine's own Docker.
 */
export function makeDockerConfig(parent: string, config: object = {}, buildx = rig.buildx): string {
  const directory = mkdtempSync(join(parent, 'docker-config-'))
  mkdirSync(join(directory, 'cli-plugins'))
  symlinkSync(buildx, join(directory, 'cli-plugins', 'docker-buildx'))
  writeFileSync(join(directory, 'config.json'), JSON.stringify(config))
  return directory
}

/** A configuration of Docker in which such a script is found before the buildx of the tests. */
export function makeConfigWithBuildx(parent: string, script: string): string {
  const extra = mkdtempSync(join(parent, 'extra-'))
  writeFileSync(join(extra, 'docker-buildx'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  // Extra directories come before the plugins of DOCKER_CONFIG.
  return makeDockerConfig(parent, { cliPluginsExtraDirs: [extra] })
}

/** A buildx that is too old. @param otherwise what it does when it isn't asked for its version */
export function oldBuildx(otherwise: string): string {
  return `if [ "$1" = version ]; then echo github.com/docker/buildx v0.14.1 59582a8; else ${otherwise}; fi`
}

/** The fields of a cache-report that the tests read. */
export interface ReportedStep {
  readonly name: string
  readonly stage?: string
  readonly status: string
}

export function stepsOf(result: PhaseResult): ReportedStep[] {
  return JSON.parse(result.outputs['cache-report'] ?? '').steps
}
