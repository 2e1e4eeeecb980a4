import { csvField } from '../text/csv.ts'

/** What `buildx bake --print` says of a target. Lists are empty when there is none. */
export interface BakeTarget {
  readonly name: string
  readonly tags: readonly string[]
  /** Empty for that of the daemon. */
  readonly platforms: readonly string[]
  /** Each in the form of `--output`. */
  readonly outputs: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly attests: readonly string[]
  readonly noCache: boolean
  readonly noCacheFilters: readonly string[]
  /** Each as `NAME=value`. */
  readonly args: readonly string[]
  /** A folder or a URL; `.` when not given. */
  readonly context: string
  /** Each as `NAME=value`: a folder, a URL or another target. */
  readonly buildContexts: readonly string[]
  /** Below the context; empty when its text is in the definition. */
  readonly dockerfile: string
  /** Names of the targets that its contexts link to. */
  readonly links: readonly string[]
  /** What is evaluated instead of a build, such as `check`; empty for a build. */
  readonly call: string
}

/** What a definition comes to, with all overrides, for the targets that were asked for. */
export interface BakeDefinition {
  /** By name, the linked ones among them. */
  readonly targets: readonly BakeTarget[]
  /** The names of those that were asked for, the groups resolved. */
  readonly requested: readonly string[]
}

/** Attributes as newer versions of buildx print them; older ones print a text. */
type Attributes = string | Readonly<Record<string, string>>

interface PrintedTarget {
  readonly tags?: readonly string[]
  readonly platforms?: readonly string[]
  readonly output?: readonly Attributes[]
  readonly 'cache-from'?: readonly Attributes[]
  readonly 'cache-to'?: readonly Attributes[]
  readonly attest?: readonly Attributes[]
  readonly 'no-cache'?: boolean
  readonly 'no-cache-filter'?: readonly string[]
  readonly args?: Readonly<Record<string, string | null>>
  readonly context?: string
  readonly contexts?: Readonly<Record<string, string>>
  readonly dockerfile?: string
  readonly 'dockerfile-inline'?: string
  readonly call?: string
}

interface Printed {
  readonly group?: Readonly<Record<string, { readonly targets?: readonly string[] }>>
  readonly target?: Readonly<Record<string, PrintedTarget>>
}

/**
 * Reads what `buildx bake --print` prints: `Target` in docker/buildx bake/bake.go.
 *
 * @throws SyntaxError when it isn't JSON
 */
export function readDefinition(json: string): BakeDefinition {
  const { group = {}, target = {} } = JSON.parse(json) as Printed
  const names = Object.keys(target)
  // As buildx does (`group` in bake/bake.go): a name is a group first, and within that group a target.
  const members = (name: string, path: readonly string[]): readonly string[] => {
    const inner = path.includes(name) ? undefined : group[name]?.targets
    if (inner === undefined) return names.includes(name) ? [name] : []
    return inner.flatMap((each) => members(each, [...path, name]))
  }
  // buildx prints what was asked for as this group, unless that is one target.
  const requested = [...new Set(members('default', []))]
  return {
    targets: Object.entries(target).map(([name, printed]) => readTarget(name, printed)),
    requested: requested.length > 0 ? requested : names,
  }
}

function readTarget(name: string, printed: PrintedTarget): BakeTarget {
  const args = Object.entries(printed.args ?? {})
  const contexts = Object.entries(printed.contexts ?? {})
  return {
    name,
    tags: printed.tags ?? [],
    platforms: printed.platforms ?? [],
    outputs: (printed.output ?? []).map(attributesText),
    cacheFrom: (printed['cache-from'] ?? []).map(attributesText),
    cacheTo: (printed['cache-to'] ?? []).map(attributesText),
    attests: (printed.attest ?? []).map(attributesText),
    noCache: printed['no-cache'] ?? false,
    noCacheFilters: printed['no-cache-filter'] ?? [],
    args: args.map(([argument, value]) => `${argument}=${value ?? ''}`),
    context: printed.context ?? '.',
    buildContexts: contexts.map(([name, context]) => `${name}=${context}`),
    dockerfile:
      printed['dockerfile-inline'] === undefined ? (printed.dockerfile ?? 'Dockerfile') : '',
    links: contexts.flatMap(([, context]) =>
      context.startsWith('target:') ? [context.slice('target:'.length)] : [],
    ),
    call: ['', 'build'].includes(printed.call ?? '') ? '' : (printed.call ?? ''),
  }
}

/** The type first: a single field that doesn't begin with it would be a folder. */
function attributesText(attributes: Attributes): string {
  if (typeof attributes === 'string') return attributes
  const entries = Object.entries(attributes).toSorted(
    ([a], [b]) => Number(b === 'type') - Number(a === 'type'),
  )
  return entries.map(([name, value]) => csvField(`${name}=${value}`)).join(',')
}
