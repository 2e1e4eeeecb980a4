import type { VerticesByDigest } from '../progress/vertex-inputs.ts'
import type { Provenance, Sample } from './provenance.ts'
import { provenanceSteps } from './provenance-steps.ts'

/** What one step took of the daemon's machine. What the daemon didn't record is absent. */
export interface StepResources {
  /** Of all processors together. */
  readonly cpuSeconds?: number
  readonly peakMemoryBytes?: number
  readonly readBytes?: number
  readonly writtenBytes?: number
}

/**
 * What each vertex took, by its digest, as the daemon's own provenance of a build has it. The daemon measures the
 * cgroup of a step's container while it runs, which takes cgroup v2, and each number grows from one sample to the next.
 *
 * @param vertices those of `provenanceSteps`
 */
export function readStepResources(
  provenance: Provenance,
  vertices?: VerticesByDigest,
): ReadonlyMap<string, StepResources> {
  return new Map(
    [...provenanceSteps(provenance, vertices)].flatMap(([digest, { resourceUsage }]) => {
      const resources = summarize(resourceUsage?.samples ?? [])
      return resources === undefined ? [] : [[digest, resources] as const]
    }),
  )
}

function summarize(samples: readonly Sample[]): StepResources | undefined {
  const most = (read: (sample: Sample) => number | undefined): number | undefined => {
    const values = samples.flatMap((sample) => read(sample) ?? [])
    return values.length === 0 ? undefined : Math.max(...values)
  }
  const nanos = most(({ cpuStat }) => cpuStat?.usageNanos)
  const peak = most(({ memoryStat }) => memoryStat?.peak)
  const read = most(({ ioStat }) => ioStat?.readBytes)
  const written = most(({ ioStat }) => ioStat?.writeBytes)
  const resources = {
    ...(nanos !== undefined && { cpuSeconds: Math.round(nanos / 1e6) / 1000 }),
    ...(peak !== undefined && { peakMemoryBytes: peak }),
    ...(read !== undefined && { readBytes: read }),
    ...(written !== undefined && { writtenBytes: written }),
  }
  return Object.keys(resources).length === 0 ? undefined : resources
}
