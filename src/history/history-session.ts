import { setTimeout as sleep } from 'node:timers/promises'
import { CanceledError } from '../base/errors.ts'
import { withTimeout } from '../base/timeout.ts'
import type { Control } from '../daemon/control.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { createCompany } from './company.ts'
import { daemonHistory } from './daemon-history.ts'
import type { HistoryFacts } from './history-facts.ts'
import type { HistoryRecord } from './messages.ts'
import { readMountStates } from './mount-states.ts'
import { type MountQuestion, readMounts } from './mount-usage.ts'
import { createMountWatch } from './mount-watch.ts'
import { ownRecords, UnrecordedError } from './own-records.ts'
import type { PastBuild } from './past-build.ts'
import { createPastReader, type PastReader } from './past-reader.ts'
import { hasSameSteps, type Reading, startReading } from './reading.ts'
import { newestRuns, operationReader, prepareResults } from './result-lookup.ts'
import { savedTime } from './saved.ts'

/** Adding up what cache mounts hold can take a daemon long. */
const longestUsageMs = 30_000

/** How long buildx may take to reach the daemon before the session makes room for it. It takes some 50 ms. */
const longestConnectMs = 1000

/** A build that takes longer has time for another connection at its end. */
const longestListenMs = 2000

/** A connection to the daemon's history while a build goes on. */
export interface HistorySession {
  /** Takes the next part of the build's stream. */
  status(status: SolveStatus): void
  /** Asks for what `finish` needs, if its record will have the same steps. */
  prepare(record: BuildRecord): void
  /**
   * Ends the session, at the latest `patienceMs` from now, or when `signal` is aborted. It waits longer only for
   * the sizes of cache mounts, since the user has requested them.
   *
   * @returns the facts, without those that the daemon didn't answer in time or can't answer
   */
  finish(build: EndedBuild, patienceMs: number, signal?: AbortSignal): Promise<HistoryFacts>
}

export interface EndedBuild {
  readonly record: BuildRecord
  /** The cache mounts whose sizes to ask for. */
  readonly mounts?: MountQuestion
}

export interface SessionOptions {
  /** The ids of the builds that the action had started before this one. */
  readonly earlierRefs: readonly string[]
  /** The same with this one, as soon as buildx has started it. */
  readonly ownRefs: () => readonly string[]
  /** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. */
  readonly namespace?: string
  /** Resolves when buildx has reached the daemon. */
  readonly buildxConnected: Promise<void>
  /** Whether something on the way may limit the number of connections, as by default. */
  readonly isLimited?: boolean
}

/**
 * Learns from the daemon's history about earlier builds of the same project, beside the build. It never
 * fails, and costs the build at most the grace period at its end.
 */
