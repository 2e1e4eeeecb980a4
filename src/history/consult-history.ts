import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { buildxConfig } from '../buildx/environment.ts'
import { startedBuilds } from '../buildx/refs.ts'
import type { Builder } from '../connect/builder.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { HistoryFacts } from './history-facts.ts'
import { openHistorySession } from './history-session.ts'
import { type MountUse, mountStatesByOrder } from './mount-states.ts'
import type { MountQuestion } from './mount-usage.ts'

export interface ConsultOptions {
  /** The action's private directory. */
  readonly directory: string
  /** The ids of the builds that the action had started before this one. */
  readonly earlierRefs: readonly string[]
  /** The target of a bake whose build is meant; absent for the only build of a command. */
  readonly target?: string
  /** Whether to ask what the build's cache mounts hold. */
  readonly cacheMounts: boolean
  readonly signal: AbortSignal
  /** Resolves when buildx has reached the daemon. */
  readonly buildxConnected: Promise<void>
}

type Consulted = Pick<Builder, 'name' | 'control' | 'isOwn' | 'isShared' | 'isOverNetwork'>

/** The cache mounts of all targets of a bake. */
export interface BakeMounts {
  /** Those of `MountQuestion`. */
  readonly filters: readonly string[]
  readonly uses: readonly MountUse[]
}

/** Asks the daemon about a build while it runs. */
export interface Consultation {
  /** Takes the next part of the build's stream. */
  status(status: SolveStatus): void
  /**
   * May be called before `end`, once the daemon has ended the build: asks for what `end` needs, so that it takes less
   * time.
   */
  prepare(record: BuildRecord): void
  /** To be called when the build has ended, or when the bake has of which it is a target. */
  end(record: BuildRecord, ofBake?: BakeMounts): Promise<HistoryFacts | undefined>
}

/**
 * Listens to the daemon beside a build that has been started, until `end` is called after it.
 *
 * Only a daemon that the action connects to can be asked, and it keeps records only of builds. On a builder of the job's
 * own, the order of the steps shows which cache mounts were warm. One that was created for this build started without
 * any; an earlier step of the job, or an earlier try of this build, may have left some.
 */
export function consultHistory(
  { name, control, isOwn, isShared = false, isOverNetwork = false }: Consulted,
  build: Pick<BuildInputs, 'call' | 'buildArgs'>,
  { directory, earlierRefs, target, cacheMounts, signal, buildxConnected }: ConsultOptions,
): Consultation {
  if (!isBuild(build.call)) return { status() {}, prepare() {}, end: async () => undefined }
  const namespace = mountNamespace(build)
  if (control === undefined) {
    const isFresh = !isShared && earlierRefs.length === 0
    return {
      status() {},
      prepare() {},
      end: async ({ stepVertices }, ofBake) =>
        isOwn === true
          ? {
              savedSeconds: new Map(),
              coldSeconds: new Map(),
              mountStates: mountStatesByOrder(stepVertices, {
                ...{ isFresh, namespace, ...(ofBake && { ofTargets: ofBake.uses }) },
              }),
            }
          : undefined,
    }
  }
  const started = performance.now()
  const config = buildxConfig(directory)
  const session = openHistorySession(control, {
    earlierRefs,
    ownRefs: () => startedBuilds(config, name, target),
    namespace,
    buildxConnected,
    isLimited: isOverNetwork,
  })
  return {
    status: session.status,
    prepare: session.prepare,
    end(record, ofBake) {
      const isWanted = cacheMounts && !signal.aborted
      const mounts = {
        ...mountQuestion(record, build),
        ...(ofBake && { filters: ofBake.filters }),
      }
      return session.finish(
        { record, ...(isWanted && { mounts }) },
        patienceMs(performance.now() - started),
        signal,
      )
    },
  }
}

/**
 * How long a build of this duration may wait for the rest, in milliseconds: a tenth of its duration, or what a daemon
 * that is busy or far away needs for a few answers.
 */
export function patienceMs(buildMs: number): number {
  return Math.min(Math.max(buildMs / 10, 250), 2000)
}

/** About the mounts that the steps of a build name. */
export function mountQuestion(
  { steps }: Pick<BuildRecord, 'steps'>,
  build: Pick<BuildInputs, 'buildArgs'>,
): MountQuestion {
  return {
    ids: [...new Set(steps.flatMap(({ cacheMounts = [] }) => cacheMounts))],
    namespace: mountNamespace(build),
  }
}

/** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. Of several, buildx takes the last. */
export function mountNamespace({ buildArgs }: Pick<BuildInputs, 'buildArgs'>): string {
  const argument = buildArgs.findLast((each) => each.startsWith(namespaceArgument))
  return argument?.slice(namespaceArgument.length) ?? ''
}

const namespaceArgument = 'BUILDKIT_CACHE_MOUNT_NS='
