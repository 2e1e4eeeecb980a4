import { readFile } from 'node:fs/promises'

/** buildx's metadata file of a build that succeeded. Absent parts are empty. */
export interface Metadata {
  /** The whole file: a JSON object. */
  readonly json: string
  /** The digest of the index, or of the manifest when the image has one and no attestation. */
  readonly digest: string
  readonly imageId: string
}

/** @returns undefined when there is no such file, as after a failed build */
export async function readMetadata(file: string): Promise<Metadata | undefined> {
  let json: string
  try {
    json = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const parsed = JSON.parse(json) as Record<string, unknown> | null
  const digest = stringOf(parsed?.['containerimage.digest'])
  // The content of `--iidfile`: `getImageID` in docker/buildx commands/build.go.
  const imageId = stringOf(parsed?.['containerimage.config.digest']) || digest
  return { json, digest, imageId }
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
