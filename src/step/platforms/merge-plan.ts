import { ConfigurationError } from '../../base/errors.ts'
import type { BuildInputs } from '../../buildx/build-args.ts'
import { imageNames, isSet } from '../../buildx/image-outputs.ts'
import { pushes, readOutput } from '../../buildx/outputs.ts'
import { normalPlatform } from '../../pool/platform.ts'
import { csvField } from '../../text/csv.ts'
import { imageName } from '../../text/image-reference.ts'
import { type Plan, pushesImage } from '../plan.ts'
import { cacheOfPlatform, suffixedReference } from './platform-cache.ts'

/** What is built once for each platform, and what is made of the images afterwards. */
export interface MergePlan {
  /** The names of the image that it gets as tags. */
  readonly tags: readonly string[]
  /** The repositories that get the image without a tag. */
  readonly untagged: readonly string[]
  /** Whether a registry may speak HTTP. */
  readonly isInsecure: boolean
  /** Annotations of the index. */
  readonly annotations: readonly string[]
  /** The plan for one platform, of the plan for all of them. */
  readonly adapt: (plan: Plan, platform: string) => Plan
}

/**
 * Plans builds for several platforms on different daemons.
 *
 * @throws ConfigurationError for a result that can't be made of several images
 */
export function planMerge(build: BuildInputs): MergePlan {
  if (build.load) refuse('load: true loads one image')
  for (const output of build.outputs) {
    const { type } = readOutput(output)
    if (!mergeable.includes(type)) refuse(`outputs: type=${type} makes one file of one image`)
  }
  const [output, ...others] = outputsOf(build).filter(pushes)
  if (others.length > 0) refuse('outputs pushes more than once')
  const { apart, ofIndex } = splitAnnotations(build.annotations)
  const own = output === undefined ? [] : indexAnnotations(output)
  const names = output === undefined ? build.tags : imageNames(output, build.tags)
  const isSetInIt = (name: string) => output !== undefined && isSet(name, output)
  const isUntagged = (name: string) => isSetInIt('push-by-digest') && imageName(name) === name
  return {
    tags: names.filter((name) => !isUntagged(name)),
    untagged: names.filter(isUntagged),
    isInsecure: isSetInIt('registry.insecure'),
    // Of two with the same key the last counts, and --annotation replaces that of an output.
    annotations: [...own, ...ofIndex],
    adapt: (plan, platform) => {
      const caches = cacheOfPlatform(plan.build, build.cacheTo, names, platform)
      const annotations = annotationsOf(apart, platform)
      return adapt({ ...plan, build: { ...plan.build, ...caches } }, platform, annotations)
    },
  }
}

/** `local` writes a folder for each platform, as buildx does by itself. */
const mergeable = ['image', 'registry', 'cacheonly', 'local']

function refuse(what: string): never {
  throw new ConfigurationError(
    `${what}, but the platforms are built on different daemons, and only a registry puts their images together. Push the image, or give one platform.`,
  )
}

function adapt(plan: Plan, platform: string, annotations: readonly string[]): Plan {
  const { build, cacheWrite } = plan
  const isPushed = pushesImage(build)
  const outputs = outputsOf(build).map((output) => adaptOutput(output, platform, build.tags))
  const suffix = platform.replaceAll('/', '-')
  return {
    ...plan,
    build: {
      ...build,
      platforms: [platform],
      tags: isPushed ? [] : build.tags,
      push: false,
      outputs,
      annotations,
    },
    ...(cacheWrite !== undefined && { cacheWrite: suffixedReference(cacheWrite, suffix) }),
  }
}

/**
 * The outputs as buildx reads them beside `--push`, which makes every image output a push, as `type=registry` does by
 * itself, and adds one only if there is none: commands/build.go in docker/buildx.
 */
function outputsOf({ push, outputs }: BuildInputs): readonly string[] {
  if (!push) return outputs
  const isImage = (output: string) => ['image', 'registry'].includes(readOutput(output).type)
  if (!outputs.some(isImage)) return [...outputs, 'type=registry']
  return outputs.map((output) => (isImage(output) ? pushed(output) : output))
}

/** `type=registry` also leaves out unpacking on the daemon, where the version of buildx does so beside `--push`. */
function pushed(output: string): string {
  const { attributes } = readOutput(output)
  return written(
    'registry',
    [...attributes].filter(([name]) => name !== 'push'),
  )
}

function written(type: string, attributes: Iterable<readonly [string, string]>): string {
  const fields = [...attributes].map(([name, value]) => csvField(`${name}=${value}`))
  return [`type=${type}`, ...fields].join(',')
}

function adaptOutput(output: string, platform: string, tags: readonly string[]): string {
  const { type, dest, attributes: all } = readOutput(output)
  const attributes = attributesOf(
    [...all].filter(([name]) => outerAnnotation(name) === undefined),
    platform,
  )
  if (pushes(output)) return byDigest(type, attributes, imageNames(output, tags))
  if (type === 'image') return written(type, attributes)
  if (type !== 'local' || dest === undefined) return output
  const folder = `${dest.replace(/\/$/, '')}/${platform.replaceAll('/', '_')}`
  return written(type, [['dest', folder], ...attributes])
}

