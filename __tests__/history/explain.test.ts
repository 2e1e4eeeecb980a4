import { describe, expect, it } from '@jest/globals'
import { createVertexTable } from '../../src/buildx/vertex-table.ts'
import { findMisses } from '../../src/cache/misses.ts'
import { explain, type OwnBuild, type Sources } from '../../src/history/explain.ts'
import type { HistoryRecord, UsageRecord } from '../../src/history/messages.ts'
import { type Operation, readOperations } from '../../src/history/operations.ts'
import { buildGraph } from '../../src/history/past-build.ts'
import { savedTime } from '../../src/history/saved.ts'
import { at, vertex } from '../helpers/stream-events.ts'

// What a real daemon is hard to bring to. Each reason on a real daemon is in e2e/insight.test.ts.

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
  readonly attributes?: Map<string, string>
  /** Digests that differ from build to build. */
  readonly session?: string
}

/** A build that copies a file and runs a command, begun at so many seconds. */
function build(seconds: number, shape: Shape = {}): OwnBuild {
  const table = createVertexTable()
  const names = { image, run, ...shape }
  const digest = (name: string) => (name === names.image ? name : `${name} ${shape.session ?? ''}`)
  const done = (name: string, inputs: readonly string[]) =>
    vertex(name, {
      digest: digest(name),
      inputs: inputs.map(digest),
      started: seconds,
      completed: seconds + 2,
      cached: shape.cached?.includes(name) ?? false,
    })
  const events = [
    done(names.image, []),
    done(context, []),
    done(copy, [names.image, context]),
    done(names.run, [copy]),
  ]
  for (const { vertexes = [] } of events) for (const each of vertexes) table.update(each)
  const record: HistoryRecord = {
    ref: String(seconds),
    attributes: shape.attributes ?? attributes,
    images: [],
    createdAt: Date.parse(at(seconds)),
    completedAt: Date.parse(at(seconds + 3)),
    provenances: [],
    cachedVertices: 0,
    totalVertices: 0,
  }
  return { record, ...buildGraph(table.all()) }
}

function sources(past: readonly OwnBuild[], more: Partial<Sources> = {}): Sources {
  return {
    past: async () => past,
    operations: async () => new Map(),
    usage: async () => [],
    ...more,
  }
}

async function reasons(own: OwnBuild, from: Sources) {
  const found = findMisses(own.steps, own.vertices, { noCache: false, noCacheFilters: [] })
  return (await explain(found, own, from)).map(({ reason, detail }) =>
    detail ? `${reason} ${detail}` : reason,
  )
}

const result = (seconds: number, parents: readonly string[], description = copy): UsageRecord => ({
  ...{ parents, description, createdAt: Date.parse(at(seconds)), inUse: false, size: 1 },
})

describe('a miss of a step that takes files', () => {
  const own = build(100, { session: 'b' })
  const past = [build(0, { session: 'a' })]

  it.each([
    ['its former result is there, on the same layer', [result(1, ['l']), result(101, ['l'])], true],
    ['an older result is there, on the same layer', [result(-50, ['l']), result(101, ['l'])], true],
    ['its former result is there, on another layer', [result(1, ['k']), result(101, ['l'])], false],
    ['its former result is gone', [result(101, ['l'])], false],
    ['its own result is gone', [result(1, ['l'])], false],
    ['both are on none, and the time fits', [result(1, []), result(101, [])], true],
    ['both are on none, and the time does not fit', [result(50, []), result(101, [])], false],
    ['another one has that name', [result(1, ['l'], 'my COPY b /'), result(101, ['l'])], false],
  ])('when %s', async (_, usage, isProved) => {
    const found = await reasons(own, sources(past, { usage: async () => usage }))
    expect(found).toEqual([isProved ? 'context-changed' : 'unknown'])
  })
})

describe('a miss of a command', () => {
  const cached = [copy]
  const operation = (variables: Record<string, string>, rest = ''): Operation => ({
    ...{ args: ['make'], variables: new Map(Object.entries(variables)), rest },
  })
  const operations = (now: Operation, before: Operation): Partial<Sources> => ({
    operations: async ({ ref }) =>
      ref === '100' ? new Map([[`${run} b`, now]]) : new Map([[`${run} a`, before]]),
  })
  const own = build(100, { cached, session: 'b', attributes: new Map([['build-arg:V', '2']]) })
  const past = [build(0, { session: 'a' })]

  it.each([
    ['argument V', operation({ V: '2' }), operation({ V: '1' })],
    ['variable W', operation({ W: '2' }), operation({ W: '1' })],
    ['argument V, variable W', operation({ V: '2' }), operation({ W: '1' })],
  ])('of %s', async (detail, now, before) => {
    const found = await reasons(own, sources(past, operations(now, before)))
    expect(found).toEqual([`instruction-changed ${detail}`])
  })

  it('of something else about it', async () => {
    const more = operations(operation({}, 'cwd /a'), operation({}, 'cwd /b'))
    expect(await reasons(own, sources(past, more))).toEqual(['instruction-changed'])
  })

  it('is unknown when all is the same but what was made before', async () => {
    const more = operations(operation({ V: '1' }), operation({ V: '1' }))
    expect(await reasons(own, sources(past, more))).toEqual(['unknown'])
  })

  it('that stands where another one stood, and nowhere else', async () => {
    const former = build(0, { run: '[3/3] RUN make 1' })
    expect(await reasons(own, sources([former]))).toEqual(['instruction-changed'])
  })

  it('is never claimed to be evicted where a context went into it', async () => {
    const same = build(0, { session: 'b' })
    expect(await reasons(own, sources([same]))).toEqual(['unknown'])
  })

  it('that no build has finished', async () => {
    expect(await reasons(own, sources([]))).toEqual(['never-built-here'])
  })
})

