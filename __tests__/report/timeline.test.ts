import { describe, expect, it } from '@jest/globals'
import { readTimeline } from '../../src/report/timeline.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const nothing = { connecting: 0, waiting: 0, cleaningUp: 0 }

describe('readTimeline', () => {
  it('puts connecting and waiting before the build, and cleaning up behind it', () => {
    const built = recordFile('single-cold.rawjson')
    const { phases, starts, criticalPath } = readTimeline(built, {
      connecting: 0.5,
      waiting: 2,
      cleaningUp: 0.25,
    })
    expect(phases.map(({ name }) => name)).toEqual([
      ...['connecting', 'waiting', 'frontend', 'context', 'source', 'export', 'push'],
      'cleaning-up',
    ])
    expect(phases.slice(0, 2)).toEqual([
      { name: 'connecting', start: 0, seconds: 0.5 },
      { name: 'waiting', start: 0.5, seconds: 2 },
    ])
    expect(phases.at(2)?.start).toBe(2.5)
    expect(phases.at(-1)).toEqual({
      name: 'cleaning-up',
      start: Number((2.5 + (criticalPath?.buildSeconds ?? 0)).toFixed(3)),
      seconds: 0.25,
    })
    expect(starts).toHaveLength(built.steps.length)
    expect([...starts]).toEqual([...starts].sort((a = 0, b = 0) => a - b))
  })

  it('knows no start of a step that was not reached', () => {
    const built = recordFile('failed.rawjson')
    const { starts } = readTimeline(built, nothing)
    expect(starts.map((start) => start === undefined)).toEqual(
      built.steps.map(({ status }) => status === 'not-started'),
    )
  })

  it('names the links as people do', () => {
    const { criticalPath } = readTimeline(recordFile('single-cold.rawjson'), nothing)
    expect(criticalPath?.links.map(({ name }) => name.replace(/127.*busybox/, 'busybox'))).toEqual([
      'reading the Dockerfile',
      'FROM busybox:latest',
      'WORKDIR /app',
      'COPY package.txt ./',
      'RUN cat package.txt > installed.txt',
      'COPY source.txt ./',
      'RUN cat installed.txt source.txt > built.txt',
      'exporting',
      'pushing',
    ])
  })

  it('keeps the scan for an SBOM apart from base images', () => {
    const load = '[internal] load build definition from Dockerfile'
    const base = '[1/2] FROM busybox'
    const [image, scan] = [
      'docker-image://example.com/scanner:1',
      '[linux/amd64] generating sbom using example.com/scanner:1',
    ]
    const run = '[2/2] RUN make'
    const built = record([
      vertex(load, { inputs: [], started: 0, completed: 1 }),
      vertex(base, { inputs: [], started: 1, completed: 2 }),
      vertex(image, { inputs: [], started: 1, completed: 3 }),
      vertex(run, { inputs: [base], started: 3, completed: 4 }),
      vertex(scan, { inputs: [image, run], started: 4, completed: 9 }),
      vertex('exporting to image', { inputs: [], started: 9, completed: 10 }),
    ])
    const { phases, criticalPath } = readTimeline(built, nothing)
    expect(phases).toEqual([
      { name: 'frontend', start: 0, seconds: 1 },
      { name: 'source', start: 1, seconds: 2 },
      { name: 'sbom', start: 4, seconds: 5 },
      { name: 'export', start: 9, seconds: 1 },
    ])
    expect(criticalPath?.links.map(({ name }) => name).slice(-3)).toEqual([
      ...['RUN make', 'generating the SBOM', 'exporting'],
    ])
  })

  it('is empty for a build that never began', () => {
    expect(readTimeline(record([]), nothing)).toEqual({ phases: [], starts: [] })
  })
})
