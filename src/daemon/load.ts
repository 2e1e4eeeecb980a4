// What a choice between daemons depends on. Fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto and
// https://github.com/moby/buildkit/blob/master/api/types/worker.proto
import { withTimeout } from '../base/timeout.ts'
import { shortLine } from '../text/truncate.ts'
import type { DaemonLoad } from './daemon.ts'
import { callStream } from './grpc.ts'
import { readFields } from './protobuf-fields.ts'
import type { Session } from './session.ts'

const listWorkersResponse = { record: 1 } as const
const workerRecord = { id: 1 } as const
/** A `BuildHistoryEvent` of a build that runs. A deleted record has another type. */
const historyEvent = { type: 1, started: 0 } as const
/** Characters. An id from BuildKit has 25. */
const longestId = 100
/** Extra milliseconds for this answer after that of ListWorkers. It is a smaller message. */
const longestMs = 1000

/**
 * Asks a daemon how many builds run there, on the connection of the probe.
 *
 * @param workers the answer to ListWorkers, which is awaited at the same time
 * @throws what `workers` rejects with
 */
export async function askLoad(session: Session, workers: Promise<Uint8Array>): Promise<DaemonLoad> {
  const counting = countBuilds(session)
  const worker = readWorkerId(await workers)
  const builds = await withTimeout(() => counting, longestMs).catch(() => undefined)
  return { ...(worker && { worker }), ...(builds !== undefined && { builds }) }
}

/** @returns undefined when the daemon doesn't report it; 0 from one with `maxEntries = 0` under `[history]` */
async function countBuilds(session: Session): Promise<number | undefined> {
  let builds = 0
  const path = '/moby.buildkit.v1.Control/ListenBuildHistory'
  try {
    await callStream(session, path, runningBuildsRequest, (message) => {
      if (isRunningBuild(message)) builds += 1
    })
    return builds
  } catch {
    // The daemon is older than v0.11, or a proxy refuses the method. ListWorkers reports a broken connection.
    return undefined
  }
}

/**
 * Reads the id of the worker in a `ListWorkersResponse`. BuildKit writes it into the directory of its cache.
 *
 * @returns undefined when there are several workers, or none has an id
 * @throws RangeError when it isn't a message
 */
function readWorkerId(message: Uint8Array): string | undefined {
  const ids = readFields(message)
    .messages(listWorkersResponse.record)
    .map((worker) => worker.text(workerRecord.id))
  return ids.length === 1 ? shortLine(ids[0] ?? '', longestId) || undefined : undefined
}

/** A `BuildHistoryRequest` with `active_only` and `early_exit`: an event for each build that runs, and the end. */
const runningBuildsRequest: Uint8Array = Uint8Array.of(0x08, 1, 0x18, 1)

/**
 * Whether a `BuildHistoryEvent` is about a build that runs.
 *
 * @throws RangeError when it isn't a message
 */
function isRunningBuild(message: Uint8Array): boolean {
  return readFields(message).number(historyEvent.type) === historyEvent.started
}
