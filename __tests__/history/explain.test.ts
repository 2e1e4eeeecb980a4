import { describe, expect, it } from '@jest/globals'
import { explain, type Sources } from '../../src/history/explain.ts'
import type { HistoryRecord, UsageRecord } from '../../src/history/messages.ts'
import type { Operation } from '../../src/history/operations.ts'
import { buildGraph, type PastBuild, type RecordedBuild } from '../../src/history/past-build.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { findMisses } from '../../src/record/misses.ts'
import { readSteps } from '../../src/record/steps.ts'
import { recordFile } from '../helpers/recorded-streams.ts'
import { at, vertex } from '../helpers/stream-events.ts'

// Cases that are hard to produce on a real daemon. e2e/insight.test.ts has each reason on a real one.

const image = '[1/3] FROM example.com/base:1@sha256:aa'
const context = '[internal] load build context'
const copy = '[2/3] COPY a /'
const run = '[3/3] RUN make'

const attributes = new Map<string, string>()

interface Shape {
  readonly image?: string
  readonly run?: string
  /** Steps that came from cache. */
  readonly cached?: readonly string[]
  /** Steps that were only registered. */
  readonly unfinished?: readonly string[]
  readonly attributes?: Map<string, string>
  /** Digests that differ from build to build. */
  readonly session?: string
}

/** A build that copies a file and runs a command, and starts at this second. */
function build(seconds: number, shape: Shape = {}): PastBuild {
  const names = { image, run, ...shape }
  const digest = (name: string) => (name === names.image ? name : `${name} ${shape.session ?? ''}`)
  const done = (name: string, inputs: readonly string[]) =>
    vertex(name, {
      digest: digest(name),
      inputs: inputs.map(digest),
      ...(!shape.unfinished?.includes(name) && { started: seconds, completed: seconds + 2 }),
      cached: shape.cached?.includes(name) ?? false,
    })
  const events = [
    done(names.image, []),
    done(context, []),
    done(copy, [names.image, context]),
    done(names.run, [copy]),
  ]
  return graphOf(seconds, events, shape.attributes)
}

function graphOf(
  seconds: number,
  events: readonly SolveStatus[],
  given: HistoryRecord['attributes'] = attributes,
): PastBuild {
  const table = createVertexTable()
  for (const { vertexes = [] } of events) for (const each of vertexes) table.update(each)
  const record: HistoryRecord = {
    ref: String(seconds),
    attributes: given,
    images: [],
    createdAt: Date.parse(at(seconds)),
    completedAt: Date.parse(at(seconds + 3)),
    provenances: [],
    cachedVertices: 0,
    totalVertices: 0,
  }
  const graph = buildGraph(readSteps(table.all(), record.createdAt))
  return { record, isWhole: true, mayHaveRun: true, ...graph }
}

function sources(past: readonly PastBuild[] | undefined, more: Partial<Sources> = {}): Sources {
  return {
    past: async () => past,
    operations: async () => new Map(),
    usage: async () => [],
    ...more,
  }
}

async function reasons(own: RecordedBuild, from: Sources) {
  const misses = missesOf(own)
  await explain(misses, own, from)
  return misses.map(({ reason, detail }) => (detail ? `${reason} ${detail}` : reason))
}

/** The reasons that the stream alone gives. */
function missesOf({ steps, vertices }: RecordedBuild) {
  return [...findMisses(steps, [...vertices.values()], { noCache: false, noCacheFilters: [] })]
}

const result = (seconds: number, parents: readonly string[], description = copy): UsageRecord => ({
  ...{ id: String(seconds), parents, description, createdAt: Date.parse(at(seconds)) },
  ...{ inUse: false, uses: 1, size: 1 },
})

describe('a miss of a step that copies files', () => {
  const own = build(100, { session: 'b' })
  const past = [build(0, { session: 'a' })]

  it.each([
    ['its former result exists, on the same layer', [result(1, ['l']), result(101, ['l'])], true],
    ['an older result exists, on the same layer', [result(-50, ['l']), result(101, ['l'])], true],
    ['its former result exists, on another layer', [result(1, ['k']), result(101, ['l'])], false],
    ['its former result is gone', [result(101, ['l'])], false],
    ['its own result is gone', [result(1, ['l'])], false],
    ['both have no parent, and the time matches', [result(1, []), result(101, [])], true],
    ['both have no parent, and the time does not match', [result(50, []), result(101, [])], false],
    ['another step has that name', [result(1, ['l'], 'my COPY b /'), result(101, ['l'])], false],
  ])('when %s', async (_, usage, isProved) => {
    const found = await reasons(own, sources(past, { usage: async () => usage }))
    expect(found).toEqual([isProved ? 'context-changed' : 'unknown'])
  })
})

