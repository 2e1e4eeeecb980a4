import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import type { SolveStatus, Vertex } from '../../src/progress/solve-status.ts'
import type { BuildRecord } from '../../src/record/recorder.ts'
import { names, readHistory, readStream, record, recordFile } from '../helpers/recorded-streams.ts'
import { runs } from '../helpers/runs.ts'
import { atOnce, namesAtOnce } from '../helpers/streams-at-once.ts'

// Each build of a scene counts the steps of its own Dockerfile. The Dockerfiles are in
// `fixtures/streams/dockerfiles`. `fixtures/streams-at-once/README.md` lists the recordings and their commands.

interface Expected {
  /** The first letter of each step's status, in the order of the Dockerfile. */
  readonly steps: string
  readonly stages?: string
  readonly why: string
}

const stages = 'base base deps stage-2 stage-2 stage-2 stage-2'
const cold = 'each step ran once, for all of them'
const lowerChange = 'only WORKDIR is older than what changed'

const expectations: Record<string, Expected> = {
  'variants-cold.a': { steps: 'eeeeeee', stages, why: cold },
  'variants-cold.b': { steps: 'eeeeeee', stages, why: cold },
  'variants-cold.c': { steps: 'eeeeeee', stages, why: cold },
  'variants-cold.d': { steps: 'eeeeeee', stages, why: cold },
  'variants-change.a': {
    steps: 'cccceee',
    stages,
    why: 'COPY source.txt and the two RUN behind it',
  },
  'variants-change.b': { steps: 'cccceee', stages, why: 'the COPY ran for all of them' },
  'variants-change.c': { steps: 'cccceee', stages, why: 'the COPY ran for all of them' },
  'variants-change.d': { steps: 'cccceee', stages, why: 'the COPY ran for all of them' },
  'variants-lower-change.a': { steps: 'ceeeeee', stages, why: lowerChange },
  'variants-lower-change.b': { steps: 'ceeeeee', stages, why: lowerChange },
  'variants-lower-change.c': { steps: 'ceeeeee', stages, why: lowerChange },
  'variants-lower-change.d': { steps: 'ceeeeee', stages, why: lowerChange },
  'variants-warm.a': { steps: 'ccccccc', stages, why: 'nothing changed' },
  'variants-warm.b': { steps: 'ccccccc', stages, why: 'nothing changed' },
  'variants-warm.c': { steps: 'ccccccc', stages, why: 'nothing changed' },
  'variants-warm.d': { steps: 'ccccccc', stages, why: 'nothing changed' },
  'equal-change.a': { steps: 'ceeeeee', stages, why: lowerChange },
  'equal-change.b': { steps: 'ceeeeee', stages, why: lowerChange },
  'equal-change.c': { steps: 'ceeeeee', stages, why: lowerChange },
  'renamed-change.a': {
    steps: 'ceeeeee',
    stages,
    why: 'the other build names its stages differently',
  },
  'renamed-change.b': {
    steps: 'ceeeeee',
    stages: 'ground ground packages stage-2 stage-2 stage-2 stage-2',
    why: 'it keeps its own names, and some of its instructions are written differently',
  },
  'one-fails.a': { steps: 'ceeeeee', stages, why: "the other's last RUN is its own" },
  'one-fails.broken': { steps: 'ceeeeef', stages, why: 'its last RUN fails' },
  'both-fail.a': { steps: 'ceeeeef', stages, why: 'the RUN that fails ran once, for both' },
  'both-fail.b': { steps: 'ceeeeef', stages, why: 'the RUN that fails ran once, for both' },
  'one-canceled.a': { steps: 'ceeeeee', stages, why: 'it continues what the other build began' },
  'one-canceled.stopped': {
    steps: 'cecnnnn',
    stages,
    why: 'the user stopped it while it waited for the RUN; the second c means canceled',
  },
  'git-change.a': { steps: 'ceeeeee', stages, why: 'builds from Git have vertices in common' },
  'git-change.b': { steps: 'ceeeeee', stages, why: 'its last two steps are its own' },
  'git-change.c': { steps: 'ceeeeee', stages, why: 'another build had the very same graph' },
  'shared-names.one': { steps: 'eee', stages: '  ', why: 'a single stage has no name' },
  'shared-names.two': {
    steps: 'ceeee',
    stages: 'tools tools tools stage-1 stage-1',
    why: 'the first RUN had ended before this build began, and two vertices have the names of the other build',
  },
  'shared-stage.one': { steps: 'eee', stages: '  ', why: 'a single stage has no name' },
  'shared-stage.two': {
    steps: 'ceee',
    stages: 'tools tools stage-1 stage-1',
    why: 'all names of the first stage are those of the other build, but the COPY tells which stage it is',
  },
}

