// Decodes two answers of BuildKit's control API, whose fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto,
// https://github.com/moby/buildkit/blob/master/api/types/worker.proto and
// https://github.com/moby/buildkit/blob/master/solver/pb/ops.proto
import { shortLine } from '../text/truncate.ts'
import { type Fields, readFields } from './protobuf-fields.ts'

const infoResponse = { buildkitVersion: 1 } as const
const buildkitVersion = { version: 2 } as const
const listWorkersResponse = { record: 1 } as const
const workerRecord = { labels: 2, platforms: 3 } as const
/** An entry of a map. */
const entry = { key: 1 } as const
const platform = { architecture: 1, os: 2, variant: 3 } as const

/** Characters. */
const longestVersion = 100
const longestPlatform = 60
/** A daemon with every emulator has some twenty. */
const mostPlatforms = 100

/**
 * Reads an `InfoResponse`.
 *
 * @returns the daemon's version, such as `v0.32.2`; undefined when the answer has none
 * @throws RangeError when it isn't a message
 */
export function readInfo(message: Uint8Array): string | undefined {
  const [version] = readFields(message).messages(infoResponse.buildkitVersion)
  return version && (shortLine(version.text(buildkitVersion.version), longestVersion) || undefined)
}

/**
 * Reads the platforms in a `ListWorkersResponse`.
 *
 * @returns those of all workers, as `os/arch[/variant]`, a worker's own first
 * @throws RangeError when it isn't a message
 */
export function readWorkers(message: Uint8Array): string[] {
  const platforms = workersIn(message)
    .flatMap((worker) => worker.messages(workerRecord.platforms))
    .slice(0, mostPlatforms)
    .map((fields) =>
      [fields.text(platform.os), fields.text(platform.architecture), fields.text(platform.variant)]
        .filter(Boolean)
        .join('/'),
    )
  return [...new Set(platforms.map((text) => shortLine(text, longestPlatform)))]
}

/**
 * Reads the names of the labels in a `ListWorkersResponse`, of all workers.
 *
 * @throws RangeError when it isn't a message
 */
export function readWorkerLabels(message: Uint8Array): string[] {
  return workersIn(message)
    .flatMap((worker) => worker.messages(workerRecord.labels))
    .map((label) => label.text(entry.key))
}

function workersIn(message: Uint8Array): Fields[] {
  return readFields(message).messages(listWorkersResponse.record)
}
