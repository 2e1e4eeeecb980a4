import { describe, expect, it } from '@jest/globals'
import { createRecorder } from '../../src/record/recorder.ts'
import { record } from '../helpers/recorded-streams.ts'
import { announced, at, log, progress, vertex } from '../helpers/stream-events.ts'

const run = '[1/1] RUN make'

describe('the status of a step', () => {
  it.each([
    ['not-started', 'it was only registered', [vertex(run)]],
    [
      'executed',
      'it started and ended',
      [vertex(run), vertex(run, { started: 1 }), vertex(run, { started: 1, completed: 3 })],
    ],
    [
      'executed',
      'it ended and had started again when the stream ended',
      [vertex(run, { started: 1, completed: 2 }), vertex(run, { started: 3, inputs: [] })],
    ],
    ['executed', 'the updates were collapsed to one', [vertex(run, { started: 1, completed: 3 })]],
    [
      'cached',
      'its result was loaded',
      [
        vertex(run, { started: 1, cached: true }),
        vertex(run, { started: 1, completed: 1, cached: true }),
      ],
    ],
    [
      'cached',
      'its layer was pulled later, in events without the cached flag and without inputs',
      [
        vertex(run, { started: 1, completed: 1, cached: true }),
        vertex(run, { started: 2, inputs: [] }),
        vertex(run, { started: 2, completed: 4, inputs: [] }),
      ],
    ],
    [
      'executed',
      'its result could not be loaded and it ran instead, with the error still in the start event',
      [
        vertex(run, { started: 1, cached: true }),
        vertex(run, { started: 1, completed: 2, cached: true, error: 'blob not found' }),
        vertex(run, { started: 3, error: 'blob not found' }),
        vertex(run, { started: 3, completed: 4 }),
      ],
    ],
    [
      'failed',
      'its result could not be loaded and it failed when it ran',
      [
        vertex(run, { started: 1, completed: 2, cached: true, error: 'blob not found' }),
        vertex(run, { started: 3, completed: 4, error: 'exit code: 1' }),
      ],
    ],
    [
      'cached',
      'its result could not be loaded, but an equal one could',
      [
        vertex(run, { started: 1, completed: 2, cached: true, error: 'blob not found' }),
        vertex(run, { started: 3, completed: 4, cached: true }),
      ],
    ],
    [
      'canceled',
      'the user stopped it while its result was loaded',
      [vertex(run, { started: 1, completed: 2, cached: true, error: 'context canceled' })],
    ],
    [
      'canceled',
      'the stream ended while its result was loaded',
      [vertex(run, { started: 1, cached: true })],
    ],
    [
      'failed',
      'it ended in its own error, whatever follows',
      [
        vertex(run, { started: 1, completed: 2, error: 'exit code: 1' }),
        vertex(run, { started: 3, completed: 4, inputs: [] }),
      ],
    ],
    [
      'canceled',
      'another failed',
      [vertex(run, { started: 1, completed: 2, error: 'process "x": context canceled' })],
    ],
    ['canceled', 'the stream ended while it ran', [vertex(run, { started: 1 })]],
  ] as const)('is %s when %s', (status, _why, events) => {
    expect(record(events).steps).toMatchObject([{ name: 'RUN make', status }])
  })
})

describe('what counts as a step', () => {
  it.each([
    ['a source has no inputs', vertex('[1/2] FROM alpine', { inputs: [] })],
    ['an internal vertex', vertex('[internal] load build context')],
    ['an internal vertex of a platform', vertex('[linux/amd64 internal] load metadata for x')],
    ['the merge of COPY --link', vertex('[2/2] LINK COPY --link a b')],
    ['the merge of a COPY --link in ONBUILD', vertex('[2/2] ONBUILD LINK COPY --link a b')],
    ['exporting', vertex('exporting to image')],
  ])('is not: %s', (_name, event) => {
    const { steps, total, percent, hit } = record([event])
    expect({ steps, total, percent, hit }).toEqual({ steps: [], total: 0, percent: 0, hit: false })
  })

  it('is a vertex whose inputs come only in a later event', () => {
    const events = [vertex(run, { inputs: [] }), vertex(run)]
    expect(record(events).total).toBe(1)
  })

  it('keeps its name when a later event has none', () => {
    expect(record([vertex(run), { vertexes: [{ digest: run }] }]).total).toBe(1)
  })

  it('is each digest once, even when two have the same name', () => {
    const events = [
      vertex(run, { digest: 'a' }),
      vertex(run, { digest: 'b' }),
      vertex(run, { digest: 'a' }),
    ]
    expect(record(events).total).toBe(2)
  })
})