describe('a build that ran at the same time as others', () => {
  it('has an expectation for each recording', () => {
    expect([...namesAtOnce].sort()).toEqual(Object.keys(expectations).sort())
  })

  const rows = Object.entries(expectations).map(([name, expected]) => ({ name, ...expected }))

  it.each(rows)('counts its own steps: $name: $why', ({ name, steps, stages }) => {
    const found = recordFile(`${atOnce(name)}.rawjson`).steps
    expect(found.map(({ status }) => status[0]).join('')).toBe(steps)
    expect(found.map(({ stage }) => stage ?? '').join(' ')).toBe(stages)
  })

  it.each(rows)('has the same steps in the daemon’s history record: $name', ({ name }) => {
    const read = (file: string) =>
      recordFile(atOnce(file)).steps.map(({ name, stage, status }) => ({ name, stage, status }))
    expect(read(`${name}.replay.rawjson`)).toEqual(read(`${name}.rawjson`))
  })

  it('has fewer steps than the counts of the daemon’s record, which include the other builds', () => {
    const builds = namesAtOnce.filter((name) => name.startsWith('variants-cold'))
    expect(new Set(builds.map((name) => recordFile(`${atOnce(name)}.rawjson`).total)).size).toBe(1)
    expect(new Set(builds.map((name) => readHistory(atOnce(name)).NumTotalSteps)).size).not.toBe(1)
  })

  it('counts for a joined step the time that it waited for the step', () => {
    const waited = recordFile(`${atOnce('shared-names.two')}.rawjson`).steps[1]
    const ran = recordFile(`${atOnce('shared-names.one')}.rawjson`).steps[1]
    expect(waited?.seconds).toBeLessThan(ran?.seconds ?? 0)
    expect(waited?.seconds).toBeGreaterThan(0)
  })

  it('names the failed step as in its own Dockerfile, though the other build ran it', () => {
    for (const build of ['a', 'b']) {
      const { failure } = recordFile(`${atOnce(`both-fail.${build}`)}.rawjson`)
      expect(failure).toMatchObject({
        name: '[stage-2 4/4] RUN test broken != broken',
        step: { stage: 'stage-2', name: 'RUN test broken != broken' },
      })
    }
  })
})

const all = [
  ...names.map((name) => `${name}.rawjson`),
  ...namesAtOnce.map((name) => `${atOnce(name)}.rawjson`),
].filter((file) => !/large|output/.test(file))
const records = new Map(all.map((file) => [file, recordFile(file)]))
/** The same record for each call. */
const recorded = (file: string) => records.get(file) ?? recordFile(file)

describe('two builds in one stream', () => {
  it('each have their own counts, however their events are interleaved', () => {
    const file = fc.constantFrom(...all)
    // A build that failed before its graph has no step to join.
    const withGraph = fc.constantFrom(...all.filter((each) => recorded(each).total > 0))
    // Where ours has steps of the same Dockerfile in its stream that did the work for its own, there can't be
    // more of them: BuildKit joins all that are equal.
    const pair = fc
      .tuple(withGraph, file)
      .filter(([own, other]) => !hasJoined(own) || projectOf(own) !== projectOf(other))
    fc.assert(
      fc.property(pair, fc.infiniteStream(fc.boolean()), ([own, other], turns) => {
        const [ours, theirs] = [readStream(own).events, startedOnly(readStream(other).events)]
        const mixed: SolveStatus[] = []
        const queues = [[...ours], theirs.map((event) => renamed(event, 'other:'))]
        while (queues.some((queue) => queue.length > 0)) {
          const [first, second] = turns.next().value ? queues : queues.toReversed()
          const event = first?.shift() ?? second?.shift()
          if (event) mixed.push(event)
        }
        expect(stepsOf(record(mixed))).toEqual(stepsOf(recorded(own)))
      }),
      runs(300),
    )
  })
})

