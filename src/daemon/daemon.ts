import type { Credentials } from '../credentials/credentials.ts'
import type { TcpEndpoint, UnixEndpoint } from './endpoint.ts'

/** buildx's names. */
export type Driver = 'remote' | 'docker-container' | 'docker'

/** What a probe connects to. */
export interface ProbeTarget {
  readonly endpoint: TcpEndpoint | UnixEndpoint
  /** Needed for `tcp`, unused for `unix`, which is never TLS. */
  readonly credentials?: Credentials
  /** The name expected in the daemon's certificate when it isn't the endpoint's host. */
  readonly serverName?: string
}

/** A daemon's description of itself. */
export interface Daemon {
  /** Such as `v0.32.2`. */
  readonly version: string
  /** Of all workers, as `os/arch[/variant]`, the daemon's own first. */
  readonly platforms: readonly string[]
  /** The Docker daemon that contains this BuildKit. */
  readonly docker?: DockerEngine
  /** Known if there is a choice between daemons, and the daemon reports it. */
  readonly load?: DaemonLoad
}

/** Which daemon it is and how busy, for choosing between several. */
export interface DaemonLoad {
  /** The worker's own id, which lives and dies with its cache. Absent when the daemon has several workers. */
  readonly worker?: string
  /** How many builds run there. Absent when the daemon doesn't report it. */
  readonly builds?: number
}

export interface DockerEngine {
  /** Such as `28.2.2`. */
  readonly version?: string
  /** Whether the image store is containerd's. The classic one supports no manifest lists or attestations. */
  readonly hasContainerdStore: boolean
}
