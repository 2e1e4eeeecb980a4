import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { costsOf, showCosts } from '../../script/costs/break-even.ts'
import { readObserved } from '../../script/costs/observed.ts'
import { blockOf, read, root } from '../docs/markdown.ts'

const prices = { machine: 200, runnerBefore: 0.022, runnerAfter: 0.006, hour: 60, waited: 1 }

it('works out the example of docs/cost.md', () => {
  const costs = costsOf({ builds: 2000, days: 30, before: 360, after: 60 }, prices)
  expect(costs).toMatchObject({ builds: 2000, machine: 200 })
  expect(costs.runnersBefore).toBeCloseTo(264)
  expect(costs.runnersAfter).toBeCloseTo(12)
  expect(costs.waitingBefore).toBeCloseTo(200)
  expect(costs.waitingAfter).toBeCloseTo(33.3, 1)
  expect(costs.saved).toBeCloseTo(52)
  // 200 / (0.132 - 0.006) by runners; each build saves five dollars of waiting more.
  expect(costs.breakEven).toBe(1588)
  expect(costs.breakEvenWithWaiting).toBe(40)
  expect(read('docs/cost.md')).toContain(showCosts(costs, prices))
})

it('never pays when a build takes as long on the daemon', () => {
  const costs = costsOf(
    { builds: 100, days: 14, before: 60, after: 60 },
    { ...prices, runnerAfter: 0.022 },
  )
  expect(costs.breakEven).toBeUndefined()
  expect(showCosts(costs, prices)).toContain('The daemon pays never by runners alone')
  expect(showCosts(costs, prices)).toContain('Saved: -$200 a month')
})

it('has a break-even at which the daemon just pays', () => {
  const positive = fc.double({ min: 0.001, max: 1000, noNaN: true })
  fc.assert(
    fc.property(positive, positive, positive, (machine, before, saved) => {
      const builds = { days: 30, before: before + saved, after: before }
      const same = { ...prices, machine, runnerAfter: prices.runnerBefore }
      const { breakEven = 0 } = costsOf({ ...builds, builds: 1 }, same)
      expect(costsOf({ ...builds, builds: breakEven }, same).saved).toBeGreaterThanOrEqual(-1e-6)
      expect(costsOf({ ...builds, builds: breakEven - 1 }, same).saved).toBeLessThan(1e-6)
    }),
  )
})

const dayMs = 86_400_000
const trends = (more: object = {}) => JSON.stringify({ repositories: [], ...more }, undefined, 2)

describe('readObserved', () => {
  it('reads reports, one a line or indented, and trends', () => {
    const report = { seconds: { connecting: 1, building: 9 }, secondsSaved: 50 }
    const other = { seconds: { building: 20 } }
    const lines = `${JSON.stringify(report)}\n${JSON.stringify(other)}\n`
    const both = { builds: 2, after: 15, before: 40, isCut: false }
    expect(readObserved([lines])).toEqual(both)
    expect(readObserved([report, other].map((one) => JSON.stringify(one, undefined, 2)))).toEqual(
      both,
    )
    expect(readObserved([trends({ builds: 4, seconds: 40, secondsSaved: 300 })])).toEqual({
      ...{ builds: 4, after: 10, before: 85, isCut: false },
    })
  })

  it('takes the days from the oldest build to the reading', () => {
    const text = trends({ builds: 1, seconds: 1, since: 0, oldest: 8 * dayMs, until: 14 * dayMs })
    expect(readObserved([text])).toMatchObject({ days: 6 })
    // One build, just now.
    const now = trends({ builds: 1, seconds: 1, oldest: 14 * dayMs, until: 14 * dayMs + 5 })
    expect(readObserved([now])).toMatchObject({ days: 1 })
  })

  it('adds up two files of two weeks or of two daemons', () => {
    const week = (start: number) =>
      trends({ builds: 3, seconds: 30, oldest: start * dayMs, until: (start + 7) * dayMs })
    expect(readObserved([week(7), week(0)])).toMatchObject({ builds: 6, days: 14 })
    expect(readObserved([week(0), week(0)])).toMatchObject({ builds: 6, days: 7 })
  })

  it('says that not all was read', () => {
    const text = trends({ builds: 1, seconds: 1, isCut: true })
    expect(readObserved([text])).toMatchObject({ isCut: true })
  })

  it.each([
    ['{}', 'it is neither a cache-report nor trends'],
    ['{"repositories":[],"builds":0,"seconds":0}', 'there is no build in it'],
    ['', 'there is no build in it'],
  ])('refuses %j', (text, message) => {
    expect(() => readObserved([text])).toThrow(message)
  })
})