describe('a miss of a step that copies a here-document, when its former result exists', () => {
  const inline = '[internal] preparing inline document'
  const base = '[1/2] FROM example.com/base:1@sha256:aa'
  /** @param inputs what it copies, by name and digest */
  const copies = (
    seconds: number,
    inputs: Readonly<Record<string, string>>,
    given?: HistoryRecord['attributes'],
  ) => {
    const done = { started: seconds, completed: seconds + 2 }
    return graphOf(
      seconds,
      [
        vertex(base, { ...done, inputs: [] }),
        ...Object.entries(inputs).map(([name, digest]) =>
          vertex(name, { ...done, digest, inputs: [] }),
        ),
        vertex('[2/2] COPY a /', {
          ...{ ...done, digest: `copy ${seconds}`, inputs: [base, ...Object.values(inputs)] },
        }),
      ],
      given,
    )
  }
  const usage = async () => [result(1, ['l'], 'COPY a /'), result(101, ['l'], 'COPY a /')]
  const files = (seconds: number) => ({ [context]: `context ${seconds}` })
  const settings = '[internal] settings cache mount permissions'
  const epoch = (value: string) => new Map([['build-arg:SOURCE_DATE_EPOCH', value]])
  const operation = (rest: string): Operation => ({ variables: new Map(), rest })
  const known = (own: string, former: string): Partial<Sources> => ({
    operations: async ({ record: { ref } }) =>
      ref === '0'
        ? new Map([...entries('copy 0', ''), ...entries('a', former)])
        : new Map([...entries('copy 100', ''), ...entries('b', own)]),
  })
  const entries = (digest: string, rest: string) => [[digest, operation(rest)] as const]

  it.each<[string, string, PastBuild, PastBuild, Partial<Sources>?]>([
    [
      'unknown',
      'it has another text',
      copies(100, { [inline]: 'b' }),
      copies(0, { [inline]: 'a' }),
    ],
    [
      'unknown',
      'it has another text, and files are copied with it',
      copies(100, { [inline]: 'b', ...files(100) }),
      copies(0, { [inline]: 'a', ...files(0) }),
    ],
    [
      'unknown',
      'it has another text, and only the step itself is known, as with an older frontend',
      copies(100, { [inline]: 'b', ...files(100) }),
      copies(0, { [inline]: 'a', ...files(0) }),
      {
        operations: async ({ record: { ref } }) =>
          new Map([[ref === '0' ? 'copy 0' : 'copy 100', operation('')]]),
      },
    ],
    [
      'unknown',
      'a cache mount has another mode',
      copies(100, { [settings]: 'b', ...files(100) }),
      copies(0, { [settings]: 'a', ...files(0) }),
    ],
    [
      'unknown',
      'the files get another time',
      copies(100, files(100), epoch('18')),
      copies(0, files(0), epoch('17')),
    ],
    [
      'instruction-changed',
      'it is known to have another text',
      copies(100, { [inline]: 'b' }),
      copies(0, { [inline]: 'a' }),
      known('two', 'one'),
    ],
    [
      'context-changed',
      'it has the same text, and files are copied with it',
      copies(100, { [inline]: 'a', ...files(100) }),
      copies(0, { [inline]: 'a', ...files(0) }),
    ],
    [
      'context-changed',
      'it is known to have the same text, and files are copied with it',
      copies(100, { [inline]: 'b', ...files(100) }),
      copies(0, { [inline]: 'a', ...files(0) }),
      known('one', 'one'),
    ],
    [
      'context-changed',
      'the files get the same time',
      copies(100, files(100), epoch('17')),
      copies(0, files(0), epoch('17')),
    ],
  ])('is %s where %s', async (reason, _, own, former, more = {}) => {
    expect(await reasons(own, sources([former], { usage, ...more }))).toEqual([reason])
  })
})

