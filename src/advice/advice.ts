import type { StepEnvironment } from '../history/operations.ts'
import type { Miss } from '../record/misses.ts'
import type { Task } from '../record/task.ts'
import type { Dockerfile, Stage } from '../text/dockerfile.ts'
import type { PlacedStep } from './placed-steps.ts'
import type { ProjectFiles } from './project-files.ts'

/** Each has a heading in docs/advice.md. */
export const adviceCodes = [
  'copy-before-install',
  'changing-argument',
  'changing-label',
  'source-date-epoch',
  'no-cache-mount',
  'apt-cache-sharing',
  'add-without-checksum',
  'context-not-copied',
  'load-instead-of-push',
] as const

export type AdviceCode = (typeof adviceCodes)[number]

/** What would make the next build faster, or safer. */
export interface Advice {
  readonly code: AdviceCode
  /** One line: what is so, and what to change. */
  readonly message: string
  /** Of a bake: the target whose Dockerfile has the lines. */
  readonly target?: string
  /** The lines of the Dockerfile that it is about, from 1; absent when it is about none. */
  readonly line?: number
  readonly endLine?: number
  /** How much sooner this build would have ended; absent when it isn't about time. */
  readonly seconds?: number
  /** Set when `seconds` is the most that it could have been. */
  readonly isUpperBound?: true
}

/** What a build did and was made of, as rules see it. What isn't known is absent. */
export interface AdviceFacts {
  /** The steps whose instruction is known, in the order of the Dockerfile. */
  readonly steps: readonly PlacedStep[]
  readonly tasks: readonly Task[]
  /** The whole of it: stages that weren't built too. */
  readonly dockerfile: Dockerfile
  /** What surrounded the command of a `RUN`, by the step's index. */
  readonly environments: ReadonlyMap<number, StepEnvironment>
  /** What lies at the root of the local context. */
  readonly project?: ProjectFiles
  readonly misses: readonly Miss[]
  /** Whether the daemon's cache stays after the build. */
  readonly isPersistent: boolean
  /** Whether earlier builds of the project were looked at. */
  readonly isCompared: boolean
  /** Seconds that an `ADD` asked a server, by the step's index. */
  readonly downloadSeconds: ReadonlyMap<number, number>
  /** The values of build arguments. */
  readonly buildArgs: ReadonlyMap<string, string>
  /** The commit that is built. */
  readonly commit?: { readonly id: string; readonly seconds?: number }
  /** When the build ran, in milliseconds since 1970. */
  readonly now: number
  /** Of these paths below the context: whether they are as they were in the build that this one was compared with. */
  readonly isUnchanged: (paths: readonly string[]) => boolean | undefined
  readonly contextBytes: number
  /** The folder that is the context. */
  readonly context?: LocalContext
  /** Registries of the tags to which the job is signed in, when the image is loaded and not pushed. */
  readonly loadedFrom: readonly string[]
}

/** A folder that is sent as the context, where it is known what uses it. */
export interface LocalContext {
  /** What lies at its first level. */
  readonly entries: readonly ContextEntry[]
  /** All stages of the Dockerfiles to whose builds it is sent, built or not. */
  readonly stages: readonly Stage[]
  /** The ignore file that counts for them. */
  readonly ignoreFile: string
}

export interface ContextEntry {
  readonly name: string
  readonly bytes: number
  /** Whether it isn't sent. */
  readonly isIgnored: boolean
}

/** A rule returns only advice that is certainly right. */
export type Rule = (facts: AdviceFacts) => readonly Advice[]
