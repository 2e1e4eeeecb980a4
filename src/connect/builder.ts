import type { Diagnosis, DiagnosisCode } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import type { Control } from '../daemon/control.ts'
import type { Daemon } from '../daemon/daemon.ts'
import type { Probe } from '../daemon/poll.ts'
import type { PoolReport } from '../pool/report.ts'
import type { Program } from '../processes/program.ts'
import type { Reach } from './reach.ts'
import type { CacheHints } from './router/protocol.ts'

/** What connecting needs of the host. */
export type ConnectPorts = Pick<
  Ports,
  | 'run'
  | 'log'
  | 'env'
  | 'directory'
  | 'signal'
  | 'help'
  | 'binaries'
  | 'mask'
  | 'identityToken'
  | 'keeper'
  | 'streamFile'
>

export interface PreparedBuildx {
  /**
   * The buildx found on the runner, version not checked yet, or the one that `obtain` has returned. Undefined if there is
   * neither, as when `buildx-version` names a release.
   */
  readonly guess: () => Program | undefined
  /** Checks its version, or downloads a release. Memoised. */
  readonly obtain: () => Promise<Program>
}

/** One attempt to get a builder. Several can be under way in one run. */
export interface Attempt {
  /** The builder's name. No other attempt has it: a failed attempt may have left one behind. */
  readonly name: string
  /** A subdirectory of the private directory for the files of this attempt. */
  readonly directory: string
}

/** A builder that is ready: its daemon has answered. */
export interface Builder {
  readonly name: string
  readonly driver: string
  readonly endpoint: string
  /** buildx, with the environment in which it knows this builder. */
  readonly buildx: Program
  /**
   * Checks the version of `buildx`, which was found on the runner, and returns it or another that is new enough. Absent
   * when its version is known.
   *
   * @throws Error in one line when none can be obtained
   */
  readonly checkedBuildx?: () => Promise<Program>
  readonly daemon: Daemon
  /** From the first probe until the builder could be used. */
  readonly connectSeconds: number
  /** How much of that was waiting, after the first probe had failed. */
  readonly waitSeconds?: number
  /** Waits for its daemon after a broken connection. Rejects when it can't be used any more. */
  readonly ready?: () => Promise<unknown>
  /** Opens the action's own connection to its daemon. Absent when only buildx can reach it. */
  readonly control?: () => Promise<Control>
  /** Probes its daemon once more, through buildx where only that can reach it. Absent beside `control`. */
  readonly probe?: Probe<unknown>
  /** Whether a proxy or a load balancer may be in front of the daemon. */
  readonly isOverNetwork?: boolean
  /** Whether it was created for this run and is removed after it. Others keep their cache. */
  readonly isOwn?: boolean
  /** Whether an earlier step of the job may have left cache on a builder that is the job's own. */
  readonly isShared?: boolean
  /** How another process reaches its daemon; absent where only buildx can reach it. */
  readonly reach?: Reach
  /**
   * Keeps open what buildx needs to reach it after this process has ended. Absent where that is nothing.
   *
   * @throws Error in one line
   */
  readonly keep?: () => Promise<void>
  /**
   * Gives the container of a local builder the name that buildx's container for this node has. Absent for any other
   * builder.
   *
   * @returns false when the container keeps its name, as where Docker has another one of the new name
   */
  readonly nameNode?: (node: string) => Promise<boolean>
  /** Removes what was made for this run: the builder, or the route to the daemon. Never rejects. */
  readonly release: () => Promise<void>
  /** Present when this builder is used instead of the daemon that the inputs name. */
  readonly fallback?: Fallback
  /**
   * Creates a local builder to use instead, with a warning. Absent if falling back is not allowed. Rejects
   * with a Diagnosis of both faults if that fails too.
   */
  readonly fallBack?: (diagnosis: Diagnosis) => Promise<Builder>
  /** A cache that the daemon can reach, to be used unless the inputs name one. */
  readonly cacheHints?: CacheHints
  /** Present when there was a choice between daemons. */
  readonly pool?: PoolReport
  /**
   * Creates a builder on another daemon of the pool, or on this one again if it died and no other can be used. Absent
   * if the pool is one address. Rejects with a Diagnosis when no daemon can be used.
   *
   * @param why `died` when the connection broke during the build, else why this one can't be used
   */
  readonly failOver?: (why: 'died' | DiagnosisCode) => Promise<Builder>
}

/** The builder of the image for one of several platforms. */
export interface PlatformBuilder {
  /** In normal form. */
  readonly platform: string
  readonly builder: Builder
}

/** A builder as its constructor returns it; the caller adds timing and `release`. */
export type NewBuilder = Omit<Builder, 'connectSeconds' | 'release'> & {
  /** More lines for the log. */
  readonly details?: readonly string[]
}

export interface Fallback {
  /** Absent when the daemon wasn't tried. */
  readonly code?: DiagnosisCode
  /** One sentence. */
  readonly reason: string
}
