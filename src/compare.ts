import { createHash } from 'node:crypto'
import type { Builder } from './connect/builder.ts'
import type { RunCommand } from './exec.ts'

/** The images of all platforms behind a reference, by their digests; empty when nothing is there. */
export type Images = readonly string[]

/** @returns undefined when the registry doesn't say */
export async function readImages(
  reference: string,
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  run: RunCommand,
): Promise<Images | undefined> {
  const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference]
  const { exitCode, stdout, stderr } = await run(buildx.file, args, { env: buildx.env })
  if (exitCode === 0) return imagesOf(stdout)
  return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr) ? [] : undefined
}

/**
 * What is behind an index or a manifest, less the attestations: provenance holds the time of the build,
 * so that an index is never the same twice.
 */
export function imagesOf(raw: string): Images | undefined {
  try {
    const { manifests } = JSON.parse(raw) as { manifests?: readonly Descriptor[] }
    if (manifests === undefined) {
      return [`sha256:${createHash('sha256').update(raw).digest('hex')}`]
    }
    return manifests
      .filter(({ annotations }) => annotations?.[type] !== 'attestation-manifest')
      .map(({ digest }) => digest)
      .toSorted()
  } catch {
    return undefined
  }
}

/** @returns undefined when one of them isn't known */
export function haveChanged(before?: Images, after?: Images): boolean | undefined {
  if (before === undefined || after === undefined) return undefined
  return before.join() !== after.join()
}

/** `repository@digest` for a tag. */
export function pinned(tag: string, digest: string): string {
  return `${tag.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`
}

const type = 'vnd.docker.reference.type'

interface Descriptor {
  readonly digest: string
  readonly annotations?: Readonly<Record<string, string>>
}