describe('the percent', () => {
  const step = (index: number, options: Parameters<typeof vertex>[1]) =>
    vertex(`[${index}/9] RUN ${index}`, { started: 1, completed: 2, ...options })

  it('is rounded down and leaves out steps that were canceled or never started', () => {
    const events = [
      step(1, { cached: true }),
      step(2, { cached: true }),
      step(3, {}),
      step(4, { error: 'context canceled' }),
      vertex('[5/9] RUN 5'),
    ]
    expect(record(announced(events))).toMatchObject({
      total: 5,
      cached: 2,
      executed: 1,
      percent: 66,
    })
  })

  it('counts a failed step as a miss', () => {
    const events = [step(1, { cached: true }), step(2, { error: 'exit code: 1' })]
    expect(record(events)).toMatchObject({ cached: 1, failed: 1, percent: 50, hit: false })
  })

  it('is 100 without a hit when a step was canceled', () => {
    const events = [step(1, { cached: true }), step(2, { error: 'context canceled' })]
    expect(record(events)).toMatchObject({ percent: 100, hit: false })
  })
})

describe('the order of steps', () => {
  it('follows the dependencies of stages, through vertices that are no steps, then number, then platform', () => {
    const named = (name: string, digest: string, ...inputs: string[]) =>
      vertex(name, { digest, inputs: ['source', ...inputs] })
    const events = [
      named('[linux/arm64 a-last 2/2] RUN 6', 'last2-arm', 'last1'),
      named('[linux/amd64 a-last 2/2] RUN 5', 'last2-amd', 'last1'),
      named('[a-last 1/2] RUN 4', 'last1', 'internal'),
      named('[internal] setting cache mount permissions', 'internal', 'middle'),
      named('[m-middle 1/1] RUN 3', 'middle', 'first10'),
      named('[z-first 10/10] RUN 2', 'first10', 'first9'),
      named('[z-first  9/10] RUN 1', 'first9'),
    ]
    const order = ['RUN 1', 'RUN 2', 'RUN 3', 'RUN 4', 'RUN 5', 'RUN 6']
    expect(record(events).steps.map(({ name }) => name)).toEqual(order)
    expect(record(events.toReversed()).steps.map(({ name }) => name)).toEqual(order)
  })

  it('is defined even for stages, or internal vertices, that use each other', () => {
    const events = [
      vertex('[a 1/1] RUN a', { inputs: ['[b 1/1] RUN b', '[internal] c'] }),
      vertex('[b 1/1] RUN b', { inputs: ['[a 1/1] RUN a'] }),
      vertex('[internal] c', { inputs: ['[internal] d'] }),
      vertex('[internal] d', { inputs: ['[internal] c'] }),
      vertex('[c 1/1] RUN c', { inputs: ['[a 1/1] RUN a'] }),
    ]
    expect(record(events).steps.map(({ name }) => name)).toEqual(['RUN a', 'RUN b', 'RUN c'])
  })
})

