import type { ObtainInputs } from '../buildx/obtain.ts'
import type { CredentialSource } from '../credentials/source.ts'
import type { SshKey } from '../credentials/ssh-key.ts'
import type { Driver } from '../daemon/daemon.ts'
import type { Endpoint } from '../daemon/endpoint.ts'
import type { PoolInputs } from '../pool/members.ts'
import type { RouterInputs } from './router/router.ts'

/** The inputs for connecting to a builder, whatever is built there. */
export interface ConnectInputs {
  /** The name of an existing builder, used instead of an endpoint. */
  readonly builder: string | undefined
  /** Present when the other inputs leave no room for `builder`, as they are about a daemon or a builder to make. */
  readonly isBuilderRefused?: true
  /** With a pool, one of its members, which decides whether a daemon is used at all. */
  readonly endpoint: Endpoint | undefined
  /** Present when `endpoint` has several daemons, a name for several, or the platform of a daemon. */
  readonly pool?: PoolInputs
  /** Present when `endpoint` is a service that decides where to build; then `endpoint` here is absent. */
  readonly router?: RouterInputs
  readonly driver: 'auto' | Driver
  readonly credentials: CredentialSource | undefined
  readonly ssh: SshInputs
  /** The name expected in the daemon's certificate when it isn't the endpoint's host. */
  readonly serverName: string | undefined
  /** How long to keep probing a daemon whose fault may pass. */
  readonly connectTimeoutMs: number
  readonly fallback: 'auto' | 'never' | 'always'
  /** Why the persistent daemon must not be used, as one sentence. */
  readonly untrustedReason: string | undefined
  readonly container: ContainerInputs
  readonly buildx: ObtainInputs
}

export interface SshInputs {
  /** When absent, the runner's agent and its own SSH configuration are used. */
  readonly key?: SshKey
  /** Text of a known_hosts file. When absent, the runner's own are used. */
  readonly knownHosts?: string
}

/** How a builder in a container is created. An empty value means buildx's default. */
export interface ContainerInputs {
  readonly image: string
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags: string
  /** The path of a buildkitd.toml. */
  readonly buildkitdConfig: string
  /** The text of a buildkitd.toml. */
  readonly buildkitdConfigInline: string
}
