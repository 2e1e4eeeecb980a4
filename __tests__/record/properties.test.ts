import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createLiveLog } from '../../src/log/live-log.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createCheckList } from '../../src/record/checks.ts'
import { type BuildRecord, createRecorder } from '../../src/record/recorder.ts'
import { findings } from '../../src/report/findings.ts'
import { names, readBytes, readStream, record } from '../helpers/recorded-streams.ts'
import { runs } from '../helpers/runs.ts'

// The counts must not depend on how a stream happens to be cut, ordered or damaged. The streams are recorded
// ones. A failure names the seed that reproduces it.

const files = names
  .map((name) => `${name}.rawjson`)
  .filter((file) => readBytes(file).length < 40_000)
const file = fc.constantFrom(...files)
const bytes = new Map(files.map((each) => [each, readBytes(each)]))
const expected = new Map(files.map((each) => [each, counted(record(readStream(each).events))]))

describe('the counts of a stream', () => {
  it('are the same however its bytes are cut', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 60 })
    fc.assert(
      fc.property(file, cuts, (name, at) => {
        const stream = bytes.get(name) as Buffer
        const places = [0, ...at.map((cut) => cut % stream.length).sort(ascending), stream.length]
        const chunks = places.slice(1).map((end, index) => stream.subarray(places[index], end))
        expect(counted(decode(chunks).record)).toEqual(expected.get(name))
      }),
      runs(200),
    )
  })

  it('are the same however the events of different vertices are interleaved and put in lines', () => {
    fc.assert(
      fc.property(file, fc.integer(), (name, seed) => {
        const next = randomNumbers(seed)
        const events = gather(interleave(queues(readStream(name).events), next), next)
        expect(counted(record(events))).toEqual(expected.get(name))
      }),
      runs(200),
    )
  })

  it('are the same when an event comes twice', () => {
    fc.assert(
      fc.property(file, fc.infiniteStream(fc.boolean()), (name, again) => {
        const { events } = readStream(name)
        const more = events.flatMap((event) =>
          again.next().value ? [event, { vertexes: event.vertexes ?? [] }] : [event],
        )
        expect(counted(record(more))).toEqual(expected.get(name))
      }),
    )
  })

  it('are the same with any lines in between, which are passed through', () => {
    const line = fc.string({ unit: 'binary' }).filter((text) => !/^\{|[\r\n]/.test(text))
    fc.assert(
      fc.property(file, fc.array(line, { maxLength: 8 }), fc.nat(), (name, garbage, step) => {
        const lines = (bytes.get(name) as Buffer).toString().split('\n')
        for (const [index, text] of garbage.entries()) {
          lines.splice(((index + 1) * (step + 1)) % lines.length, 0, text)
        }
        const heard = decode([Buffer.from(lines.join('\n'))])
        expect(counted(heard.record)).toEqual(expected.get(name))
        for (const text of garbage) expect(heard.text).toContain(Buffer.from(text).toString())
      }),
      runs(200),
    )
  })
})

describe('arbitrary input instead of a stream', () => {
  it('of bytes is passed through as text, without loss', () => {
    const chunk = fc.uint8Array({ maxLength: 200 })
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 10 }), (chunks) => {
        const heard = decode(chunks)
        const lines = Buffer.concat(chunks).toString('latin1').split('\n')
        if (lines.at(-1) === '') lines.pop()
        expect(heard.lines).toBe(lines.length)
        expect(heard.record.total).toBe(0)
      }),
    )
  })

  it('of JSON never ends the build', () => {
    const any = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...['[a 1/2] RUN b', '2026-01-01T00:00:00Z', 'transferring context:', 'sha256:1'],
        ...[[{}], [null], [1], [{ start: null }], [{ start: {} }], [{ start: { line: '1' } }]],
        ...[{ id: 1 }, { name: 1 }, { filename: 1 }, { filename: 'Dockerfile' }],
      ),
      fc.array(fc.string()),
      fc.jsonValue(),
    )
    // All fields that an entry of any kind must have, so that one invalid field decides the result.
    const entry = {
      ...{ digest: 'sha256:1', id: 'sha256:1', vertex: 'sha256:1', name: '[a 1/2] RUN b' },
      ...{ timestamp: '2026-01-01T00:00:00Z', started: '2026-01-01T00:00:00Z', current: 1 },
      ...{ short: 'YQ==', sourceInfo: { filename: 'Dockerfile' } },
    }
    const others = ['inputs', 'completed', 'cached', 'error', 'data', 'progressGroup', 'total']
    const field = fc.constantFrom(...Object.keys(entry), ...others, 'detail', 'url', 'range')
    const value = fc
      .array(fc.tuple(field, any), { maxLength: 3 })
      .map((spoilt) => ({ ...entry, ...Object.fromEntries(spoilt) }))
    const arrays = ['vertexes', 'statuses', 'logs', 'warnings']
    const status = fc.dictionary(fc.constantFrom(...arrays), fc.array(value, { maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(status, { maxLength: 5 }), (values) => {
        const { lines } = decode([
          Buffer.from(values.map((each) => JSON.stringify(each)).join('\n')),
        ])
        expect(lines).toBe(values.length)
      }),
      runs(500),
    )
  })
})