export function openHistorySession(
  open: () => Promise<Control>,
  { earlierRefs, ownRefs, namespace = '', buildxConnected, isLimited = true }: SessionOptions,
): HistorySession {
  let reader: PastReader | undefined
  let operations: ReturnType<typeof operationReader> | undefined
  let createdAt: number | undefined
  let ownRecord: HistoryRecord | undefined
  /** Whether all builds of others were noticed. */
  let sawAll = true
  let isAsked = false
  const company = createCompany()
  const connecting = open()
  const history = daemonHistory({
    call: async (...request) => (await connecting).call(...request),
  })
  const over = new AbortController()
  /** buildx notes the id of a build before the daemon has a record of it, so that an answer stays true. */
  const owned = new Map<string, boolean>()
  const isOwn = (ref: string): boolean => {
    const known = owned.get(ref)
    if (known !== undefined) return known
    const found = !earlierRefs.includes(ref) && ownRefs().includes(ref)
    owned.set(ref, found)
    return found
  }
  const records = ownRecords(
    {
      list: history.list,
      follow: (onRecord, signal) =>
        history.follow((record) => {
          company.see(record)
          onRecord(record)
        }, signal),
    },
    {
      isOwn,
      find: () => ownRefs().find((ref) => !earlierRefs.includes(ref)),
    },
    over.signal,
  )
  const begun = records.own.then(begin)
  // Each use of it handles the error.
  begun.catch(() => {})
  if (isLimited) makeRoom().catch(() => {})
  const around: Promise<void>[] = []
  const watch = createMountWatch({
    usage: history.usage,
    namespace,
    onWarm: (moment) => {
      around.push(begun.then(({ reader }) => reader.readAround(moment)).catch(() => {}))
    },
  })

  /**
   * Leaves connections to others, since a load balancer may limit them: to buildx while it waits for the daemon, and
   * to other builds while this one goes on. What is still to be known is asked when the build is over.
   */
  async function makeRoom(): Promise<void> {
    const known = records.own.then(
      () => true,
      () => true,
    )
    const connected = buildxConnected.then(() => true)
    const isFree = await Promise.race([
      ...[known, connected, sleep(longestConnectMs, false, { ref: false })],
    ])
    if (isFree) {
      await sleep(longestListenMs, undefined, { ref: false })
    } else {
      records.rest()
      const { close } = await connecting
      close()
      await connected
      records.listen()
      await known
    }
    if (isAsked) return
    sawAll = false
    records.rest()
  }

  async function begin(record: HistoryRecord) {
    createdAt = record.createdAt
    ownRecord = record
    reader = createPastReader(history, record)
    operations = operationReader(history)
    await reader.readRuns()
    prepareResults(history, operations, newestRuns(reader.past())).catch(() => {})
    return { reader, operations, record }
  }

  /** The builds of others that began while nothing listened. */
  async function seeOthers(): Promise<void> {
    if (sawAll) return
    const { createdAt, completedAt = createdAt } = await records.ended
    const since = new Date(createdAt).toISOString()
    const others = await history.list({ filter: `startedAt>=${since}` })
    for (const other of others) if (other.createdAt < completedAt) company.see(other)
    sawAll = true
  }

  const sources = { history, begun, ended: () => records.ended }
  let prepared: Reading | undefined
  return {
    status: watch.status,
    prepare(record) {
      prepared ??= startReading(record, sources)
    },
    async finish({ record, mounts }, patienceMs, signal) {
      watch.stop()
      isAsked = true
      records.ask()
      const isUnrecorded = records.own.then(
        () => false,
        (error) => error instanceof UnrecordedError,
      )
      const unrecorded = (await within(patienceMs, isUnrecorded, signal)) === true
      const reading =
        prepared && hasSameSteps(prepared.record, record) ? prepared : startReading(record, sources)
      if (!unrecorded) {
        const all = [reading.done, seeOthers(), ...around]
        await within(patienceMs, Promise.allSettled(all), signal)
      }
      const { graph, misses, runs, provenance } = reading
      const cacheMounts =
        mounts &&
        (await within(longestUsageMs, readMounts(mounts, createdAt, history.usage), signal))
      // With a reason of its own: Node takes a millisecond to make one.
      over.abort(new CanceledError())
      connecting.then(({ close }) => close()).catch(() => {})
      const mountStates = readMountStates(record.stepVertices, watch.sightings, reading.clockLead)
      const nothing = { savedSeconds: new Map(), coldSeconds: new Map() }
      return {
        ...(reader
          ? {
              ...savedTime(graph, runs, mountStates, reader.past()),
              misses: [...misses],
              ...comparison(reader.isFirst()),
              ...earlierRevision(reader.past()),
            }
          : nothing),
        mountStates,
        ...provenance,
        ...(ownRecord && sawAll && { otherBuilds: company.count(ownRecord) }),
        ...(unrecorded && { isUnrecorded: true }),
        ...(cacheMounts && { cacheMounts }),
      }
    },
  }
}

function earlierRevision(past: readonly PastBuild[]): Pick<HistoryFacts, 'earlierRevision'> {
  // A build without steps failed before its first one.
  const hasFinished = ({ isWhole, steps }: PastBuild) =>
    isWhole &&
    steps.length > 0 &&
    steps.every(({ status }) => status === 'executed' || status === 'cached')
  const revision = past.find(hasFinished)?.record.attributes.get('vcs:revision')
  return revision === undefined ? {} : { earlierRevision: revision }
}

function comparison(isFirst: boolean | undefined): Pick<HistoryFacts, 'comparison'> {
  return isFirst === undefined ? {} : { comparison: isFirst ? 'first' : 'compared' }
}

/** @returns undefined when the time is up, when `signal` is aborted, or when the promise rejects */
function within<Value>(
  milliseconds: number,
  promise: Promise<Value>,
  signal?: AbortSignal,
): Promise<Value | undefined> {
  const settled = promise.catch(() => undefined)
  return withTimeout(() => settled, milliseconds, signal).catch(() => undefined)
}
