import { describe, expect, it } from '@jest/globals'
import { createLiveLog } from '../../src/log/live-log.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { at, log, progress, together, vertex } from '../helpers/stream-events.ts'

/** The log of these items: events, or lines of text from buildx. */
function show(...events: readonly (SolveStatus | string)[]): readonly string[] {
  let written = ''
  const live = createLiveLog((text) => {
    written += text
  })
  for (const event of events) {
    if (typeof event === 'string') live.text(event)
    else live.status(event)
  }
  live.end()
  expect(written === '' || written.endsWith('\n')).toBe(true)
  return written.split('\n').slice(0, -1)
}

const make = '[build 2/4] RUN make'
const test = '[test 1/1] RUN test'

describe('createLiveLog', () => {
  it('shows a step in the form of plain progress', () => {
    const lines = show(
      vertex(make),
      vertex(make, { started: 10 }),
      log(make, 10.31, 'compiling\n\nlinking\n'),
      log(make, 22.345, 'slow\n', 2),
      log(make, 210.06, 'slower\n'),
      vertex(make, { started: 10, completed: 211.26 }),
    )
    expect(lines).toEqual([
      '#1 [build 2/4] RUN make',
      '#1 0.310 compiling',
      '#1 0.310 ',
      '#1 0.310 linking',
      '#1 12.35 slow',
      '#1 200.1 slower',
      '#1 DONE 201.3s',
    ])
  })

  it('counts the seconds of a line from the last start of its vertex', () => {
    const lines = show(
      vertex(make, { started: 0, completed: 1 }),
      vertex(make, { started: 10 }),
      log(make, 11, 'again\n'),
    )
    expect(lines).toContain('#1 1.000 again')
  })

  it('has no negative seconds when clocks differ', () => {
    const lines = show(vertex(make, { started: 5 }), log(make, 4, 'early\n'))
    expect(lines).toContain('#1 0.000 early')
  })

  it('numbers vertices in the order in which they are first shown, and none before it starts', () => {
    const lines = show(
      vertex('[1/3] RUN never'),
      vertex('[2/3] RUN b', { started: 0, completed: 1 }),
      vertex('[3/3] RUN a', { started: 1, completed: 2.04 }),
    )
    expect(lines).toEqual(['#1 [2/3] RUN b', '#1 DONE 1.0s', '', '#2 [3/3] RUN a', '#2 DONE 1.0s'])
  })

  it.each([
    [['#1 CACHED'], { completed: 1, cached: true }],
    [['#1 CANCELED'], { completed: 1, error: 'process "make": context canceled' }],
    [['#1 ERROR: exit code: 2'], { completed: 1, error: 'exit code: 2' }],
    [['#1 ERROR: one', '#1 two'], { completed: 1, error: 'one\ntwo\n' }],
  ])('ends with %j after %j', (ending, options) => {
    expect(show(vertex(make, { started: 0, ...options })).slice(1)).toEqual(ending)
  })

  it('writes whole lines, once per event', () => {
    const written: string[] = []
    const live = createLiveLog((text) => written.push(text))
    live.status(vertex(make))
    live.status(vertex(make, { started: 0 }))
    live.status(log(make, 1, 'one\ntwo'))
    live.status(log(make, 2, ' and a half'))
    live.status(together(log(make, 3, '\nthree\n'), vertex(test, { started: 3, completed: 3.5 })))
    live.status(vertex(make, { started: 0, completed: 4 }))
    live.end()
    expect(written).toEqual([
      '#1 [build 2/4] RUN make\n',
      '#1 1.000 one\n',
      '#1 3.000 two and a half\n#1 3.000 three\n\n#2 [test 1/1] RUN test\n#2 DONE 0.5s\n',
      '#1 DONE 4.0s\n',
    ])
  })

  it('keeps lines whole for parallel steps, and for stdout and stderr of one step', () => {
    const lines = show(
      together(vertex(make, { started: 0 }), vertex(test, { started: 0 })),
      log(make, 1, 'out '),
      log(test, 1, 'test '),
      log(make, 1, 'err ', 2),
      log(make, 2, 'of make\n'),
      log(test, 2, 'of test\n'),
      log(make, 2, 'of make\n', 2),
    )
    expect(lines).toEqual([
      '#1 [build 2/4] RUN make',
      '',
      '#2 [test 1/1] RUN test',
      '#1 2.000 out of make',
      '#2 2.000 test of test',
      '#1 2.000 err of make',
    ])
  })

  it('groups the lines of an event by step, and shows ended steps first', () => {
    const lines = show(
      together(vertex(make, { started: 0 }), vertex(test, { started: 0 })),
      log(test, 1, 'test 1\n'),
      together(
        log(make, 2, 'make 1\n'),
        log(test, 2, 'test 2\n'),
        log(make, 2, 'make 2\n'),
        vertex('[3/3] RUN new', { started: 2 }),
        vertex(make, { started: 0, completed: 2 }),
      ),
    )
    expect(lines.slice(4)).toEqual([
      '#2 2.000 test 2',
      '#1 2.000 make 1',
      '#1 2.000 make 2',
      '#1 DONE 2.0s',
      '',
      '#3 [3/3] RUN new',
    ])
  })

  it('repeats the title of a step when its lines follow many of others', () => {
    const lines = show(
      together(vertex(make, { started: 0 }), vertex(test, { started: 0 })),
      log(make, 1, 'line\n'.repeat(50)),
      log(test, 2, 'done\n'),
      log(test, 3, 'more\n'),
    )
    expect(lines.slice(-4)).toEqual([
      '',
      '#2 [test 1/1] RUN test',
      '#2 2.000 done',
      '#2 3.000 more',
    ])
  })

  it('does not split lines that arrive after the end of their step', () => {
    const ended = vertex(make, { started: 0, completed: 1 })
    const lines = show(
      together(vertex(make, { started: 0 }), vertex(test, { started: 0 })),
      ended,
      log(make, 1, 'one t'),
      log(test, 1, 'test\n'),
      log(make, 1, 'wo th'),
      ended,
      log(make, 1, 'ree\nfour'),
    )
    expect(lines.slice(3)).toEqual([
      '#1 DONE 1.0s',
      '#2 1.000 test',
      '#1 1.000 one two three',
      '#1 1.000 four',
    ])
  })

  it('waits for the rest of a line that filled a buffer, even when its step has ended', () => {
    const lines = show(
      vertex(make, { started: 0 }),
      log(make, 1, `${'x\n'.repeat(2047)}la`),
      vertex(make, { started: 0, completed: 1 }),
      log(make, 1, 'st\n'),
    )
    expect(lines.slice(-2)).toEqual(['#1 DONE 1.0s', '#1 1.000 last'])
  })

  it('accepts a piece that holds only line breaks', () => {
    // More lines than a function takes arguments.
    expect(show(vertex(make, { started: 0 }), log(make, 1, '\n'.repeat(2 ** 18)))).toHaveLength(
      2 ** 18 + 1,
    )
  })

  it('shows a last line without a line break at the end of its step or of the stream', () => {
    const lines = show(
      vertex(make, { started: 0 }),
      vertex(test, { started: 0 }),
      log(make, 1, 'last of make'),
      log(test, 2, 'last of test'),
      vertex(make, { started: 0, completed: 3 }),
    )
    expect(lines.slice(3)).toEqual([
      '#1 1.000 last of make',
      '#1 DONE 3.0s',
      '#2 2.000 last of test',
    ])
  })

  it('has no line of more than a few thousand characters', () => {
    const long = `RUN ${'x'.repeat(100_000)}`
    const error = `process "${long}" failed\n${long}`
    const lines = show(
      vertex(long, { started: 0 }),
      log(long, 1, `${long}\n`),
      vertex(long, { started: 0, completed: 1, error }),
      long,
    )
    expect(lines.length).toBeGreaterThan(25)
    for (const line of lines) expect(line.length).toBeLessThan(4200)
  })

  it('shows buildx’s text when it arrives, with a blank line below a vertex', () => {
    const lines = show(
      'WARNING: No output specified',
      vertex(make, { started: 0, completed: 1, error: 'exit code: 2' }),
      'Dockerfile:8',
      '  8 | >>> RUN make\t',
      '',
    )
    expect(lines).toEqual([
      'WARNING: No output specified',
      '',
      '#1 [build 2/4] RUN make',
      '#1 ERROR: exit code: 2',
      '',
      'Dockerfile:8',
      '  8 | >>> RUN make\t',
      '',
    ])
  })

  it('shows warnings', () => {
    const short = Buffer.from('NoEmptyContinuation: Empty continuation line (line 3)')
    const warning = { vertex: make, short: short.toString('base64') }
    const lines = show(vertex(make, { started: 0 }), { warnings: [warning] })
    expect(lines[1]).toBe('#1 WARN: NoEmptyContinuation: Empty continuation line (line 3)')
  })

  it('shows events of a vertex that the stream never named', () => {
    expect(show(log('sha256:1', 1, 'line\n'))).toContain('#1 0.000 line')
  })
})

