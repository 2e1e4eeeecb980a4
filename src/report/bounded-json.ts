// Outputs are handed to later steps as environment variables. On Linux one of them, its name included, holds
// 128 KiB (MAX_ARG_STRLEN in include/uapi/linux/binfmts.h): a longer one makes the step fail with `Argument
// list too long`.
import { shortLine } from '../text/truncate.ts'
import type { CacheReport, Truncated } from './cache-report.ts'

/** In bytes of UTF-8. */
export const longestOutput = 120_000

/** How far a report is cut, less first: texts to so many characters, lists to so many entries. */
const limits: readonly Required<Truncated>[] = [
  { characters: 1000, entries: Number.POSITIVE_INFINITY },
  { characters: 300, entries: Number.POSITIVE_INFINITY },
  { characters: 100, entries: Number.POSITIVE_INFINITY },
  { characters: 100, entries: 500 },
  { characters: 100, entries: 100 },
  { characters: 60, entries: 20 },
]

/**
 * The report as JSON that fits in an output. Texts are one line. Numbers stay as they are; `truncated` says
 * what was cut.
 *
 * @param hide what is done to a text before it is cut: a host finds only a whole secret in an output
 */
export function boundedReport(report: CacheReport, hide: (text: string) => string): string {
  let text = ''
  for (const limit of limits) {
    text = JSON.stringify(cutReport(report, limit, hide))
    if (Buffer.byteLength(text) <= longestOutput) break
  }
  return text
}

function cutReport(
  report: CacheReport,
  limit: Required<Truncated>,
  hide: (text: string) => string,
): CacheReport {
  const was = { textCut: false, listCut: false }
  const cut = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const isLong = [...value].length > limit.characters
      was.textCut ||= isLong
      return shortLine(isLong ? hide(value) : value, limit.characters)
    }
    if (Array.isArray(value)) {
      was.listCut ||= value.length > limit.entries
      return value.slice(0, limit.entries).map(cut)
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each)]))
  }
  // Indices of steps that are left out would point to nothing.
  const isKept = (step: number) => step < limit.entries
  const { misses, slowest, criticalPath } = report
  const links = criticalPath?.links.filter(({ step = 0 }) => isKept(step))
  const kept = cut({
    ...report,
    misses: misses.filter(({ step }) => isKept(step)),
    slowest: slowest.filter(isKept),
    ...(criticalPath && { criticalPath: { ...criticalPath, links } }),
  }) as CacheReport
  const truncated = {
    ...(was.textCut && { characters: limit.characters }),
    ...(was.listCut && { entries: limit.entries }),
  }
  return was.textCut || was.listCut ? { ...kept, truncated } : kept
}

/**
 * buildx's metadata as JSON that fits in an output: the longest values are left out, and `truncated` lists
 * their names, at most 100. Digests, those of each platform and of each target of a bake among them, go last.
 *
 * @param json a JSON object, or empty
 */
export function boundedMetadata(json: string): string {
  if (Buffer.byteLength(json) <= longestOutput) return json
  const metadata = JSON.parse(json) as Fields
  const isDigest = ({ name }: NamedValue) => name.endsWith('containerimage.digest')
  const bySize = valuesOf(metadata).toSorted(
    (a, b) => Number(isDigest(a)) - Number(isDigest(b)) || b.bytes - a.bytes,
  )
  let bytes = Buffer.byteLength(JSON.stringify(metadata))
  for (const [index, value] of bySize.entries()) {
    bytes -= value.bytes
    if (index < mostListed) bytes += Buffer.byteLength(JSON.stringify(value.name))
    const isLast = index === bySize.length - 1
    if (bytes > longestOutput && !isLast) continue
    const names = bySize.slice(0, index + 1).map(({ name }) => name)
    const more = names.length - mostListed
    const truncated = more > 0 ? [...names.slice(0, mostListed), `${more} more`] : names
    const text = JSON.stringify({ ...without(metadata, new Set(names)), truncated })
    if (Buffer.byteLength(text) <= longestOutput || isLast) return text
  }
  return json
}

const mostListed = 100

type Fields = Readonly<Record<string, unknown>>

interface NamedValue {
  /** Behind the names of what it is in: `platforms: linux/arm64: buildx.build.provenance`. */
  readonly name: string
  readonly bytes: number
}

/** The values of a build's metadata, and those of the builds in it. */
function valuesOf(metadata: Fields, outer = ''): readonly NamedValue[] {
  return Object.entries(metadata).flatMap(([key, value]) => {
    const name = outer + key
    if (hasBuilds(value)) return valuesOf(value, `${name}: `)
    return [{ name, bytes: Buffer.byteLength(JSON.stringify({ [key]: value })) }]
  })
}

/** Whether it is the metadata of a build, such as that of a bake's target, or of one for each platform. */
function hasBuilds(value: unknown): value is Fields {
  return isBuild(value) || (isObject(value) && Object.values(value).some(isBuild))
}

function isBuild(value: unknown): value is Fields {
  return isObject(value) && 'containerimage.digest' in value
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function without(metadata: Fields, names: ReadonlySet<string>, outer = ''): Fields {
  const kept = Object.entries(metadata).flatMap(([key, value]) => {
    const name = outer + key
    if (names.has(name)) return []
    return [[key, hasBuilds(value) ? without(value, names, `${name}: `) : value] as const]
  })
  return Object.fromEntries(kept)
}
