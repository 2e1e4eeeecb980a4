import type { Advice } from '../advice/advice.ts'
import { type MountStates, usedMounts } from '../history/mount-states.ts'
import type { StepResources } from '../history/step-resources.ts'
import type { PoolReport } from '../pool/report.ts'
import { roundedSeconds } from '../progress/intervals.ts'
import type { CacheExport } from '../record/cache-exports.ts'
import type { CacheMount } from '../record/cache-mounts.ts'
import { joinedSeconds, joinedWaits } from '../record/joined-waits.ts'
import type { Miss } from '../record/misses.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Step } from '../record/steps.ts'
import type { PlatformResult, Result } from '../step/result.ts'
import type { UploadFacts } from '../upload/facts.ts'
import { peakMemory } from './peak-memory.ts'
import { type Phase, type ReportedPath, readTimeline } from './timeline.ts'

/**
 * The `cache-report` output; `docs/cache-report.md` describes each field. Seconds are wall-clock time, exact to
 * a millisecond. What isn't known is absent.
 */
export interface CacheReport
  extends Pick<
    BuildRecord,
    | 'total'
    | 'cached'
    | 'executed'
    | 'failed'
    | 'canceled'
    | 'notStarted'
    | 'percent'
    | 'hit'
    | 'slowest'
    | 'sources'
    | 'contextBytes'
    | 'pulledBytes'
  > {
  readonly schemaVersion: 1
  /** How often the build was tried again. The other numbers are those of the last try. */
  readonly retries: number
  /** The sum of the two that follow, if they are known. */
  readonly secondsSaved?: number
  /** How long the cached steps took when their results were made; parallel time counts once. */
  readonly secondsSavedBySteps?: number
  /** How much less the steps with warm cache mounts took than when these mounts were cold. */
  readonly secondsSavedByMounts?: number
  /** Cache mounts of the steps that ran, once for each step, if it is known whether they were warm. */
  readonly mountsTotal?: number
  /** How many of these had been used before the step. */
  readonly mountsWarm?: number
  readonly steps: readonly ReportedStep[]
  /** Present when the daemon's history was asked: `first` when it has no other build of the project. */
  readonly comparison?: 'first' | 'compared'
  /** The first step that missed in each stage on each platform. */
  readonly misses: readonly Miss[]
  /** Where cache was written; a registry by its reference, when the action added the export. */
  readonly exports: readonly CacheExport[]
  readonly seconds: SecondsSplit
  /** What was done around the steps, and when. */
  readonly phases: readonly Phase[]
  /** The chain of work that decided how long the build took; absent when nothing worked. */
  readonly criticalPath?: ReportedPath
  /** The most memory that steps used at one time, as far as the daemon recorded it, to size it by. */
  readonly peakMemoryBytes?: number
  /** Absent when nothing is known of other builds. */
  readonly company?: {
    /** How many other builds ran at some moment of this one. */
    readonly builds?: number
    /** How long this build waited for steps that another one ran for both. */
    readonly waitedSeconds: number
  }
  /** What would make the next build faster, the most worthwhile first; absent when nothing is certain. */
  readonly advice?: readonly ReportedAdvice[]
  /** How much of a folder of the runner was sent, and why; absent when none was, or that isn't known. */
  readonly upload?: UploadFacts
  /** Present when the input `cache-mounts` is on and the daemon reports them. */
  readonly cacheMounts?: readonly CacheMount[]
  /** Absent when there was no builder. */
  readonly builder?: {
    readonly driver: string
    readonly endpoint: string
    readonly version: string
    /** Present when this is the fallback builder. */
    readonly fallback?: { readonly code?: string; readonly reason: string }
    /** Present when there was a choice between daemons. */
    readonly pool?: PoolReport
  }
  /** Present when platforms were built apart. The other numbers add up over them. */
  readonly platforms?: readonly PlatformResult[]
  /** Present for a bake: its targets. */
  readonly targets?: readonly ReportedTarget[]
  /** Present when the report would not fit in an output. */
  readonly truncated?: Truncated
}

/** How far the texts and lists of a report were cut. */
export interface Truncated {
  /** To so many characters. */
  readonly characters?: number
  /** To so many entries. */
  readonly entries?: number
}

/** One target of a bake. A step that it shares with another is counted in both. */
export interface ReportedTarget
  extends Pick<
    BuildRecord,
    | 'total'
    | 'cached'
    | 'executed'
    | 'failed'
    | 'canceled'
    | 'notStarted'
    | 'percent'
    | 'hit'
    | 'sources'
    | 'exports'
  > {
  readonly name: string
  readonly status: 'succeeded' | 'failed' | 'canceled' | 'not-started'
  readonly digest?: string
  readonly images: readonly string[]
  /** From its first vertex to the end of its last. */
  readonly seconds: number
  readonly secondsSaved?: number
  readonly imageChanged?: boolean
  /** Present when it was built only because another target links to it. */
  readonly linked?: true
}

/** Seconds are how much sooner this build would have ended. */
export type ReportedAdvice = Advice

export interface ReportedStep extends Step, StepResources {
  /** Seconds since the action began; absent when it didn't begin. */
  readonly start?: number
  /** Present when another build did the step's work: how long this one waited for it. */
  readonly waitedSeconds?: number
  /** Of a bake with several targets: the first that has it. */
  readonly target?: string
  /** How long a cached step took when its result was made. */
  readonly savedSeconds?: number
  /** How long a step with warm cache mounts took when these were cold. */
  readonly coldSeconds?: number
  /** Ids of the cache mounts that another step had used before. */
  readonly warmMounts?: readonly string[]
  /** Ids of the cache mounts that were created for the step. */
  readonly coldMounts?: readonly string[]
}

