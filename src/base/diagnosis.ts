/** Why an endpoint can't be used. The set is closed; each has a heading in docs/troubleshooting.md. */
export const diagnosisCodes = [
  'dns-not-found',
  'connection-refused',
  'connection-timeout',
  'connection-reset',
  'not-tls',
  'not-buildkit',
  'server-cert-expired',
  'server-cert-not-yet-valid',
  'server-cert-untrusted',
  'server-name-mismatch',
  'client-cert-required',
  'client-cert-rejected',
  'client-cert-expired',
  'client-key-mismatch',
  'credentials-missing',
  'credentials-malformed',
  'ssh-host-key-unknown',
  'ssh-host-key-changed',
  'ssh-auth-failed',
  'ssh-no-docker',
  'daemon-unhealthy',
  'no-endpoint',
] as const

export type DiagnosisCode = (typeof diagnosisCodes)[number]

/** Faults that a daemon which is still starting, or a network that recovers, may cure. */
const passing: ReadonlySet<DiagnosisCode> = new Set([
  'dns-not-found',
  'connection-refused',
  'connection-timeout',
  'connection-reset',
  'ssh-no-docker',
  'daemon-unhealthy',
])

export interface DiagnosisOptions extends ErrorOptions {
  /** Where the code leaves it open: that waiting can't cure this one. */
  readonly isCertain?: boolean
}

/** A state of the world, not of the workflow's text: the daemon can't be used right now. One line. */
export class Diagnosis extends Error {
  override readonly name = 'Diagnosis'
  readonly code: DiagnosisCode
  /** Whether asking again may help. */
  readonly mayPass: boolean

  constructor(code: DiagnosisCode, message: string, options: DiagnosisOptions = {}) {
    super(message, options)
    this.code = code
    this.mayPass = passing.has(code) && options.isCertain !== true
  }
}
