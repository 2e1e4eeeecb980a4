import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'
import { type PastBuild, ranSteps, readPastBuild } from './past-build.ts'
import { comparable, isOfKnownProject, repositoryOf } from './project.ts'

/** How far back to look: records that are listed, those whose streams are read, and bytes of each. */
const mostListed = 50
const mostSlow = 200
const mostRead = 16
const mostAround = 8
const mostBytes = 1024 * 1024
const atOnce = 4
/** How many times as long as another a build may take that is like it. */
const similar = 2

/** Reads earlier builds of a build's project, as many as are needed. */
export interface PastReader {
  /** Reads until the last run of each step of the newest build is known, or can't be known. */
  readRuns(): Promise<void>
  /**
   * The newest ones, as many as are ever read.
   *
   * @returns undefined when it isn't known which builds belong to the project
   */
  readNewest(): Promise<readonly PastBuild[] | undefined>
  /** Reads the builds that ran at a moment, in milliseconds by the daemon's clock. */
  readAround(moment: number): Promise<void>
  /** What has been read, the newest first. */
  past(): readonly PastBuild[]
  /** Whether the daemon remembers no other build of the project; undefined until it is known. */
  isFirst(): boolean | undefined
}

export function createPastReader(
  history: Pick<DaemonHistory, 'list' | 'read'>,
  own: HistoryRecord,
): PastReader {
  /** Newest first. */
  const records = new Map<string, HistoryRecord>()
  const builds = new Map<string, PastBuild>()
  /** By ref: the definitions of the steps that ran in a build. */
  const ran = new Map<string, readonly string[]>()
  /** Definitions of the steps of the newest build that reached one. */
  let wanted: readonly string[] | undefined
  /** Whether the daemon has more records than it has listed. */
  let isCut = false
  let isListed = false
  // Builds in which nothing ran give no information. Once one has been read, others are recognized by their
  // counts if they were as short: an image counts as cached when a step needs it, and else not, so that the counts of
  // a build in which that step ran can be the same.
  const idle = { uncached: -1, milliseconds: -1 }
  const looksIdle = (record: HistoryRecord) =>
    uncached(record) <= idle.uncached && duration(record) <= idle.milliseconds

  async function list(limit: number, ...more: string[]): Promise<readonly HistoryRecord[]> {
    const repository = repositoryOf(own.attributes)
    const filters = repository === undefined ? more : [equals('repository', repository), ...more]
    const listed = await history.list({
      limit,
      ...(filters.length > 0 && { filter: filters.join(',') }),
    })
    for (const record of comparable(listed, own)) {
      if (!records.has(record.ref)) records.set(record.ref, record)
    }
    return listed
  }

  async function read(record: HistoryRecord): Promise<void> {
    const build = await readBuild(history, record)
    builds.set(record.ref, build)
    const definitions = ranSteps(build).map(build.definitionOf)
    ran.set(record.ref, definitions)
    if (definitions.length === 0 && build.isWhole) {
      idle.uncached = Math.max(idle.uncached, uncached(record))
      idle.milliseconds = Math.max(idle.milliseconds, duration(record))
    }
    // A build that failed before its first step has no steps to look up.
    if (wanted === undefined && build.steps.length > 0) wanted = build.steps.map(build.definitionOf)
  }

  /** Whether the last run of each step is known: no build after it is unread and could have run the step. */
  function isKnown(): boolean {
    if (wanted === undefined) return false
    const open = new Set(wanted)
    for (const record of records.values()) {
      const definitions = ran.get(record.ref)
      if (open.size === 0 || (definitions === undefined && !looksIdle(record))) break
      for (const each of definitions ?? []) open.delete(each)
    }
    return open.size === 0
  }

  /**
   * Of builds that are little longer than one in which nothing ran, the longest: if nothing ran in it either, the others
   * need not be read.
   */
  function longestLike(next: readonly HistoryRecord[]): HistoryRecord | undefined {
    if (wanted === undefined) return undefined
    const alike = next.filter(
      (record) =>
        uncached(record) <= idle.uncached && duration(record) <= idle.milliseconds * similar,
    )
    if (alike.length < 2) return undefined
    return alike.reduce((one, other) => (duration(other) > duration(one) ? other : one))
  }

  /** @returns whether the last run of each step of the newest build is known */
  async function readListed(): Promise<boolean> {
    // First only the newest one that reached a step, and then the next one: mostly they suffice.
    let most = 1
    while (!isKnown() && builds.size < mostRead) {
      const next = [...records.values()].filter(
        (record) => !builds.has(record.ref) && !looksIdle(record),
      )
      if (next.length === 0) return false
      const longest = longestLike(next)
      if (longest !== undefined) {
        await read(longest)
        continue
      }
      const isFirst = wanted === undefined
      await Promise.all(next.slice(0, Math.min(most, mostRead - builds.size)).map(read))
      if (!isFirst) most = Math.min(most * 2, atOnce)
    }
    return isKnown()
  }

  const past = () => [...builds.values()].sort((a, b) => b.record.createdAt - a.record.createdAt)
  return {
    past,
    isFirst: () =>
      isListed && isOfKnownProject(own) && !(records.size === 0 && isCut)
        ? records.size === 0
        : undefined,
    async readRuns() {
      // An older daemon knows no limit, and lists all.
      isCut = (await list(mostListed)).length === mostListed
      isListed = true
      if ((await readListed()) || !isCut) return
      // There may be many fully cached builds in between, in which nothing ran.
      await list(mostSlow, 'duration>1s')
      await readListed()
    },
    async readAround(moment) {
      const around = ({ createdAt, completedAt = createdAt }: HistoryRecord) =>
        createdAt <= moment && moment <= completedAt
      // Results of this build itself.
      if (moment >= own.createdAt) return
      if (![...records.values()].some(around)) {
        const time = new Date(moment).toISOString()
        await list(mostAround, `startedAt<=${time}`, `completedAt>=${time}`)
      }
      const unread = [...records.values()].filter(
        (record) => around(record) && !builds.has(record.ref),
      )
      await Promise.all(unread.slice(0, mostAround).map(read))
    },
    async readNewest() {
      if (!isOfKnownProject(own) || (records.size === 0 && isCut)) return undefined
      const newest = [...records.values()].slice(0, mostRead).filter(({ ref }) => !builds.has(ref))
      await Promise.all(newest.map(read))
      return past()
    },
  }
}

/** Reads a build by as much of its log as is read of any, or without it. */
export async function readBuild(
  history: Pick<DaemonHistory, 'read'>,
  record: HistoryRecord,
): Promise<PastBuild> {
  const nothing = Buffer.alloc(0)
  try {
    const log = record.logs ? await history.read(record.logs, mostBytes) : nothing
    return readPastBuild(record, log)
  } catch {
    // Its log may be removed or damaged. The others suffice without it.
    return readPastBuild(record, nothing)
  }
}

function uncached({ totalVertices, cachedVertices }: HistoryRecord): number {
  return totalVertices - cachedVertices
}

/** Milliseconds. */
function duration({ createdAt, completedAt = createdAt }: HistoryRecord): number {
  return completedAt - createdAt
}

/** A filter, which is a line of CSV whose fields may hold text in quotes. */
function equals(field: string, value: string): string {
  return `"${`${field}==${JSON.stringify(value)}`.replaceAll('"', '""')}"`
}
