import { byDigest } from '../progress/vertex-inputs.ts'
import type { Miss } from '../record/misses.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { readClockLead } from './clock-lead.ts'
import type { DaemonHistory } from './daemon-history.ts'
import { explain, type Sources } from './explain.ts'
import type { HistoryFacts } from './history-facts.ts'
import type { HistoryRecord } from './messages.ts'
import { usedMounts } from './mount-states.ts'
import { type Operation, readOperations } from './operations.ts'
import { type BuildGraph, buildGraph, type PastBuild } from './past-build.ts'
import type { PastReader } from './past-reader.ts'
import { dockerfileOf, type Provenance } from './provenance.ts'
import { type operationReader, readResults } from './result-lookup.ts'
import {
  findRuns,
  isUsedSince,
  mergeDescriptions,
  pinnedRuns,
  resultDescription,
  runsByDefinition,
  undecidedSteps,
} from './result-runs.ts'
import { readStepResources } from './step-resources.ts'

/** Bytes. The samples of a long build are many. */
const largestProvenance = 20_000_000

/** How many results to look up in builds before the last run of their step. */
const mostOldResults = 16

/** Where the facts about a build's steps come from. */
export interface ReadingSources {
  readonly history: DaemonHistory
  /** Resolves when the daemon has a record of the build. */
  readonly begun: Promise<{
    readonly reader: PastReader
    readonly operations: ReturnType<typeof operationReader>
    readonly record: HistoryRecord
  }>
  /** The record of the build once it has ended. */
  readonly ended: () => Promise<HistoryRecord>
}

type OwnProvenance = Pick<HistoryFacts, 'dockerfile' | 'resources' | 'environments'>

/** What is being learned about a build's steps. Each fact is added as soon as it is known. */
export interface Reading {
  readonly record: BuildRecord
  readonly graph: BuildGraph
  readonly misses: Miss[]
  runs: ReturnType<typeof findRuns>
  provenance: OwnProvenance
  /** How much later times are by the clock of the stream than by that of the daemon, in milliseconds. */
  clockLead: number
  /** Resolves when nothing more will be known. */
  readonly done: Promise<unknown>
}

/** Starts to read what the history says of the steps of a build. It never fails: what isn't known stays absent. */
export function startReading(record: BuildRecord, sources: ReadingSources): Reading {
  const graph = buildGraph({ steps: record.stepVertices, vertices: record.vertices })
  const hasImports = record.sources.some(({ status }) => status === 'imported')
  const misses = [...record.misses]
  const done = Promise.allSettled([
    explainAll(misses, graph, sources),
    readOwnProvenance(record, sources).then((found) => {
      reading.provenance = found
    }),
    readResultRuns(graph, hasImports, sources).then((found) => {
      reading.runs = found
    }),
    readLead(record, sources).then((found) => {
      reading.clockLead = found ?? 0
    }),
  ])
  const reading: Reading = {
    record,
    graph,
    misses,
    runs: new Map(),
    provenance: {},
    clockLead: 0,
    done,
  }
  return reading
}

/** Whether what is known of the steps of one record holds for those of the other. */
export function hasSameSteps(one: BuildRecord, other: BuildRecord): boolean {
  const shape = ({ stepVertices, misses, sources }: BuildRecord) =>
    JSON.stringify([
      stepVertices.map(({ facts, worker, status }) => [facts.digest, worker.digest, status]),
      misses,
      sources.map(({ status }) => status),
    ])
  return shape(one) === shape(other)
}

async function explainAll(
  misses: Miss[],
  graph: BuildGraph,
  { history, begun, ended }: ReadingSources,
): Promise<void> {
  const { reader, operations } = await begun
  if (misses.every(({ reason }) => reason !== 'unknown')) return
  const sources = sourcesOf(history, reader, operations.read)
  await explain(misses, { record: await ended(), ...graph }, sources)
}