describe('the live log of a vertex that starts again', () => {
  it('stays CACHED while its layer is pulled, and shows the pull', () => {
    const lines = show(
      vertex(make, { started: 0, completed: 0, cached: true }),
      vertex(make, { started: 1, inputs: [] }),
      progress(make, 'extracting sha256:1', { started: 1, seconds: 2, completed: 2 }),
      vertex(make, { started: 1, completed: 2, inputs: [] }),
      vertex(make, { started: 3, completed: 4, inputs: [] }),
    )
    expect(lines.slice(1)).toEqual(['#1 CACHED', '#1 extracted 1 layer 1.0s'])
  })

  it('ends a second time only when it has new lines', () => {
    const image = 'exporting to image'
    const lines = show(
      vertex(image, { started: 0, completed: 1, inputs: [] }),
      vertex(image, { started: 1, inputs: [] }),
      vertex(image, { started: 1, completed: 2, inputs: [] }),
      vertex(image, { started: 3, inputs: [] }),
      progress(image, 'pushing layers', { started: 3, seconds: 5, completed: 5 }),
      vertex(image, { started: 3, completed: 5, inputs: [] }),
      vertex(image, { started: 3, completed: 5, inputs: [] }),
    )
    expect(lines.slice(1)).toEqual(['#1 DONE 1.0s', '#1 pushing layers 2.0s done', '#1 DONE 4.0s'])
  })

  it('has no error when a cached result could not be loaded and the step ran instead', () => {
    const error = 'blob not found'
    const lines = show(
      vertex(make, { started: 0, cached: true }),
      vertex(make, { started: 0, completed: 1, cached: true, error }),
      vertex(make, { started: 1, error }),
      log(make, 2, 'compiling\n'),
      vertex(make, { started: 1, completed: 3 }),
    )
    expect(lines.slice(1)).toEqual(['#1 1.000 compiling', '#1 DONE 3.0s'])
  })

  it('does not show the same ending twice', () => {
    const lines = show(
      vertex(make, { started: 0, completed: 0.02, inputs: [] }),
      vertex(make, { started: 1, inputs: [] }),
      progress(make, 'sha256:1', { started: 1, seconds: 1, completed: 1.02 }),
      vertex(make, { started: 1, completed: 1.02, inputs: [] }),
    )
    expect(lines.slice(1)).toEqual(['#1 DONE 0.0s', '#1 downloaded 1 layer'])
  })

  it('ends in an error that arrives after its end, once', () => {
    const error = 'failed to push'
    const lines = show(
      vertex(make, { started: 0, completed: 1 }),
      vertex(make, { started: 1, completed: 2, error }),
      vertex(make, { started: 1, completed: 2, error }),
    )
    expect(lines.slice(1)).toEqual(['#1 DONE 1.0s', '#1 ERROR: failed to push'])
  })

  it('ends in its error once even if a line arrives late', () => {
    const failed = vertex(make, { started: 0, completed: 1, error: 'exit code: 2' })
    const lines = show(failed, log(make, 1, 'late\n'), failed)
    expect(lines.slice(1)).toEqual(['#1 ERROR: exit code: 2', '#1 1.000 late'])
  })

  it('is not DONE when only its metadata was resolved', () => {
    const context = '[internal] load build context'
    const lines = show(
      vertex(context, { started: 0, completed: 0.001, inputs: [] }),
      vertex(context, { started: 1, inputs: [] }),
      vertex(context, { started: 1, completed: 2, inputs: [] }),
    )
    expect(lines).toEqual(['#1 [internal] load build context', '#1 DONE 1.0s'])
  })
})

