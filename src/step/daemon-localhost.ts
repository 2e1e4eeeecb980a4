import { isLoopback, loopbackHost } from '../base/loopback.ts'
import type { Builder } from '../connect/builder.ts'

/**
 * Whether a request of the daemon has found nothing on the daemon's own localhost, where the user means that of the
 * runner: a registry to push to or to pull from, or a file to add. A daemon that may be on the runner itself has no such
 * error, and neither has one that an endpoint on the loopback reaches: that may be a tunnel.
 */
export function isOnDaemonsLocalhost(
  error: string,
  { endpoint, isOwn }: Pick<Builder, 'endpoint' | 'isOwn'>,
): boolean {
  return !isOwn && isElsewhere(endpoint) && refused.test(error)
}

/** In the words of Go's net/http. One behind a proxy has `proxyconnect` before the `dial`. */
const refused = new RegExp(`\\b[A-Z][a-z]+ "https?://(?:${loopbackHost})[:/][^"]*": dial tcp\\b`)

/** The name of a Docker context, as an existing builder may have, says nothing. */
function isElsewhere(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname } = new URL(endpoint)
  // A container has a localhost of its own, on the runner too.
  if (['docker-container:', 'kube-pod:'].includes(protocol)) return true
  return ['tcp:', 'ssh:'].includes(protocol) && !isLoopback(hostname)
}
