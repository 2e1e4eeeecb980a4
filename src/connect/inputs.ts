import type { ObtainInputs } from '../buildx/obtain.ts'
import type { CredentialSource } from '../credentials/source.ts'
import type { SshKey } from '../credentials/ssh-key.ts'
import type { Driver } from '../daemon/daemon.ts'
import type { Endpoint } from '../daemon/endpoint.ts'

export interface ConnectInputs {
  /** An existing builder, to be used instead of anything else. */
  readonly builder: string | undefined
  readonly endpoint: Endpoint | undefined
  readonly driver: 'auto' | Driver
  readonly credentials: CredentialSource | undefined
  readonly ssh: SshInputs
  readonly serverName: string | undefined
  readonly connectTimeoutMs: number
  readonly fallback: 'auto' | 'never' | 'always'
  /** Why the persistent daemon must not be used, as one sentence. */
  readonly untrustedReason: string | undefined
  readonly container: ContainerInputs
  readonly buildx: ObtainInputs
}

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
