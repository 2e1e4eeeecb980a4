import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { criticalPath, secondsSooner } from '../../src/record/critical-path.ts'
import { names, record, recordFile } from '../helpers/recorded-streams.ts'
import { announced, vertex } from '../helpers/stream-events.ts'

/** A step of an invented build: its inputs, by index, and its duration. */
interface Job {
  readonly inputs: readonly number[]
  readonly ms: number
}

/** Numbers below 1 that are the same in each run of the test. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function randomJobs(random: () => number): readonly Job[] {
  const count = 3 + Math.floor(random() * 20)
  const jobs = Array.from({ length: count }, (_, index) => {
    const wanted = Math.min(index, Math.floor(random() * 3))
    const inputs = Array.from({ length: wanted }, () => Math.floor(random() * index))
    return { inputs: [...new Set(inputs)], ms: 1 + Math.floor(random() * 5000) }
  })
  const used = new Set(jobs.flatMap(({ inputs }) => inputs))
  const ends = [...jobs.keys()].filter((index) => !used.has(index))
  // The last step of a build uses all needed ones.
  return [...jobs, { inputs: ends, ms: 1 + Math.floor(random() * 500) }]
}

interface Span {
  readonly start: number
  readonly end: number
}

/** When each job starts and ends, on a daemon that runs this many at the same time and takes the first ready one. */
function simulate(jobs: readonly Job[], workers = Number.POSITIVE_INFINITY): readonly Span[] {
  const spans = new Map<number, Span>()
  for (let now = 0; spans.size < jobs.length; ) {
    const endOf = (index: number) => spans.get(index)?.end ?? Number.POSITIVE_INFINITY
    const busy = () => [...spans.values()].filter(({ end }) => end > now).length
    const next = [...jobs.entries()].find(
      ([index, { inputs, ms }]) =>
        !spans.has(index) &&
        (busy() < workers || ms === 0) &&
        inputs.every((input) => endOf(input) <= now),
    )
    if (next) spans.set(next[0], { start: now, end: now + next[1].ms })
    else now = Math.min(...[...spans.values()].map(({ end }) => end).filter((end) => end > now))
  }
  return [...jobs.keys()].map((index) => spans.get(index) ?? { start: 0, end: 0 })
}

const lastEnd = (spans: readonly Span[]) => Math.max(...spans.map(({ end }) => end)) / 1000
const nameOf = (index: number) => `[s${index} 1/1] RUN ${index}`

/** The stream of such a build. */
function eventsOf(jobs: readonly Job[], spans: readonly Span[]): readonly SolveStatus[] {
  const events = jobs.map(({ inputs }, index) => {
    const { start = 0, end = 0 } = spans[index] ?? {}
    const times = { started: start / 1000, completed: end / 1000 }
    return vertex(nameOf(index), { inputs: inputs.map(nameOf), ...times })
  })
  return announced(events)
}

function pathOf(jobs: readonly Job[], spans: readonly Span[]) {
  const { tasks, steps } = record(eventsOf(jobs, spans))
  const path = criticalPath(tasks)
  if (path === undefined) throw new Error('nothing worked')
  const jobOf = (step = 0) => Number(/\d+$/.exec(steps[step]?.name ?? '')?.[0])
  return { ...path, jobs: path.links.map(({ step }) => jobOf(step)) }
}

/** The same jobs, some without a duration. */
function withFree(jobs: readonly Job[], isFree: (index: number) => boolean): readonly Job[] {
  return jobs.map((job, index) => (isFree(index) ? { ...job, ms: 0 } : job))
}

describe('the critical path of a simulated build', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

  it.each(seeds)('does not get shorter without a step off the path, with seed %d', (seed) => {
    const jobs = randomJobs(randomNumbers(seed))
    const spans = simulate(jobs)
    const path = pathOf(jobs, spans)
    expect(path.totalSeconds).toBeCloseTo(lastEnd(spans), 3)
    expect(path.seconds).toBeCloseTo(path.totalSeconds, 3)
    expect(path.secondsAlone).toBeCloseTo(path.totalSeconds, 3)
    for (const index of jobs.keys()) {
      const free = simulate(withFree(jobs, (each) => each === index))
      const sooner = lastEnd(spans) - lastEnd(free)
      const link = path.links[path.jobs.indexOf(index)]
      expect(link?.sooner ?? 0).toBeCloseTo(sooner, 3)
    }
  })

  it.each(seeds)(
    'takes as long as its steps when everything else takes no time, with seed %d',
    (seed) => {
      const jobs = randomJobs(randomNumbers(seed))
      const spans = simulate(jobs, 2)
      const path = pathOf(jobs, spans)
      const free = simulate(
        withFree(jobs, (index) => !path.jobs.includes(index)),
        2,
      )
      expect(path.secondsAlone).toBeCloseTo(lastEnd(free), 3)
      expect(path.seconds).toBeCloseTo(lastEnd(free), 3)
    },
  )
})

describe('secondsSooner', () => {
  it('counts the combined saving of several steps', () => {
    const jobs = [
      { inputs: [], ms: 5000 },
      { inputs: [], ms: 4000 },
      { inputs: [0, 1], ms: 1000 },
    ]
    const { tasks } = record(eventsOf(jobs, simulate(jobs)))
    const without = (...texts: string[]) => secondsSooner(tasks, ({ name }) => texts.includes(name))
    expect(without('RUN 0')).toBe(1)
    expect(without('RUN 1')).toBe(0)
    expect(without('RUN 0', 'RUN 1')).toBe(5)
  })

  it('is 0 for a build in which nothing worked', () => {
    expect(secondsSooner([], () => true)).toBe(0)
  })
})

