import { ConfigurationError } from '../base/errors.ts'
import { type Endpoint, parseEndpoint, type TcpEndpoint } from '../daemon/endpoint.ts'
import { shortLine } from '../text/truncate.ts'
import { readPlatform } from './platform.ts'

/** A line of `endpoint`: one daemon, or all those behind a name. */
export type MemberLine = SingleLine | NameLine

export interface SingleLine {
  readonly kind: 'single'
  readonly endpoint: Endpoint
  /** Its platforms, in normal form. Empty when the daemon reports them. */
  readonly platforms: readonly string[]
}

/** Each address of a name is a daemon. */
export interface NameLine {
  readonly kind: 'name'
  /** With the name as its host. Its certificate has that name. */
  readonly endpoint: TcpEndpoint
  readonly platforms: readonly string[]
}

/** The daemons that one run may build on. */
export interface PoolInputs {
  /** In the order of the lines, which has no meaning. */
  readonly lines: readonly MemberLine[]
  /** The key: builds with the same key stay on one daemon. */
  readonly key: string
  /** Of the build, in normal form; empty for that of the daemon. */
  readonly platforms: readonly string[]
  /** The number of running builds from which a daemon counts as busy; undefined for never. */
  readonly spillOver: number | undefined
}

/** Whether the value of `endpoint` needs a choice between daemons. */
export function isPool(lines: readonly MemberLine[]): boolean {
  return (
    lines.length > 1 || lines.some(({ kind, platforms }) => kind === 'name' || platforms.length > 0)
  )
}

/**
 * Reads the input `endpoint`: one address a line, each with an optional platform in front, such as
 * `linux/arm64=tcp://arm-0:1234`. `dns+tcp://name:1234` means each address behind the name. An address that is
 * listed for several platforms is one member.
 *
 * @throws ConfigurationError naming the input, and the line when there are several
 */
export function parseMembers(value: string): readonly MemberLine[] {
  const lines = value
    .split('\n')
    .map((text, index) => ({ text: text.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '')
  const found = new Map<string, MemberLine & { readonly number: number }>()
  for (const { text, number } of lines) {
    const name = lines.length > 1 ? `endpoint, line ${number}` : 'endpoint'
    const line = parseLine(text, name)
    const address = `${line.kind === 'name' ? 'dns+' : ''}${line.endpoint.url}`
    const same = found.get(address)
    if (same === undefined) {
      found.set(address, { ...line, number })
      continue
    }
    const platforms = new Set([...same.platforms, ...line.platforms])
    const isNew = same.platforms.length > 0 && platforms.size > same.platforms.length
    if (!isNew) {
      throw new ConfigurationError(
        `${name}: ${address} is on line ${same.number} already. Leave one of them out.`,
      )
    }
    found.set(address, { ...same, platforms: [...platforms] })
  }
  return [...found.values()].map(({ number, ...line }) => line)
}

function parseLine(text: string, name: string): MemberLine {
  const [, given, address = ''] = /^([^=:]*)=(.*)$/.exec(text) ?? [text, undefined, text]
  const platform = given === undefined ? undefined : platformOfDaemon(given.trim())
  if (given !== undefined && platform === undefined) {
    throw new ConfigurationError(
      `${name}: "${shortLine(given, longestShown)}" in front of ${shortLine(address, longestShown)} is not a platform. Write linux/arm64=tcp://host:port.`,
    )
  }
  const platforms = platform === undefined ? [] : [platform]
  const [, names] = /^dns\+(.*)$/i.exec(address.trim()) ?? []
  if (names === undefined) {
    return { kind: 'single', endpoint: parseEndpoint(address, name), platforms }
  }
  const endpoint = parseEndpoint(names, name)
  if (endpoint.kind !== 'tcp') {
    throw new ConfigurationError(
      `${name}: only tcp:// goes with dns+, but the address is "${shortLine(names, longestShown)}".`,
    )
  }
  if (/^[\d.]+$|:/.test(endpoint.host)) {
    throw new ConfigurationError(
      `${name}: dns+tcp:// needs a name, but ${endpoint.host} is an address. Leave out dns+.`,
    )
  }
  return { kind: 'name', endpoint, platforms }
}

/**
 * In normal form. An architecture alone is that of Linux. An operating system alone and `local` differ from runner to
 * runner, and a daemon's platform has no version of its operating system.
 */
function platformOfDaemon(text: string): string | undefined {
  return /^[\w./-]+$/.test(text) ? readPlatform(text, { os: 'linux' }) : undefined
}

/** Characters. */
const longestShown = 200
