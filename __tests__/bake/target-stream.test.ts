import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createTargetStream } from '../../src/bake/target-stream.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import type { SolveStatus, Vertex } from '../../src/progress/solve-status.ts'
import { criticalPath } from '../../src/record/critical-path.ts'
import { type BuildRecord, createRecorder } from '../../src/record/recorder.ts'

const fixtures = join(import.meta.dirname, '../fixtures/streams-bake')

function eventsOf(name: string): SolveStatus[] {
  const events: SolveStatus[] = []
  const decoder = createRawJsonDecoder({ status: (status) => events.push(status), text() {} })
  decoder.write(readFileSync(join(fixtures, `${name}.rawjson`)))
  decoder.end()
  return events
}

const nothingAsked = { noCache: false, noCacheFilters: [], cacheTo: [] }

function replay(name: string, targets: readonly string[]) {
  const stream = createTargetStream(targets)
  const total = createRecorder({ ...nothingAsked, targets })
  const recorders = new Map(targets.map((target) => [target, createRecorder()]))
  const shown: SolveStatus[] = []
  for (const event of eventsOf(name)) {
    const read = stream.read(event)
    shown.push(read.shown)
    total.status(read.counted)
    for (const [target, status] of read.byTarget) recorders.get(target)?.status(status)
  }
  const records = [...recorders].map(([target, recorder]) => [target, recorder.result()] as const)
  return { total: total.result(), records: new Map(records), shown }
}

const counts = ({ cached, executed, failed }: BuildRecord) => ({ cached, executed, failed })
const all = (cached: number, executed: number, failed = 0) => ({ cached, executed, failed })

describe('the stream of a bake', () => {
  // Counted by hand in the Dockerfile: one step in common, one of app, two of tool, one of bad.
  it.each([
    ['cold', all(0, 4), { app: all(0, 2), tool: all(0, 3) }],
    ['warm', all(4, 0), { app: all(2, 0), tool: all(3, 0) }],
    ['tool-changed', all(2, 2), { app: all(2, 0), tool: all(1, 2) }],
    ['single', all(3, 0), { tool: all(3, 0) }],
    ['failed', all(2, 0, 1), { app: all(2, 0), bad: all(1, 0, 1) }],
    ['deferred', all(2, 0, 1), { app: all(2, 0), bad: all(1, 0, 1) }],
    ['linked', all(0, 2), { upper: all(0, 2), lower: all(0, 1) }],
    ['copied', all(0, 3), { copier: all(0, 3), lower: all(0, 1) }],
    ['queued', all(0, 4), { app: all(0, 2), tool: all(0, 3) }],
  ])(
    'counts each step of %s once over all targets, and in each target that has it',
    (name, total, targets) => {
      const found = replay(name, Object.keys(targets))
      expect(counts(found.total)).toEqual(total)
      for (const [target, expected] of Object.entries(targets)) {
        const record = found.records.get(target) as BuildRecord
        expect([target, counts(record)]).toEqual([target, expected])
      }
    },
  )

  it('has for each target the names that its build alone would have', () => {
    const { records, total } = replay('cold', ['app', 'tool'])
    const named = (record: BuildRecord | undefined) =>
      record?.steps.map(({ name, stage }) => `${stage}: ${name}`)
    const common = 'common: RUN echo one; echo two; touch /common'
    expect(named(records.get('app'))).toEqual([common, 'app: COPY app.txt /'])
    expect(named(records.get('tool'))).toEqual([
      ...[common, 'tool: COPY --link tool.txt /', 'tool: RUN touch /tool'],
    ])
    expect(total.steps.map(({ stage }) => stage?.split(' ')[0])).toEqual(
      expect.arrayContaining(['app', 'tool']),
    )
  })

  it('keeps the target of a stage that stands on a linked target and is copied from', () => {
    const { total, records } = replay('copied', ['copier', 'lower'])
    const stages = ({ steps }: BuildRecord) => steps.map(({ stage }) => stage)
    expect(stages(total)).toEqual(['lower', 'copier x', 'copier stage-1'])
    expect(stages(records.get('copier') as BuildRecord).slice(1)).toEqual(['x', 'stage-1'])
  })

  it.each([
    // Another build with a single stage began the step first, so that the step has its name.
    ['[web 2/3] RUN make', 'web stage-1', 'web x'],
    ['[web y 2/3] RUN make', 'web stage-1', 'web x'],
    ['[web x 1/2] RUN make', 'web stage-1', 'web x'],
    // A linked target that stands on a linked target itself.
    ['[base 1/2] RUN make', 'web stage-1', 'base'],
    ['[base 1/2] RUN make', 'web', 'base'],
  ])('gives %s the stage that it is in %s', (name, user, stage) => {
    const recorder = createRecorder({ ...nothingAsked, targets: ['base', 'web'] })
    const copy = `[${user} 1/1] COPY --from="x" /a /`
    recorder.status({ vertexes: [{ digest: 'a', name, inputs: ['image'] }] })
    recorder.status({ vertexes: [{ digest: 'b', name: copy, inputs: ['a'] }] })
    const { steps } = recorder.result()
    expect(steps.find((step) => step.name === 'RUN make')?.stage).toBe(stage)
  })

  it('has the phases of the whole bake', () => {
    const { total, records } = replay('cold', ['app', 'tool'])
    for (const record of [total, ...records.values()]) {
      expect(record.seconds.exporting).toBeGreaterThan(0)
      expect(record.seconds.pushing).toBeGreaterThan(0)
    }
  })

  it.each([
    ['linked', ['upper', 'lower']],
    ['queued', ['app', 'tool']],
  ])('has the critical path of %s from one target to the next', (name, targets) => {
    const path = criticalPath(replay(name, targets).total.tasks)
    expect(path?.secondsAlone).toBeCloseTo(path?.totalSeconds ?? 0, 1)
    expect(path?.seconds).toBeGreaterThan((path?.totalSeconds ?? 0) * 0.9)
  })

  it('counts the time of a step once, although buildx shifts the clock of each target', () => {
    const { total, records } = replay('linked', ['upper', 'lower'])
    const secondsOf = (record?: BuildRecord) =>
      record?.steps.find(({ name }) => name === 'RUN sleep 0.5')?.seconds
    expect(secondsOf(total)).toBeGreaterThan(0.5)
    expect(secondsOf(total)).toBe(secondsOf(records.get('lower')))
  })

  it('keeps platforms apart', () => {
    const { total, records } = replay('platforms', ['app', 'tool'])
    // A COPY --link is the same layer on both.
    expect(total.total).toBe(7)
    expect(records.get('tool')?.total).toBe(5)
    expect(records.get('app')?.total).toBe(4)
    expect(new Set(records.get('app')?.steps.map(({ platform }) => platform))).toEqual(
      new Set(['linux/amd64', 'linux/arm64']),
    )
  })

  it('shows what targets have in common once, under one name', () => {
    const { shown } = replay('cold', ['app', 'tool'])
    const names = new Map<string, Set<string | undefined>>()
    for (const { digest, name } of shown.flatMap(({ vertexes = [] }) => vertexes)) {
      names.set(digest, (names.get(digest) ?? new Set()).add(name))
    }
    expect([...names.values()].filter((each) => each.size > 1)).toEqual([])
    const output = shown
      .flatMap(({ logs = [] }) => logs)
      .map(({ data }) => String(Buffer.from(data ?? '', 'base64')))
      .join('')
    expect(output).toBe('one\ntwo\n')
  })

  it('has the name of a target that is the only one of a later try', () => {
    const stream = createTargetStream(['tool'], true)
    const [total, own] = [createRecorder({ ...nothingAsked, targets: ['tool'] }), createRecorder()]
    for (const event of eventsOf('single')) {
      const { counted, byTarget } = stream.read(event)
      total.status(counted)
      own.status(byTarget.get('tool') ?? {})
    }
    const stages = ({ steps }: BuildRecord) => steps.map(({ stage }) => stage)
    expect(stages(total.result())).toEqual(['tool common', 'tool tool', 'tool tool'])
    expect(stages(own.result())).toEqual(['common', 'tool', 'tool'])
  })

  it('is passed on as it is when there is one target', () => {
    for (const event of eventsOf('single')) {
      const { shown, counted, byTarget } = createTargetStream(['tool']).read(event)
      expect([shown, counted, byTarget.get('tool')]).toEqual([event, event, event])
    }
  })
})

