import type { Diagnosis } from '../base/diagnosis.ts'
import type { MemberLine } from './members.ts'
import { machineOf, normalPlatform } from './platform.ts'

/** A line of `endpoint`, and what is known of its platforms. */
export type SurveyedLine = { readonly line: MemberLine } & (
  | { readonly kind: 'named' }
  /** The daemon's platforms, its own first. */
  | { readonly kind: 'answered'; readonly platforms: readonly string[] }
  /** The daemon gave no answer, so it may be native to any platform. */
  | UnknownPlatforms
)

export interface UnknownPlatforms {
  readonly kind: 'unknown'
  readonly fault: Diagnosis
}

/** A line whose daemon gave no answer. */
export type SilentLine = { readonly line: MemberLine } & UnknownPlatforms

/** Where the image for one platform is built. */
export type Assignment = { readonly platform: string } & (
  | { readonly kind: 'native'; readonly lines: readonly MemberLine[] }
  /** No daemon that answered is native to it, but these have an emulator for it. */
  | {
      readonly kind: 'emulated'
      readonly lines: readonly MemberLine[]
      readonly silent: readonly SilentLine[]
    }
  /** No daemon that answered builds for it, but one of these may be native to it. */
  | { readonly kind: 'unknown'; readonly silent: readonly SilentLine[] }
  | { readonly kind: 'none' }
)

/**
 * Assigns each platform to the daemons that are native to it: by the platform in front of their line, else by the
 * first of their own platforms and those that the same processor runs. Without any, to those that emulate it.
 *
 * @param platforms of the build
 */
export function assign(
  platforms: readonly string[],
  surveyed: readonly SurveyedLine[],
): readonly Assignment[] {
  const silent = surveyed.filter((each) => each.kind === 'unknown')
  return platforms.map((platform): Assignment => {
    const wanted = normalPlatform(platform)
    const those = (suits: (each: SurveyedLine) => boolean) =>
      surveyed.filter(suits).map(({ line }) => line)
    const native = those((each) => isNative(each, wanted))
    if (native.length > 0) return { platform, kind: 'native', lines: native }
    const emulated = those(
      (each) => each.kind === 'answered' && each.platforms.map(normalPlatform).includes(wanted),
    )
    if (emulated.length > 0) return { platform, kind: 'emulated', lines: emulated, silent }
    return silent.length > 0 ? { platform, kind: 'unknown', silent } : { platform, kind: 'none' }
  })
}

/** @param wanted in normal form */
function isNative(surveyed: SurveyedLine, wanted: string): boolean {
  switch (surveyed.kind) {
    case 'named':
      return surveyed.line.platforms.map(normalPlatform).includes(wanted)
    case 'answered':
      return isNativeTo(wanted, surveyed.platforms)
    case 'unknown':
      return false
  }
}

/**
 * Whether a daemon runs programs for the platform without an emulator.
 *
 * @param platforms of the daemon, its own first
 */
export function isNativeTo(platform: string, platforms: readonly string[]): boolean {
  const wanted = normalPlatform(platform)
  const [own, ...others] = platforms.map(normalPlatform)
  if (own === undefined) return false
  return own === wanted || (others.includes(wanted) && runsItself(own, wanted))
}

/**
 * Whether a processor runs programs for both platforms. BuildKit lists its own platform first, and then whatever it has
 * tried with success, so that the list alone doesn't tell emulators apart. An arm64 processor may run 32-bit programs
 * of arm, or leave them to an emulator, and counts as unable.
 *
 * @param own in normal form, as the other
 */
function runsItself(own: string, other: string): boolean {
  const [ownArchitecture, architecture] = [architectureOf(own), architectureOf(other)]
  if (ownArchitecture === architecture) return true
  return ownArchitecture === 'linux/amd64' && architecture === 'linux/386'
}

/** The platform without its variant. */
function architectureOf(platform: string): string {
  return normalPlatform(platform).split('/').slice(0, 2).join('/')
}

/**
 * The line to add for a platform that no line is for: with the address of a daemon whose line names another variant of
 * its architecture, if there is one.
 */
export function lineToAdd(platform: string, lines: readonly MemberLine[]): string {
  const architecture = architectureOf(platform)
  const variant = lines.find((line) =>
    line.platforms.some((each) => architectureOf(each) === architecture),
  )
  if (variant === undefined) return `${platform}=tcp://host:port`
  return `${platform}=${variant.kind === 'name' ? 'dns+' : ''}${variant.endpoint.url}`
}

/** Whether the platforms are built apart: not all of them by the same daemons. */
export function isSplit(assignments: readonly Assignment[]): boolean {
  const places = assignments.map((each) =>
    'lines' in each ? each.lines.map(({ endpoint }) => endpoint.url).join(' ') : each.kind,
  )
  return new Set(places).size > 1
}

/**
 * The lines for a build that isn't split: those for its platform, else those that are for any.
 *
 * @param platforms of the build; empty for that of the daemon
 * @param own the platform of this machine
 */
export function linesFor(
  lines: readonly MemberLine[],
  platforms: readonly string[],
  own: string,
): readonly MemberLine[] {
  const general = lines.filter((line) => line.platforms.length === 0)
  const wanted = platforms.length > 0 ? platforms.map(normalPlatform) : [own]
  const native = lines.filter((line) =>
    line.platforms.some((each) => wanted.includes(normalPlatform(each))),
  )
  const best = platforms.length > 0 ? [native, general] : [general, native]
  return best.find(({ length }) => length > 0) ?? lines
}

/** The platform of a machine, by Node's name of its architecture. */
export function ownPlatform(arch: string): string {
  return normalPlatform(`linux/${machineOf({ platform: 'linux', arch }).arch}`)
}
