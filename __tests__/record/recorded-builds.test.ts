import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import {
  names,
  namesWithHistory,
  readHistory,
  readStream,
  record,
  recordFile,
} from '../helpers/recorded-streams.ts'

interface Expected {
  readonly cached?: number
  readonly executed?: number
  readonly failed?: number
  readonly canceled?: number
  readonly notStarted?: number
  readonly percent: number
  /** The reason, from the Dockerfile in `dockerfiles/` and the builds before. */
  readonly why: string
}

const expectations: Record<string, Expected> = {
  'single-cold': {
    ...{ executed: 5, percent: 0 },
    why: 'WORKDIR, two COPY, two RUN; FROM, ENV and CMD are no steps',
  },
  'single-again': { cached: 5, percent: 100, why: 'nothing changed' },
  'single-metadata': { cached: 5, percent: 100, why: 'reading the provenance is no step' },
  'single-late-change': {
    ...{ cached: 3, executed: 2, percent: 60 },
    why: 'COPY source.txt and the RUN behind it',
  },
  'single-no-cache': {
    ...{ cached: 1, executed: 4, percent: 20 },
    why: 'BuildKit takes WORKDIR from cache even with no-cache',
  },
  'stages-cold': { executed: 6, percent: 0, why: 'two steps in each of three stages' },
  'stages-again': { cached: 6, percent: 100, why: 'nothing changed' },
  'stages-late-change': {
    ...{ cached: 3, executed: 3, percent: 50 },
    why: 'the stage build and the COPY from it, but neither the stage deps nor the COPY from it',
  },
  'link-cold': { executed: 2, percent: 0, why: 'COPY --link is two vertices and one step' },
  'link-again': { cached: 2, percent: 100, why: 'nothing changed' },
  'link-lower-change': {
    ...{ cached: 1, executed: 1, percent: 50 },
    why: 'that is what --link is for: the layer above stays',
  },
  'add-url-cold': { executed: 2, percent: 0, why: 'the download has the same name and is no step' },
  'add-url-again': { cached: 2, percent: 100, why: 'asking the server again is no step' },
  'platforms-cold': {
    ...{ executed: 6, percent: 0 },
    why: 'a shared COPY in build, RUN for each platform, a shared COPY on scratch, COPY --from for each',
  },
  'platforms-again': { cached: 6, percent: 100, why: 'nothing changed' },
  failed: {
    ...{ executed: 1, failed: 1, canceled: 1, notStarted: 4, percent: 0 },
    why: 'the failed RUN cancels the sleeping one; two follow these and two are in the last stage',
  },
  'failed-again': {
    ...{ cached: 1, failed: 1, canceled: 1, notStarted: 4, percent: 50 },
    why: 'the COPY that had succeeded is cached',
  },
  'no-base': { percent: 0, why: 'it failed before it had a graph' },
  'push-refused': { cached: 5, percent: 100, why: 'the build was over when the push failed' },
  canceled: {
    ...{ executed: 1, canceled: 1, notStarted: 1, percent: 0 },
    why: 'the user stopped the first RUN',
  },
  output: { executed: 4, percent: 0, why: 'four RUN' },
  'export-cache': { executed: 6, percent: 0, why: 'the cache was pruned; exporting is no step' },
  'import-all': {
    cached: 6,
    percent: 100,
    why: 'all steps come from the registry, some layers are pulled later',
  },
  'import-late-change': {
    ...{ cached: 3, executed: 3, percent: 50 },
    why: 'as with the local cache; pulled layers stay hits',
  },
  'import-missing': {
    ...{ cached: 3, executed: 3, percent: 50 },
    why: 'the second source still has hits (exported before source.txt changed)',
  },
  'import-broken': {
    ...{ cached: 2, failed: 1, notStarted: 3, percent: 66 },
    why: 'the first step that needs a lost layer fails',
  },
  'export-cache-refused': { executed: 5, percent: 0, why: 'pruned; the export is no step' },
  'large-cold': {
    ...{ executed: 76, percent: 0 },
    why: 'two of 78 instructions are the same in two stages, and run once',
  },
  'large-late-change': {
    ...{ cached: 40, executed: 36, percent: 52 },
    why: 'everything after COPY source.txt except the last two, which copy unchanged content',
  },
  loaded: { executed: 5, percent: 0, why: 'the daemon was new; loading the image is no step' },
  'many-cold': { executed: 303, percent: 0, why: 'two, 14 in each of 20 stages, and 21' },
  'copy-missing': {
    ...{ failed: 1, canceled: 1, notStarted: 2, percent: 0 },
    why: 'the first RUN had begun; the second is presumed cached by the COPY that fails',
  },
  'bind-missing': {
    ...{ failed: 1, canceled: 1, notStarted: 2, percent: 0 },
    why: 'as with a COPY: the RUN fails before its first input is needed',
  },
  'named-missing': {
    ...{ failed: 1, canceled: 1, notStarted: 2, percent: 0 },
    why: 'as with a COPY from the main context',
  },
  'add-url-missing': {
    ...{ failed: 1, notStarted: 1, percent: 0 },
    why: 'a failed download is the failure of its ADD',
  },
  'add-url-checksum': {
    ...{ failed: 1, notStarted: 1, percent: 0 },
    why: 'so is a download with a wrong checksum',
  },
  'scratch-cold': { executed: 2, percent: 0, why: 'WORKDIR is a step though it has no inputs' },
  'scratch-again': { cached: 2, percent: 100, why: 'nothing changed' },
  'scratch-change': {
    ...{ cached: 1, executed: 1, percent: 50 },
    why: 'only the COPY has changed content',
  },
  'platforms-alike-cold': {
    ...{ executed: 6, percent: 0 },
    why: 'COPY and RUN for each platform; the last two COPY are the same for both, and run once',
  },
  'platforms-alike-again': {
    ...{ cached: 8, percent: 100 },
    why: 'each platform found all its four steps in the cache',
  },
  'platforms-alike-change': {
    ...{ cached: 6, executed: 2, percent: 75 },
    why: 'the last COPY ran for each: here BuildKit reached both before it knew that they are equal',
  },
  'mounts-cold': { executed: 5, percent: 0, why: 'a warm mount is no cached step' },
  'mounts-warm': {
    ...{ cached: 1, executed: 4, percent: 20 },
    why: 'COPY package.txt and all behind it, with warm mounts',
  },
  'mounts-late-change': {
    ...{ cached: 3, executed: 2, percent: 60 },
    why: 'COPY source.txt and the RUN behind it',
  },
  'retry-failed': { executed: 2, percent: 0, why: 'the build was over when the push failed' },
  retry: { cached: 2, percent: 100, why: 'only the push is repeated' },
  'daemon-lost': {
    ...{ cached: 1, canceled: 1, notStarted: 1, percent: 100 },
    why: 'the RUN had begun when the connection broke',
  },
}

