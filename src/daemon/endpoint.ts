import { ConfigurationError } from '../base/errors.ts'
import { shortLine } from '../text/truncate.ts'

/** Where a daemon listens. `url` is the address as the user wrote it. */
export type Endpoint = TcpEndpoint | UnixEndpoint | SshEndpoint | ContainerEndpoint

export interface TcpEndpoint {
  readonly kind: 'tcp'
  readonly url: string
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  /** The name in its certificate, which a gateway also routes by. Absent when the endpoint doesn't have one. */
  readonly serverName?: string
}

export interface UnixEndpoint {
  readonly kind: 'unix'
  readonly url: string
  readonly path: string
}

export interface SshEndpoint {
  readonly kind: 'ssh'
  readonly url: string
  /** A host name, an IP address, or a `Host` of the runner's SSH configuration. */
  readonly host: string
  readonly user?: string
  readonly port?: number
  /** The path of the daemon's socket on that host. Absent for the default one. */
  readonly socket?: string
}

/** A BuildKit daemon in a container or a pod. */
export interface ContainerEndpoint {
  readonly kind: 'container'
  readonly url: string
  /** A command whose standard input and output are a connection to the daemon. */
  readonly command: readonly [file: string, ...args: string[]]
}

/** Bytes: Linux's limit, `sun_path` in unix(7) without its final zero byte. */
const longestSocketPath = 107
const forms =
  'Write tcp://host:port, unix:///path, ssh://user@host, docker-container://name, kube-pod://name, or https://host of a router.'

/**
 * Reads the `endpoint` input, or the variable in `name`. A missing port is an error here: buildx would accept
 * it and fail 20 seconds later.
 *
 * @throws ConfigurationError naming the input
 */
export function parseEndpoint(value: string, name = 'endpoint'): Endpoint {
  const text = value.trim()
  checkCharacters(text, name)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === 'unix') return unixEndpoint(text, name)
  if (scheme === 'tcp') return tcpEndpoint(text, name)
  if (scheme === 'ssh') return sshEndpoint(text, name)
  if (scheme === 'docker-container' || scheme === 'kube-pod') {
    return containerEndpoint(scheme, text, name)
  }
  if (scheme === 'https') {
    throw new ConfigurationError(
      `${name}: "${text}" is the address of a router, which stands alone in endpoint.`,
    )
  }
  throw new ConfigurationError(`${name}: "${text}" is not an address of a daemon. ${forms}`)
}

