import { createHash } from 'node:crypto'
import type { Builder, ConnectPorts } from '../connect/builder.ts'
import { rememberProcess } from '../leftovers/journal.ts'
import { runToEnd } from '../processes/process.ts'

/** The images of all platforms behind a reference, by their digests; empty when nothing is there. */
export type Images = readonly string[]

/** A registry that is silent must not hold up a job whose image is pushed. */
const longestAnswerMs = 30_000

/** @returns undefined when the registry doesn't say */
export async function readImages(
  reference: string,
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  { directory, signal }: Pick<ConnectPorts, 'directory' | 'signal'>,
): Promise<Images | undefined> {
  const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference]
  try {
    const { exitCode, stdout, stderr } = await runToEnd(buildx, args, {
      signal,
      timeoutMs: longestAnswerMs,
      onStart: (pid) => rememberProcess(directory, pid),
    })
    if (exitCode === 0) return imagesOf(stdout)
    return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr) ? [] : undefined
  } catch {
    // Too slow, or canceled: a build whose image is pushed doesn't fail for it.
    return undefined
  }
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
