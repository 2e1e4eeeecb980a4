import { createHash } from 'node:crypto'
import { CommandError, messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import { runToEnd } from '../processes/process.ts'
import { imageName } from '../text/image-reference.ts'

/** The digests of the images that a reference has, one for each platform; empty when it doesn't exist. */
export type Images = readonly string[]

/** In milliseconds. */
interface Limits {
  /** A job whose image is pushed must not wait long for a silent registry. */
  readonly answerMs: number
  /** A longer wait is announced. */
  readonly silenceMs: number
}

const defaultLimits: Limits = { answerMs: 30_000, silenceMs: 3000 }

/**
 * Asks the registry for the images of a reference. The log mentions a wait and a missing
 * answer.
 *
 * @returns undefined when the registry gives no answer
 */
export async function readImages(
  reference: string,
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  { directory, signal, log }: Pick<Ports, 'directory' | 'signal' | 'log'>,
  { answerMs, silenceMs }: Limits = defaultLimits,
): Promise<Images | undefined> {
  const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference]
  const seconds = startStopwatch()
  const timer = setTimeout(() => {
    const most = answerMs / 1000
    log.info(`compare: waiting for the registry to describe ${reference}, for at most ${most} s.`)
  }, silenceMs)
  const unknown = (reason: string) => {
    log.info(`compare: image-changed is unknown, since ${reference} could not be read: ${reason}`)
    return undefined
  }
  try {
    const { exitCode, stdout, stderr } = await runToEnd(buildx, args, {
      signal,
      timeoutMs: answerMs,
      directory,
    })
    if (exitCode !== 0) {
      return isMissing(stderr)
        ? []
        : unknown(new CommandError('buildx imagetools', exitCode, stderr).message)
    }
    return imagesOf(stdout) ?? unknown('its manifest is not JSON')
  } catch (error) {
    // Canceled, or too slow: that doesn't fail a build whose image is pushed.
    if (signal.aborted) return undefined
    const isSlow = seconds() * 1000 >= answerMs
    return unknown(isSlow ? `no answer in ${answerMs / 1000} s` : messageOf(error))
  } finally {
    clearTimeout(timer)
  }
}

function isMissing(stderr: string): boolean {
  return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr)
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
  return `${imageName(tag)}@${digest}`
}

const type = 'vnd.docker.reference.type'

interface Descriptor {
  readonly digest: string
  readonly annotations?: Readonly<Record<string, string>>
}
