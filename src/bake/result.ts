import type { Advice } from '../advice/advice.ts'
import type { Diagnosis } from '../base/diagnosis.ts'
import type { Builder } from '../connect/builder.ts'
import type { HistoryFacts } from '../history/history-facts.ts'
import type { Excerpt } from '../log/last-words.ts'
import type { Check } from '../record/checks.ts'
import type { PushedImage } from '../record/pushed-images.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Outcome } from '../step/outcome.ts'
import type { BakePlan, PlannedTarget } from './plan.ts'
import type { TargetMetadata } from './target-metadata.ts'

/**
 * How the build of a target ended. `succeeded`: what it was asked for is there, in its registry for example.
 * `canceled`: another target's failure stopped it, or the user did. `not-started`: nothing of it was built.
 */
export type TargetStatus = 'succeeded' | 'failed' | 'canceled' | 'not-started'

/** What became of one target. */
export interface TargetResult {
  readonly name: string
  readonly target: PlannedTarget
  /** Whether it is only there because another one links to it. */
  readonly isLinked: boolean
  readonly status: TargetStatus
  /** Of its own steps, those that it shares with others among them. */
  readonly record: BuildRecord
  readonly historyFacts?: HistoryFacts
  /** Absent when buildx has written none for it. */
  readonly metadata?: TargetMetadata
  /** The images that were pushed, when their digests differ. */
  readonly variants?: readonly PushedImage[]
  readonly checks: readonly Check[]
  /** Wall time from its first vertex to the end of its last. */
  readonly seconds: number
  /** Absent when it isn't known, or `compare` is off. */
  readonly imageChanged?: boolean
  /** Where it failed in its Dockerfile, when another target's failure ended the bake. */
  readonly excerpt?: Excerpt
}

/** One `buildx bake`, followed to its end. */
export interface WatchedBake {
  readonly outcome: Outcome
  /** Over all targets. What they share counts once. */
  readonly record: BuildRecord
  readonly historyFacts?: HistoryFacts
  /** buildx's metadata file: a JSON object. Empty when it has written none. */
  readonly metadata: string
  readonly targets: readonly TargetResult[]
  /** The files in Git LFS of a source that was fetched and isn't checked out; absent when they aren't known. */
  readonly lfsFiles?: readonly string[]
}

/** What the action did, for the outputs and the summary. */
export interface BakeResult extends WatchedBake {
  readonly builder: Builder
  readonly plan: BakePlan
  /** How often what failed was tried again. */
  readonly retries: number
  readonly daemonFault?: Diagnosis
  /** What would make the next bake faster; none when `advice` is off. */
  readonly advice?: readonly Advice[]
  /** Wall time of the whole action. */
  readonly seconds: number
  /** How long it took to remove the builder. */
  readonly cleaningUpSeconds: number
}
