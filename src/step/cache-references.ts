import { createHash } from 'node:crypto'
import { normalPlatform } from '../pool/platform.ts'
import type { Origin } from '../trust/origin.ts'

/** Registry references of a build's cache, best first. */
export interface CacheReferences {
  readonly read: readonly string[]
  readonly write: string
}

/** What is built, apart from what else is built for the same image repository. */
export interface CachePart {
  /** The target's name, in a bake. It becomes a part of a given tag too. */
  readonly bakeTarget?: string
  /** What tells a build from the plain one: see `variantOf`. */
  readonly variant?: string
}

/** The tag that the default branch writes and that all builds read. */
const mainTag = 'buildcache'

/**
 * Decides where a build reads its registry cache and where it writes it.
 *
 * A reference with a tag is used as it is. Without a tag, each branch, Git tag and pull request writes its
 * own tag, so that none overwrites the cache of the default branch; all of them read that one too.
 *
 * @param reference such as `ghcr.io/acme/app` or `ghcr.io/acme/app:cache`
 * @param part what has tags of its own in one repository, so that none overwrites another's cache
 * @returns undefined when `reference` is not a registry reference
 */
export function cacheReferences(
  reference: string,
  origin: Origin,
  part: CachePart = {},
): CacheReferences | undefined {
  const parsed = parseReference(reference)
  if (parsed === undefined) return undefined
  const { repository, tag } = parsed
  const { bakeTarget, variant } = part
  if (tag !== undefined) {
    const own = `${repository}:${tagFor(bakeTarget)(tag)}`
    return { read: [own], write: own }
  }
  const own = [...new Set(cacheTags(origin))].map(tagFor(bakeTarget ?? variant))
  // A variant shares stages with the whole build, or had its cache there before.
  const tags = bakeTarget === undefined && variant !== undefined ? [...own, mainTag] : own
  const read = tags.map((each) => `${repository}:${each}`)
  return { read, write: read[0] as string }
}

/** The inputs by which builds that push to one repository differ. */
export interface VariantInputs {
  readonly target: string
  /** The Dockerfile's path in the repository; empty for a `Dockerfile` in the context. */
  readonly dockerfile: string
  /** The context's path in the repository; empty for its root. */
  readonly folder: string
  readonly platforms: readonly string[]
}

/**
 * What tells a build from others of the same image repository, as part of a tag. A build of one platform may be one job
 * of several, whose images are put together afterwards.
 *
 * @returns undefined for the build of the whole repository
 */
export function variantOf({
  target,
  dockerfile,
  folder,
  platforms,
}: VariantInputs): string | undefined {
  const platform = platforms.length === 1 ? normalPlatform(platforms[0] ?? '') : ''
  // BuildKit compares the names of stages without regard to case.
  const parts = [target.toLowerCase(), dockerfile, folder, platform]
  const given = parts.filter(Boolean)
  if (given.length === 0) return undefined
  const slug = given
    .join('-')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longestSlug)
  // Only a target may be used as it is: a folder could have the same name.
  const isTarget = given.length === 1 && slug !== '' && slug === parts[0]
  if (isTarget && !/-[0-9a-f]{8}$/.test(slug)) return slug
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8)
  return [slug, hash].filter(Boolean).join('-')
}

/** The repository of the image's first tag: the cache goes beside the image. */
export function defaultReference(tags: readonly string[]): string | undefined {
  return tags[0] === undefined ? undefined : parseReference(tags[0])?.repository
}

/**
 * Puts a target or a variant into a tag: `buildcache.app`, `buildcache.app.feature`. Its name has no dot, so no other
 * one and branch have the same tag.
 */
function tagFor(target: string | undefined): (tag: string) => string {
  if (target === undefined) return (tag) => tag
  return (tag) => {
    const isOwn = tag === mainTag || tag.startsWith(`${mainTag}-`)
    const branch = isOwn ? tag.slice(mainTag.length + 1) : ''
    const parts = isOwn ? [mainTag, target, ...(branch ? [branch] : [])] : [tag, target]
    const whole = parts.join('.')
    if (whole.length <= longestTag) return whole
    const hash = createHash('sha256').update(whole).digest('hex').slice(0, 16)
    return `${whole.slice(0, longestTag - hash.length - 1)}.${hash}`
  }
}

/** In the grammar of distribution/reference. */
const longestTag = 128

interface Reference {
  readonly repository: string
  readonly tag?: string
}

// The grammar of distribution/reference. A digest may follow, but can't be written to.
const host =
  '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*'
const domain = `(?:${host}|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const grammar = new RegExp(
  `^((?:${domain}/)?${component}(?:/${component})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$`,
)

function parseReference(text: string): Reference | undefined {
  const match = grammar.exec(text)
  if (match?.[1] === undefined) return undefined
  return { repository: match[1], ...(match[2] && { tag: match[2] }) }
}

function cacheTags({ kind, name, base, defaultBranch }: Origin): string[] {
  // Without the default branch's name, the usual ones count.
  const isDefault = (branch: string) =>
    defaultBranch === undefined ? ['main', 'master'].includes(branch) : branch === defaultBranch
  const branchTag = (branch: string) => (isDefault(branch) ? mainTag : slugged('branch', branch))
  if (kind === 'pull-request') {
    return [slugged(kind, name), ...(base === undefined ? [] : [branchTag(base)]), mainTag]
  }
  return [kind === 'tag' ? slugged(kind, name) : branchTag(name), mainTag]
}

const longestSlug = 60

/**
 * `buildcache-<slug>`: a valid tag, different for each branch, Git tag and pull request.
 *
 * A name of letters, digits and `_.-` is used as it is. Any other could equal such a name once its special
 * characters are replaced, so it gets a part of its hash.
 */
function slugged(kind: Origin['kind'], name: string): string {
  const readable = kind === 'branch' ? name : `${kind === 'tag' ? 'tag' : 'pr'}-${name}`
  const slug = readable
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  // A pull request's number could only collide with a branch named `pr-…`, which gets a hash.
  const isUnambiguous =
    slug === readable &&
    slug !== '' &&
    (kind === 'pull-request' || (kind === 'branch' && !/^(?:tag|pr)-|-[0-9a-f]{8}$/.test(slug)))
  if (isUnambiguous) return `${mainTag}-${slug}`
  const hash = createHash('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 8)
  return [mainTag, slug, hash].filter(Boolean).join('-')
}