function decode(chunks: readonly Uint8Array[]) {
  const recorder = createRecorder()
  const checks = createCheckList()
  const live = createLiveLog(() => {})
  const text: string[] = []
  let events = 0
  const decoder = createRawJsonDecoder({
    status(status) {
      events += 1
      recorder.status(status)
      live.status(status)
      checks.status(status)
    },
    text: (line) => text.push(line),
  })
  for (const chunk of chunks) decoder.write(chunk)
  decoder.end()
  live.end()
  findings({ checks: checks.all(), outcome: { kind: 'succeeded' } }, findingOptions)
  return { record: recorder.result(), text, lines: events + text.length }
}

const findingOptions = {
  annotateChecks: true,
  dockerfile: 'Dockerfile',
  hide: (text: string) => text,
}

/** Everything that is recorded of a build, except what depends on the order of events. */
function counted(record: BuildRecord) {
  const { vertices: _, stepVertices: __, running, sources, exports, misses, ...rest } = record
  const sorted = <Value>(values: readonly Value[]) =>
    values.map((value) => JSON.stringify(value)).sort()
  return {
    ...rest,
    running: sorted(running),
    sources: sorted(sources),
    exports: sorted(exports),
    misses: misses.map(({ step, reason }) => ({ step, reason })),
  }
}

/** The events of each vertex, one per line and in order. */
function queues(events: readonly SolveStatus[]): SolveStatus[][] {
  const byVertex = new Map<string, SolveStatus[]>()
  const add = (vertex: string, event: SolveStatus) =>
    byVertex.set(vertex, [...(byVertex.get(vertex) ?? []), event])
  for (const { vertexes = [], statuses = [], logs = [] } of events) {
    for (const vertex of vertexes) add(vertex.digest, { vertexes: [vertex] })
    for (const status of statuses) add(status.vertex, { statuses: [status] })
    for (const log of logs) add(log.vertex, { logs: [log] })
  }
  return [...byVertex.values()]
}

function interleave(lists: readonly SolveStatus[][], next: () => number): SolveStatus[] {
  const pending = lists.map((list) => [...list])
  const merged: SolveStatus[] = []
  while (pending.length > 0) {
    const index = next() % pending.length
    const event = pending[index]?.shift()
    if (event) merged.push(event)
    else pending.splice(index, 1)
  }
  return merged
}

/** Puts one to four events into each line. */
function gather(events: readonly SolveStatus[], next: () => number): SolveStatus[] {
  const lines: SolveStatus[] = []
  for (let at = 0; at < events.length; ) {
    const group = events.slice(at, at + 1 + (next() % 4))
    at += group.length
    lines.push({
      vertexes: group.flatMap(({ vertexes = [] }) => vertexes),
      statuses: group.flatMap(({ statuses = [] }) => statuses),
      logs: group.flatMap(({ logs = [] }) => logs),
    })
  }
  return lines
}

/** Evenly distributed numbers: fast-check's own are mostly small and would hardly change the order. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) & 0xffff
  }
}

function ascending(a: number, b: number): number {
  return a - b
}