/** Only what is known of cache mounts is compared with the daemon's times. */
async function readLead(
  record: BuildRecord,
  { history, ended }: ReadingSources,
): Promise<number | undefined> {
  if (!record.stepVertices.some((step) => usedMounts(step).length > 0)) return undefined
  return readClockLead(record, await ended(), history)
}

/**
 * The text of the Dockerfile, what surrounded each command, and what the steps that ran took of the daemon's machine:
 * only they have a container.
 */
async function readOwnProvenance(
  { stepVertices, vertices: all }: BuildRecord,
  { history, ended }: ReadingSources,
): Promise<OwnProvenance> {
  if (!stepVertices.some(({ status }) => status === 'executed')) return {}
  const { provenances } = await ended()
  const small = provenances.filter(({ size }) => size <= largestProvenance)
  const read = await Promise.all(small.map((blob) => history.read(blob, blob.size)))
  const parsed = read.map((json) => JSON.parse(String(json)) as Provenance)
  const vertices = byDigest(all)
  const took = new Map(parsed.flatMap((each) => [...readStepResources(each, vertices)]))
  const dockerfile = dockerfileOf(parsed)
  const resources = new Map(
    [...stepVertices.entries()].flatMap(([index, { facts, status }]) => {
      const found = status === 'executed' ? took.get(facts.digest) : undefined
      return found === undefined ? [] : [[index, found] as const]
    }),
  )
  const operations = new Map(parsed.flatMap((each) => [...readOperations(each, vertices)]))
  const environments = new Map(
    [...stepVertices.entries()].flatMap(([index, { facts }]) => {
      const { args, variables, user } = operations.get(facts.digest) ?? {}
      if (args === undefined || variables === undefined) return []
      return [[index, { variables, ...(user !== undefined && { user }) }] as const]
    }),
  )
  return { resources, environments, ...(dockerfile !== undefined && { dockerfile }) }
}

/** The runs that made the results of the cached steps. */
async function readResultRuns(
  graph: BuildGraph,
  hasImports: boolean,
  { history, begun }: ReadingSources,
): Promise<ReturnType<typeof findRuns>> {
  const { reader, operations, record } = await begun
  const runs = runsByDefinition(reader.past())
  const undecided = undecidedSteps(graph, runs)
  if (undecided.length === 0) return pinnedRuns(graph, runs)
  // Also of the steps that ran: their results lie on those of cached ones.
  const known = new Map<PastBuild, ReadonlyMap<string, Operation>>()
  const newest = graph.steps.flatMap((step) => runs.get(graph.definitionOf(step))?.[0] ?? [])
  await Promise.allSettled(
    newest.map(async ({ build }) => known.set(build, await operations.read(build))),
  )
  const descriptions = new Map(
    graph.steps.map((step) => {
      const each = runs.get(graph.definitionOf(step)) ?? []
      return [step, [...new Set(each.map((run) => resultDescription(run, (of) => known.get(of))))]]
    }),
  )
  const builds = [graph, ...new Set(newest.map(({ build }) => build))]
  const results = await readResults(history, [
    ...[...descriptions.values()].flat(),
    ...builds.flatMap(mergeDescriptions),
  ])
  // A used result may come from a build before the last run, which hasn't been read.
  const moments = results
    .filter((result) => isUsedSince(record.createdAt, result))
    .map(({ createdAt }) => createdAt)
  await Promise.allSettled(moments.slice(0, mostOldResults).map(reader.readAround))
  const allRuns = runsByDefinition(reader.past())
  return findRuns(
    graph,
    record.createdAt,
    allRuns,
    results,
    (step) => descriptions.get(step) ?? [],
    hasImports,
  )
}

/** Earlier builds are asked for once, however many misses need them. */
function sourcesOf(
  history: DaemonHistory,
  reader: PastReader,
  operations: Sources['operations'],
): Sources {
  let past: ReturnType<Sources['past']> | undefined
  return {
    past: () => {
      past ??= reader.readNewest()
      return past
    },
    operations,
    usage: history.usage,
  }
}