describe('the live log of COPY --link', () => {
  const group = { id: 'group', name: '[2/2] COPY --link a b' }
  const copy = (options: object) =>
    vertex('[2/2] COPY --link a b', { ...options, progressGroup: group })
  const merge = (options: object) =>
    vertex('[2/2] LINK COPY --link a b', { ...options, progressGroup: group })
  const merging = (completed: number) =>
    progress('[2/2] LINK COPY --link a b', 'merging', { started: 2, seconds: completed, completed })

  it('is one block', () => {
    const lines = show(
      together(merge({}), copy({})),
      copy({ started: 0, completed: 1 }),
      merge({ started: 1, completed: 2 }),
      merging(3),
    )
    expect(lines).toEqual(['#1 [2/2] COPY --link a b', '#1 DONE 1.0s'])
  })

  it('is one block even if an event about a pulled layer lacks the group', () => {
    const lines = show(
      together(merge({}), copy({})),
      copy({ started: 0, completed: 0, cached: true }),
      vertex('[2/2] COPY --link a b', { started: 1, completed: 2, inputs: [] }),
    )
    expect(lines).toEqual(['#1 [2/2] COPY --link a b', '#1 CACHED'])
  })

  it('is CACHED when the copy is cached, even if the merge runs again', () => {
    const lines = show(
      together(merge({}), copy({})),
      copy({ started: 0, completed: 0, cached: true }),
      merge({ started: 1, completed: 2 }),
    )
    expect(lines).toEqual(['#1 [2/2] COPY --link a b', '#1 CACHED'])
  })
})

