import type { Miss } from '../cache/misses.ts'
import type { BuildRecord } from '../cache/recorder.ts'
import type { Control } from '../connect/control.ts'
import { type DaemonHistory, daemonHistory } from './daemon-history.ts'
import { explain, type Sources } from './explain.ts'
import type { Insight } from './insight.ts'
import type { HistoryRecord } from './messages.ts'
import { type MountQuestion, readMounts } from './mount-usage.ts'
import { type Operation, readOperations } from './operations.ts'
import { buildGraph, type PastBuild, ranKeys, readPastBuild } from './past-build.ts'
import { comparable, repositoryOf } from './project.ts'
import { savedTime } from './saved.ts'

/** How far back to look: records that are listed, those whose streams are read, and bytes of each. */
const mostListed = 50
const mostSlow = 200
const mostRead = 16
const mostBytes = 1024 * 1024
const atOnce = 4
/** Adding up what cache mounts hold can take a daemon long. */
const longestUsageMs = 30_000

/** What the daemon tells while the build goes on. */
export interface Follower {
  /**
   * Ends it, at the latest `patienceMs` from now.
   *
   * @returns nothing of what the daemon didn't tell in time, or can't
   */
  finish(build: EndedBuild, patienceMs: number): Promise<Insight>
}

export interface EndedBuild {
  readonly record: BuildRecord
  /** Of which cache mounts to ask, however long it takes: somebody wants to know. */
  readonly mounts?: MountQuestion
}

/**
 * Learns from the daemon's history about former builds of the same project, beside the build. It never
 * fails, and costs the build no more than the patience at its end.
 *
 * @param ownRefs the ids of the builds that this step has begun
 */
