import { describe, expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { advice, summarize } from '../../src/report/summary.ts'
import { canceled, failed, makeFacts, makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const result = makeResult({ record: recordFile('single-late-change.rawjson') })

/** The summary with all of the build's text unchanged. */
function summaryOf(...facts: Parameters<typeof makeFacts>): string {
  return summarize(makeFacts(...facts), (text) => text)
}

describe('summarize', () => {
  it('begins with the verdict, then the image and its digest', () => {
    expect(summaryOf(result.record).split('\n').slice(0, 3)).toEqual([
      '### 3 of 5 steps from cache (60 %), 1.2 s, remote builder v0.32.2',
      '',
      '`ghcr.io/acme/app:1` · digest `sha256:abc`',
    ])
  })

  it('has each image with its digest where outputs have pushed images that differ', () => {
    const variants = [
      { name: 'acme/c:1', digest: 'sha256:abc' },
      { name: 'acme/d:1', digest: 'sha256:def' },
    ]
    expect(summaryOf(result.record, { variants }).split('\n')[2]).toBe(
      '`acme/c:1@sha256:abc` · `acme/d:1@sha256:def`',
    )
  })

  it('says in the line of the image how many of its tags are left out', () => {
    const tags = Array.from({ length: 23 }, (_, index) => `ghcr.io/acme/app:${index}`)
    const { build } = result.plan
    const text = summaryOf(result.record, { plan: { ...result.plan, build: { ...build, tags } } })
    expect(text.split('\n')[2]).toMatch(
      /^`ghcr\.io\/acme\/app:0` · .* · `ghcr\.io\/acme\/app:19` · and 3 more · digest `sha256:abc`$/,
    )
  })

  describe('names the image only where it has its tags:', () => {
    const image = '`ghcr.io/acme/app:1`'
    const linesOf = (
      build: Partial<typeof result.plan.build>,
      { driver = 'remote', ...rest }: { driver?: string; unpushed?: string } = {},
    ) => {
      const plan = {
        ...result.plan,
        build: { ...result.plan.build, push: false, ...build },
        ...rest,
      }
      const builder = { ...result.builder, driver }
      const metadata = { json: '{}', digest: '', imageId: '' }
      return summaryOf(result.record, { plan, builder, metadata }).split('\n').slice(2, 5)
    }

    it.each([
      ['pushed', { push: true }, {}],
      ['pushed by an output', { outputs: ['type=registry'] }, {}],
      ['loaded', { load: true }, {}],
      ['loaded by an output', { outputs: ['type=docker'] }, {}],
      ["built by the runner's Docker", {}, { driver: 'docker' }],
    ])('%s', (_, build, options) => {
      expect(linesOf(build, options).slice(0, 2)).toEqual([image, ''])
    })

    it.each([
      ['not pushed', {}, {}],
      ['written to a file', { outputs: ['type=oci,dest=a.tar'] }, { driver: 'docker' }],
      ['only checked', { call: 'check' }, { driver: 'docker' }],
    ])('%s', (_, build, options) => {
      expect(linesOf(build, options).slice(0, 2)).toEqual(['Not pushed.', ''])
    })

    it('not pushed, for a reason that is not in the inputs', () => {
      const because = { unpushed: 'The code comes from a fork' }
      const words = 'Not pushed. The code comes from a fork.'
      expect(linesOf({}, because)[0]).toBe(words)
      expect(linesOf({ load: true }, because)).toEqual([image, '', words])
    })

    it('nothing is said of a build without an image', () => {
      expect(linesOf({ tags: [] })[0]).not.toMatch(/pushed/)
    })
  })

  it('says why a build is not on the first daemon in rank, and nothing else about a choice', () => {
    const builderOn = (choice: 'first' | 'busy') => ({
      ...result.builder,
      pool: {
        ...{ key: 'k', choice },
        members: [
          { endpoint: 'tcp://a:1', rank: 1, state: 'answered' as const, builds: 6 },
          { endpoint: result.builder.endpoint, rank: 2, state: 'answered' as const, builds: 1 },
        ],
      },
    })
    expect(summaryOf(result.record, { builder: builderOn('busy') })).toContain(
      '\ntcp://a:1 ran 6 builds, so this build is on tcp://buildkit.example.com:1234, whose cache may be colder.\n',
    )
    expect(summaryOf(result.record, { builder: builderOn('first') })).toBe(summaryOf(result.record))
  })

  it('has a row for each of the platforms that were built apart', () => {
    const counts = { total: 3, cached: 3, executed: 0, failed: 0, canceled: 0, notStarted: 0 }
    const platform = (name: string, outcome: 'succeeded' | 'canceled') => ({
      ...{ platform: name, driver: 'remote', endpoint: 'tcp://a:1', version: 'v0.34.2' },
      ...{ outcome, ...counts, percent: 100, seconds: 2.5 },
    })
    const platforms = [platform('linux/amd64', 'succeeded'), platform('linux/arm64', 'canceled')]
    const words = summaryOf(result.record, { platforms }).replaceAll('\u00a0', ' ')
    expect(words).toContain(
      '| `linux/amd64` | `tcp://a:1` |  | 3 of 3 from cache (100 %) | 2.5 s |',
    )
    expect(words).toContain('| `linux/arm64` | `tcp://a:1` | canceled |')
  })

  it('says nothing about the cache of a platform none of whose steps was reached', () => {
    const counts = { total: 2, cached: 0, executed: 0, failed: 0, canceled: 0, notStarted: 2 }
    const platform = {
      ...{ platform: 'linux/arm64', driver: 'remote', endpoint: 'tcp://a:1', version: 'v0.34.2' },
      ...{ outcome: 'canceled' as const, ...counts, percent: 0, seconds: 2.5 },
    }
    const words = summaryOf(result.record, { platforms: [platform] }).replaceAll('\u00a0', ' ')
    expect(words).toContain('\n| `linux/arm64` | `tcp://a:1` | canceled | 2.5 s |\n')
  })

  it('counts the same steps of a platform that was canceled as the verdict does', () => {
    const counts = { cached: 2, executed: 1, failed: 0, canceled: 1, notStarted: 3 }
    const platform = {
      ...{ platform: 'linux/arm64', driver: 'remote', endpoint: 'tcp://a:1', version: 'v0.34.2' },
      ...{ outcome: 'canceled' as const, ...counts, total: 7, percent: 66, seconds: 2.5 },
    }
    const words = summaryOf(
      { ...result.record, ...counts, total: 7, percent: 66 },
      {
        platforms: [platform],
      },
    ).replaceAll('\u00a0', ' ')
    expect(words).toContain('### 2 of 3 steps from cache (66 %), ')
    expect(words).toContain('| 2 of 3 from cache (66 %) |')
  })

  it('shows the steps that ran, and folds the cached ones', () => {
    const [open = '', folded = ''] = summaryOf(result.record).split('<details>')
    expect(open.match(/\| ran \|/g)).toHaveLength(result.record.executed)
    expect(open).not.toContain('from\u00a0cache |')
    expect(folded).toMatch(/^<summary>3 steps from cache<\/summary>\n\n\| step \|/)
    expect(folded.match(/\| from\u00a0cache \|/g)).toHaveLength(result.record.cached)
  })

  it('reports a fallback and its reason in the first lines', () => {
    const reason = 'Nothing listens at tcp://a:1.'
    const builder = { ...result.builder, fallback: { code: 'connection-refused', reason } } as const
    expect(summaryOf(result.record, { builder })).toMatch(
      /^### Fell back: 3 of 5 .*\n\n\*\*connection-refused:\*\* Nothing listens at tcp:\/\/a:1\. A local builder was used instead\.\n/,
    )
  })

  it('has four lines for a build that took everything from cache', () => {
    const lines = summaryOf(recordFile('single-again.rawjson')).split('\n').filter(Boolean)
    expect(lines).toEqual([
      expect.stringMatching(/^### 5 of 5 steps from cache \(100 %\), /),
      '`ghcr.io/acme/app:1` · digest `sha256:abc`',
      expect.stringMatching(/^\*\*Time:\*\* /),
      expect.stringMatching(/^BuildKit v0/),
    ])
  })

  it('says that the build is the first, instead of reasons', () => {
    const cold = recordFile('single-cold.rawjson')
    const misses = [{ step: 0, reason: 'never-built-here' }] as const
    const facts = { historyFacts: { ...noFacts, misses, comparison: 'first' as const } }
    const text = summaryOf(cold, facts)
    expect(text).toContain('This is the first build of this project that the daemon remembers.')
    expect(text).not.toContain('and why')
    const later = { historyFacts: { ...noFacts, misses, comparison: 'compared' as const } }
    expect(summaryOf(cold, later)).toContain('no recent build on this daemon had it')
  })

  it.each([
    ['nothing could tell', undefined, false],
    ['the daemon was asked', 'compared', true],
  ] as const)('says that a reason is not known only where %s', (_, comparison, isSaid) => {
    const facts = { historyFacts: { ...noFacts, ...(comparison && { comparison }) } }
    const text = summaryOf(recordFile('single-cold.rawjson'), facts)
    expect(text.includes('the reason is not known')).toBe(isSaid)
  })

  it('shows why and where a build failed, and its last output', () => {
    const broken = recordFile('failed.rawjson')
    const excerpt = { filename: 'Dockerfile', line: 2, text: '   1 | FROM a\n   2 | >>> RUN ```' }
    const text = summaryOf(broken, { outcome: failed(broken, 'exit code: 3', excerpt) })
    // The next paragraph is the error: a failed build has no image.
    expect(text).toMatch(/^### Failed: .*\n\n> \*\*Error:\*\* .* failed: exit code: 3\n/)
    expect(text).toContain('\n`Dockerfile:2`\n\n       1 | FROM a\n       2 | >>> RUN ```\n')
    expect(text).toContain('\n    line 25\n    cannot go on\n')
    expect(text).toMatch(/ :crit, \d+, \d+\n/)
  })

  it('shows no error when the build was canceled', () => {
    const text = summaryOf(recordFile('canceled.rawjson'), { outcome: canceled })
    expect(text).toMatch(
      /^### Canceled: 0 of 1 step from cache \(0 %\), 1 canceled, 1 not reached, /,
    )
    expect(text).not.toMatch(/^>|printed last/m)
  })

  it('hides values in every part of the summary', () => {
    const run = '[1/1] RUN login pearl'
    const broken = record([
      vertex(run, { started: 0 }),
      { logs: [{ vertex: run, data: btoa('a pearl\n'), timestamp: '2026-01-01T00:00:01Z' }] },
      vertex(run, { started: 0, completed: 9, error: 'exit code: 1' }),
    ])
    const facts = makeFacts(broken, {
      outcome: failed(broken, 'exit code: 1'),
      // BuildKit expands arguments in the whole text of a RUN, mounts included.
      historyFacts: { ...noFacts, cacheMounts: [{ id: '/login/pearl' }] },
    })
    const text = summarize(facts, (shown) => shown.replaceAll('pearl', '$NAME'))
    expect(text).not.toContain('pearl')
    expect(text.match(/login/g)?.length).toBeGreaterThanOrEqual(5)
  })

  it('leaves out cache, mounts and misses when there are none', () => {
    const text = summaryOf(recordFile('single-again.rawjson'))
    expect(text).not.toMatch(/\*\*(?:Cache|What ran)/)
    expect(text).toMatch(/^### 5 of 5 steps from cache \(100 %\)/)
  })

  it('lists imports and exports of cache, and the cache mounts', () => {
    const text = summaryOf(recordFile('import-missing.rawjson'), {
      historyFacts: {
        ...noFacts,
        savedSeconds: new Map(),
        cacheMounts: [{ id: '/downloads', bytes: 1_982_653, existed: true }],
      },
    })
    expect(text).toMatch(/\n- `[^`]+\/app:none`: not found \(nothing written yet\)\n/)
    expect(text).toMatch(/\n- `[^`]+\/app:cache`: imported in 0\.\d\d s\n/)
    expect(text).toContain('\n- `/downloads`: 1.98 MB, there before\n')
  })

  it('shows which cache mounts of a step were warm, and the time that they saved', () => {
    const run = '[1/1] RUN --mount=type=cache,target=/a make'
    const built = record([vertex(run, { started: 0, completed: 2 })])
    const [warm, cold] = [true, false].map((isWarm) => ({ id: '/a', isWarm }))
    const rowOf = (...states: readonly (typeof warm)[]) =>
      summaryOf(built, {
        historyFacts: {
          ...noFacts,
          coldSeconds: new Map([[0, 32]]),
          mountStates: new Map([[0, states.flatMap((state) => state ?? [])]]),
        },
      })
        .split('\n')
        .find((line) => line.includes('RUN'))
        ?.replaceAll(/[\u00a0\u202f]|&nbsp;/g, ' ')
    expect(rowOf(warm)).toMatch(/ran, mount warm .* \*\*2\.0+ s\*\* .* 30\.?0* s /)
    expect(rowOf(cold)).toContain('ran, mount cold ')
    expect(rowOf(warm, cold)).toContain('ran, 1 of 2 mounts warm ')
  })

  it('stays short for a build of many steps', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      vertex(`[${i + 1}/5000] RUN ${'x'.repeat(999)}`, { started: i, completed: i + 1 }),
    )
    const text = summaryOf(record(many))
    expect(text).toContain('4840 more steps in the output cache-report.')
    expect(text).toMatch(/ 4988 more steps :done, \d+, 5000061\n/)
    expect(text.length).toBeLessThan(30_000)
  })
})

describe('cacheReport', () => {
  it('holds the counts, the steps, the seconds and the builder', () => {
    const report = cacheReport(result)
    expect(report).toMatchObject({
      schemaVersion: 1,
      retries: 0,
      total: result.record.total,
      cached: result.record.cached,
      executed: result.record.executed,
      percent: result.record.percent,
      hit: false,
      seconds: { connecting: 0.061, ...result.record.seconds },
      builder: { driver: 'remote', endpoint: result.builder.endpoint, version: 'v0.32.2' },
    })
    expect(report.steps).toHaveLength(report.total)
    expect(JSON.stringify(report)).not.toContain('/buildx')
  })

  it('names the reference of the cache export that the action added', () => {
    const exported = recordFile('export-cache-refused.rawjson')
    const plan = { ...result.plan, cacheWrite: 'acme/app:buildcache' }
    expect(cacheReport({ ...result, record: exported, plan }).exports).toMatchObject([
      { name: 'acme/app:buildcache', status: 'failed', error: expect.any(String) },
    ])
    expect(cacheReport({ ...result, record: exported }).exports).toMatchObject([
      { name: 'registry' },
    ])
  })

  it('has every required field when nothing was built', () => {
    expect(cacheReport({ record: record([]) })).toEqual({
      schemaVersion: 1,
      retries: 0,
      total: 0,
      cached: 0,
      executed: 0,
      failed: 0,
      canceled: 0,
      notStarted: 0,
      percent: 0,
      hit: false,
      steps: [],
      sources: [],
      exports: [],
      misses: [],
      slowest: [],
      seconds: {
        ...{ connecting: 0, waiting: 0, loadingContext: 0, building: 0 },
        ...{ exporting: 0, pushing: 0, exportingCache: 0, cleaningUp: 0 },
      },
      phases: [],
      contextBytes: 0,
    })
  })
})

it.each<[string, object, string]>([
  ['nowhere', {}, ''],
  ['at a line', { line: 3 }, ' (line 3)'],
  ['in a target', { target: 'app' }, ' (`app`)'],
  ['at a line of a target', { target: 'app', line: 3 }, ' (`app`, line 3)'],
])('advice is placed %s', (_, place, words) => {
  const each = { code: 'no-cache-mount', message: 'Keep it.', ...place }
  const report = { advice: [each] } as unknown as Parameters<typeof advice>[0]
  expect(advice(report, (text) => text)).toContain(`- \`no-cache-mount\`${words}: Keep it.`)
  expect(advice({ ...report, advice: [] }, (text) => text)).toEqual([])
})
