import { ConfigurationError } from '../../base/errors.ts'
import type { RouteRequest } from './protocol.ts'

/** A service that decides on which daemon a build runs. */
export interface RouterInputs {
  /** `https://host[:port][/path]`, without a final slash. */
  readonly url: string
  /** Whom the job's identity token is for. */
  readonly audience: string
  /** An identity token from elsewhere. When absent, the host gives one. */
  readonly token: string | undefined
  /** PEM of CAs that are trusted for it besides those of the system. */
  readonly ca: string | undefined
  /** How long a daemon may take to be ready. */
  readonly timeoutMs: number
  readonly request: RouteRequest
}

/** The audience that buildkit-operator's own clients use. */
export const defaultAudience = 'buildkit-operator'

/** Whether a value of `endpoint` is meant as the address of such a service. */
export function isRouter(endpoint: string): boolean {
  return /^https?:\/\//i.test(endpoint)
}

/**
 * Reads the address of a service in `endpoint`.
 *
 * @throws ConfigurationError naming the input
 */
export function parseRouter(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const isPlain =
    url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (/\s/.test(endpoint)) {
    throw new ConfigurationError(
      'endpoint: the address of a router, https://…, stands alone. Leave out the other lines.',
    )
  }
  if (url?.protocol !== 'https:') {
    throw new ConfigurationError(
      `endpoint: a router is reached over https only, since it gets this job's identity token.`,
    )
  }
  if (!isPlain) {
    throw new ConfigurationError('endpoint: the address of a router is https://host[:port][/path].')
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** The architecture of the service's daemons. The service knows only these two. */
export function archOf(platform: string): RouteRequest['arch'] {
  return /\barm64\b|\baarch64\b/.test(platform) ? 'arm64' : 'amd64'
}