/** An output that pushes an image without a tag. */
function byDigest(
  type: string,
  attributes: ReadonlyMap<string, string>,
  names: readonly string[],
): string {
  const own = ['name', 'push', 'push-by-digest', 'name-canonical']
  return written(type, [
    ['name', [...new Set(names.map(imageName))].join(',')],
    ['push-by-digest', 'true'],
    ['name-canonical', 'true'],
    ...(type === 'registry' ? [] : [['push', 'true'] as const]),
    ...[...attributes].filter(([name]) => !own.includes(name)),
  ])
}

/**
 * Those of the images, and those of the index, which BuildKit refuses in a build for one platform. The form is
 * `TYPE[PLATFORM],TYPE:KEY=VALUE`: util/buildflags and build/utils.go in docker/buildx. One of `index-descriptor` is
 * for an OCI layout: a registry has no place for it.
 */
function splitAnnotations(annotations: readonly string[]) {
  const apart: string[] = []
  const ofIndex: string[] = []
  for (const annotation of annotations) {
    const { list, rest } = typesOf(annotation)
    const types = list?.split(',') ?? ['manifest']
    const own = types.filter((type) => !isOuter(type))
    const outer = types.filter((type) => isOuter(type) && !isOfLayout(type))
    if (own.length > 0) apart.push(list === undefined ? annotation : `${own.join(',')}:${rest}`)
    if (outer.length > 0) ofIndex.push(`${outer.join(',')}:${rest}`)
  }
  return { apart, ofIndex }
}

function typesOf(annotation: string): { readonly list?: string; readonly rest: string } {
  const [, list, rest = annotation] =
    /^([a-z-]+(?:\[[^\]]*\])?(?:,[a-z-]+(?:\[[^\]]*\])?)*):(.*)$/s.exec(annotation) ?? []
  return { rest, ...(list !== undefined && { list }) }
}

/**
 * The annotations of the images as those of one platform: its own, `TYPE[PLATFORM]`, without the platform and behind
 * those of every platform, which they replace. BuildKit leaves them out of an image that gets no index, as without
 * attestations: `Platform(nil)` in exporter/containerimage/writer.go.
 */
function annotationsOf(annotations: readonly string[], platform: string): readonly string[] {
  const ofAll: string[] = []
  const ofOne: string[] = []
  for (const annotation of annotations) {
    const { list, rest } = typesOf(annotation)
    if (list === undefined) {
      ofAll.push(annotation)
      continue
    }
    const types = list.split(',').map(typeAndPlatform)
    const each = types.filter((type) => type.platform === undefined)
    const own = types.filter(
      (type) => type.platform !== undefined && isSame(type.platform, platform),
    )
    if (each.length > 0) ofAll.push(`${each.map(({ type }) => type).join(',')}:${rest}`)
    if (own.length > 0) ofOne.push(`${own.map(({ type }) => type).join(',')}:${rest}`)
  }
  return [...ofAll, ...ofOne]
}

function typeAndPlatform(text: string): { readonly type: string; readonly platform?: string } {
  const [, type = text, platform] = /^([^[]*)\[(.*)\]$/.exec(text) ?? []
  return { type, ...(platform !== undefined && { platform }) }
}

/** The same of the annotations among an output's attributes. */
function attributesOf(
  all: readonly (readonly [string, string])[],
  platform: string,
): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  const own = new Map<string, string>()
  for (const [name, value] of all) {
    const [, of, key = ''] = /^annotation(?:-[a-z-]+)?\[([^\]]+)\]\.(\S+)$/.exec(name) ?? []
    if (of === undefined) attributes.set(name, value)
    else if (isSame(of, platform)) own.set(key, value)
  }
  for (const [key, value] of own) {
    // Another name of the same annotation.
    attributes.delete(`annotation.${key}`)
    attributes.set(`annotation-manifest.${key}`, value)
  }
  return attributes
}

function isSame(one: string, other: string): boolean {
  return normalPlatform(one) === normalPlatform(other)
}

const isOuter = (type: string) => /^(?:index|manifest-descriptor)/.test(type)
const isOfLayout = (type: string) => type.startsWith('index-descriptor')

/** The annotations of the index among an output's attributes, in the form of `--annotation`. */
function indexAnnotations(output: string): readonly string[] {
  return [...readOutput(output).attributes].flatMap(([name, value]) => {
    const { type, key } = outerAnnotation(name) ?? {}
    return type === undefined || isOfLayout(type) ? [] : [`${type}:${key}=${value}`]
  })
}

/**
 * Reads the name of an output's attribute, `annotation-TYPE[PLATFORM].KEY`: exporter/containerimage/exptypes in
 * moby/buildkit.
 *
 * @returns undefined for what isn't an annotation of the index
 */
function outerAnnotation(name: string) {
  const [, type = '', key = ''] =
    /^annotation-([a-z-]+(?:\[[A-Za-z0-9_/-]+\])?)\.(\S+)$/.exec(name) ?? []
  return isOuter(type) ? { type, key } : undefined
}