describe('a vertex', () => {
  const vertex = (name: string, digest = 'sha256:1'): Vertex => ({ digest, name })
  const read = (name: string) =>
    createTargetStream(['app', 'tool']).read({ vertexes: [vertex(name)] })

  it.each([
    ['[app] exporting to image', 'app', 'exporting to image'],
    ['[app internal] load .dockerignore', 'app', '[internal] load .dockerignore'],
    ['[tool 2/3] RUN make', 'tool', '[2/3] RUN make'],
    ['[tool linux/arm64 build 2/3] RUN make', 'tool', '[linux/arm64 build 2/3] RUN make'],
    [
      '[app build 2/3] RUN echo "[tool 1/1] x"\nmore',
      'app',
      '[build 2/3] RUN echo "[tool 1/1] x"\nmore',
    ],
  ])('%j belongs to a target', (name, target, plain) => {
    const { byTarget } = read(name)
    expect([...byTarget]).toEqual([[target, { vertexes: [vertex(plain)] }]])
  })

  it.each([
    '[internal] load local bake definitions',
    '[other 1/1] RUN x',
    'importing cache manifest',
    '',
  ])('%j belongs to none, and is counted as it is', (name) => {
    const { byTarget, counted } = read(name)
    expect([...byTarget]).toEqual([])
    expect(counted.vertexes).toEqual([vertex(name)])
  })

  it('that one build reports twice is passed on twice, that of another target once', () => {
    const stream = createTargetStream(['app', 'tool'])
    const started = { started: '2026-01-01T00:00:00Z' }
    const send = (name: string) =>
      stream.read({ vertexes: [{ ...vertex(name), ...started }] }).counted.vertexes?.length ?? 0
    expect([send('[app 1/1] RUN x'), send('[app 1/1] RUN x'), send('[tool 1/1] RUN x')]).toEqual([
      1, 1, 0,
    ])
    expect(stream.targetOf('sha256:1')).toBe('app')
  })
})

it('passes on output once that comes for two targets, and output that is written again', () => {
  const stream = createTargetStream(['app', 'tool'])
  stream.read({
    vertexes: [
      { digest: 'sha256:1', name: '[app 1/1] RUN x' },
      { digest: 'sha256:1', name: '[tool 1/1] RUN x' },
    ],
  })
  const log = (second: number) => ({
    ...{ vertex: 'sha256:1', stream: 1, data: 'b25lCg==' },
    timestamp: `2026-01-01T00:00:0${second}Z`,
  })
  const send = (second: number) => stream.read({ logs: [log(second)] })
  const first = send(1)
  expect(first.shown.logs).toEqual([log(1)])
  expect([...first.byTarget.keys()]).toEqual(['app', 'tool'])
  expect(send(1).shown.logs).toBeUndefined()
  expect(send(2).shown.logs).toEqual([log(2)])
})
