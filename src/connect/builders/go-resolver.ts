import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** The sources of Go's resolver that a test replaces. */
export interface GoResolverSources {
  readonly platform: NodeJS.Platform
  /** The text of a file; empty when it isn't there. */
  readonly read: (path: string) => Promise<string>
  /** Whether DNS has an address of exactly this name. */
  readonly isInDns: (name: string) => Promise<boolean>
}

/**
 * Whether Go's own resolver finds a host. buildx's releases use it on Linux. It reads `/etc/hosts` and asks
 * DNS, but not the other sources of the system, such as mDNS (`.local`), systemd's `myhostname` or LDAP.
 */
export async function isKnownToGo(
  host: string,
  { platform, read, isInDns }: GoResolverSources = systemSources,
): Promise<boolean> {
  if (platform !== 'linux' || isIP(host) !== 0) return true
  const name = host.replace(/\.$/, '').toLowerCase()
  if (namesInHosts(await read('/etc/hosts')).has(name)) return true
  const names = [host, ...searchedNames(host, await read('/etc/resolv.conf'))]
  const answers = await Promise.all(names.map((each) => isInDns(each).catch(() => false)))
  return answers.some(Boolean)
}

function namesInHosts(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
  return new Set(lines.flatMap(([, ...names]) => names).map((name) => name.toLowerCase()))
}

/** With the domains of the last `search` or `domain` line, unless the name is absolute. */
function searchedNames(host: string, resolvConf: string): string[] {
  if (host.endsWith('.')) return []
  const lines = [...resolvConf.matchAll(/^\s*(?:search|domain)\s+(.*)$/gm)]
  const domains = lines.at(-1)?.[1]?.trim().split(/\s+/) ?? []
  return domains.map((domain) => `${host}.${domain}`)
}

/** A name server that is down must not delay the build: its answer only decides whether an address is pinned. */
const longestAnswerMs = 1000

const systemSources: GoResolverSources = {
  platform: process.platform,
  // Two short files, read at once: loading Node's promises for files takes longer.
  async read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  },
  async isInDns(name) {
    const { Resolver } = await import('node:dns/promises')
    const resolver = new Resolver({ timeout: longestAnswerMs, tries: 1 })
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    return answers.some(({ status }) => status === 'fulfilled')
  },
}
