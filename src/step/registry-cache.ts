import { pushes, readOutput } from '../buildx/outputs.ts'
import type { CacheInputs } from '../inputs/inputs.ts'
import type { CacheExport } from '../record/cache-exports.ts'
import { dockerHub, registryOf } from '../text/image-reference.ts'
import type { Origin } from '../trust/origin.ts'
import { type CachePart, cacheReferences, defaultReference } from './cache-references.ts'

/** What is built, a whole build or one target of a bake, as far as its registry cache depends on it. */
export interface CachedBuild extends CachePart {
  readonly tags: readonly string[]
  /** What is asked for, also by untrusted code whose push is left out. */
  readonly push?: boolean
  readonly load?: boolean
  readonly outputs: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
}

export interface RegistryCacheOptions {
  readonly cache: CacheInputs
  readonly origin: Origin
  /** Whether the builder keeps its cache after the job, so that a registry cache would only take time. */
  readonly isPersistent: boolean
  /** Untrusted code reads the cache but must not write it. */
  readonly isUntrusted: boolean
}

/** The registry cache that the action adds to what is built; empty when it adds none. */
export interface RegistryCache {
  /** In place of those that the build has, which are none. */
  readonly caches: { readonly cacheFrom?: readonly string[]; readonly cacheTo?: readonly string[] }
  /** The registry reference of the cache export. */
  readonly cacheWrite?: string
  /** Cache exports that are rejected before the build (invalid reference), reported as failed. */
  readonly refused?: readonly CacheExport[]
  readonly warning?: string
  /** Whether a cache is wanted, but nothing says where. */
  readonly isHomeless?: boolean
}

/** Plans a registry cache for what is built. A cache that it names itself stays as it is. */
export function planRegistryCache(
  build: CachedBuild,
  { cache, origin, isPersistent, isUntrusted }: RegistryCacheOptions,
): RegistryCache {
  const { cacheFrom, cacheTo } = build
  const exports = cache.export === 'always' || (cache.export === 'auto' && !isPersistent)
  const reads = !isPersistent && cacheFrom.length === 0
  // A build that names what it reads wouldn't read what is written beside it, unless it asks for that.
  const isWanted = cacheFrom.length === 0 || cache.reference !== '' || cache.export === 'always'
  const writes = exports && isWanted && cacheTo.length === 0 && !isUntrusted
  if (!reads && !writes) return { caches: {} }
  const reference = cache.reference || referenceOf(build)
  if (reference === undefined) return { caches: {}, isHomeless: true }
  const references = cacheReferences(reference, origin, build)
  if (references === undefined) {
    const name = cache.reference ? `cache-ref: "${reference}"` : `"${reference}"`
    const uses = [reads && 'read from', writes && 'written to'].filter(Boolean).join(' or ')
    const error = 'not a registry reference'
    return {
      caches: {},
      ...(writes && { refused: [{ name: reference, status: 'failed', seconds: 0, error }] }),
      warning: `${name} is not a registry reference, so no cache is ${uses} it.`,
    }
  }
  const { read, write } = references
  return {
    caches: {
      ...(reads && { cacheFrom: read.map((ref) => `type=registry,ref=${ref}`) }),
      ...(writes && { cacheTo: [exportTo(write, cache)] }),
    },
    ...(writes && { cacheWrite: write }),
  }
}

/** For the log, of a build or of the targets named, which else would be cold each time without a word. */
export function homelessNote(targets: readonly string[] = []): string {
  const place = targets.length > 0 ? `${targets.join(', ')}: ` : ''
  return `${place}No registry cache: the image isn't pushed, and either it is only loaded or written to files, or no tag names a registry other than Docker Hub, where the repository may be a stranger's. cache-ref gives the cache a place.`
}

/**
 * The repository of the image's first name, if that is a place in a registry that the build has to do with. A name is no proof
 * that its owner is the user's: `acme/app` of an image that stays here, or `docker.io/acme/app`, is somebody's repository
 * at Docker Hub, and its cache would come into the build.
 */
function referenceOf(build: CachedBuild): string | undefined {
  const name = nameOf(build)
  if (name === undefined) return undefined
  const isPushed = build.push === true || build.outputs.some(pushes)
  if (!isPushed && (staysHere(build) || registryOf(name) === dockerHub)) return undefined
  return defaultReference([name])
}

/** The first tag, or else the name in an output, of those that push first. */
function nameOf({ tags, outputs }: CachedBuild): string | undefined {
  if (tags[0] !== undefined) return tags[0]
  const names = [...outputs.filter(pushes), ...outputs].flatMap(
    (output) => readOutput(output).attributes.get('name')?.split(',') ?? [],
  )
  return names.map((name) => name.trim()).find(Boolean)
}

/** Whether the result is only loaded into Docker or written to files. */
function staysHere({ load = false, outputs }: CachedBuild): boolean {
  if (load) return true
  const types = outputs.map((output) => readOutput(output).type.trim().toLowerCase())
  return types.length > 0 && types.every((type) => fileTypes.includes(type))
}

const fileTypes = ['local', 'tar', 'oci', 'docker']

/**
 * The attributes of a cache export. An error while writing the cache must not fail a build whose image may
 * be pushed already. The two media type options became the default in BuildKit 0.21; some registries need
 * them.
 *
 * No compression unless it is asked for: BuildKit keeps the compressed layer and takes it for every later image too,
 * and Docker before 23 can't load an image with layers in zstd.
 */
function exportTo(reference: string, { mode, compression }: CacheInputs): string {
  return [
    'type=registry',
    `ref=${reference}`,
    `mode=${mode}`,
    'image-manifest=true',
    'oci-mediatypes=true',
    ...(compression ? [`compression=${compression}`] : []),
    'ignore-error=true',
  ].join(',')
}
