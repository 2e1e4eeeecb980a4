import type { Diagnosis } from '../base/diagnosis.ts'
import type { Metadata } from '../buildx/metadata.ts'
import type { Builder } from '../connect/builder.ts'
import type { HistoryFacts } from '../history/history-facts.ts'
import type { Check } from '../record/checks.ts'
import type { BuildRecord } from '../record/recorder.ts'
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
}

/** The last try of a build. */
export interface TriedBuild extends WatchedBuild {
  /** How often the build was retried. */
  readonly retries: number
  /** Why the daemon can't be used any more, when the connection to it broke. */
  readonly daemonFault?: Diagnosis
}

/** The result of the action, for the outputs and the summary. */
export interface Result extends TriedBuild {
  readonly builder: Builder
  readonly plan: Plan
  /** Wall time of the whole action. */
  readonly seconds: number
  /** Absent when it isn't known, or `compare` is off. */
  readonly imageChanged?: boolean
  /** How long it took to remove the builder. */
  readonly cleaningUpSeconds: number
}
