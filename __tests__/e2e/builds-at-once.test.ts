import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { run } from '../../script/rig/run.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { type BuildRecord, createRecorder } from '../../src/record/recorder.ts'
import { repeatIfRefused, rig } from './project.ts'

repeatIfRefused()

// Eight simultaneous builds of one Dockerfile with different last steps, on one daemon. Each must report its own
// seven steps. For twenty rounds: ROUNDS=20 script/test e2e/builds-at-once

const rounds = Number(process.env.ROUNDS ?? 3)
jest.setTimeout(60_000 + rounds * 40_000)

const builds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const dockerfile = (round: number, build: string) =>
  [
    `FROM ${rig.baseImage}`,
    'WORKDIR /app',
    'COPY package.txt .',
    `RUN cat package.txt > installed.txt; echo round ${round}; sleep 0.3`,
    'COPY source.txt .',
    'RUN cat source.txt installed.txt > built.txt; sleep 0.3',
    'RUN cat built.txt > tested.txt',
    `RUN echo ${build} > name.txt`,
  ].join('\n')

let directory: string
let daemon: Buildkitd
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'builds-at-once-'))
  daemon = await startBuildkitd({
    directory: join(directory, 'daemon'),
    config: `[registry."${rig.registry.host}"]\nhttp = true\n`,
  })
  for (const build of builds) {
    const create = ['create', '--name', 'one', '--driver', 'remote', daemon.endpoint]
    await run(rig.buildx, create, { env: environment(build) })
  }
})
afterAll(async () => {
  await daemon?.stop()
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
})

function environment(build: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: directory,
    BUILDX_CONFIG: join(directory, `buildx-${build}`),
  }
}

async function buildOne(round: number, build: string, files: Record<string, string>) {
  const context = join(directory, `context-${build}`)
  mkdirSync(context, { recursive: true })
  const all = { ...files, Dockerfile: dockerfile(round, build) }
  for (const [name, content] of Object.entries(all)) writeFileSync(join(context, name), content)
  const begunAt = Date.now()
  const args = ['build', '--builder', 'one', '--progress=rawjson', context]
  const child = spawn(rig.buildx, args, {
    env: environment(build),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const recorder = createRecorder({ noCache: false, noCacheFilters: [], cacheTo: [], begunAt })
  const decoder = createRawJsonDecoder({ status: recorder.status, text: () => {} })
  const closed = once(child, 'close')
  const output = await buffer(child.stderr)
  const [code] = await closed
  if (code !== 0) throw new Error(`buildx ended with ${code}:\n${output}`)
  decoder.write(output)
  decoder.end()
  return recorder.result({ succeeded: true })
}

const allAtOnce = (round: number, files: Record<string, string>) =>
  Promise.all(builds.map((build) => buildOne(round, build, files)))

const counts = ({ total, cached, executed, failed, canceled, notStarted }: BuildRecord) => ({
  ...{ total, finished: cached + executed, failed, canceled, notStarted },
})
const statuses = ({ steps }: BuildRecord) => steps.map(({ status }) => status)
const complete = { total: 7, finished: 7, failed: 0, canceled: 0, notStarted: 0 }

/** Each step ran for at least one build, and the last step for each build. */
function expectRun(records: readonly BuildRecord[], from: number): void {
  expect(records.map(counts)).toEqual(records.map(() => complete))
  for (const record of records) {
    const status = statuses(record)
    expect(status.slice(0, from)).toEqual(Array(from).fill('cached'))
    expect(status.at(-1)).toBe('executed')
  }
  for (let step = from; step < 7; step += 1) {
    expect(records.map((record) => statuses(record)[step])).toContain('executed')
  }
  // All begin at once, so that nearly all wait for what one of them runs. One that is late loads a result from cache.
  const news = records.flatMap((record) => statuses(record).slice(from))
  expect(news.filter((status) => status === 'executed').length / news.length).toBeGreaterThan(0.7)
}

it(`count each its own steps, in ${rounds} rounds`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const files = { 'package.txt': `package ${round}\n`, 'source.txt': `source ${round}\n` }
    // Steps before the first that uses the round's files are cached, except in the first round.
    expectRun(await allAtOnce(round, files), round === 0 ? 0 : 1)
    const changed = { ...files, 'source.txt': `changed ${round}\n` }
    expectRun(await allAtOnce(round, changed), 3)
    for (const record of await allAtOnce(round, changed)) {
      expect([record.hit, counts(record)]).toEqual([true, complete])
    }
  }
})
