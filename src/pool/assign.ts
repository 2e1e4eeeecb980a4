import type { MemberLine } from './members.ts'
import { normalPlatform } from './platform.ts'

/** A line of `endpoint`, and what its daemon said. */
export interface SurveyedLine {
  readonly line: MemberLine
  /** The daemon's platforms, its own first. Absent when it wasn't asked, or didn't answer. */
  readonly platforms?: readonly string[]
}

/** Where the image for one platform is built. */
export type Assignment =
  | { readonly platform: string; readonly kind: 'native'; readonly lines: readonly MemberLine[] }
  /** No daemon is native to it, but these have an emulator for it. */
  | { readonly platform: string; readonly kind: 'emulated'; readonly lines: readonly MemberLine[] }
  | { readonly platform: string; readonly kind: 'none' }

/**
 * Assigns each platform to the daemons that are native to it: by the platform in front of their line, else by the
 * first of their own platforms. Without any, to those that emulate it.
 *
 * @param platforms as the workflow gives them
 */
export function assign(
  platforms: readonly string[],
  surveyed: readonly SurveyedLine[],
): readonly Assignment[] {
  return platforms.map((platform): Assignment => {
    const wanted = normalPlatform(platform)
    const those = (suits: (each: SurveyedLine) => boolean) =>
      surveyed.filter(suits).map(({ line }) => line)
    const native = those(({ line, platforms: own = [] }) =>
      line.platforms.length > 0
        ? line.platforms.map(normalPlatform).includes(wanted)
        : own[0] !== undefined && normalPlatform(own[0]) === wanted,
    )
    if (native.length > 0) return { platform, kind: 'native', lines: native }
    const emulated = those(({ line, platforms: own = [] }) =>
      line.platforms.length > 0 ? false : own.map(normalPlatform).includes(wanted),
    )
    if (emulated.length > 0) return { platform, kind: 'emulated', lines: emulated }
    return { platform, kind: 'none' }
  })
}

/** Whether the platforms are built apart: not all of them by the same daemons. */
export function isSplit(assignments: readonly Assignment[]): boolean {
  const places = assignments.map((each) =>
    each.kind === 'none' ? '' : each.lines.map(({ endpoint }) => endpoint.url).join(' '),
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
  return normalPlatform(`linux/${{ x64: 'amd64', ia32: '386' }[arch] ?? arch}`)
}