export function followBuild(
  open: () => Promise<Control>,
  ownRefs: () => Promise<readonly string[]>,
): Follower {
  let reader: PastReader | undefined
  let createdAt: number | undefined
  const earlier = ownRefs()
  const connecting = open()
  const begun = connecting.then(begin)
  // Whoever waits for it sees the error; nobody may.
  begun.catch(() => {})

  async function begin(control: Control) {
    const history = daemonHistory(control)
    const { own, ended } = ownRecords(history, async (ref) => {
      return !(await earlier).includes(ref) && (await ownRefs()).includes(ref)
    })
    const record = await own
    createdAt = record.createdAt
    const list = (limit: number, ...filters: string[]) => {
      const repository = repositoryOf(record.attributes)
      const all = [
        ...(repository === undefined ? [] : [equals('repository', repository)]),
        ...filters,
      ]
      return history.list({ limit, ...(all.length > 0 && { filter: all.join(',') }) })
    }
    const newest = await list(mostListed)
    reader = createPastReader(history)
    reader.add(comparable(newest, record))
    const isKnown = await reader.readRuns()
    if (!isKnown && newest.length >= mostListed) {
      // Many builds that took everything from cache may lie between; in them, nothing ran.
      reader.add(comparable(await list(mostSlow, 'duration>1s'), record))
      await reader.readRuns()
    }
    return { history, ended }
  }

  async function explainEnded({ record }: EndedBuild): Promise<readonly Miss[]> {
    const { misses, vertices } = record
    if (misses.every(({ reason }) => reason !== 'unknown')) return begun.then(() => misses)
    const { history, ended } = await begun
    const own = { record: await ended, ...buildGraph(vertices) }
    const operations = new Map<string, ReturnType<Sources['operations']>>()
    return explain(misses, own, {
      past: async () => (await reader?.readNewest()) ?? [],
      operations: (of) => {
        const known = operations.get(of.ref) ?? readAllOperations(of, history)
        operations.set(of.ref, known)
        return known
      },
      usage: history.usage,
    })
  }

  return {
    async finish(build, patienceMs) {
      const misses = await within(patienceMs, explainEnded(build))
      const cacheMounts =
        build.mounts &&
        (await within(
          longestUsageMs,
          connecting.then((control) =>
            readMounts(build.mounts as MountQuestion, createdAt, daemonHistory(control).usage),
          ),
        ))
      connecting.then(({ close }) => close()).catch(() => {})
      return {
        ...(reader
          ? {
              ...savedTime(buildGraph(build.record.vertices), reader.past()),
              ...(misses && { misses }),
            }
          : { savedSeconds: new Map() }),
        ...(cacheMounts && { cacheMounts }),
      }
    },
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

/** The record of this build, as it is when it begins, and when it has ended. */
function ownRecords(
  history: DaemonHistory,
  isOwn: (ref: string) => Promise<boolean>,
): { readonly own: Promise<HistoryRecord>; readonly ended: Promise<HistoryRecord> } {
  const own = Promise.withResolvers<HistoryRecord>()
  const ended = Promise.withResolvers<HistoryRecord>()
  const fail = (error: unknown) => {
    own.reject(error)
    ended.reject(error)
  }
  ended.promise.catch(() => {})
  const look = async (record: HistoryRecord) => {
    if (!(await isOwn(record.ref))) return
    own.resolve(record)
    if (record.completedAt !== undefined) ended.resolve(record)
  }
  history
    .follow((record) => void look(record).catch(fail))
    .then(() => fail(new Error('closed')), fail)
  return { own: own.promise, ended: ended.promise }
}

/** Reads former builds one by one, as far as they are needed. */
interface PastReader {
  /** Newest first, and none newer than those that were added before. */
  add(records: readonly HistoryRecord[]): void
  /**
   * Reads until it is known of each step of the newest build when it last ran.
   *
   * @returns whether it is
   */
  readRuns(): Promise<boolean>
  /** The newest builds, as many as are ever read. */
  readNewest(): Promise<readonly PastBuild[]>
  /** What has been read, the newest first. */
  past(): readonly PastBuild[]
}

function createPastReader(history: DaemonHistory): PastReader {
  const records = new Map<string, HistoryRecord>()
  const builds = new Map<string, PastBuild>()
  /** Keys of the steps of which it isn't known when they last ran. */
  let wanted: Set<string> | undefined
  // Builds in which nothing ran tell nothing, and are known by their counts once one has been read.
  let idle = -1
  const read = async (record: HistoryRecord): Promise<void> => {
    const log = record.logs ? await history.read(record.logs, mostBytes) : Buffer.alloc(0)
    const build = readPastBuild(record, log)
    builds.set(record.ref, build)
    const ran = ranKeys(build)
    if (ran.length === 0) idle = Math.max(idle, uncached(record))
    wanted ??= new Set(build.steps.map(build.keyOf))
    for (const key of ran) wanted.delete(key)
  }
  const unread = () => [...records.values()].filter(({ ref }) => !builds.has(ref))
  const past = () => [...records.keys()].flatMap((ref) => builds.get(ref) ?? [])

  return {
    add(more) {
      for (const record of more) if (!records.has(record.ref)) records.set(record.ref, record)
    },
    past,
    async readRuns() {
      while (wanted?.size !== 0 && builds.size < mostRead) {
        const next = unread().filter((record) => uncached(record) > idle)
        if (next.length === 0) return false
        // The newest one alone: most often it is enough.
        const most = builds.size === 0 ? 1 : Math.min(atOnce, mostRead - builds.size)
        await Promise.all(next.slice(0, most).map(read))
      }
      return wanted?.size === 0
    },
    async readNewest() {
      const newest = [...records.values()].slice(0, mostRead).filter(({ ref }) => !builds.has(ref))
      await Promise.all(newest.map(read))
      return past()
    },
  }
}

function uncached({ totalVertices, cachedVertices }: HistoryRecord): number {
  return totalVertices - cachedVertices
}

/** A filter, which is a line of CSV whose fields may hold text in quotes. */
function equals(field: string, value: string): string {
  return `"${`${field}==${JSON.stringify(value)}`.replaceAll('"', '""')}"`
}

/** Waits for a promise, but not for ever. */
async function within<Value>(
  milliseconds: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  const value = await Promise.race([promise.catch(() => undefined), timeout])
  clearTimeout(timer)
  return value
}
