import { isLoopback, loopbackHost } from '../base/loopback.ts'
import type { Builder } from '../connect/builder.ts'

/**
 * Whether a request of the daemon has found nothing on the daemon's own localhost, where the user may mean that of the
 * runner: a registry to push to or to pull from, or a file to add. It is false for a daemon that an endpoint on the
 * loopback reaches: it may be on the runner itself, or behind a tunnel. It doesn't say whether another try helps, since a
 * registry beside the daemon may be restarting.
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
  // A container mostly has a localhost of its own, on the runner too. With `--network host` it has the runner's.
  if (['docker-container:', 'kube-pod:'].includes(protocol)) return true
  return ['tcp:', 'ssh:'].includes(protocol) && !isLoopback(hostname)
}