describe('seconds', () => {
  it('of a step are the time in which it ran, with overlaps counted once', () => {
    const events = [
      vertex(run, { started: 1, completed: 3 }),
      vertex(run, { started: 2, completed: 4 }),
      vertex(run, { started: 10, completed: 10.5 }),
    ]
    expect(record(events).steps[0]?.seconds).toBe(3.5)
  })

  it('of a step that was still running last until the last event of the stream', () => {
    const events = [vertex(run, { started: 1 }), log(run, 7.25, 'line\n')]
    expect(record(events).steps[0]?.seconds).toBe(6.25)
    const later = progress(run, 'sha256:1', { started: 8, seconds: 9 })
    expect(record([...events, later]).steps[0]?.seconds).toBe(8)
  })

  it('of building leave out exports of the result and waiting for the daemon', () => {
    const events = [
      vertex('[internal] waiting for connection', { started: 0, completed: 5 }),
      vertex('[internal] load build context', { started: 10, completed: 12 }),
      vertex('[1/2] RUN a', { started: 11, completed: 13 }),
      vertex('exporting to image', { started: 20, completed: 21 }),
      vertex('resolving provenance for metadata file', { started: 30, completed: 31 }),
    ]
    expect(record(events).seconds).toEqual({
      loadingContext: 2,
      building: 1,
      exporting: 1,
      pushing: 0,
      exportingCache: 0,
    })
  })

  it('separate pushing from exporting, and count layers that are pushed at the same time once', () => {
    const image = 'exporting to image'
    const push = (id: string, started: number, completed: number) =>
      progress(image, id, { started, seconds: completed, completed })
    const events = [
      vertex(image, { started: 0, completed: 2 }),
      vertex(image, { started: 2, completed: 9 }),
      push('exporting layers', 0, 2),
      push('pushing layers', 3, 6),
      push('pushing layers', 3, 6),
      push('pushing manifest for example.com/a@sha256:1', 5, 8),
    ]
    expect(record(events).seconds).toMatchObject({ exporting: 4, pushing: 5 })
  })

  it('of merging the pushes of several nodes count as pushing', () => {
    const merging = 'merging manifest list example.com/app:latest'
    const { seconds } = record([vertex(merging, { started: 0, completed: 2 })])
    expect(seconds).toMatchObject({ building: 0, exporting: 0, pushing: 2, exportingCache: 0 })
  })

  it.each([
    'exporting cache to registry',
    'exporting cache to client directory',
    'exporting cache to Amazon S3',
    'exporting to GitHub Actions Cache',
  ])('of "%s" count as exporting cache', (name) => {
    const { seconds } = record([vertex(name, { started: 0, completed: 2 })])
    expect(seconds).toMatchObject({ building: 0, exporting: 0, pushing: 0, exportingCache: 2 })
  })
})

describe('a cache source', () => {
  const source = (options: Parameters<typeof vertex>[1]) =>
    record([vertex('importing cache manifest from example.com/a:cache', options)]).sources

  it.each([
    ['imported', { completed: 2 }],
    ['unfinished', {}],
    ['unfinished', { completed: 2, error: 'context canceled' }],
    ['missing', { completed: 2, error: 'example.com/a:cache: not found' }],
    ['refused', { completed: 2, error: 'unexpected status: 401 Unauthorized' }],
    [
      'refused',
      { completed: 2, error: 'pull access denied, repository does not exist: not found' },
    ],
    ['failed', { completed: 2, error: 'dial tcp: connect: connection refused' }],
  ])('is %s after %j', (status, options) => {
    expect(source({ started: 1, ...options })).toMatchObject([
      { name: 'example.com/a:cache', status },
    ])
  })

  it.each([
    ['missing', '%: not found'],
    [
      'missing',
      'unexpected status from HEAD request to https://example.com/v2/403/manifests/pr-403: 404 Not Found',
    ],
    [
      'missing',
      'https response error StatusCode: 404, RequestID: 403, api error NotFound: Not Found',
    ],
    [
      'missing',
      'could not read /cache-403/index.json: open /cache-403/index.json: no such file or directory',
    ],
    [
      'refused',
      'unexpected status from HEAD request to https://example.com/v2/a/manifests/pr-404: 403 Forbidden',
    ],
    ['refused', 'failed to authorize: failed to fetch anonymous token: 401 Unauthorized'],
    [
      'refused',
      'https response error StatusCode: 403, RequestID: 404, api error AccessDenied: Access Denied',
    ],
    ['refused', 'RESPONSE 403: 403 This request is not allowed'],
    ['failed', '%: dial tcp 127.0.0.1:404: connect: connection refused'],
    ['failed', 'Head "https://example.com/v2/denied/manifests/pr-404": connection refused'],
    ['failed', 'error getting credentials: executable file not found in $PATH'],
  ])('is %s after %j, whatever its name contains', (status, error) => {
    for (const name of ['example.com/a:pr-401', 'example.com/403/a:pr-404', 'x/denied:not-found']) {
      const event = vertex(`importing cache manifest from ${name}`, {
        ...{ started: 1, completed: 2 },
        error: `failed to configure registry cache importer: ${error.replace('%', name)}`,
      })
      expect(record([event]).sources).toMatchObject([{ name, status }])
    }
  })

  it('is unfinished when it started again and did not end', () => {
    const name = 'importing cache manifest from x'
    const events = [vertex(name, { started: 1, completed: 2 }), vertex(name, { started: 3 })]
    expect(record(events).sources).toMatchObject([{ status: 'unfinished' }])
  })

  it('has its duration and its error', () => {
    expect(source({ started: 1, completed: 2.5, error: 'boom' })).toEqual([
      { name: 'example.com/a:cache', status: 'failed', seconds: 1.5, error: 'boom' },
    ])
  })
})

