import type { Ports } from '../base/ports.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { isImage } from '../buildx/image-outputs.ts'
import { loadsIntoDocker } from '../buildx/outputs.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { isMetadataWork } from './client-work.ts'
import { findPushed } from './find-pushed.ts'
import type { Outcome } from './outcome.ts'
import type { TriedBuild } from './result.ts'

/** A build that has pushed all that it was asked to. */
export interface WholePush {
  readonly names: readonly string[]
  readonly digest: string
}

/** The result of a build by what it has pushed. */
export function settlePushed(
  tried: TriedBuild,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs' | 'load'>,
  ports: Pick<Ports, 'log'>,
): TriedBuild {
  return tried.outcome.kind === 'succeeded'
    ? withPushedDigest(tried, build)
    : acceptPushed(tried, build, ports)
}

/**
 * The result of a build whose daemon went away when everything was pushed: that is no failure of the build. A daemon
 * that drains takes no new call, and buildx makes some for the metadata file.
 */
export function acceptPushed(
  tried: TriedBuild,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs' | 'load'>,
  { log }: Pick<Ports, 'log'>,
): TriedBuild {
  const fault = lateFault(tried.outcome)
  const pushed = findWholePush(tried.record, build)
  if (fault === undefined || pushed === undefined || !isOver(tried.record)) return tried
  log.warning(fault)
  const { daemonFault, ...others } = tried
  const json = JSON.stringify(metadataFields(pushed), undefined, 2)
  const metadata = { json, digest: pushed.digest, imageId: '' }
  return { ...others, outcome: { kind: 'succeeded', fault }, metadata }
}

/** Whether the daemon had nothing more to do for a build: it writes the cache beside the push. */
export function isOver({ exports, running }: Pick<BuildRecord, 'exports' | 'running'>): boolean {
  return exports.every(({ status }) => status === 'exported') && running.every(isMetadataWork)
}

/** @returns why a daemon's end came too late to fail a build, if everything is pushed; undefined for any other end */
export function lateFault(outcome: Outcome): string | undefined {
  const isLate =
    outcome.kind === 'lost' ||
    (outcome.kind === 'failed' && outcome.vertex && isMetadataWork(outcome.vertex.name))
  if (!isLate) return undefined
  return `Everything is pushed, but the connection to the daemon broke before buildx knew of it, so metadata has only names and digests: ${outcome.error}`
}

/**
 * What a build has pushed, if the stream proves that each of its names is in its registry, all with one digest, and no
 * other output was to be made: BuildKit may write others beside the push.
 */
export function findWholePush(
  record: Pick<BuildRecord, 'pushed' | 'vertices'>,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs' | 'load'>,
): WholePush | undefined {
  if (build.load || !build.outputs.every(isImage)) return undefined
  const { images, digest, differ } = findPushed(record, build) ?? {}
  return images && digest && !differ ? { names: images.map(({ name }) => name), digest } : undefined
}

/** What buildx's metadata file would have of it. */
export function metadataFields({ names, digest }: WholePush): Readonly<Record<string, string>> {
  return { 'containerimage.digest': digest, 'image.name': names.join(',') }
}

/**
 * The result of a build that succeeded, with the digest of what it has pushed. BuildKit merges what several outputs
 * respond, so that buildx's metadata may have the digest of an image that is in no registry.
 */
export function withPushedDigest(
  tried: TriedBuild,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs' | 'load'>,
): TriedBuild {
  const { metadata, record } = tried
  const pushed = findPushed(record, build)
  if (metadata === undefined || pushed === undefined) return tried
  const { images, digest = '', differ } = pushed
  // Docker knows a loaded image by the ID that buildx gives.
  const isLoaded = build.load || loadsIntoDocker(build.outputs)
  const isOfDigest = metadata.imageId === metadata.digest && digest !== '' && !isLoaded
  return {
    ...tried,
    metadata: { ...metadata, digest, ...(isOfDigest && { imageId: digest }) },
    ...(differ && { variants: images }),
  }
}
