import { type Origin, untrustedBecause } from './origin.ts'

/**
 * Everyone with a certificate shares the daemon's cache, so code from a fork never reaches the daemon,
 * even when the run has the secrets. Dependabot's does if a certificate is stored for it on purpose.
 *
 * @param hasKey whether the job has a key of its own for the daemon
 * @returns why the persistent daemon must not be used, as one sentence; undefined when it may
 */
export function denyDaemon(
  { untrusted, hasDependabotSecrets = false }: Pick<Origin, 'untrusted' | 'hasDependabotSecrets'>,
  hasKey: boolean,
): string | undefined {
  const isMeant = untrusted === 'dependabot' && hasDependabotSecrets && hasKey
  if (untrusted === undefined || isMeant) return undefined
  return `${untrustedBecause[untrusted]}, so the persistent daemon, whose cache other builds trust, is not used.`
}
