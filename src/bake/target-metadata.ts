/** What buildx's metadata file says of one target, or the stream where it proves what was pushed. Absent parts are empty. */
export interface TargetMetadata {
  /** The digest of the index, or of the manifest when the image has one and no attestation. */
  readonly digest: string
  /** The names that the image was given. */
  readonly images: readonly string[]
}

/**
 * Reads the metadata file of a bake: an object of each target's metadata by its name, beside `buildx.build.warnings`.
 *
 * @param json empty when buildx has written none
 */
export function readTargetMetadata(
  json: string,
  targets: readonly string[],
): ReadonlyMap<string, TargetMetadata> {
  const parsed = parseObject(json)
  return new Map(
    targets.flatMap((target) => {
      const metadata = Object.hasOwn(parsed, target) ? parsed[target] : undefined
      if (typeof metadata !== 'object' || metadata === null) return []
      const fields = metadata as Readonly<Record<string, unknown>>
      const images = stringOf(fields['image.name']).split(',').filter(Boolean)
      return [[target, { digest: stringOf(fields['containerimage.digest']), images }]]
    }),
  )
}

/** The metadata of several tries: what a later one says of a target replaces what an earlier one said. */
export function mergeMetadata(earlier: string, later: string): string {
  if (earlier === '' || later === '') return later || earlier
  return JSON.stringify({ ...parseObject(earlier), ...parseObject(later) }, undefined, 2)
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = json === '' ? {} : JSON.parse(json)
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