describe('a miss behind another base image', () => {
  it('names the image without its digest', async () => {
    const now = build(100, { image: '[1/3] FROM example.com/base:1@sha256:bb', session: 'b' })
    expect(await reasons(now, sources([build(0)]))).toEqual([
      'base-image-changed example.com/base:1',
    ])
  })
})

describe('time saved', () => {
  it('is of the newest run, and counts what ran at the same time once', () => {
    const own = build(300, { cached: [copy, run] })
    const past = [build(200, { cached: [copy, run] }), build(100, { cached: [copy] }), build(0)]
    // Both ran for two seconds, but copying in an older build than making.
    expect(savedTime(own, past)).toEqual({
      secondsSaved: 4,
      savedSeconds: new Map([
        [0, 2],
        [1, 2],
      ]),
    })
    expect(savedTime(own, [build(0)])).toMatchObject({ secondsSaved: 2 })
  })

  it('is unknown when no cached step is known, and nothing when none is cached', () => {
    expect(savedTime(build(9, { cached: [copy] }), [])).toEqual({ savedSeconds: new Map() })
    expect(savedTime(build(9), [])).toEqual({ savedSeconds: new Map(), secondsSaved: 0 })
  })

  it('is not that of a step behind another base image', () => {
    const own = build(9, { cached: [copy] })
    const other = build(0, { image: '[1/3] FROM example.com/base:2@sha256:cc' })
    expect(savedTime(own, [other])).toEqual({ savedSeconds: new Map() })
  })
})

describe('readOperations', () => {
  const buildConfig = {
    llbDefinition: [
      { id: 's', op: { Op: { exec: { meta: { args: ['a'], env: ['B=c=d', 'E'] } } } } },
    ],
    digestMapping: { 'sha256:1': 's' },
  }

  it.each([
    ['SLSA 1', { buildDefinition: { internalParameters: { buildConfig } } }],
    ['SLSA 0.2', { buildConfig }],
  ])('reads %s', (_, predicate) => {
    expect(readOperations(JSON.stringify(predicate)).get('sha256:1')).toMatchObject({
      args: ['a'],
      variables: new Map([
        ['B', 'c=d'],
        ['E', ''],
      ]),
    })
  })

  const rest = (exec: object) =>
    readOperations(
      JSON.stringify({
        buildConfig: { ...buildConfig, llbDefinition: [{ id: 's', op: { Op: { exec } } }] },
      }),
    ).get('sha256:1')?.rest
  const cacheMount = (ID: string, sharing?: number) => ({
    mounts: [{ dest: '/c', cacheOpt: { ID, ...(sharing && { sharing }) } }],
  })

  it.each([
    ['a host', { meta: { extraHosts: [{ Host: 'a', IP: '1' }] } }, { meta: {} }],
    ['a ulimit', { meta: { ulimit: [{ Name: 'nofile' }] } }, { meta: {} }],
    ['the directory', { meta: { cwd: '/a' } }, { meta: { cwd: '/b' } }],
    ['the network', { network: 1 }, {}],
    ['a secret in the environment', { secretenv: [{ ID: 'a' }] }, {}],
    ['the namespace of cache mounts', cacheMount('/c'), cacheMount('n//c')],
    ['that a mount is a cache', cacheMount('n'), { mounts: [{ dest: '/c' }] }],
  ])('takes %s for what a result depends on', (_, now, before) => {
    expect(rest(now)).not.toBe(rest(before))
  })

  it.each([
    ["a host's address", 'extraHosts', [{ Host: 'a', IP: '1' }], [{ Host: 'a', IP: '2' }]],
    ['the proxy', 'proxy_env', { http_proxy: 'a' }, { http_proxy: 'b' }],
  ])('does not take %s for it', (_, name, now, before) => {
    expect(rest({ meta: { [name]: now } })).toBe(rest({ meta: { [name]: before } }))
  })

  it('does not take the id of a cache mount for it that is given', () => {
    expect(rest(cacheMount('n/one'))).toBe(rest(cacheMount('m/one')))
    expect(rest(cacheMount('/c', 1))).toBe(rest(cacheMount('n//c', 1)))
  })

  it('finds none where there are none', () => {
    expect(readOperations('{}')).toEqual(new Map())
  })
})
