import type { SolveStatus } from '../progress/solve-status.ts'
import { parseStepName } from '../progress/step-name.ts'
import { cacheMountIds } from '../record/cache-mounts.ts'
import { type DaemonHistory, endPattern } from './daemon-history.ts'
import type { UsageRecord } from './messages.ts'
import { type Sighting, type Sightings, stateOf } from './mount-states.ts'
import { mountEnding } from './mount-usage.ts'

/** Asks the daemon about the cache mounts of each step while the step runs. */
export interface MountWatch {
  /** Takes the next part of the build's stream. */
  status(status: SolveStatus): void
  readonly sightings: Sightings
  stop(): void
}

export interface MountWatchOptions {
  readonly usage: DaemonHistory['usage']
  /** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. */
  readonly namespace: string
  /** Called once for each mount that was warm, with its creation in milliseconds. */
  readonly onWarm?: (createdAt: number) => void
}

interface RunningStep {
  readonly start: number
  readonly ids: readonly string[]
  /** Whether another record may become the step's own while it runs. */
  readonly canChange: boolean
}

/** The limit of successive requests without an answer. One may be lost with its connection. */
const mostFailures = 3

/**
 * Milliseconds between two requests about the same step: a step gets its mounts soon after its start. During the later
 * ones the connection is closed, so that others may use it where connections are limited.
 */
const pauses = [20, 40, 80, 160, 320, 640, 1000, 2000, 4000, 8000]

/**
 * Asks only about mounts that are in use. For any other whose size isn't known, the daemon would walk through
 * its files, which takes long, and would lock it meanwhile: a step that begins then gets a new, empty mount.
 * (`DiskUsage` in `cache/manager.go` and `getRefCacheDirNoCache` in `solver/llbsolver/mounts/mount.go`)
 */
export function createMountWatch({ usage, namespace, onWarm }: MountWatchOptions): MountWatch {
  const running = new Map<string, RunningStep>()
  const seen = new Map<string, ReadonlyMap<string, readonly Sighting[]>>()
  const warm = new Set<number>()
  let isAsking = false
  let hasNews = false
  let isStopped = false
  let asked = 0
  let failures = 0
  let timer: NodeJS.Timeout | undefined

  async function ask(): Promise<void> {
    clearTimeout(timer)
    const steps = [...running]
    if (isAsking || isStopped || steps.length === 0) return
    isAsking = true
    hasNews = false
    try {
      const ids = new Set(steps.flatMap(([, step]) => step.ids))
      const endings = new Map([...ids].map((id) => [id, mountEnding(namespace, id)]))
      const records = await usage(
        ...[...endings.values()].map(
          (ending) => `type==exec.cachemount,inuse,description~=${endPattern(ending)}`,
        ),
      )
      failures = 0
      for (const [digest, step] of steps) look(digest, step, endings, records)
    } catch {
      // The numbers are the same without it.
      failures += 1
      isStopped ||= failures === mostFailures
    }
    isAsking = false
    if (hasNews) return ask()
    timer = setTimeout(ask, pauses[Math.min(asked, pauses.length - 1)])
    timer.unref()
    asked += 1
  }

  function look(
    digest: string,
    step: RunningStep,
    endings: ReadonlyMap<string, string>,
    records: readonly UsageRecord[],
  ): void {
    const found = new Map(
      step.ids.map((id) => {
        const ending = endings.get(id) ?? ''
        return [
          id,
          records.filter(({ inUse, description }) => inUse && description.endsWith(ending)),
        ]
      }),
    )
    // The step may have ended before the daemon answered: then the previous answer is better.
    const last = seen.get(digest)
    seen.set(
      digest,
      new Map([...found].map(([id, now]) => [id, now.length > 0 ? now : (last?.get(id) ?? [])])),
    )
    const states = [...found.values()].map((each) =>
      stateOf(each, step.start, Number.POSITIVE_INFINITY),
    )
    for (const state of states) {
      if (!state?.isWarm || state.createdAt === undefined || warm.has(state.createdAt)) continue
      warm.add(state.createdAt)
      onWarm?.(state.createdAt)
    }
    if (states.every((state) => state !== undefined) && !step.canChange) running.delete(digest)
  }

  return {
    status({ vertexes = [] }) {
      for (const { digest, name = '', started, completed } of vertexes) {
        if (completed || !started) {
          running.delete(digest)
          continue
        }
        const instruction = parseStepName(name)?.instruction ?? ''
        const ids = [...new Set(cacheMountIds(instruction))]
        if (ids.length === 0 || isStopped) continue
        const canChange = /[ ,]sharing=(?:locked|private)\b/i.test(instruction)
        running.set(digest, { start: Date.parse(started), ids, canChange })
        hasNews = true
        asked = 0
      }
      if (hasNews) void ask()
    },
    sightings: (digest, id) => seen.get(digest)?.get(id) ?? [],
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
