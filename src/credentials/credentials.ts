/** PEM texts as they are written for buildx. */
export interface Credentials {
  readonly ca: string
  readonly client?: ClientCertificate
}

export interface ClientCertificate {
  /** The certificate, and those that lead from it to a root. */
  readonly cert: string
  readonly key: string
  /** The authority that issued it to this job, such as `https://ca.example.com`. Absent when it is the input `cert`. */
  readonly issuedBy?: string
}