describe('the progress of transfers in the live log', () => {
  const pull = (seconds: number, current: number, completed?: number) =>
    progress(make, 'sha256:1', {
      ...{ started: 0, seconds, current, total: 40_000_000 },
      ...(completed !== undefined && { completed }),
    })

  it('has one line for a short part', () => {
    const send = (seconds: number, completed?: number) =>
      progress(make, 'transferring context:', {
        ...{ started: 0, seconds, current: seconds * 1_000_000 },
        ...(completed !== undefined && { completed }),
      })
    const lines = show(vertex(make, { started: 0 }), send(1), send(3), send(4, 4), send(4, 4))
    expect(lines.slice(1)).toEqual(['#1 transferring context: 4.00MB 4.0s done'])
  })

  it('counts layers of unknown size as 0 bytes', () => {
    const layer = {
      id: 'sha256:1',
      vertex: make,
      timestamp: at(1),
      started: at(0),
      completed: at(1),
    }
    const lines = show(
      vertex(make, { started: 0 }),
      { statuses: [layer] },
      progress(make, 'sha256:2', { started: 0, seconds: 1, completed: 1, current: 1_000_000 }),
      vertex(make, { started: 0, completed: 1 }),
    )
    expect(lines[1]).toBe('#1 downloaded 2 layers 1.00MB 1.0s')
  })

  it('has one line for all quick pulls of layers, and one for their extraction', () => {
    const layers = (work: string, seconds: number, completed?: number) =>
      together(
        ...['1', '2', '3'].map((layer) =>
          progress(make, `${work}sha256:${layer}`, {
            ...{ started: 0, seconds, current: seconds * 1_000_000, total: 4_000_000 },
            ...(completed !== undefined && { completed }),
          }),
        ),
      )
    const lines = show(
      vertex(make, { started: 0 }),
      ...[0, 1, 2, 3].map((seconds) => layers('', seconds)),
      layers('', 4, 4),
      vertex(make, { started: 0, completed: 4 }),
      vertex(make, { started: 4 }),
      layers('extracting ', 4.5, 4.5),
      vertex(make, { started: 4, completed: 4.5 }),
    )
    expect(lines.slice(1)).toEqual([
      '#1 downloaded 3 layers 12.00MB 4.0s',
      '#1 DONE 4.0s',
      '#1 extracted 3 layers 13.50MB 4.5s',
      '#1 DONE 4.5s',
    ])
  })

  it.each([
    ['writing layer sha256:', 'wrote'],
    ['loading layer ', 'loaded'],
  ])('has one line for all parts that are called "%s…"', (work, done) => {
    const part = (id: number) =>
      progress(make, `${work}${id}`, { started: 0, seconds: 1, completed: 1 })
    const lines = show(
      together(vertex(make, { started: 0 }), part(1), part(2)),
      vertex(make, { started: 0, completed: 1 }),
    )
    expect(lines.slice(1)).toEqual([`#1 ${done} 2 layers 1.0s`, '#1 DONE 1.0s'])
  })

  it('is shown after five seconds, and again each time its duration has doubled', () => {
    const lines = show(
      vertex(make, { started: 0 }),
      ...Array.from({ length: 99 }, (_, seconds) => pull(seconds, seconds * 100_000)),
      pull(99, 40_000_000, 99),
      vertex(make, { started: 0, completed: 99 }),
    )
    expect(lines.slice(1)).toEqual([
      '#1 downloading 1 layer 500.00kB / 40.00MB 5.0s',
      '#1 downloading 1 layer 1.00MB / 40.00MB 10.0s',
      '#1 downloading 1 layer 2.00MB / 40.00MB 20.0s',
      '#1 downloading 1 layer 4.00MB / 40.00MB 40.0s',
      '#1 downloading 1 layer 8.00MB / 40.00MB 80.0s',
      '#1 downloaded 1 layer 40.00MB 99.0s',
      '#1 DONE 99.0s',
    ])
  })

  it('does not show a reference that is resolved quickly', () => {
    const resolve = (seconds: number) =>
      progress(make, 'resolve docker.io/library/a', { started: 0, seconds, completed: seconds })
    expect(show(vertex(make, { started: 0 }), resolve(1))).toHaveLength(1)
  })

  it.each([
    [0, ''],
    [329, ' 329B'],
    [999, ' 999B'],
    [1000, ' 1.00kB'],
    [1_982_653, ' 1.98MB'],
    [3_200_000_000, ' 3.20GB'],
  ])('shows %d bytes of unknown total as %j', (current, text) => {
    const lines = show(
      vertex(make, { started: 0 }),
      progress(make, 'transferring context:', { started: 0, seconds: 0, completed: 0, current }),
    )
    expect(lines[1]).toBe(`#1 transferring context:${text} done`)
  })
})

