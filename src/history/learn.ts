import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { buildxConfig } from '../buildx/environment.ts'
import { startedBuilds } from '../buildx/refs.ts'
import type { Builder } from '../connect/builder.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { followBuild } from './follow.ts'
import type { Insight } from './insight.ts'
import type { MountQuestion } from './mount-usage.ts'

export interface LearnOptions {
  /** The step's private directory. */
  readonly directory: string
  /** The ids of the builds that the step had begun before this one. */
  readonly earlierRefs: readonly string[]
  /** Whether to ask what the build's cache mounts hold. */
  readonly cacheMounts: boolean
  readonly signal: AbortSignal
}

/**
 * Listens to the daemon beside a build that has been started, until `end` is called after it.
 *
 * Only a daemon that we reach by ourselves can be asked, and it remembers only what is a build.
 */
export function learnFromDaemon(
  { name, control }: Builder,
  build: BuildInputs,
  { directory, earlierRefs, cacheMounts, signal }: LearnOptions,
): { end(record: BuildRecord): Promise<Insight | undefined> } {
  if (control === undefined || !isBuild(build.call)) {
    return { end: async () => undefined }
  }
  const started = performance.now()
  const config = buildxConfig(directory)
  const follower = followBuild(control, earlierRefs, () => startedBuilds(config, name))
  return {
    end(record) {
      const isWanted = cacheMounts && !signal.aborted
      return follower.finish(
        { record, ...(isWanted && { mounts: mountQuestion(record, build) }) },
        patienceMs(performance.now() - started),
        signal,
      )
    },
  }
}

/** How long a build of so many milliseconds may wait for the rest: about a tenth of what it took. */
function patienceMs(buildMs: number): number {
  return Math.min(Math.max(buildMs / 10, 100), 2000)
}

function mountQuestion({ steps }: BuildRecord, { buildArgs }: BuildInputs): MountQuestion {
  const namespace = buildArgs.findLast((argument) => argument.startsWith(namespaceArgument))
  return {
    ids: [...new Set(steps.flatMap(({ cacheMounts = [] }) => cacheMounts))],
    namespace: namespace?.slice(namespaceArgument.length) ?? '',
  }
}

const namespaceArgument = 'BUILDKIT_CACHE_MOUNT_NS='
