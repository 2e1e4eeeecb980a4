import type { SolveStatus } from '../buildx/solve-status.ts'
import { createVertexTable, isRunning } from '../buildx/vertex-table.ts'
import { type CacheExport, readCacheExports } from './cache-exports.ts'
import { type CacheSource, readCacheSources } from './cache-sources.ts'
import { type BuildFailure, findFailure } from './failure.ts'
import { createOutputTails } from './output-tails.ts'
import { createPhaseClock, type PhaseSeconds } from './phases.ts'
import { countSteps, readSteps, type Step, type StepCounts } from './steps.ts'

/** All that is kept of a build's stream. Seconds are exact to a millisecond. */
export interface BuildRecord extends StepCounts {
  /** In the order of the Dockerfile: stages after those they use, steps by number. */
  readonly steps: readonly Step[]
  readonly sources: readonly CacheSource[]
  readonly exports: readonly CacheExport[]
  readonly seconds: PhaseSeconds
  /**
   * What went wrong first, if anything did. A build can succeed in spite of it: a cache export with
   * `ignore-error=true` fails so. buildx's exit code says whether the build failed.
   */
  readonly failure?: BuildFailure
  /** Names of the vertices that had started and not ended when the stream did. */
  readonly running: readonly string[]
}

/**
 * Follows a build's stream and keeps what is counted of it: a few fields for each vertex, and the last
 * lines of output only of those that haven't ended well. `result` can be asked at any time.
 */
export function createRecorder(): { status(status: SolveStatus): void; result(): BuildRecord } {
  const vertices = createVertexTable()
  const tails = createOutputTails()
  const clock = createPhaseClock()

  return {
    status(status) {
      for (const event of status.vertexes ?? []) vertices.update(event)
      for (const log of status.logs ?? []) tails.add(log)
      for (const event of status.vertexes ?? []) {
        if (event.completed && !event.error) tails.drop(event.digest)
      }
      clock.update(status)
    },
    result() {
      const all = vertices.all()
      const steps = readSteps(all, clock.now())
      const failure = findFailure(all, tails)
      return {
        steps,
        ...countSteps(steps),
        sources: readCacheSources(all, clock.now()),
        exports: readCacheExports(all, clock.now()),
        seconds: clock.seconds(all),
        ...(failure && { failure }),
        running: all.filter(isRunning).map(({ name }) => name),
      }
    },
  }
}