/** Names a change that a variable or a secret may have got when it was stored. */
function checkCharacters(text: string, name: string): void {
  const shown = shortLine(text, longestShown)
  // Other text isn't an address, whatever its characters.
  const [blank] = text.includes('://') ? (/\s/.exec(text) ?? []) : []
  if (blank !== undefined) {
    const what = /[\n\r]/.test(blank) ? 'a line break' : 'a space'
    throw new ConfigurationError(`${name}: "${shown}" has ${what} in it. Write one address.`)
  }
  if (/^["'].*["']$/.test(text)) {
    throw new ConfigurationError(`${name}: ${shown} has quotes around it. Leave them out.`)
  }
}

/** Characters. */
const longestShown = 200

/** The endpoint as the user wrote it, and in brackets the IP addresses that its host name resolved to. */
export function describeEndpoint(endpoint: Endpoint, addresses: readonly string[]): string {
  const found = addresses.filter((address) => endpoint.kind !== 'tcp' || address !== endpoint.host)
  return found.length > 0 ? `${endpoint.url} (${found.join(', ')})` : endpoint.url
}

function unixEndpoint(text: string, name: string): UnixEndpoint {
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

function tcpEndpoint(text: string, name: string): TcpEndpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const [serverName, ...others] = [...(url?.searchParams ?? [])]
  const isKnown = serverName === undefined || serverNameForm.test(serverName.join('='))
  const plain =
    url !== undefined &&
    url.username === '' &&
    url.password === '' &&
    others.length === 0 &&
    isKnown &&
    url.hash === '' &&
    ['', '/'].includes(url.pathname)
  if (!plain || url.hostname === '') {
    throw new ConfigurationError(
      `${name}: "${text}" is not of the form tcp://host:port or tcp://host:port?server-name=….`,
    )
  }
  if (url.port === '') {
    throw new ConfigurationError(
      `${name}: "${text}" has no port. Write tcp://${url.hostname}:1234.`,
    )
  }
  return {
    kind: 'tcp',
    url: `tcp://${url.host}${url.search}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port),
    ...(serverName && { serverName: serverName[1] }),
  }
}

/** One parameter of the query: a DNS name or an IP address. */
const serverNameForm = /^server-name=[\w.:-]+$/

/**
 * The name to expect in the daemon's certificate: that of the endpoint itself, else the one given for all.
 *
 * @returns undefined when it is the endpoint's host
 */
export function serverNameOf(endpoint: Endpoint, forAll: string | undefined): string | undefined {
  return (endpoint.kind === 'tcp' ? endpoint.serverName : undefined) ?? forAll
}

/** The address as buildx takes it: `tcp://host:port`. */
export function tcpAddress({ host, port }: Pick<TcpEndpoint, 'host' | 'port'>): string {
  return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Allows only characters that have no meaning to a shell or in an option of `ssh`. */
const sshForm =
  /^ssh:\/\/(?:(?<user>[\w.][\w.@+-]*)@)?(?:\[(?<address>[\da-f:.%\w]+)\]|(?<host>[a-z\d_](?:[\w.-]*)))(?::(?<port>\d{1,5}))?(?<socket>\/[\w./@+:-]*)?$/i

function sshEndpoint(text: string, name: string): SshEndpoint {
  if (/^ssh:\/\/[^/@]*:[^/@]*@/i.test(text)) {
    throw new ConfigurationError(
      `${name}: an ssh:// address with a password in it is not supported. Give a key in ssh-key.`,
    )
  }
  const { user, address, host, port, socket } = sshForm.exec(text)?.groups ?? {}
  const where = address ?? host
  if (where === undefined || (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536))) {
    throw new ConfigurationError(
      `${name}: "${text}" is not of the form ssh://user@host, ssh://user@host:port or ssh://user@host/path/of/the.sock.`,
    )
  }
  return {
    kind: 'ssh',
    url: text.replace(/\/$/, ''),
    host: where,
    ...(user && { user }),
    ...(port && { port: Number(port) }),
    ...(socket && socket !== '/' && { socket }),
  }
}

/** The parameters in an address's query, as in BuildKit's `client/connhelper`. */
const settings = {
  'docker-container': ['context'],
  'kube-pod': ['context', 'namespace', 'container'],
}

function containerEndpoint(
  scheme: 'docker-container' | 'kube-pod',
  text: string,
  name: string,
): ContainerEndpoint {
  const [, target = '', query = ''] = /^[^:]*:\/\/(\w[\w.-]*)\/?(?:\?(.*))?$/.exec(text) ?? []
  const given = [...new URLSearchParams(query)]
  const isKnown = given.every(([key, value]) => settings[scheme].includes(key) && value !== '')
  if (target === '' || !isKnown) {
    const all = settings[scheme].map((key) => `${key}=…`).join('&')
    throw new ConfigurationError(
      `${name}: "${text}" is not of the form ${scheme}://name or ${scheme}://name?${all}.`,
    )
  }
  const flags = (keys: readonly string[]) =>
    given.filter(([key]) => keys.includes(key)).map(([key, value]) => `--${key}=${value}`)
  const dial = ['buildctl', 'dial-stdio']
  const command: ContainerEndpoint['command'] =
    scheme === 'kube-pod'
      ? ['kubectl', ...flags(settings[scheme]), 'exec', '-i', target, '--', ...dial]
      : ['docker', ...flags(settings[scheme]), 'exec', '-i', target, ...dial]
  return { kind: 'container', url: text, command }
}