describe('the live log of a push', () => {
  const image = 'exporting to image'
  const push = (seconds: number, completed?: number) =>
    progress(image, 'pushing layers', {
      ...{ started: 10, seconds },
      ...(completed !== undefined && { completed }),
    })
  const exported = [
    vertex(image, { started: 0, completed: 1.2 }),
    vertex(image, { started: 10 }),
    push(10),
  ]

  it('names the registry at the start, since a push may hang', () => {
    const lines: string[] = []
    const live = createLiveLog((text) => lines.push(text), ['ghcr.io', 'docker.io'])
    for (const event of exported) live.status(event)
    expect(lines.join('')).toBe(
      '#1 exporting to image\n#1 DONE 1.2s\n#1 pushing layers to ghcr.io, docker.io\n',
    )
    live.status(push(10.1, 10.1))
    expect(lines.at(-1)).toBe('#1 pushing layers 0.1s done\n')
  })

  it('after a silence, names what is running and for how long', () => {
    const lines: string[] = []
    const live = createLiveLog((text) => lines.push(text), ['ghcr.io'])
    for (const event of exported) live.status(event)
    live.status(vertex(make, { started: 10 }))
    lines.splice(0)
    live.remind(60_000)
    expect(lines.join('')).toBe('#2 still running after 60 s\n#1 pushing layers to ghcr.io 60.0s\n')
    lines.splice(0)
    live.remind(120_000)
    expect(lines.join('')).toContain('#1 pushing layers to ghcr.io 120.0s\n')
  })

  it('reports that nothing is running', () => {
    const lines: string[] = []
    const live = createLiveLog((text) => lines.push(text))
    live.status(vertex(make, { started: 0, completed: 1 }))
    lines.splice(0)
    live.remind(60_000)
    expect(lines.join('')).toBe('\nbuildx has reported nothing for 60 s, and no step runs.\n')
  })
})