/** Disjoint parts of the action's wall time. They need not add up to the total. */
export type SecondsSplit = BuildRecord['seconds'] & {
  /** Getting a builder, without `waiting`. */
  readonly connecting: number
  /** Waiting for a daemon that couldn't be used at first. */
  readonly waiting: number
  /** Removing a builder that was created for this build. */
  readonly cleaningUp: number
}

type Reported = Pick<Result, 'record'> &
  Partial<Omit<Result, 'plan'>> & { readonly plan?: Pick<Result['plan'], 'cacheWrite' | 'refused'> }

export function cacheReport(result: Reported): CacheReport {
  const { record, builder, plan, historyFacts, retries = 0 } = result
  const { total, cached, executed, failed, canceled, notStarted, percent, hit } = record
  const seconds = splitSeconds(result)
  const waits = joinedWaits(record)
  const { phases, starts, criticalPath } = readTimeline(record, seconds)
  return {
    schemaVersion: 1,
    retries,
    total,
    cached,
    executed,
    failed,
    canceled,
    notStarted,
    percent,
    hit,
    ...present({
      secondsSaved: historyFacts?.secondsSaved,
      secondsSavedBySteps: historyFacts?.secondsSavedBySteps,
      secondsSavedByMounts: historyFacts?.secondsSavedByMounts,
    }),
    ...countMounts(record, historyFacts?.mountStates ?? new Map()),
    steps: record.steps.map((step, index) => {
      const more = { start: starts[index], waitedSeconds: waits.get(index) }
      return reportStep(step, index, more, historyFacts)
    }),
    ...present({ comparison: historyFacts?.comparison }),
    misses: historyFacts?.misses ?? record.misses,
    slowest: record.slowest,
    sources: record.sources,
    exports: [
      ...record.exports.map((each) => named(each, plan?.cacheWrite)),
      ...(plan?.refused ?? []),
    ],
    seconds,
    phases,
    ...(criticalPath && { criticalPath }),
    ...peakMemory(record, historyFacts?.resources),
    ...readCompany(record, historyFacts?.otherBuilds),
    ...(result.advice && { advice: result.advice }),
    contextBytes: record.contextBytes,
    ...present({ pulledBytes: record.pulledBytes, upload: result.upload }),
    ...(historyFacts?.cacheMounts && { cacheMounts: historyFacts.cacheMounts }),
    ...(builder && {
      builder: {
        driver: builder.driver,
        endpoint: builder.endpoint,
        version: builder.daemon.version,
        ...(builder.fallback && { fallback: builder.fallback }),
        ...(builder.pool && { pool: builder.pool }),
      },
    }),
    ...(result.platforms && { platforms: result.platforms }),
  }
}

function reportStep(
  step: Step,
  index: number,
  more: { readonly start: number | undefined; readonly waitedSeconds: number | undefined },
  facts: Result['historyFacts'] | undefined,
): ReportedStep {
  const states = facts?.mountStates.get(index) ?? []
  const ids = (warm: boolean) => {
    const found = states.filter(({ isWarm }) => isWarm === warm).map(({ id }) => id)
    return found.length > 0 ? found : undefined
  }
  return {
    ...step,
    ...present({
      ...more,
      ...facts?.resources?.get(index),
      savedSeconds: facts?.savedSeconds.get(index),
      coldSeconds: facts?.coldSeconds.get(index),
      warmMounts: ids(true),
      coldMounts: ids(false),
    }),
  }
}

/** Both are absent when there were no steps, and when nothing is known of the mounts of steps that ran. */
function countMounts(
  { stepVertices }: Pick<BuildRecord, 'stepVertices'>,
  states: MountStates,
): Pick<CacheReport, 'mountsTotal' | 'mountsWarm'> {
  const known = [...states.values()].flat()
  const hasUsed = stepVertices.some((step) => usedMounts(step).length > 0)
  if (stepVertices.length === 0 || (hasUsed && known.length === 0)) return {}
  return { mountsTotal: known.length, mountsWarm: known.filter(({ isWarm }) => isWarm).length }
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

/** Without the fields that are undefined. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Present<Fields>
}

function splitSeconds({ record, builder, cleaningUpSeconds = 0 }: Reported): SecondsSplit {
  const { connectSeconds = 0, waitSeconds = 0 } = builder ?? {}
  return {
    connecting: roundedSeconds(connectSeconds - waitSeconds),
    waiting: roundedSeconds(waitSeconds),
    ...record.seconds,
    cleaningUp: roundedSeconds(cleaningUpSeconds),
  }
}

function readCompany(
  record: BuildRecord,
  builds: number | undefined,
): Pick<CacheReport, 'company'> {
  const waitedSeconds = joinedSeconds(record)
  if (builds === undefined && waitedSeconds === 0) return {}
  return { company: { ...present({ builds }), waitedSeconds } }
}

function named(cacheExport: CacheExport, reference: string | undefined): CacheExport {
  const isOurs = cacheExport.name === 'registry' && reference !== undefined
  return isOurs ? { ...cacheExport, name: reference } : cacheExport
}
