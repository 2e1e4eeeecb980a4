import { describe, expect, it } from '@jest/globals'
import { readTimeline } from '../../src/report/timeline.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'

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

  it('is empty for a build that never began', () => {
    expect(readTimeline(record([]), nothing)).toEqual({ phases: [], starts: [] })
  })
})