describe('the failure', () => {
  const broken = (name: string, completed: number, error = `${name} failed`) =>
    vertex(name, { started: 0, completed, error })

  it('is the step that failed first, with its last output', () => {
    const events = [
      log('[linux/amd64 b 1/1] RUN b', 1, 'working\n\u001b[31mno\u001b[0m\n'),
      broken('exporting to image', 1),
      broken('[a 1/1] RUN a', 3),
      broken('[linux/amd64 b 1/1] RUN b', 2),
      broken('[c 1/1] RUN c', 1, 'context canceled'),
      broken('importing cache manifest from x', 0.5),
    ]
    expect(record(events).failure).toEqual({
      name: '[linux/amd64 b 1/1] RUN b',
      error: '[linux/amd64 b 1/1] RUN b failed',
      lastOutput: ['working', 'no'],
      step: { name: 'RUN b', stage: 'b', platform: 'linux/amd64' },
    })
  })

  it.each([
    ['[internal] load metadata for x', '[auth] x:pull token for example.com'],
    ['exporting to image', 'exporting cache to registry'],
  ])('is %s rather than %s', (name, other) => {
    const { failure } = record([broken(other, 1), broken(name, 2)])
    expect(failure?.name).toBe(name)
    expect(failure).not.toHaveProperty('step')
  })

  it.each([
    [['type=registry,ref=a,ignore-error=true'], undefined],
    [['type=registry,ref=a,ignore-error=true', 'type=gha, ignore-error = 1 '], undefined],
    [['type=registry,ref=a,ignore-error=true', 'type=gha'], 'exporting cache to registry'],
    [['type=registry,ref=a,ignore-error=false'], 'exporting cache to registry'],
    [[], 'exporting cache to registry'],
  ])('is the cache export only when its errors count: %j', (cacheTo, name) => {
    const recorder = createRecorder({ noCache: false, noCacheFilters: [], cacheTo })
    recorder.status(broken('exporting cache to registry', 1))
    expect(recorder.result().failure?.name).toBe(name)
  })

  it('has only the reason that buildx gives, whatever its line ends', () => {
    const events = [
      broken('[a 1/1] RUN a', 1, 'a failed'),
      broken('[b 1/1] RUN b', 2, 'b\r\nfailed'),
    ]
    expect(record(events, { reason: 'ERROR: failed to build: b\nfailed' }).failure?.name).toBe(
      '[b 1/1] RUN b',
    )
    expect(record(events, { reason: 'ERROR: no connection' })).not.toHaveProperty('failure')
    expect(record(events, { reason: '' })).not.toHaveProperty('failure')
  })

  it('is not a result that could not be loaded and was built instead', () => {
    const events = [
      vertex(run, { started: 1, completed: 2, cached: true, error: 'blob not found' }),
      vertex(run, { started: 3, error: 'blob not found' }),
      vertex(run, { started: 3, completed: 4 }),
    ]
    expect(record(events)).not.toHaveProperty('failure')
    expect(record(events)).toMatchObject({ hit: false, percent: 0, executed: 1 })
  })

  describe('of an export has the status that a registry answered, beside its words', () => {
    const put = 'unexpected status from PUT request to http://example.com/v2/a/manifests/1'
    const post = 'unexpected status from POST request to http://example.com/v2/a/blobs/uploads/'
    const errorOf = (error: string, output: string, name = 'exporting to image') =>
      record([log(name, 1, output), broken(name, 2, error)]).failure?.error

    // As BuildKit v0.34.2 writes it.
    const commit = `error: failed commit on ref "manifest-sha256:3d2a": ${put}`
    it.each([
      [
        'unknown',
        `${commit}: 502 Bad Gateway\nunknown\nretrying in 4s\n${commit}: 503 Service Unavailable\nunknown\n`,
        `${put}: 503 Service Unavailable (unknown)`,
      ],
      [
        'errors:\nunknown\nunavailable: x\n',
        `${commit}: 500 Internal Server Error\nerrors:\nunknown\nunavailable: x\n\n`,
        `${put}: 500 Internal Server Error (errors: unknown unavailable: x)`,
      ],
      [
        'unavailable: of this one',
        `error: ${post}: 520 \nunavailable: of this one\nretrying in 1s\nerror: ${post}: 502 Bad Gateway\nunknown: of another\nretrying in 1s\n`,
        `${post}: 520 (unavailable: of this one)`,
      ],
    ])('%j', (words, output, text) => {
      expect(errorOf(`failed to push example.com/a:1: ${words}`, output)).toBe(
        `failed to push example.com/a:1: ${text}`,
      )
    })

    it.each([
      [
        'the error has it',
        `failed to push a: ${put}: 502 Bad Gateway`,
        `${commit}: 502 Bad Gateway`,
      ],
      ['another error ended it', 'failed to push a: denied', `${commit}: 502 Bad Gateway\nunknown`],
      ['it printed nothing', 'failed to push a: unknown', ''],
    ])('but stays as it is when %s', (_, error, output) => {
      expect(errorOf(error, output)).toBe(error)
    })

    it('but not that which the program of a step prints', () => {
      const error = 'process "/bin/sh -c push" did not complete successfully: exit code: 1'
      const output = `error: ${put}: 502 Bad Gateway\nexit code: 1\n`
      expect(errorOf(error, output, '[a 1/1] RUN push')).toBe(error)
    })
  })

  it('is never a cache import', () => {
    expect(record([broken('importing cache manifest from x', 1)])).not.toHaveProperty('failure')
  })
})