describe('the events of several lines in one, as BuildKit sends what was not read in time', () => {
  it('give the same steps, in whatever order equal starts come', () => {
    const file = fc.constantFrom(...all)
    const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 40 }))
    const keys = fc.infiniteStream(fc.nat())
    fc.assert(
      fc.property(file, sizes, keys, fc.infiniteStream(fc.boolean()), (name, sizes, keys, lost) => {
        const { events } = readStream(name)
        const lines: SolveStatus[] = []
        for (let at = 0; at < events.length; ) {
          const line = events.slice(at, at + sizes.next().value)
          at += line.length
          const vertexes = line.flatMap(({ vertexes = [] }) => vertexes)
          lines.push({ vertexes: sortedByStart(mergedRuns(vertexes, lost), keys) })
        }
        expect(stepsOf(record(decoded(lines)))).toEqual(stepsOf(recorded(name)))
      }),
      runs(300),
    )
  })
})

/** Without some of the starts whose end is there as well (`Read` in moby/buildkit `util/progress/progress.go`). */
function mergedRuns(vertexes: readonly Vertex[], lost: Iterator<boolean>): readonly Vertex[] {
  return vertexes.filter((start, index) => {
    const isEnd = ({ digest, started, completed }: Vertex) =>
      digest === start.digest && started === start.started && completed !== undefined
    const isMerged = start.started && !start.completed && vertexes.slice(index).some(isEnd)
    return !isMerged || !lost.next().value
  })
}

/** As BuildKit sorts them: what hasn't started first, and equal starts in any order. */
function sortedByStart(vertexes: readonly Vertex[], keys: Iterator<number>): readonly Vertex[] {
  return vertexes
    .map((vertex) => ({ vertex, key: keys.next().value as number }))
    .toSorted((a, b) => {
      const [first, second] = [a.vertex.started ?? '', b.vertex.started ?? '']
      if (first === second) return first === '' ? 0 : a.key - b.key
      return first < second ? -1 : 1
    })
    .map(({ vertex }) => vertex)
}

function decoded(lines: readonly SolveStatus[]): readonly SolveStatus[] {
  const events: SolveStatus[] = []
  const decoder = createRawJsonDecoder({ status: (status) => events.push(status), text: () => {} })
  decoder.write(Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')))
  decoder.end()
  return events
}

describe('a build whose steps another build ran', () => {
  const complete = all.filter((file) => {
    // Where other builds were there already, some vertices had started when they were mentioned.
    if (file.includes('at-once')) return false
    const { failed, canceled, notStarted, total } = recorded(file)
    return total > 0 && failed + canceled + notStarted === 0 && !file.includes('platforms')
  })

  it.each(complete)('has the same steps with the same status: %s', (file) => {
    const { events } = readStream(file)
    const vertices = events.flatMap(({ vertexes = [] }) => vertexes)
    const steps = vertices.filter(({ started }) => !started)
    const own = [{ vertexes: steps }].map((event) => renamed(event, 'own:'))
    expect(stepsOf(record([...own, ...startedOnly(events)]))).toEqual(stepsOf(recorded(file)))
  })
})

function hasJoined(file: string): boolean {
  return recorded(file).stepVertices.some(
    ({ facts, worker, sharers }) => worker !== facts || sharers.length > 0,
  )
}

/** Finds it by the start of the name, which is close to that of the Dockerfile. */
function projectOf(file: string): string {
  return file.includes('at-once') ? 'at-once' : (/^[a-z]+/.exec(file)?.[0] ?? '')
}

/** The events that another build's stream adds to ours: those of started vertices. */
function startedOnly(events: readonly SolveStatus[]): readonly SolveStatus[] {
  return events.map(({ vertexes = [] }) => ({
    vertexes: vertexes.filter(({ started }) => started),
  }))
}

/** The same events with different digests. */
function renamed({ vertexes = [] }: SolveStatus, prefix: string): SolveStatus {
  return {
    vertexes: vertexes.map(
      (vertex): Vertex => ({
        ...vertex,
        digest: `${prefix}${vertex.digest}`,
        ...(vertex.inputs && { inputs: vertex.inputs.map((input) => `${prefix}${input}`) }),
      }),
    ),
  }
}

function stepsOf({ steps }: BuildRecord) {
  return steps.map(({ name, stage, status }) => ({ name, stage, status }))
}