describe('a miss of a command', () => {
  const cached = [copy]
  const operation = (variables: Record<string, string>, rest = ''): Operation => ({
    ...{ args: ['make'], variables: new Map(Object.entries(variables)), rest },
  })
  const operations = (now: Operation, before: Operation): Partial<Sources> => ({
    operations: async ({ record: { ref } }) =>
      ref === '100' ? new Map([[`${run} b`, now]]) : new Map([[`${run} a`, before]]),
  })
  const own = build(100, { cached, session: 'b', attributes: new Map([['build-arg:V', '2']]) })
  const past = [build(0, { session: 'a' })]

  it.each([
    ['argument V', operation({ V: '2' }), operation({ V: '1' })],
    ['variable W', operation({ W: '2' }), operation({ W: '1' })],
    ['argument V, variable W', operation({ V: '2' }), operation({ W: '1' })],
  ])('due to %s', async (detail, now, before) => {
    const found = await reasons(own, sources(past, operations(now, before)))
    expect(found).toEqual([`instruction-changed ${detail}`])
  })

  it('due to an argument whose value has a meaning in a replacement pattern', async () => {
    const arg = (value: string) => new Map([['build-arg:V', value]])
    const now = build(100, { cached, run: "[3/3] RUN make '$&$$'", attributes: arg('$&$$') })
    const former = build(0, { run: "[3/3] RUN make '1'", attributes: arg('1') })
    expect(await reasons(now, sources([former]))).toEqual(['instruction-changed argument V'])
  })

  it('due to something else in the instruction', async () => {
    const more = operations(operation({}, 'cwd /a'), operation({}, 'cwd /b'))
    expect(await reasons(own, sources(past, more))).toEqual(['instruction-changed'])
  })

  const epoch = (value: string) => new Map([['build-arg:SOURCE_DATE_EPOCH', value]])
  const mkdir = (timestamp: number) =>
    operation({}, JSON.stringify([{ Action: { mkdir: { path: '/a', timestamp } } }]))

  it.each([
    ['argument SOURCE_DATE_EPOCH', 'it is new', epoch('17'), new Map(), mkdir(17e9), mkdir(-1)],
    ['argument SOURCE_DATE_EPOCH', 'it is gone', new Map(), epoch('17'), mkdir(-1), mkdir(17e9)],
    ['argument SOURCE_DATE_EPOCH', 'changed', epoch('18'), epoch('17'), mkdir(18e9), mkdir(17e9)],
    ['', 'it is the same', epoch('17'), epoch('17'), mkdir(18e9), mkdir(17e9)],
    ['', 'something else changed', epoch('18'), epoch('17'), mkdir(18e9), operation({}, 'b')],
  ])('due to "%s" as the time of a file, when %s', async (detail, _, now, before, ours, theirs) => {
    const found = await reasons(
      build(100, { cached, session: 'b', attributes: now }),
      sources([build(0, { session: 'a', attributes: before })], operations(ours, theirs)),
    )
    expect(found).toEqual([detail ? `instruction-changed ${detail}` : 'instruction-changed'])
  })

  it('due to an argument whose value BuildKit used outside the text of the instruction', async () => {
    const arg = (value: string) => new Map([['build-arg:V', value]])
    const found = await reasons(
      build(100, { cached, session: 'b', attributes: arg('two') }),
      sources(
        [build(0, { session: 'a', attributes: arg('one') })],
        operations(operation({}, 'owner two'), operation({}, 'owner one')),
      ),
    )
    expect(found).toEqual(['instruction-changed argument V'])
  })

  it('is unknown when everything is the same except earlier results', async () => {
    const more = operations(operation({ V: '1' }), operation({ V: '1' }))
    expect(await reasons(own, sources(past, more))).toEqual(['unknown'])
  })

  it('that replaces another at the same position, and only there', async () => {
    const former = build(0, { run: '[3/3] RUN make 1' })
    expect(await reasons(own, sources([former]))).toEqual(['instruction-changed'])
  })

  it('is never reported as evicted when it uses a context', async () => {
    const same = build(0, { session: 'b' })
    expect(await reasons(own, sources([same]))).toEqual(['unknown'])
  })

  it('that no build has finished', async () => {
    expect(await reasons(own, sources([]))).toEqual(['never-built-here'])
  })

  it('is unknown when the earlier builds are unknown', async () => {
    expect(await reasons(own, sources(undefined))).toEqual(['unknown'])
  })

  it('is unknown when a build of unknown end could have finished the step', async () => {
    const cut = { ...build(50, { run: '[3/3] RUN make', unfinished: [run] }), isWhole: false }
    expect(await reasons(own, sources([cut]))).toEqual(['unknown'])
    // Details of an older build could be outdated.
    const former = build(0, { run: '[3/3] RUN make 1' })
    expect(await reasons(own, sources([cut, former]))).toEqual(['unknown'])
    expect(await reasons(own, sources([former, cut]))).toEqual(['instruction-changed'])
    expect(await reasons(own, sources([{ ...former, isWhole: false }]))).toEqual([
      'instruction-changed',
    ])
  })
})

