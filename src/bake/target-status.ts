import type { SolveStatus } from '../progress/solve-status.ts'
import { isExport } from '../record/phases.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { isMetadataWork } from '../step/client-work.ts'
import type { TargetStatus } from './result.ts'

/** The vertex in which buildx says how each target ended, after a bake with `jobs: defer-error` that failed. */
const resultsVertex = '[internal] target results'

const words: ReadonlyMap<string, TargetStatus> = new Map([
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['aborted', 'canceled'],
  ['not started', 'not-started'],
])

/** Reads what buildx itself says: `writeBakeTargetSummary` in docker/buildx commands/bake.go, since v0.38.0. */
export function createTargetResults(): {
  status(status: SolveStatus): void
  /** By the target's name; empty when buildx says nothing of it. */
  result(): ReadonlyMap<string, TargetStatus>
} {
  const vertices = new Set<string>()
  const found = new Map<string, TargetStatus>()
  return {
    status({ vertexes = [], statuses = [] }) {
      for (const { digest, name } of vertexes) if (name === resultsVertex) vertices.add(digest)
      for (const { vertex, id } of statuses) {
        if (!vertices.has(vertex)) continue
        const [, target = '', word = ''] = /^(.*): (.*)$/.exec(id) ?? []
        const status = words.get(word)
        if (status !== undefined) found.set(target, status)
      }
    },
    result: () => found,
  }
}

/** What is known of one target when the bake has ended. */
export interface TargetEnd {
  /** Whether the whole bake succeeded. */
  readonly isSuccess: boolean
  /** What buildx says, if it does. */
  readonly said: TargetStatus | undefined
  readonly hasMetadata: boolean
  /** Whether its failure ended the bake. */
  readonly isBlamed: boolean
  /** How much a `call` such as `check` has found; absent for a build. */
  readonly found?: number
  /** Whether it exports anything. */
  readonly isExported: boolean
  readonly record: Pick<
    BuildRecord,
    'failure' | 'vertices' | 'running' | 'canceled' | 'executed' | 'cached'
  >
}

/** How a target ended. Where buildx doesn't say it, its vertices show whether it came to its export. */
export function targetStatus(end: TargetEnd): TargetStatus {
  const { isSuccess, said, hasMetadata, isBlamed, found, isExported, record } = end
  if (isSuccess) return 'succeeded'
  if (found !== undefined) return found > 0 ? 'failed' : 'succeeded'
  if (said !== undefined) return said
  if (hasMetadata) return 'succeeded'
  const { failure, vertices } = record
  const exports = vertices.filter(isExport)
  // A vertex that is canceled is completed too.
  const isDone = exports.length > 0 && exports.every(({ completed, error }) => completed && !error)
  // What is asked for the metadata comes after the export.
  if (isExported && isDone && (failure === undefined || isMetadataWork(failure.name))) {
    return 'succeeded'
  }
  if (failure !== undefined || isBlamed) return 'failed'
  const hasBegun = record.running.length + record.canceled + record.executed + record.cached > 0
  return hasBegun ? 'canceled' : 'not-started'
}
