import { describe, expect, it } from '@jest/globals'
import type { Operation } from '../../src/history/operations.ts'
import { readPastBuild } from '../../src/history/past-build.ts'
import {
  isUsedSince,
  mergeDescriptions,
  type Run,
  resultDescription,
  runsByDefinition,
  undecidedSteps,
} from '../../src/history/result-runs.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'
import { vertex } from '../helpers/stream-events.ts'

const image = 'FROM a@sha256:1'
const copy = '[1/2] COPY a /'
const make = '[2/2] RUN make'

interface Shape {
  /** Steps that came from cache. */
  readonly cached?: readonly string[]
  /** Makes digests of this build's own. */
  readonly session?: string
  readonly run?: string
}

/** A build that starts at this second: a file is copied, then a command runs for two seconds. */
function build(started: number, { cached = [], session = '', run = make }: Shape = {}) {
  const digest = (name: string) => (name === image ? name : `${name} ${session}`)
  const event = (name: string, at: number, inputs: readonly string[]) =>
    vertex(name, {
      ...{ digest: digest(name), inputs: inputs.map(digest), cached: cached.includes(name) },
      ...{ started: started + at, completed: started + at + 2 },
    })
  const events = [event(image, 0, []), event(copy, 0, [image, 'context']), event(run, 2, [copy])]
  const record = fakeRecord({ started, seconds: 5, events })
  return readPastBuild(record, record.log)
}

describe('the runs of a step', () => {
  it('are those of the builds in which it ran, by its definition', () => {
    const [first, second] = [build(0, { session: 'a' }), build(10, { cached: [copy] })]
    const runs = runsByDefinition([second, first])
    const found = first.steps.map((step) => runs.get(first.definitionOf(step)) ?? [])
    expect(found.map((each) => each.map((run) => run.build))).toEqual([[first], [second, first]])
    const [, [newest]] = found as [unknown, readonly Run[]]
    expect(newest?.step).toBe(second.steps[1])
    expect(newest?.intervals.map(({ start, end }) => end - start)).toEqual([2000])
  })
})

describe('the steps whose result only the store can tell', () => {
  const cached = [copy, make]
  const undecided = (own = build(100, { cached, session: 'own' }), past = [build(0)]) =>
    undecidedSteps(own, runsByDefinition(past)).map(({ step }) => step.instruction)

  it('are the cached ones that ran before', () => {
    expect(undecided()).toEqual(['COPY a /', 'RUN make'])
    expect(undecided(build(100, { cached: [copy] }))).toEqual(['COPY a /'])
    expect(undecided(undefined, [])).toEqual([])
    expect(undecided(undefined, [build(0, { run: '[2/2] RUN other' })])).toEqual(['COPY a /'])
  })

  it('leave out one whose inputs all have a digest', () => {
    const pinned = (started: number, isCached: boolean) => {
      const events = [
        vertex(image, { inputs: [], started, completed: started }),
        vertex(make, { inputs: [image], started, completed: started + 1, cached: isCached }),
      ]
      const record = fakeRecord({ started, events })
      return readPastBuild(record, record.log)
    }
    expect(undecided(pinned(100, true), [pinned(0, false)])).toEqual([])
    expect(undecided(pinned(100, true), [pinned(0, true)])).toEqual([])
  })
})

describe('the description of a result', () => {
  const describeRun = (run: string, args?: readonly string[]) => {
    const past = build(0, { run })
    const step = past.steps[1] as (typeof past.steps)[number]
    const operation: Operation = { variables: new Map(), rest: '', ...(args && { args }) }
    const operations = args && new Map([[step.facts.digest, operation]])
    return resultDescription({ build: past, step, intervals: [] }, () => operations)
  }

  it.each<[string, string, readonly string[] | undefined, string]>([
    ['has the words that the provenance gives', make, ['x', 'y z'], 'mount / from exec x y z'],
    ['has a shell without a provenance', make, undefined, 'mount / from exec /bin/sh -c make'],
    [
      'leaves out the options of a RUN',
      '[2/2] RUN --mount=type=cache,target=/c --network=none make  all\nmore',
      undefined,
      'mount / from exec /bin/sh -c make  all\nmore',
    ],
    ['reads ONBUILD', '[2/2] ONBUILD RUN make', undefined, 'mount / from exec /bin/sh -c make'],
    ['is the name of what runs no command', '[2/2] COPY b /', undefined, '[2/2] COPY b /'],
  ])('%s', (_, run, args, expected) => {
    expect(describeRun(run, args)).toBe(expected)
  })
})

it('only the merge halves of a COPY --link are merges', () => {
  const names = [image, '[1/2] COPY --link a /', '[2/2] LINK COPY --link a /', '[internal] load x']
  const events = names.map((name) => vertex(name, { started: 0, completed: 1 }))
  const record = fakeRecord({ started: 0, events })
  expect(mergeDescriptions(readPastBuild(record, record.log))).toEqual([
    '[2/2] LINK COPY --link a /',
  ])
})

describe('a result, at a moment,', () => {
  it.each([
    ['in use counts as used since', { inUse: true }, true],
    ['never used does not', { inUse: false }, false],
    ['used before does not', { inUse: false, lastUsedAt: 9 }, false],
    ['used at that moment does', { inUse: false, lastUsedAt: 10 }, true],
    ['used later does', { inUse: false, lastUsedAt: 11 }, true],
  ])('%s', (_, use, expected) => {
    const result = { id: '', parents: [], description: '', createdAt: 0, uses: 0, size: 0, ...use }
    expect(isUsedSince(10, result)).toBe(expected)
  })
})
