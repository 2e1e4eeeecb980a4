import { BlockList, isIP, isIPv4 } from 'node:net'

/** The HTTP proxy between this machine and a server. */
export interface ProxySetting {
  /** The variable that has it, such as `HTTPS_PROXY`. */
  readonly variable: string
  /** `http://host:port` or `https://host:port`, with a user and a password if it needs them. */
  readonly url: string
}

/**
 * Finds the proxy for a server in the usual variables: `https_proxy` or `http_proxy`, unless `no_proxy` has the server.
 * Small letters win over capitals, as in Node. Proxies other than HTTP's, such as `socks5://`, are ignored.
 */
export function findProxy(server: URL, env: NodeJS.ProcessEnv): ProxySetting | undefined {
  const small = server.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const variable = [small, small.toUpperCase()].find((name) => env[name])
  const text = variable === undefined ? '' : (env[variable] ?? '').trim()
  if (variable === undefined || text === '' || isExcluded(server, env)) return undefined
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  return /^https?:/i.test(url) ? { variable, url } : undefined
}

/** How messages name a proxy, without its user and password: `http://proxy.example.com:3128 in HTTPS_PROXY`. */
export function nameOfProxy({ variable, url }: ProxySetting): string {
  const { protocol, host } = URL.parse(url) ?? {}
  return host === undefined ? `in ${variable}` : `${protocol}//${host} in ${variable}`
}

/**
 * Whether requests to a server use no proxy. The rule is that of GitHub's runner (RunnerWebProxy.cs) and of the actions'
 * usual HTTP client, so that a variable means the same for each part of a job: this machine itself, and each host in
 * `no_proxy` with its subdomains. What Node and Go know besides holds too: `*.example.com`, and ranges of addresses.
 */
function isExcluded({ protocol, hostname, port }: URL, env: NodeJS.ProcessEnv): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '')
  const itsPort = port || (protocol === 'https:' ? '443' : '80')
  if (host === 'localhost' || isOneOf(host, '127.0.0.0/8') || isOneOf(host, '[::1]')) return true
  return (env.no_proxy || env.NO_PROXY || '')
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*' || isOneOf(host, entry)) return true
      const [, name = '', onlyPort] = /^(\[[^\]]+\]|[^:]+?)\.?(?::(\d+))?$/.exec(entry) ?? []
      if (onlyPort !== undefined && onlyPort !== itsPort) return false
      return isOneOf(host, name) || isBelow(host, name)
    })
}

/** Whether a host name is that of an entry, or a subdomain. */
function isBelow(host: string, entry: string): boolean {
  const domain = entry.replace(/^\*?\./, '')
  if (domain === '' || isIP(host) !== 0) return false
  return host.endsWith(`.${domain}`) || (host === domain && !entry.startsWith('*.'))
}

/** Whether an address is that of an entry (IPv6 also in brackets), or within its `10.0.0.0/8` or `10.0.0.1-10.0.0.9`. */
function isOneOf(host: string, entry: string): boolean {
  const [, address = '', prefix, end] =
    /^\[?([\da-f.:]+)\]?(?:\/(\d+)|-([\d.]+))?$/.exec(entry) ?? []
  if (isIP(host) === 0 || isIP(address) === 0) return false
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const addresses = new BlockList()
  try {
    if (prefix !== undefined) addresses.addSubnet(address, Number(prefix), family)
    else if (end !== undefined) addresses.addRange(address, end, family)
    else addresses.addAddress(address, family)
  } catch {
    // A range that doesn't exist, such as 10.0.0.0/40.
    return false
  }
  return addresses.check(host, isIPv4(host) ? 'ipv4' : 'ipv6')
}