describe('the counts of a recorded build', () => {
  it('have an expectation for each recording', () => {
    expect([...names].sort()).toEqual(Object.keys(expectations).sort())
  })

  const rows = Object.entries(expectations).map(([name, expected]) => ({ name, ...expected }))

  it.each(rows)('$name: $why', ({ name, why: _, ...expected }) => {
    const { total, cached, executed, failed, canceled, notStarted, percent, hit } = recordFile(
      `${name}.rawjson`,
    )
    const counts = { cached: 0, executed: 0, failed: 0, canceled: 0, notStarted: 0, ...expected }
    expect({ cached, executed, failed, canceled, notStarted, percent }).toEqual(counts)
    expect(total).toBe(cached + executed + failed + canceled + notStarted)
    expect(hit).toBe(total > 0 && counts.cached === total)
  })
})

describe("the daemon's history record of a recorded build", () => {
  it.each(namesWithHistory)('has the same steps with the same status: %s', (name) => {
    const steps = (file: string) =>
      recordFile(file).steps.map(({ stage, platform, name, status }) => ({
        ...{ stage, platform, name, status },
      }))
    expect(steps(`${name}.replay.rawjson`)).toEqual(steps(`${name}.rawjson`))
  })

  it.each(namesWithHistory)(
    'has counts that its stream gives by BuildKit’s own rule: %s',
    (name) => {
      const { NumCachedSteps, NumCompletedSteps, NumTotalSteps } = readHistory(name)
      expect(countAsHistory(readStream(`${name}.replay.rawjson`).events)).toEqual({
        cached: NumCachedSteps,
        completed: NumCompletedSteps,
        total: NumTotalSteps,
      })
    },
  )

  it.each(['failed', 'failed-again', 'no-base', 'push-refused', 'import-broken'])(
    'names the same failed step: %s',
    (name) => {
      const { failure } = recordFile(`${name}.rawjson`)
      const { Error: fault } = readHistory(name)
      expect(fault?.Message).toContain(failure?.error)
      if (failure?.step) expect(failure.name).toBe(fault?.Name)
    },
  )

  it('ends the output of a failed step like the recorder', () => {
    const theirs =
      readHistory('failed').Error?.Logs.map((line) => stripVTControlCharacters(line)) ?? []
    expect(recordFile('failed.rawjson').failure?.lastOutput.slice(-theirs.length)).toEqual(theirs)
  })
})

