import { describe, expect, it } from '@jest/globals'
import type { Result } from '../../src/main.ts'
import { cacheReport } from '../../src/report/cache-report.ts'
import { summarize } from '../../src/report/summary.ts'
import { verdict } from '../../src/report/verdict.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const result: Result = {
  builder: {
    name: 'b',
    driver: 'remote',
    endpoint: 'tcp://buildkit.example.com:1234',
    buildx: { file: '/buildx', env: {} },
    daemon: { version: 'v0.32.2', platforms: ['linux/amd64'] },
    connectSeconds: 0.0614,
  },
  plan: { build: nothingToBuild, notices: [], warnings: [] },
  record: recordFile('single-late-change.rawjson'),
  seconds: 1.234,
  checks: [],
  retries: 0,
  cleaningUpSeconds: 0,
  metadata: { json: '{}', digest: 'sha256:abc', imageId: 'sha256:abc' },
}

describe('verdict', () => {
  it.each([
    ['single-again', /^\d+ of \d+ steps from cache \(100 %\)$/],
    ['single-cold', /^0 of \d+ steps from cache \(0 %\), \d+ ran$/],
    ['failed', /^0 of 2 steps from cache \(0 %\), 2 ran, 5 not reached$/],
  ])('sums up %s', (name, words) => {
    expect(verdict(recordFile(`${name}.rawjson`))).toMatch(words)
  })

  it('has nothing to say of a build without steps', () => {
    expect(verdict(record([]))).toBe('No step was run or taken from cache.')
  })
})

describe('summarize', () => {
  it('begins with the verdict, then says where, and names image and digest', () => {
    const lines = summarize(result, ['ghcr.io/acme/app:1']).split('\n')
    expect(lines[0]).toBe(`### Built: ${verdict(result.record)}`)
    expect(lines[2]).toBe(
      '1.2 s on BuildKit v0.32.2 at `tcp://buildkit.example.com:1234`, ready in 0.06 s',
    )
    expect(lines.slice(3, 5)).toEqual(['- ghcr.io/acme/app:1', '- `sha256:abc`'])
  })

  it('has a row for each step', () => {
    const rows = summarize(result, []).match(/^\| .* \| (cached|executed) \| \d+\.\d \|$/gm)
    expect(rows).toHaveLength(result.record.total)
  })

  it('begins with the fallback and its reason when there was one', () => {
    const builder = { ...result.builder, fallback: { reason: 'Nothing listens at tcp://a:1.' } }
    expect(summarize({ ...result, builder }, [])).toMatch(
      /^\*\*Fell back to a local builder\.\*\* Nothing listens at tcp:\/\/a:1\.\n\n### Built: /,
    )
  })

  it('says why a build failed', () => {
    const text = summarize({ ...result, failure: 'RUN make failed' }, [])
    expect(text).toMatch(/^### Failed: .*\n\n> RUN make failed\n/)
  })

  it('shows the failing lines of the Dockerfile, whatever is in them', () => {
    const excerpt = { filename: 'Dockerfile', line: 2, text: '   1 | FROM a\n   2 | >>> RUN ```' }
    const text = summarize({ ...result, failure: 'RUN failed', excerpt }, [])
    expect(text).toContain('\nDockerfile:2\n\n       1 | FROM a\n       2 | >>> RUN ```\n')
  })

  it('lets nothing from the build become Markdown or HTML', () => {
    const hostile = '[1/1] RUN </details><script>|`**_[x](y)_**`\n\n# Title'
    const text = summarize({ ...result, record: record([vertex(hostile, { started: 0 })]) }, [])
    const row = text.split('\n').find((line) => line.startsWith('| RUN')) ?? ''
    expect(row.match(/\|/g)).toHaveLength(5)
    expect(row).not.toMatch(/[<>`*_[\]#]{1}(?!\d)/)
    expect(text).not.toContain('<script>')
  })

  it('stays short for a build of very many steps', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      vertex(`[${i + 1}/5000] RUN ${'x'.repeat(999)}`),
    )
    const text = summarize({ ...result, record: record(many) }, [])
    expect(text).toContain('4900 more steps are in the cache-report output.')
    expect(text.length).toBeLessThan(100_000)
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

  it('names the reference that this step chose for the cache', () => {
    const exported = recordFile('export-cache-refused.rawjson')
    const plan = { ...result.plan, cacheWrite: 'acme/app:buildcache' }
    expect(cacheReport({ ...result, record: exported, plan }).exports).toMatchObject([
      { name: 'acme/app:buildcache', status: 'failed', error: expect.any(String) },
    ])
    expect(cacheReport({ ...result, record: exported }).exports).toMatchObject([
      { name: 'registry' },
    ])
  })

  it('is complete when nothing was built', () => {
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
      contextBytes: 0,
    })
  })
})
