// What the program says about a repository with two commits: advice that needs Git, and the trends of a daemon.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Trends } from '../../src/history/trends.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import {
  createMachine,
  type InstalledProgram,
  installProgram,
  type Machine,
  start,
} from './program.ts'
import { rig } from './project.ts'

let program: InstalledProgram
let machine: Machine
const id = randomUUID().slice(0, 8)
const repository = `https://github.com/acme/${id}`

beforeAll(async () => {
  program = await installProgram()
  machine = createMachine()
  git('init', '--quiet', '--initial-branch=main')
  git('remote', 'add', 'origin', `${repository}.git`)
})
afterAll(async () => {
  await machine.expectClean()
  machine.remove()
})

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  execFileSync('git', [...identity, ...args], { cwd: machine.workspace, env: machine.env })
}

async function call(...args: string[]) {
  const ended = await start(machine, [program.file, ...args]).ended
  if (ended.exitCode !== 0) throw new Error(ended.stderr)
  return ended
}

/** Commits the files and builds them. */
async function build(files: Readonly<Record<string, string>>): Promise<CacheReport> {
  machine.write(files)
  git('add', '.')
  git('commit', '--quiet', '--message=change')
  const tag = `${rig.registry.host}/test/${id}:latest`
  const to = [
    '--endpoint',
    rig.endpoint,
    ...machine.credentialOptions,
    '--report',
    '../report.json',
  ]
  await call('build', '.', '--tags', tag, ...to)
  const report = JSON.parse(readFileSync(join(machine.directory, 'report.json'), 'utf8'))
  expect(reportFaults(report)).toEqual([])
  return report
}

it('names COPY . before an installation whose files have not changed, and the trends of these builds', async () => {
  const dockerfile = [
    'FROM @base@',
    `RUN echo ${id}; printf '#!/bin/sh\\nsleep 2\\n' > /bin/npm; chmod +x /bin/npm`,
    'WORKDIR /app',
    'COPY . .',
    'RUN --mount=type=cache,target=/root/.npm npm ci',
    '',
  ].join('\n')
  await build({ Dockerfile: dockerfile, 'package.json': '{}', 'main.js': '1' })
  const { advice } = await build({ 'main.js': '2' })
  expect(advice).toEqual([
    expect.objectContaining({ code: 'copy-before-install', line: 4, endLine: 5 }),
  ])
  // How much sooner the build would end, which is less than the step takes where other work goes on beside it.
  expect(advice?.[0]?.seconds).toBeGreaterThan(1.5)
  expect((await build({ 'package.json': '{ }' })).advice).toBeUndefined()

  // What the builds of the repository did, by the history of the daemon.
  const { stdout } = await call('trends', rig.endpoint, '--json', ...machine.credentialOptions)
  const { repositories } = JSON.parse(stdout) as Trends
  const own = repositories.find(({ name }) => name === repository)
  expect(own).toMatchObject({ builds: 3, failed: 0, percent: expect.any(Number) })
  expect(own?.slowest[0]).toMatchObject({ name: expect.stringContaining('npm ci'), runs: 3 })
  expect(own?.slowest[0]?.seconds).toBeGreaterThanOrEqual(6)
  expect(own?.secondsSaved).toBeGreaterThan(0)

  const summary = join(machine.directory, 'summary.md')
  const page = await call(
    'trends',
    rig.endpoint,
    '--summary',
    summary,
    ...machine.credentialOptions,
  )
  expect(page.stdout).toContain(`| \`${repository}\` | 3 | `)
  expect(readFileSync(summary, 'utf8')).toBe(page.stdout)
})
