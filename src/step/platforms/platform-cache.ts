import type { BuildInputs } from '../../buildx/build-args.ts'
import { csvField, csvFields } from '../../text/csv.ts'
import { imageName } from '../../text/image-reference.ts'

type Caches = Pick<BuildInputs, 'cacheFrom' | 'cacheTo'>

/**
 * The caches of one platform. Each platform writes one of its own: two that write the same would overwrite each other's.
 *
 * It reads an entry that the step writes from where it writes it. Any other entry may come from such a step or from a
 * build on one daemon: both are read, and one that doesn't exist costs a request. An inline cache is in the image, whose
 * name has no suffix.
 *
 * @param workflow the entries that the workflow gives for writing, even if this run writes none of them
 * @param names of the image
 */
export function cacheOfPlatform(
  { cacheFrom, cacheTo }: Caches,
  workflow: readonly string[],
  names: readonly string[],
  platform: string,
): Caches {
  const suffix = platform.replaceAll('/', '-')
  const writes = [...workflow, ...cacheTo]
  const written = new Set(writes.map(placeOf))
  const types = new Set(writes.map((entry) => readEntry(entry).type))
  const images = new Set(names.map(placeOf))
  const sources = (entry: string): readonly string[] => {
    const own = suffixed(entry, suffix)
    if (written.has(placeOf(entry))) return [own]
    const isElsewhere = types.has('inline') && !types.has(readEntry(entry).type)
    return isElsewhere || images.has(placeOf(entry)) ? [entry] : [own, entry]
  }
  return {
    cacheFrom: [...new Set(cacheFrom.flatMap(sources))],
    cacheTo: cacheTo.map((entry) => suffixed(entry, suffix)),
  }
}

/** The attributes that say where a cache is, those that get the suffix first. */
const places: Readonly<Record<string, Place>> = {
  registry: { named: ['ref'] },
  gha: { named: ['scope'], isOptional: true },
  s3: { named: ['name', 'manifests_prefix'], within: ['bucket', 'prefix'], isOptional: true },
  azblob: {
    named: ['name', 'manifests_prefix'],
    within: ['account_url', 'prefix'],
    isOptional: true,
  },
  local: { named: ['dest', 'src'] },
}

interface Place {
  readonly named: readonly string[]
  readonly within?: readonly string[]
  /** Whether it has a name by default. */
  readonly isOptional?: boolean
}

interface Entry {
  readonly type: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

/** Reads an entry of `cache-from` or `cache-to`. Only a reference is one in a registry, as in docker/build-push-action. */
function readEntry(entry: string): Entry {
  const fields = csvFields(entry)
  const attributes = fields.map((field) => {
    const [name = '', ...value] = field.split('=')
    return [name, value.join('=')] as const
  })
  const type = attributes.find(([name]) => name.toLowerCase() === 'type')?.[1]
  if (type === undefined && fields.length === 1) {
    return { type: 'registry', attributes: [['ref', entry]] }
  }
  return { type: type ?? '', attributes }
}

/** Equal for two entries of the same cache, one for reading and one for writing. */
function placeOf(entry: string): string {
  const { type, attributes } = readEntry(entry)
  const { named = [], within = [] } = places[type] ?? {}
  const values = [...named, ...within].flatMap((each) => {
    const value = attributes.find(([name]) => name === each)?.[1]
    return value === undefined ? [] : [type === 'registry' ? taggedReference(value) : value]
  })
  return JSON.stringify([type, ...values])
}

function suffixed(entry: string, suffix: string): string {
  const { type, attributes } = readEntry(entry)
  const { named, isOptional } = places[type] ?? {}
  if (named === undefined) return entry
  const withSuffix = (value: string) =>
    type === 'registry' ? suffixedReference(value, suffix) : `${value}-${suffix}`
  if (!entry.includes('=')) return withSuffix(entry)
  const adapted = attributes.map(
    ([name, value]) => `${name}=${named.includes(name) ? withSuffix(value) : value}`,
  )
  const isGiven = attributes.some(([name]) => named.includes(name))
  if (!isGiven && isOptional) adapted.push(`${named[0]}=buildkit-${suffix}`)
  return adapted.map(csvField).join(',')
}

/** A reference in a registry with the suffix of a platform. */
export function suffixedReference(reference: string, suffix: string): string {
  return `${taggedReference(reference)}-${suffix}`
}

function taggedReference(reference: string): string {
  const [, tag = 'latest'] = /:([^:/@]*)$/.exec(reference.replace(/@.*$/, '')) ?? []
  return `${imageName(reference)}:${tag}`
}
