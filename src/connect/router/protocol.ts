// The protocol of buildkit-operator's routing service, `buildd` (github.com/SocialGouv/buildkit-operator at 73cc61f:
// internal/router/router.go and cmd/buildd/route.go). The service refuses unknown fields.
import { Diagnosis } from '../../base/diagnosis.ts'
import { messageOf } from '../../base/errors.ts'
import { parseEndpoint, type TcpEndpoint } from '../../daemon/endpoint.ts'
import { shortLine } from '../../text/truncate.ts'

/** What a build is, for the service that decides where it goes. */
export interface RouteRequest {
  /** The repository, such as `https://github.com/acme/app`. A service that checks identities reads it there instead. */
  readonly repo: string
  /** A part of the repository with a daemon of its own. Empty for the whole. */
  readonly name: string
  /** The Dockerfile's stage. Empty for the last one. */
  readonly target: string
  readonly arch: 'amd64' | 'arm64'
  /** Whether the code is a stranger's: it gets a daemon that writes into no other's cache. */
  readonly untrusted: boolean
}

/** Where a build goes. */
export interface Route {
  readonly endpoint: TcpEndpoint
  /** Names the project. */
  readonly key: string
  /** Names this build. A client that knows it may report its end. Absent from an old service. */
  readonly buildId?: string
  /** A cache that the daemon itself can reach. */
  readonly cache?: CacheHints
}

/** Cache entries as buildx takes them. */
export interface CacheHints {
  readonly from: string
  /** Absent when this build is not to write there. */
  readonly to?: string
}

/** What an answer to `/route` means. */
export type Verdict =
  | { readonly kind: 'routed'; readonly route: Route }
  /** The same request may succeed later. */
  | { readonly kind: 'later'; readonly reason: string }
  /** It can't. */
  | { readonly kind: 'refused'; readonly reason: string }

/** The body of `/route`. */
export function routeBody({ repo, name, target, arch, untrusted }: RouteRequest): string {
  return JSON.stringify({ repo, ...(name && { name }), target, arch, untrusted })
}

/** The body of `/complete`. */
export function completeBody({ key, buildId }: Pick<Route, 'key' | 'buildId'>): string {
  return JSON.stringify({ key, ...(buildId !== undefined && { buildId }) })
}

/** Reads an answer to `/route`. */
export function readAnswer(status: number, text: string): Verdict {
  const said = sentence(text)
  const answered = `HTTP ${status}${said === '' ? '' : `: ${said}`}`
  if (status === 200) return readRoute(text)
  if (warming.has(status)) return { kind: 'later', reason: answered }
  return { kind: 'refused', reason: answered }
}

/** Too many requests, a fault of the cluster, and the statuses of a daemon that is still starting. */
const warming = new Set([429, 500, 502, 503, 504])

/** The fault of a service that gives no daemon. */
export function refusal(at: string, reason: string, more = ''): Diagnosis {
  const words = reason.replace(/\.$/, '')
  return new Diagnosis(
    'router-refused',
    `${at} gives this build no daemon (${words}). ${more}`.trimEnd(),
  )
}

function readRoute(text: string): Verdict {
  const { key, buildId, endpoint, ready, cache } = fieldsOf(text)
  if (typeof endpoint !== 'string' || typeof key !== 'string' || key === '') {
    return { kind: 'refused', reason: 'the answer names no daemon' }
  }
  if (ready === false) return { kind: 'later', reason: 'the daemon is not ready yet' }
  try {
    const parsed = parseEndpoint(endpoint)
    if (parsed.kind !== 'tcp') {
      return { kind: 'refused', reason: `${quote(endpoint)} is not a tcp:// address` }
    }
    const hints = readCache(cache)
    return {
      kind: 'routed',
      route: {
        ...{ endpoint: parsed, key },
        ...(typeof buildId === 'string' && buildId !== '' && { buildId }),
        ...(hints && { cache: hints }),
      },
    }
  } catch (error) {
    return { kind: 'refused', reason: messageOf(error).replace(/^endpoint: /, '') }
  }
}

/** Only Amazon's S3, and what speaks like it. Values with special characters would change the meaning of the entry. */
function readCache(cache: unknown): CacheHints | undefined {
  const { type, bucket, name, region, endpointUrl, skipExport } = Object(cache)
  if (type !== 's3') return undefined
  const given = { bucket, name, region, endpoint_url: endpointUrl }
  const attributes = Object.entries(given).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  const isPlain = attributes.every(
    ([, value]) => typeof value === 'string' && /^[\w./:@-]+$/.test(value),
  )
  if (!isPlain || typeof bucket !== 'string' || typeof name !== 'string') return undefined
  const from = [
    'type=s3',
    ...attributes.map(([key, value]) => `${key}=${value}`),
    ...(endpointUrl ? ['use_path_style=true'] : []),
  ].join(',')
  // Builds of one project write the same cache, and one that loses must not fail.
  return { from, ...(skipExport !== true && { to: `${from},mode=max,ignore-error=true` }) }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Characters. */
const longestSentence = 200

/** A service's own words on one line, without a token that they may repeat. HTML says nothing. */
function sentence(text: string): string {
  if (/^\s*</.test(text)) return ''
  const plain = text.slice(0, 20 * longestSentence).replaceAll(/\beyJ[\w-]{8,}[\w.-]*/g, '***')
  return shortLine(plain.trim(), longestSentence)
}

function quote(text: string): string {
  return `"${sentence(text)}"`
}
