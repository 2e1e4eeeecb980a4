import { readFile } from 'node:fs/promises'

/** What buildx says of a build that succeeded. Absent parts are empty. */
export interface Metadata {
  /** The file as it is: a JSON object. */
  readonly json: string
  /** Of the index, or of the manifest when there is only one and no attestation. */
  readonly digest: string
  readonly imageId: string
}

/** @returns undefined when the build failed, for then buildx writes no such file */
export async function readMetadata(file: string): Promise<Metadata | undefined> {
  let json: string
  try {
    json = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const parsed = JSON.parse(json) as Record<string, unknown> | null
  const digest = textOf(parsed?.['containerimage.digest'])
  // What `--iidfile` would hold: `getImageID` in docker/buildx commands/build.go.
  const imageId = textOf(parsed?.['containerimage.config.digest']) || digest
  return { json, digest, imageId }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
