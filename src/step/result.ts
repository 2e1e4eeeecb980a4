import type { Advice } from '../advice/advice.ts'
import type { Diagnosis } from '../base/diagnosis.ts'
import type { Metadata } from '../buildx/metadata.ts'
import type { Builder, Fallback } from '../connect/builder.ts'
import type { HistoryFacts } from '../history/history-facts.ts'
import type { PoolReport } from '../pool/report.ts'
import type { Check } from '../record/checks.ts'
import type { PushedImage } from '../record/pushed-images.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { StepCounts } from '../record/steps.ts'
import type { UploadFacts } from '../upload/facts.ts'
import type { Outcome } from './outcome.ts'
import type { Plan } from './plan.ts'

/** The result of one `buildx build`. */
export interface WatchedBuild {
  readonly outcome: Outcome
  readonly record: BuildRecord
  /** Facts from the daemon's history about the steps of this build. */
  readonly historyFacts?: HistoryFacts
  /** Absent when nothing was built. */
  readonly metadata?: Metadata
  readonly checks: readonly Check[]
  /** The files in Git LFS of a Git context, below its folder; absent when they aren't known. */
  readonly lfsFiles?: readonly string[]
  /** How much of a folder of this machine was sent; absent when there was none, or that isn't known. */
  readonly upload?: UploadFacts
}

/** The last try of a build. */
export interface TriedBuild extends WatchedBuild {
  /** How often the build was retried. */
  readonly retries: number
  /** Why the daemon can't be used any more, when the connection to it broke. */
  readonly daemonFault?: Diagnosis
  /** The images that were pushed, when their digests differ. */
  readonly variants?: readonly PushedImage[]
}

/** The build for one of several platforms, which was built apart. */
export interface PlatformResult extends Omit<StepCounts, 'hit'> {
  /** In normal form, such as `linux/arm64`. */
  readonly platform: string
  readonly driver: string
  readonly endpoint: string
  readonly version: string
  readonly outcome: Outcome['kind']
  /** Of its image; absent when none was pushed. */
  readonly digest?: string
  readonly seconds: number
  readonly pool?: PoolReport
  readonly fallback?: Fallback
}

/** The result of the action, for the outputs and the summary. */
export interface Result extends TriedBuild {
  readonly builder: Builder
  readonly plan: Plan
  /** Wall time of the whole action. */
  readonly seconds: number
  /** Absent when it isn't known, or `compare` is off. */
  readonly imageChanged?: boolean
  /** Present when they were built apart; the counts of the record add up over them. */
  readonly platforms?: readonly PlatformResult[]
  /** What would make the next build faster; none when `advice` is off. */
  readonly advice?: readonly Advice[]
  /** How long it took to remove the builder. */
  readonly cleaningUpSeconds: number
}