describe('the last output of a failed step', () => {
  const failed = vertex(run, { started: 0, completed: 9, error: 'exit code: 1' })
  const lastOutput = (...pieces: readonly (string | Buffer)[]) =>
    record([...pieces.map((piece) => log(run, 1, piece)), failed]).failure?.lastOutput

  it('is its last twenty lines, however they are split into pieces', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index} ☃`)
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    const pieces = [...bytes].map((byte) => Buffer.of(byte))
    expect(lastOutput(bytes)).toEqual(lines.slice(-20))
    expect(lastOutput(...pieces)).toEqual(lines.slice(-20))
  })

  it('keeps a last line without its line break', () => {
    expect(lastOutput('one\n', 'two')).toEqual(['one', 'two'])
  })

  it('is the last state of a progress bar', () => {
    expect(lastOutput('  1%\r', ' 50%\r', '100%\r\n', 'done\n')).toEqual(['100%', 'done'])
    expect(lastOutput('\u001b[1Gdownload 10%\u001b[1Gdownload 50%\u001b[0K\u001b[1Gdone')).toEqual([
      'done',
    ])
  })

  it('is truncated to its end when it is very long', () => {
    const noise = `${'x'.repeat(99)}\n`.repeat(20_000)
    expect(lastOutput(noise, 'y'.repeat(5000), '\n', 'the end\n')?.slice(-2)).toEqual([
      'y'.repeat(1000),
      'the end',
    ])
    expect(lastOutput(...Array(2000).fill(`${'x'.repeat(999)}\n`), 'the end\n')?.at(-1)).toBe(
      'the end',
    )
  })

  it('has no part of a word at either end where it is truncated, as it may be of a secret', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `secret-${index}`)
    const isWord = (word: string) => words.includes(word)
    const pieces = words.join(' ').match(/.{1,4099}/g) ?? []
    for (const output of [pieces, [words.join(' ')]]) {
      const [line = ''] = lastOutput(...output) ?? []
      expect(line.trim().split(' ').length).toBeGreaterThan(50)
      expect(line.trim().split(' ').every(isWord)).toBe(true)
    }
  })

  it('is released when a step succeeds, so that it takes no memory', () => {
    const succeeded = vertex(run, { started: 0, completed: 2 })
    expect(record([log(run, 1, 'fine\n'), succeeded, failed]).failure?.lastOutput).toEqual([])
  })

  it('is absent when it printed nothing', () => {
    expect(lastOutput()).toEqual([])
  })
})

describe('createRecorder', () => {
  it.each([
    ['ran', { completed: 1 }, { executed: 3000 }],
    ['were loaded', { completed: 0, cached: true }, { cached: 3000 }],
    ['did not start', undefined, { notStarted: 3000 }],
  ])('reads a chain of thousands of steps, deeper than the stack, that %s', (_, end, counts) => {
    const names = Array.from({ length: 3000 }, (_, index) => `[${index + 1}/3000] RUN ${index}`)
    const events = names.map((name, index) =>
      vertex(name, { inputs: [names[index - 1] ?? 'input'], ...(end && { started: 0, ...end }) }),
    )
    expect(record(announced(events))).toMatchObject({ total: 3000, ...counts })
  })

  it('can be queried while the build runs', () => {
    const recorder = createRecorder()
    recorder.status(vertex(run, { started: 1 }))
    expect(recorder.result()).toMatchObject({ running: [run], canceled: 1 })
    recorder.status(vertex(run, { started: 1, completed: 2 }))
    expect(recorder.result()).toMatchObject({ running: [], executed: 1 })
  })

  it('counts a vertex as running when it starts again at the moment at which it ended', () => {
    const events = [vertex(run, { started: 1, completed: 2 }), vertex(run, { started: 2 })]
    expect(record(events)).toMatchObject({ running: [run] })
  })

  it('has a result before any event', () => {
    expect(createRecorder().result()).toEqual({
      ...{ steps: [], total: 0, cached: 0, executed: 0, failed: 0, canceled: 0, notStarted: 0 },
      ...{ percent: 0, hit: false, sources: [], exports: [], pushed: [], running: [], tasks: [] },
      misses: [],
      slowest: [],
      seconds: { loadingContext: 0, building: 0, exporting: 0, pushing: 0, exportingCache: 0 },
      contextBytes: 0,
      joinedIntervals: new Map(),
      stepVertices: [],
      vertices: [],
    })
  })

  it('counts the layers of an OCI layout as sent by the client, and the others as pulled', () => {
    const layout = '[context lay] OCI load from client'
    const base = '[1/2] FROM busybox'
    const layer = (of: string, id: string, current: number) =>
      progress(of, `sha256:${id}`, { started: 0, seconds: 1, current })
    const events = [
      vertex(layout, { started: 0, inputs: [] }),
      vertex(base, { started: 0, inputs: [] }),
      ...[layer(layout, 'a', 10), layer(layout, 'a', 30), layer(layout, 'b', 5)],
      ...[layer(base, 'c', 7), layer('other', 'c', 8)],
    ]
    expect(record(events)).toMatchObject({ contextBytes: 35, pulledBytes: 8 })
    expect(record(events.slice(0, -2))).not.toHaveProperty('pulledBytes')
  })

  it('has no context bytes without an event about them', () => {
    const context = '[internal] load build context'
    const part = { id: 'transferring context:', vertex: context, timestamp: at(1) }
    const events = [vertex(context, { started: 0 }), { statuses: [part] }]
    expect(record(events).contextBytes).toBe(0)
  })

  it('has a result even if times are unreadable', () => {
    const event = { digest: run, name: run, inputs: ['a'], started: 'soon', completed: 'later' }
    expect(record([{ vertexes: [event] }])).toMatchObject({ executed: 1, steps: [{ seconds: 0 }] })
  })
})