describe('a miss after a change of the base image', () => {
  it('names the image without its digest', async () => {
    const now = build(100, { image: '[1/3] FROM example.com/base:1@sha256:bb', session: 'b' })
    expect(await reasons(now, sources([build(0)]))).toEqual([
      'base-image-changed example.com/base:1',
    ])
  })
})

describe('steps that platforms share', () => {
  /** Run once, for the platform that came first. */
  const shared = (seconds: number, platform: string, base: string) => {
    const from = `[${platform} build 1/2] FROM example.com/base:1@sha256:${base}`
    const done = { started: seconds, completed: seconds + 2 }
    return graphOf(seconds, [
      vertex(from, { ...done, inputs: [] }),
      vertex(context, { ...done, inputs: [] }),
      vertex(`[${platform} build 2/2] COPY a /`, { ...done, inputs: [from, context] }),
    ])
  }

  it('are recognized under the name of another platform', () => {
    const graphs = ['platforms-cold', 'platforms-again'].map((name) => {
      const { stepVertices, vertices } = recordFile(`${name}.rawjson`)
      return buildGraph({ steps: stepVertices, vertices })
    })
    const [cold, again] = graphs.map(({ steps, definitionOf }) =>
      steps.map(definitionOf).toSorted(),
    )
    expect(again).toEqual(cold)
    expect(new Set(cold).size).toBe(cold?.length)
    const places = graphs.map(({ byInstruction }) => [...byInstruction.keys()].toSorted())
    expect(places[1]).toEqual(places[0])
  })

  it('are compared with their earlier form under the name of another platform', async () => {
    const own = shared(100, 'linux/amd64', 'bb')
    expect(await reasons(own, sources([shared(0, 'linux/arm64', 'aa')]))).toEqual([
      'base-image-changed example.com/base:1',
    ])
    const usage = [result(1, ['l'], 'COPY a /'), result(101, ['l'], 'COPY a /')]
    const before = shared(0, 'linux/arm64', 'bb')
    expect(await reasons(own, sources([before], { usage: async () => usage }))).toEqual([
      'context-changed',
    ])
  })

  it('are compared with the replaced step under the name of another platform', async () => {
    const copies = (platform: string, text: string) =>
      graphOf(0, [
        vertex(context, { started: 0, completed: 1, inputs: [] }),
        vertex(`[${platform} build 2/2] ${text}`, { started: 0, completed: 1, inputs: [context] }),
      ])
    const before = copies('linux/arm64', 'COPY b /')
    expect(await reasons(copies('linux/amd64', 'COPY a /'), sources([before]))).toEqual([
      'instruction-changed',
    ])
  })
})

describe('reasons for many misses', () => {
  it('are available as soon as they are found, even if others take long or fail', async () => {
    const own = build(100, { image: '[1/3] FROM example.com/base:1@sha256:bb', session: 'b' })
    const [miss] = missesOf(own)
    const misses = [{ step: 1, reason: 'unknown' as const }, ...(miss ? [miss] : [])]
    const never = new Promise<never>(() => {})
    void explain(misses, own, sources([build(0)], { operations: () => never }))
    await new Promise(setImmediate)
    expect(misses.map(({ reason }) => reason)).toEqual(['unknown', 'base-image-changed'])

    misses.reverse()
    const fail = async () => {
      throw new Error('closed')
    }
    await explain(misses, own, sources([build(0)], { operations: fail }))
    expect(misses.map(({ reason }) => reason)).toEqual(['base-image-changed', 'unknown'])
  })

  it('take little time to find in builds with many steps', async () => {
    const steps = 400
    const large = (seconds: number, isThere: (index: number) => boolean) =>
      graphOf(
        seconds,
        Array.from({ length: steps }, (_, index) =>
          vertex(`[s${index} 1/1] RUN ${index}`, {
            ...{ started: seconds, completed: seconds + 1, digest: String(index) },
            inputs: [String(index - 1)],
          }),
        ).filter((_, index) => isThere(index)),
      )
    const isMissing = (index: number) => index % 40 === 39
    const own = large(100, () => true)
    const misses = own.steps.flatMap(({ step }, index) =>
      isMissing(Number(step.instruction.slice(4)))
        ? [{ step: index, reason: 'unknown' as const }]
        : [],
    )
    const past = Array.from({ length: 16 }, (_, index) => large(index, (each) => !isMissing(each)))
    const started = process.cpuUsage()
    await explain(misses, own, sources(past))
    expect(misses.map(({ reason }) => reason)).toEqual(Array(10).fill('never-built-here'))
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1e6).toBeLessThan(2)
  })
})
