import type { Buildx } from '../buildx/environment.ts'
import type { ObtainInputs } from '../buildx/obtain.ts'
import type { RunCommand } from '../github/exec.ts'
import type { Control } from '../daemon/control.ts'
import type { Credentials } from '../credentials/client-tls.ts'
import type { Daemon } from '../daemon/daemon.ts'
import type { DiagnosisCode } from '../base/diagnosis.ts'
import type { Endpoint } from '../daemon/endpoint.ts'
import type { SshKey } from '../credentials/ssh-key.ts'

export interface ConnectInputs {
  /** An existing builder, to be used instead of anything else. */
  readonly builder: string | undefined
  readonly endpoint: Endpoint | undefined
  readonly driver: 'auto' | Driver
  readonly credentials: Credentials | undefined
  readonly ssh: SshInputs
  readonly serverName: string | undefined
  readonly connectTimeoutMs: number
  readonly fallback: 'auto' | 'never' | 'always'
  /** Why the persistent daemon must not be used, as a sentence. */
  readonly keepOut: string | undefined
  readonly container: ContainerInputs
  readonly buildx: ObtainInputs
}

export interface PreparedBuildx {
  /** The one that is there, if it may be used, before anybody knows whether it will do. */
  readonly guess: () => Buildx | undefined
  /** Finds that out, and fetches one when none will do. Once, however often it is called. */
  readonly obtain: () => Promise<Buildx>
}

/** buildx's own names. */
export type Driver = 'remote' | 'docker-container' | 'docker'

export interface SshInputs {
  /** Absent: the runner's agent and its own SSH configuration are used. */
  readonly key?: SshKey
  /** Text of a known_hosts file. Absent: the runner's own counts. */
  readonly knownHosts?: string
}

/** How the local builder is made. Empty where buildx's own default is wanted. */
export interface ContainerInputs {
  readonly image: string
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags: string
  /** The path of a buildkitd.toml, or its text. */
  readonly buildkitdConfig: string
  readonly buildkitdConfigInline: string
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

export interface ConnectPorts {
  readonly run: RunCommand
  readonly log: Log
  readonly env: NodeJS.ProcessEnv
  /** Private to this step, removed after the build. */
  readonly directory: string
  readonly signal: AbortSignal
  /** Where to read more about a fault. */
  readonly help: (code: DiagnosisCode) => string
}

export interface Log {
  readonly info: (line: string) => void
  readonly notice: (line: string) => void
  readonly warning: (line: string) => void
  /** Lines that are folded away below a title. */
  readonly group: (title: string, lines: readonly string[]) => void
  /** For nobody to see unless debugging is on. */
  readonly debug: (line: string) => void
}
