/** Why an endpoint can't be used. Each code has a heading in docs/troubleshooting.md. */
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
  'identity-no-token',
  'identity-unreachable',
  'identity-untrusted',
  'identity-refused',
  'identity-answer',
  'ssh-host-key-unknown',
  'ssh-host-key-changed',
  'ssh-auth-failed',
  'ssh-no-docker',
  'container-forbidden',
  'router-refused',
  'router-unreachable',
  'router-slow',
  'buildx-not-connected',
  'daemon-unhealthy',
  'daemon-disk-full',
  'daemon-silent',
  'no-endpoint',
] as const

export type DiagnosisCode = (typeof diagnosisCodes)[number]

/** Codes of faults that may pass: while a daemon is still starting, or until a network recovers. */
const passing: ReadonlySet<DiagnosisCode> = new Set([
  'dns-not-found',
  'connection-refused',
  'connection-timeout',
  'connection-reset',
  'identity-unreachable',
  'ssh-no-docker',
  'router-unreachable',
  'router-slow',
  'daemon-unhealthy',
])

export interface DiagnosisOptions extends ErrorOptions {
  /** Set when waiting can't help, although it may for other faults with the same code. */
  readonly isCertain?: boolean
}

/** Puts the place in front of a message, after the code if there is one. */
export function withPlace(message: string, place: string): string {
  const code = diagnosisCodes.find((each) => message.startsWith(`${each}: `))
  return code === undefined
    ? `${place}: ${message}`
    : `${code}: ${place}: ${message.slice(code.length + 2)}`
}

/**
 * The daemon can't be used now, for a reason outside the workflow's text, so that `fallback` applies. The message
 * is one line that begins with the code.
 */
export class Diagnosis extends Error {
  override readonly name = 'Diagnosis'
  readonly code: DiagnosisCode
  /** The message without the code: one or more sentences. */
  readonly reason: string
  /** Whether another probe later may succeed. */
  readonly mayPass: boolean

  /** @param words the reason, which may end in the words of another program, without a full stop */
  constructor(code: DiagnosisCode, words: string, options: DiagnosisOptions = {}) {
    const reason = words === '' || /[.?!]$/.test(words) ? words : `${words}.`
    super(`${code}: ${reason}`, options)
    this.code = code
    this.reason = reason
    this.mayPass = passing.has(code) && options.isCertain !== true
  }
}
