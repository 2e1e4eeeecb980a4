import { ConfigurationError } from '../errors.ts'

/** Where a BuildKit daemon listens. `url` is what buildx takes. */
export type Endpoint =
  | {
      readonly kind: 'tcp'
      readonly url: string
      /** Without the brackets of an IPv6 address. */
      readonly host: string
      readonly port: number
    }
  | { readonly kind: 'unix'; readonly url: string; readonly path: string }

/** Linux's limit. */
const longestSocketPath = 107
const laterSchemes = ['ssh', 'docker-container', 'kube-pod', 'npipe']

/** Reads the `endpoint` input, or what stands for it. buildx would accept a missing port and fail 20 seconds later. */
export function parseEndpoint(text: string, name = 'endpoint'): Endpoint {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === 'unix') return unixEndpoint(text, name)
  if (scheme === 'tcp') return tcpEndpoint(text, name)
  if (scheme !== undefined && laterSchemes.includes(scheme)) {
    throw new ConfigurationError(
      `${name}: ${scheme}:// is not supported yet. Use tcp://host:port or unix:///path.`,
    )
  }
  throw new ConfigurationError(
    `${name}: "${text}" is not an address of a BuildKit daemon. Write tcp://host:port or unix:///path.`,
  )
}

/** The endpoint as the user wrote it, with the addresses that DNS made of its host. */
export function describeEndpoint(endpoint: Endpoint, addresses: readonly string[]): string {
  const found = addresses.filter((address) => endpoint.kind !== 'tcp' || address !== endpoint.host)
  return found.length > 0 ? `${endpoint.url} (${found.join(', ')})` : endpoint.url
}

function unixEndpoint(text: string, name: string): Endpoint {
  const path = text.slice('unix://'.length)
  if (!path.startsWith('/')) {
    throw new ConfigurationError(
      `${name}: "${text}" has no absolute path. Write unix:///path, with three slashes.`,
    )
  }
  if (Buffer.byteLength(path) > longestSocketPath) {
    throw new ConfigurationError(
      `${name}: the path in "${text}" is too long for a socket, which may have ${longestSocketPath} bytes.`,
    )
  }
  return { kind: 'unix', url: `unix://${path}`, path }
}

function tcpEndpoint(text: string, name: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const plain =
    url !== undefined &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    ['', '/'].includes(url.pathname)
  if (!plain || url.hostname === '') {
    throw new ConfigurationError(`${name}: "${text}" is not of the form tcp://host:port.`)
  }
  if (url.port === '') {
    throw new ConfigurationError(
      `${name}: "${text}" has no port. Write tcp://${url.hostname}:1234.`,
    )
  }
  return {
    kind: 'tcp',
    url: `tcp://${url.host}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port),
  }
}
