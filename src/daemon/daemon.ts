import type { Credentials } from '../credentials/client-tls.ts'
import type { TcpEndpoint, UnixEndpoint } from './endpoint.ts'

/** buildx's own names. */
export type Driver = 'remote' | 'docker-container' | 'docker'

export interface ProbeTarget {
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Needed for `tcp`, unused for `unix`, which is never TLS. */
  readonly credentials?: Credentials
  /** The name expected in the daemon's certificate when it isn't the endpoint's host. */
  readonly serverName?: string
}

/** What a daemon says of itself. */
export interface Daemon {
  /** Such as `v0.32.2`. */
  readonly version: string
  /** Of all workers, as `os/arch[/variant]`, the daemon's own first. */
  readonly platforms: readonly string[]
  /** The Docker daemon that this BuildKit is a part of. */
  readonly docker?: DockerEngine
}

export interface DockerEngine {
  /** Such as `28.2.2`. */
  readonly version?: string
  /** Whether images are kept by containerd; Docker's own store of old takes only plain ones. */
  readonly hasContainerdStore: boolean
}
