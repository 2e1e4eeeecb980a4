import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { until } from '../helpers/until.ts'
import { createProject, rig } from './project.ts'

// What a build took of the daemon's machine, and who else built there, as a real daemon tells it.

const directory = mkdtempSync(join(tmpdir(), 'machine-'))
let daemon: Buildkitd
beforeAll(async () => {
  daemon = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\nhttp = true\n`,
    hasCgroup2: true,
  })
})
afterAll(async () => {
  await daemon?.stop()
  rmSync(directory, { recursive: true, maxRetries: 5 })
})

const inputs = () => ({ endpoint: daemon.endpoint })

function reportOf({ outputs }: { readonly outputs: Readonly<Record<string, string>> }) {
  const report = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  expect(reportFaults(report)).toEqual([])
  return report
}

/** Whether this machine's cgroup v2 measures memory. With cgroup v1 beside it, only CPU time is measured. */
function measuresMemory(): boolean {
  const file = '/sys/fs/cgroup/cgroup.controllers'
  return existsSync(file) && readFileSync(file, 'utf8').split(/\s+/).includes('memory')
}

describe('what a step took', () => {
  it('is in the report and in the summary as far as the daemon recorded it, and absent otherwise', async () => {
    // Until it has worked for half a second, by Linux's account in ticks of 10 ms.
    const loop =
      'while read -r stat < /proc/self/stat; set -- $stat; shift 13; [ $(($1 + $2)) -lt 50 ]; do :; done'
    const project = await createProject({
      Dockerfile: `FROM @base@\nCOPY Dockerfile /\nRUN ${loop}; sleep 1 # @id@\nRUN sleep 2\n`,
    })
    const result = await project.build({ inputs: inputs() })
    expectExitCode(result, 0)
    const report = reportOf(result)
    const [copy, busy, idle] = report.steps
    expect(copy).not.toHaveProperty('cpuSeconds')
    expect(busy?.cpuSeconds).toBeGreaterThan(0.4)
    // It sleeps for a second.
    expect(busy?.cpuSeconds).toBeLessThan((busy?.seconds ?? 0) - 0.8)
    expect(idle?.cpuSeconds).toBeLessThan(busy?.cpuSeconds ?? 0)
    expect(result.summary).toMatch(/\d\ss\sCPU/)
    const ran = [busy, idle]
    if (measuresMemory()) {
      for (const step of ran) expect(step?.peakMemoryBytes).toBeGreaterThan(100_000)
      expect(report.peakMemoryBytes).toBeGreaterThan(100_000)
    } else {
      for (const step of ran) expect(step).not.toHaveProperty('peakMemoryBytes')
      expect(report).not.toHaveProperty('peakMemoryBytes')
      for (const step of ran) expect(step).not.toHaveProperty('readBytes')
    }

    const warm = reportOf(await project.build({ inputs: inputs() }))
    expect(warm.hit).toBe(true)
    expect(JSON.stringify(warm)).not.toContain('cpuSeconds')
  })
})

describe('other builds on the daemon', () => {
  it('are counted, and so is the time for which this one waited for a step of theirs', async () => {
    const files = { Dockerfile: 'FROM @base@\nCOPY same.txt /\nRUN sleep 4 # SAME\n' }
    const [first, second] = [await createProject(files), await createProject(files)]
    const same = first.id
    for (const project of [first, second]) {
      project.write({
        Dockerfile: files.Dockerfile.replace('SAME', same),
        'same.txt': same,
      })
    }
    const alone = reportOf(
      await (await createProject({ Dockerfile: 'FROM @base@\nRUN true # @id@\n' })).build({
        inputs: inputs(),
      }),
    )
    expect(alone.company).toEqual({ builds: 0, waitedSeconds: 0 })

    let isRunning = false
    const onLine = (line: string) => {
      isRunning ||= line.includes('RUN sleep 4')
    }
    const starting = first.build({ inputs: inputs(), onLine })
    await until(() => isRunning, 'the step has begun')
    const other = await second.build({ inputs: inputs() })
    const report = reportOf(other)
    expect(report.company).toMatchObject({ builds: 1 })
    expect(report.company?.waitedSeconds).toBeGreaterThan(1)
    expect(report.company?.waitedSeconds).toBeLessThan(4.5)
    expect(other.log).toMatch(/1 other build on the daemon, waited \d/)
    expectExitCode(await starting, 0)
  })
})