describe('script/cost', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cost-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const calculate = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'script/calculate-cost.ts'), ...args], {
      cwd: directory,
      encoding: 'utf8',
    })

  const page = 'docs/cost.md'
  const type = (command: string) =>
    spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' })

  it('prints the table of docs/cost.md', () => {
    const { status, stdout } = type(blockOf(page, 'script/cost --machine 200 --days 30'))
    expect(status).toBe(0)
    expect(read(page)).toContain(stdout)
  })

  it('takes the minutes of GitHub, as on the page', () => {
    const command = blockOf(page, 'script/cost --machine 200 --builds')
    const { status, stdout } = type(`${command.trim()} --days 30 --hour 0`)
    expect(status).toBe(0)
    // 0.022 for each of 5400 minutes, and 0.006 for each of 900.
    expect(stdout).toContain('| runners | $119 | $5 |')
  })

  describe('with a file whose oldest build is 7 days old', () => {
    const oldest = 'the oldest build in two-weeks.json was 7 days old when it was read'
    const ask = (...args: string[]) => {
      const text = trends({ builds: 70, seconds: 70, oldest: 7 * dayMs, until: 14 * dayMs })
      writeFileSync(join(directory, 'two-weeks.json'), text)
      return calculate('--machine', '1', ...args, 'two-weeks.json')
    }

    it('counts these days by default, and says so', () => {
      const { stdout, stderr } = ask()
      expect(stdout).toContain('| a month, 300 builds |')
      expect(stderr).toBe(
        `Counts 7 days: ${oldest}. If days without builds came before it, give --days.\n`,
      )
    })

    it.each<[string, number, string]>([
      [
        '14',
        150,
        `Counts 14 days, but ${oldest}. If the daemon forgets earlier ones, give --days 7.\n`,
      ],
      ['1', 2100, `Counts 1 day, but ${oldest}. Give --days 7 or more.\n`],
      ['8', 263, ''],
      ['7', 300, ''],
    ])('counts the days of --days %s: %i builds a month', (days, builds, note) => {
      const { stdout, stderr } = ask('--days', days)
      expect(stdout).toContain(`| a month, ${builds} builds |`)
      expect(stderr).toBe(note)
    })
  })

  it('has each option in the table of docs/cost.md', () => {
    const options = [...calculate().stderr.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name)
    const rows = read(page).match(/^\| `--.*$/gm) ?? []
    const named = rows.flatMap((row) => row.split(' | ')[0]?.match(/--[\w-]+/g) ?? [])
    expect(named.toSorted()).toEqual(options.toSorted())
  })

  const typed = ['--machine', '1', '--builds', '3', '--before', '3', '--after', '1']
  it.each([
    [[...typed, '--days', '0'], '--days is 0'],
    [[...typed, '--days', ''], '--days  is no number'],
    [[...typed, '--days=-1'], '--days -1 is no number'],
    [[...typed, '--waited', '101'], '--waited 101 is more than 100 percent'],
    [[...typed, '--minutes-before', '1'], '--before and --minutes-before are both given'],
    [[...typed, 'x.json'], '--builds and files are both given'],
    [typed.slice(2), '--machine is missing'],
  ])('with %j says what is wrong in one line', (args, message) => {
    expect(calculate(...args)).toMatchObject({
      ...{ status: 1, stdout: '', stderr: `script/cost: ${message}\n` },
    })
  })
})
