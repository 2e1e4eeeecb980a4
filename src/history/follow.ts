import type { Control } from '../daemon/control.ts'
import type { Miss } from '../record/misses.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { type DaemonHistory, daemonHistory } from './daemon-history.ts'
import { explain, type Sources } from './explain.ts'
import type { Insight } from './insight.ts'
import type { HistoryRecord } from './messages.ts'
import { type MountQuestion, readMounts } from './mount-usage.ts'
import { type Operation, readOperations } from './operations.ts'
import { ownRecords } from './own-records.ts'
import { type BuildGraph, buildGraph } from './past-build.ts'
import { createPastReader, type PastReader } from './past-reader.ts'
import { savedTime } from './saved.ts'

/** Adding up what cache mounts hold can take a daemon long. */
const longestUsageMs = 30_000

/** What the daemon tells while the build goes on. */
export interface Follower {
  /**
   * Ends it, at the latest `patienceMs` from now, or as soon as `signal` says so. Only what cache mounts
   * hold is waited for longer, however long it takes: somebody wants to know.
   *
   * @returns nothing of what the daemon didn't tell in time, or can't
   */
  finish(build: EndedBuild, patienceMs: number, signal?: AbortSignal): Promise<Insight>
}

export interface EndedBuild {
  readonly record: BuildRecord
  /** Of which cache mounts to ask. */
  readonly mounts?: MountQuestion
}

/**
 * Learns from the daemon's history about former builds of the same project, beside the build. It never
 * fails, and costs the build no more than the patience at its end.
 *
 * @param earlierRefs the ids of the builds that this step had begun before this one
 * @param ownRefs the same with this one, as soon as buildx has begun it
 */
export function followBuild(
  open: () => Promise<Control>,
  earlierRefs: readonly string[],
  ownRefs: () => Promise<readonly string[]>,
): Follower {
  let reader: PastReader | undefined
  let createdAt: number | undefined
  const connecting = open()
  const begun = connecting.then(begin)
  // Whoever waits for it sees the error; nobody may.
  begun.catch(() => {})

  async function begin(control: Control) {
    const history = daemonHistory(control)
    const { own, ended } = ownRecords(history, async (ref) => {
      return !earlierRefs.includes(ref) && (await ownRefs()).includes(ref)
    })
    const record = await own
    createdAt = record.createdAt
    reader = createPastReader(history, record)
    await reader.readRuns()
    return { history, reader, ended }
  }

  async function explainAll(misses: Miss[], graph: BuildGraph): Promise<void> {
    const { history, reader, ended } = await begun
    if (misses.every(({ reason }) => reason !== 'unknown')) return
    await explain(misses, { record: await ended, ...graph }, sourcesOf(history, reader))
  }

  /** Whether the daemon has neither sent an event of this build nor kept a record of it. */
  async function isUnrecorded(): Promise<boolean> {
    if (reader !== undefined) return false
    const ref = (await ownRefs()).find((each) => !earlierRefs.includes(each))
    const history = daemonHistory(await connecting)
    return ref !== undefined && (await history.list({ ref })).length === 0
  }

  return {
    async finish({ record, mounts }, patienceMs, signal) {
      const graph = buildGraph({ steps: record.stepVertices, vertices: record.vertices })
      const misses = [...record.misses]
      const unrecorded = (await within(patienceMs, isUnrecorded(), signal)) === true
      if (!unrecorded) await within(patienceMs, explainAll(misses, graph), signal)
      const cacheMounts =
        mounts &&
        (await within(
          longestUsageMs,
          connecting.then((control) => readMounts(mounts, createdAt, daemonHistory(control).usage)),
          signal,
        ))
      connecting.then(({ close }) => close()).catch(() => {})
      return {
        ...(reader
          ? { ...savedTime(graph, reader.past()), misses: [...misses] }
          : { savedSeconds: new Map() }),
        ...(unrecorded && { isUnrecorded: true }),
        ...(cacheMounts && { cacheMounts }),
      }
    },
  }
}

/** Each is asked for once, however many misses need it. */
function sourcesOf(history: DaemonHistory, reader: PastReader): Sources {
  let past: ReturnType<Sources['past']> | undefined
  const operations = new Map<string, ReturnType<Sources['operations']>>()
  return {
    past: () => {
      past ??= reader.readNewest()
      return past
    },
    operations: (record) => {
      const known = operations.get(record.ref) ?? readAllOperations(record, history)
      operations.set(record.ref, known)
      return known
    },
    usage: history.usage,
  }
}

async function readAllOperations(
  { provenances }: HistoryRecord,
  history: DaemonHistory,
): Promise<ReadonlyMap<string, Operation>> {
  const predicates = provenances.map((blob) => history.read(blob, blob.size))
  return new Map(
    (await Promise.all(predicates)).flatMap((json) => [...readOperations(String(json))]),
  )
}

/** Waits for a promise, but not for ever, and for nothing that is canceled. */
async function within<Value>(
  milliseconds: number,
  promise: Promise<Value>,
  signal?: AbortSignal,
): Promise<Value | undefined> {
  const end = Promise.withResolvers<undefined>()
  const stop = () => end.resolve(undefined)
  const timer = setTimeout(stop, milliseconds)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  const value = await Promise.race([promise.catch(() => undefined), end.promise])
  clearTimeout(timer)
  signal?.removeEventListener('abort', stop)
  return value
}
