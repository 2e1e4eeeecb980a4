import type { DiagnosisCode } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import type { Control } from '../daemon/control.ts'
import type { Daemon } from '../daemon/daemon.ts'
import type { Buildx } from '../processes/process.ts'

export interface PreparedBuildx {
  /** The one that is there, if it may be used, before anybody knows whether it will do. */
  readonly guess: () => Buildx | undefined
  /** Finds that out, and fetches one when none will do. Once, however often it is called. */
  readonly obtain: () => Promise<Buildx>
}

/** A builder that is ready: its daemon has answered. */
export interface Builder {
  readonly name: string
  readonly driver: string
  readonly endpoint: string
  readonly buildx: Buildx
  readonly daemon: Daemon
  /** From the first question to the daemon until the builder could be used. */
  readonly connectSeconds: number
  /** How much of that was waiting for a daemon that couldn't be used at first. */
  readonly waitSeconds?: number
  /** Waits for its daemon after a break. Rejects when it can't be used any more. */
  readonly ready?: () => Promise<unknown>
  /** Opens a connection of our own to its daemon; absent where only buildx can reach it. */
  readonly control?: () => Promise<Control>
  /** Whether it is this step's own and gone after the build. Others keep their cache. */
  readonly isOwn?: boolean
  /** Undoes what was made for this step: the builder, or the way to another's. Never rejects. */
  readonly release: () => Promise<void>
  /** Present when this builder stands in for an endpoint that was given. */
  readonly fallback?: Fallback
}

/** What a kind of builder adds to what they have in common. */
export type MadeBuilder = Omit<Builder, 'connectSeconds' | 'release'> & {
  /** Ends a connection of its own. */
  readonly close?: () => void
  /** More lines for the log. */
  readonly more?: readonly string[]
}

export interface Fallback {
  /** Absent when nobody tried the endpoint. */
  readonly code?: DiagnosisCode
  /** One sentence. */
  readonly reason: string
}

/** What connecting needs of the host. */
export type ConnectPorts = Pick<
  Ports,
  'run' | 'log' | 'env' | 'directory' | 'signal' | 'help' | 'binaries'
>
