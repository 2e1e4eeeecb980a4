import { type Origin, untrustedBecause } from './origin.ts'

/**
 * Everyone with a certificate shares the daemon's cache, so code from a fork never reaches the daemon,
 * even when the run has the secrets. Dependabot's does if a certificate is stored for it on purpose.
 *
 * @returns why the persistent daemon must not be used, as one sentence; undefined when it may
 */
export function denyDaemon(
  { untrusted }: Pick<Origin, 'untrusted'>,
  hasCredentials: boolean,
): string | undefined {
  if (untrusted === undefined || (untrusted === 'dependabot' && hasCredentials)) return undefined
  return `${untrustedBecause[untrusted]}, so the persistent daemon, whose cache other builds trust, is not used.`
}