describe('a recorded build', () => {
  it('has its steps in the order of the Dockerfile', () => {
    const steps = recordFile('stages-late-change.rawjson').steps.map(
      ({ stage, name }) => `${stage} ${name.slice(0, 13)}`,
    )
    expect(steps).toEqual([
      'deps COPY package.',
      'deps RUN --mount=t',
      'build COPY source.t',
      'build RUN cat /app/',
      'stage-2 COPY --from=d',
      'stage-2 COPY --from=b',
    ])
  })

  it('names the platforms of steps that run for each', () => {
    const platforms = recordFile('platforms-again.rawjson')
      .steps.filter(({ name }) => name.startsWith('RUN') || name.includes('--from'))
      .map(({ stage, platform }) => `${stage} ${platform}`)
    expect(platforms).toEqual([
      'build linux/amd64',
      'build linux/amd64->arm64',
      'stage-1 linux/amd64',
      'stage-1 linux/arm64',
    ])
  })

  it.each([
    ['stages-again', []],
    ['single-late-change', ['undefined COPY source.t: unknown']],
    ['single-no-cache', ['undefined COPY package.: unknown']],
    [
      'stages-cold',
      [
        'deps COPY package.: unknown',
        'build COPY source.t: previous-step-ran',
        'stage-2 COPY --from=d: previous-step-ran',
      ],
    ],
    [
      'import-late-change',
      ['build COPY source.t: unknown', 'stage-2 COPY --from=b: previous-step-ran'],
    ],
    ['link-lower-change', ['undefined COPY package.: unknown']],
    [
      'platforms-cold',
      [
        'build COPY source.t: unknown',
        'build RUN echo arm6: previous-step-ran',
        'stage-1 COPY package.: unknown',
        'stage-1 COPY --from=b: previous-step-ran',
      ],
    ],
    ['failed-again', ['broken RUN for n in : unknown']],
    ['no-base', []],
  ])('names the first miss in each stage and on each platform: %s', (name, expected) => {
    const { steps, misses } = recordFile(`${name}.rawjson`)
    const first = misses.map(({ step, reason }) => {
      const { stage, name } = steps[step] as (typeof steps)[number]
      return `${stage} ${name.slice(0, 13)}: ${reason}`
    })
    expect(first).toEqual(expected)
  })

  it('reports which cached layers were pulled', () => {
    const pulled = (name: string) =>
      recordFile(`${name}.rawjson`)
        .steps.filter((step) => step.pulled)
        .map(({ stage, status }) => `${stage} ${status}`)
    expect(pulled('import-late-change')).toEqual(['deps cached', 'stage-2 cached'])
    expect(pulled('stages-late-change')).toEqual([])
  })

  it('reports the bytes of the context, without the Dockerfile and .dockerignore', () => {
    // Two files, each with the overhead of the transfer.
    expect(recordFile('single-cold.rawjson').contextBytes).toBe(112)
    expect(recordFile('no-base.rawjson').contextBytes).toBe(0)
  })

  it('reports its cache mounts and its slowest steps', () => {
    const { steps, slowest } = recordFile('stages-cold.rawjson')
    expect(steps.map(({ cacheMounts }) => cacheMounts).filter(Boolean)).toEqual([['/downloads']])
    const seconds = slowest.map((index) => steps[index]?.seconds)
    expect(seconds).toHaveLength(5)
    expect(seconds).toEqual(seconds.toSorted((a = 0, b = 0) => b - a))
    expect(Math.max(...steps.map((step) => step.seconds))).toBe(seconds[0])
    expect(recordFile('stages-again.rawjson').slowest).toEqual([])
  })

  it('reports the result of the import for each cache source', () => {
    const { sources } = recordFile('import-missing.rawjson')
    expect(sources.map(({ name, status }) => `${name.replace(/^.*:/, '')} ${status}`)).toEqual([
      'none missing',
      'cache imported',
    ])
    expect(sources[0]?.error).toContain('not found')
    expect(sources[1]).not.toHaveProperty('error')
    expect(sources[1]?.seconds).toBeGreaterThan(0)
    expect(recordFile('single-cold.rawjson').sources).toEqual([])
  })

  it('has about the duration for which its steps slept', () => {
    const { steps, seconds } = recordFile('failed.rawjson')
    const sleeps = steps.filter(({ status }) => status === 'failed' || status === 'canceled')
    for (const step of sleeps) {
      expect(step.seconds).toBeGreaterThan(1)
      expect(step.seconds).toBeLessThan(3)
    }
    // They slept at the same time.
    expect(seconds.building).toBeLessThan(sleeps.reduce((sum, step) => sum + step.seconds, 0))
  })

  it('has times for exporting, pushing and exporting cache only when it does them', () => {
    const { seconds } = recordFile('export-cache.rawjson')
    for (const phase of Object.values(seconds)) expect(phase).toBeGreaterThan(0)
    expect(recordFile('single-again.rawjson').seconds.exportingCache).toBe(0)
    expect(recordFile('failed.rawjson').seconds).toMatchObject({ exporting: 0, pushing: 0 })
  })

  it('does not fail when another cache source has hits, and fails when a cache export is refused', () => {
    expect(recordFile('import-missing.rawjson').failure).toBeUndefined()
    expect(recordFile('canceled.rawjson').failure).toBeUndefined()
    expect(recordFile('export-cache-refused.rawjson').failure?.name).toBe(
      'exporting cache to registry',
    )
  })

  it('has a running step only when the connection to its daemon was lost', () => {
    expect(recordFile('daemon-lost.rawjson').running).toEqual(['[3/4] RUN echo ready; sleep 60'])
    for (const name of namesWithHistory) expect(recordFile(`${name}.rawjson`).running).toEqual([])
  })

  it.each(names)('has the same counts when each event comes twice: %s', (name) => {
    const { events } = readStream(`${name}.rawjson`)
    const { steps } = record(events.flatMap((event) => [event, event]))
    expect(steps).toEqual(record(events).steps)
  })

  it.each(names)('has the same counts when each part of an event comes alone: %s', (name) => {
    const { events } = readStream(`${name}.rawjson`)
    const alone = events.flatMap(({ vertexes = [], statuses = [], logs = [] }) => [
      ...statuses.map((status) => ({ statuses: [status] })),
      ...logs.map((log) => ({ logs: [log] })),
      ...vertexes.map((vertex) => ({ vertexes: [vertex] })),
    ])
    expect(record(alone)).toEqual(record(events))
  })
})

/**
 * BuildKit's own rule for its history: it counts every vertex. What buildx does itself never
 * reaches the daemon, so the daemon can't count it.
 */
function countAsHistory(events: readonly SolveStatus[]) {
  const vertices = new Map<string, { cached: boolean; completed: boolean }>()
  for (const { digest, name, cached, completed } of events.flatMap((each) => each.vertexes ?? [])) {
    if (name?.startsWith('resolving provenance')) continue
    const before = vertices.get(digest)
    vertices.set(digest, {
      cached: Boolean(before?.cached || cached),
      completed: Boolean(before?.completed || completed),
    })
  }
  const all = [...vertices.values()]
  return {
    cached: all.filter((each) => each.cached).length,
    completed: all.filter((each) => each.completed).length,
    total: all.length,
  }
}