describe('the critical path of a recorded build', () => {
  it.each(names)('has no gap and no overlap in %s', (name) => {
    const path = criticalPath(recordFile(`${name}.rawjson`).tasks)
    if (path === undefined) return
    const sum = path.links.reduce((total, { seconds }) => total + seconds, 0)
    expect(sum).toBeCloseTo(path.seconds, 3)
    expect(path.seconds).toBeLessThanOrEqual(path.secondsAlone)
    expect(path.secondsAlone).toBeLessThanOrEqual(path.totalSeconds)
    for (const { sooner, seconds } of path.links) expect(sooner).toBeLessThanOrEqual(seconds)
  })

  it('leads through the steps that ran one after another', () => {
    const { tasks, steps } = recordFile('single-cold.rawjson')
    const path = criticalPath(tasks)
    expect(path?.links.flatMap(({ step = -1 }) => steps[step]?.name ?? [])).toEqual([
      'WORKDIR /app',
      'COPY package.txt ./',
      'RUN cat package.txt > installed.txt',
      'COPY source.txt ./',
      'RUN cat installed.txt source.txt > built.txt',
    ])
    expect(path?.links.map(({ kind }) => kind)).toEqual([
      ...['frontend', 'source'],
      ...['step', 'step', 'step', 'step', 'step'],
      ...['export', 'push'],
    ])
  })

  it('skips results that were not needed', () => {
    const { tasks, steps } = recordFile('large-late-change.rawjson')
    const path = criticalPath(tasks)
    const names = path?.links.flatMap(({ step = -1 }) => steps[step]?.name ?? []) ?? []
    expect(names.at(-1)).toContain('test 16')
    expect(path?.links.find(({ name }) => name.includes('sleep 0.8'))?.sooner).toBe(0.877)
  })

  it('goes through the cache export when that took longer than the push', () => {
    const path = criticalPath(recordFile('export-cache.rawjson').tasks)
    expect(path?.links.at(-1)?.kind).toBe('cache-export')
    expect(path?.links.some(({ kind }) => kind === 'push')).toBe(false)
  })

  it.each(['import-late-change', 'import-missing', 'import-broken', 'export-cache'])(
    'leaves out nothing that worked in %s, whose results from cache were loaded when they were needed',
    (name) => {
      const path = criticalPath(recordFile(`${name}.rawjson`).tasks)
      expect(path?.secondsAlone).toBeCloseTo(path?.totalSeconds ?? 0, 2)
    },
  )

  it('begins with the fetch of a Git context, which has the Dockerfile', () => {
    const { tasks, seconds } = recordFile('../streams-at-once/git-change.c.rawjson')
    const path = criticalPath(tasks)
    // buildx reports the fetch twice, by the clocks of two requests.
    expect(seconds.loadingContext).toBe(0.254)
    expect(path?.links[0]).toMatchObject({ kind: 'context', seconds: 0.254 })
    expect(path?.links[1]).toMatchObject({ kind: 'frontend' })
    expect(path?.secondsAlone).toBeCloseTo(path?.totalSeconds ?? 0, 2)
  })

  it('goes through a step that another request reported last, by a later clock', () => {
    const common = '[common 1/1] RUN make'
    const time = (seconds: string) => `2026-01-01T10:00:${seconds}Z`
    const ran = (name: string, inputs: readonly string[], started: string, completed: string) => ({
      vertexes: [
        { digest: name, name, inputs, started: time(started), completed: time(completed) },
      ],
    })
    const { tasks } = record(
      announced([
        ran(common, ['input'], '24.267371607', '25.402288074'),
        ran(common, ['input'], '24.310948339', '25.445864806'),
        ran('[app 1/1] RUN app', [common], '25.404328043', '26.973898048'),
      ]),
    )
    expect(criticalPath(tasks)?.links.map(({ name }) => name)).toEqual(['RUN make', 'RUN app'])
  })

  it('goes through the context that a layer of the base image was pulled after', () => {
    const from = '[1/3] FROM busybox'
    const context = '[internal] load build context'
    const copy = { inputs: [from, context], started: 7.951, completed: 7.962 }
    const { tasks } = record(
      announced([
        vertex(from, { inputs: [], started: 7.627, completed: 7.63 }),
        vertex(context, { inputs: [], started: 7.63, completed: 7.95 }),
        vertex(from, { inputs: [], started: 7.95, completed: 7.951 }),
        vertex('[2/3] COPY big /big', copy),
      ]),
    )
    const path = criticalPath(tasks)
    expect(path?.links.map(({ kind }) => kind)).toEqual(['context', 'source', 'step'])
  })

  it('goes through the tarball of an image until Docker begins to load it', () => {
    const { tasks, seconds } = recordFile('loaded.rawjson')
    const path = criticalPath(tasks)
    const [sent, loaded] = path?.links.slice(-2) ?? []
    expect(sent?.name).toBe('exporting to docker image format')
    expect(sent?.seconds).toBeGreaterThan(2)
    expect(loaded?.name).toBe('importing to docker')
    expect((sent?.seconds ?? 0) + (loaded?.seconds ?? 0)).toBeCloseTo(seconds.exporting, 2)
    const isLoad = ({ name }: { name: string }) => name === sent?.name || name === loaded?.name
    expect(secondsSooner(tasks, isLoad)).toBeCloseTo(seconds.exporting, 2)
  })

  it('ends with the step that failed', () => {
    const { tasks, steps } = recordFile('failed.rawjson')
    const step = criticalPath(tasks)?.links.at(-1)?.step ?? -1
    expect(steps[step]?.status).toBe('failed')
  })
})
