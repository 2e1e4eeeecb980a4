import type { Credentials } from './credentials.ts'
import type { Endpoint } from './endpoint.ts'

export interface ProbeTarget {
  readonly endpoint: Endpoint
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
}
