import { createHash } from 'node:crypto'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { runToEnd } from '../processes/process.ts'

/** The digests of the images that a reference has, one for each platform; empty when it doesn't exist. */
export type Images = readonly string[]

/** A job whose image is pushed must not wait long for a silent registry. */
const longestWaitMs = 30_000

/**
 * Asks the registry for the images of a reference.
 *
 * @returns undefined when the registry doesn't tell
 */
export async function readImages(
  reference: string,
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  { directory, signal }: Pick<Ports, 'directory' | 'signal'>,
): Promise<Images | undefined> {
  const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference]
  try {
    const { exitCode, stdout, stderr } = await runToEnd(buildx, args, {
      directory,
      signal,
      timeoutMs: longestWaitMs,
    })
    if (exitCode === 0) return imagesOf(stdout)
    return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr) ? [] : undefined
  } catch {
    // Too slow, or canceled: that doesn't fail a build whose image is pushed.
    return undefined
  }
}

/**
 * Reads the images of an index or a manifest, without attestations: provenance holds the time of the build,
 * so the digest of an index differs in each build.
 *
 * @param raw the manifest as the registry has it
 * @returns undefined when it isn't JSON
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

/** Whether a build changed the image. @returns undefined when one of the two isn't known */
export function haveChanged(before?: Images, after?: Images): boolean | undefined {
  if (before === undefined || after === undefined) return undefined
  return before.join() !== after.join()
}

/** `repository@digest`, for a tag such as `repository:1.2`. */
export function pinned(tag: string, digest: string): string {
  return `${tag.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`
}

const type = 'vnd.docker.reference.type'

interface Descriptor {
  readonly digest: string
  readonly annotations?: Readonly<Record<string, string>>
}
