import type { TcpEndpoint, UnixEndpoint } from '../daemon/endpoint.ts'

/** How a process of this machine reaches the daemon of a builder. */
export interface Reach {
  readonly endpoint: TcpEndpoint | UnixEndpoint
  readonly serverName?: string
  /** Paths of PEM files. */
  readonly certificates?: CertificatePaths
}

export interface CertificatePaths {
  readonly ca: string
  /** Absent when the daemon is not shown a certificate. */
  readonly client?: { readonly cert: string; readonly key: string }
}
