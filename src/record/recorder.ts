import type { SolveStatus } from '../progress/solve-status.ts'
import { createVertexTable, isRunning, type VertexFacts } from '../progress/vertex-table.ts'
import { type CacheExport, ignoresErrors, readCacheExports } from './cache-exports.ts'
import { type CacheSource, readCacheSources } from './cache-sources.ts'
import { type BuildFailure, findFailure } from './failure.ts'
import { findJoinedIntervals, type JoinedIntervals } from './joined-waits.ts'
import { findMisses, type Miss, type NoCache } from './misses.ts'
import { createOutputTails } from './output-tails.ts'
import { createPhaseClock, type PhaseSeconds } from './phases.ts'
import { createPushedImages, type PushedImage } from './pushed-images.ts'
import { createStepReader } from './step-reader.ts'
import {
  countSteps,
  readStep,
  type Step,
  type StepCounts,
  type StepVertex,
  slowestSteps,
} from './steps.ts'
import { createStreamClock } from './stream-clock.ts'
import type { Task } from './task.ts'
import { readTasks } from './tasks.ts'
import { createTransfers } from './transfers.ts'

/** The data that is kept from a build's stream. Seconds are exact to a millisecond. */
export interface BuildRecord extends StepCounts {
  /** In the order of the Dockerfile: stages after those they use, steps by number. */
  readonly steps: readonly Step[]
  /** The first step that missed in each stage on each platform. */
  readonly misses: readonly Miss[]
  /** Indices of the steps that took longest to run, longest first, at most 5. */
  readonly slowest: readonly number[]
  readonly sources: readonly CacheSource[]
  readonly exports: readonly CacheExport[]
  /** The images that BuildKit has pushed. */
  readonly pushed: readonly PushedImage[]
  readonly seconds: PhaseSeconds
  /** The bytes that were sent of the build's contexts, OCI layouts among them. A daemon that keeps contexts gets only the changes. */
  readonly contextBytes: number
  /** The bytes of layers that the daemon fetched from registries; absent where the stream shows none. */
  readonly pulledBytes?: number
  /**
   * What went wrong first, if anything did. buildx's exit code says whether the build failed because of
   * it: where one of several cache exports has `ignore-error=true`, the stream doesn't show which.
   */
  readonly failure?: BuildFailure
  /** Names of the vertices that had started and not ended when the stream did. */
  readonly running: readonly string[]
  /** When each vertex worked, and which vertices it waited for, in the order of time. */
  readonly tasks: readonly Task[]
  /** By how much all times are later than by the client's clock, in milliseconds; absent when they aren't. */
  readonly aheadMs?: number
  /** When another build ran a step for this one too, by the step's index, since this build began. */
  readonly joinedIntervals: JoinedIntervals
  /** The vertices of the steps, in the same order. */
  readonly stepVertices: readonly StepVertex[]
  /** The vertices of the stream, without those that did nothing for this build. */
  readonly vertices: readonly VertexFacts[]
}

/** The options of buildx that affect the meaning of the stream. */
export interface Asked extends NoCache {
  readonly cacheTo: readonly string[]
  /** The targets of a bake, if their names precede those of the stages. */
  readonly targets?: readonly string[]
  /** Whether the builder was made for this build, so that it has only imported cache. */
  readonly isFresh?: boolean
  /**
   * When buildx was started, in milliseconds since 1970 by the client's clock. The build began then: results that others
   * had finished before already existed, and earlier time isn't counted. Absent for a recording.
   */
  readonly begunAt?: number
  /** The same by the clock of the stream, if that isn't the stream of one build alone. */
  readonly begunInStream?: () => number
}

/** How buildx ended, once it has. */
export interface BuildxEnd {
  /** Whether it reported success, so that each step completed: an error in the stream was overcome. */
  readonly succeeded?: boolean
  /** Why the build failed, in buildx's words: an error that isn't in them was overcome. */
  readonly reason?: string | undefined
}

const nothingAsked: Asked = { noCache: false, noCacheFilters: [], cacheTo: [] }

/**
 * Follows a build's stream and keeps the data for its counts: a few fields for each vertex, and the last
 * lines of output only of those that haven't ended well. `result` can be asked at any time. Asked again, it takes
 * a fraction of the time, unless a vertex has changed that steps depend on.
 */
export function createRecorder(asked: Asked = nothingAsked): {
  /** @param arrivedAt by the client's clock, in milliseconds since 1970 */
  status(status: SolveStatus, arrivedAt?: number): void
  result(end?: BuildxEnd): BuildRecord
  /** When the build began by the clock of the stream, in milliseconds, as far as that is known now. */
  begunAt(): number
} {
  const vertices = createVertexTable()
  const stepReader = createStepReader(asked.targets)
  const tails = createOutputTails()
  const clock = createPhaseClock()
  const streamClock = createStreamClock(asked.begunAt)
  const transfers = createTransfers()
  const pushed = createPushedImages()

  const begunInStream = asked.begunInStream ?? (() => streamClock.begunAt(vertices.all()))

  return {
    begunAt: begunInStream,
    status(status, arrivedAt = Date.now()) {
      streamClock.see(status, arrivedAt)
      for (const event of status.vertexes ?? []) stepReader.update(vertices.update(event))
      for (const log of status.logs ?? []) tails.add(log)
      for (const event of status.vertexes ?? []) {
        if (event.completed && !event.error) tails.drop(event.digest)
      }
      clock.update(status)
      transfers.update(status)
      pushed.update(status)
    },
    result({ succeeded = false, reason } = {}) {
      const begunAt = begunInStream()
      const aheadMs = begunAt - (asked.begunAt ?? begunAt)
      const { steps: found, vertices: all } = stepReader.read(vertices.all(), begunAt, succeeded)
      const steps = found.map((step) => readStep(step, clock.now(), transfers.pulled, begunAt))
      const sources = readCacheSources(all, clock.now())
      const hasCache = !asked.isFresh || sources.some(({ status }) => status === 'imported')
      const failure = succeeded
        ? undefined
        : findFailure(all, found, tails, ignoresErrors(asked.cacheTo), reason)
      const pulledBytes = transfers.pulledBytes(vertices.all())
      return {
        steps,
        ...countSteps(steps),
        misses: findMisses(found, all, asked, !hasCache),
        slowest: slowestSteps(steps),
        sources,
        exports: readCacheExports(all, clock.now()),
        pushed: pushed.all(vertices.get),
        seconds: clock.seconds(all, begunAt),
        contextBytes: transfers.contextBytes(all),
        ...(pulledBytes !== undefined && { pulledBytes }),
        ...(failure && { failure }),
        tasks: readTasks(found, all, clock.pushes(), begunAt, clock.now()),
        ...(aheadMs > 0 && { aheadMs }),
        joinedIntervals: findJoinedIntervals(found, begunAt, clock.now()),
        running: all.filter(isRunning).map(({ name }) => name),
        stepVertices: found,
        vertices: all,
      }
    },
  }
}
