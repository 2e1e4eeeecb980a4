import type { Ports } from '../base/ports.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { readOutput } from '../buildx/outputs.ts'
import type { PushedImage } from '../record/pushed-images.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { registryIn } from '../text/image-reference.ts'
import { isMetadataWork } from './client-work.ts'
import type { Outcome } from './outcome.ts'
import { pushedNames } from './plan.ts'
import type { TriedBuild } from './result.ts'

/** A build that has pushed all that it was asked to. */
export interface Pushed {
  readonly names: readonly string[]
  readonly digest: string
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
  const pushed = findPushed(tried.record, build)
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
 * Whether the stream proves that each name of a build is in its registry, all with one digest, and no other output was to
 * be made: BuildKit may write others beside the push.
 */
export function findPushed(
  { pushed }: Pick<BuildRecord, 'pushed'>,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs' | 'load'>,
): Pushed | undefined {
  const isImage = (output: string) => /^(?:image|registry)$/i.test(readOutput(output).type.trim())
  if (build.load || !build.outputs.every(isImage)) return undefined
  const all = pushedNames(build).map((name) => pushed.find((each) => each.name === fullName(name)))
  const [first] = all
  const isWhole = all.every((each): each is PushedImage => each?.digest === first?.digest)
  return first && isWhole
    ? { names: all.flatMap((each) => each?.name ?? []), digest: first.digest }
    : undefined
}

/** What buildx's metadata file would have of it. */
export function metadataFields({ names, digest }: Pushed): Readonly<Record<string, string>> {
  return { 'containerimage.digest': digest, 'image.name': names.join(',') }
}

/** With the registry and the tag that are left out: `ParseNormalizedNamed` and `TagNameOnly` of distribution/reference. */
function fullName(reference: string): string {
  const registry = registryIn(reference)
  const isNormal = registry !== undefined && !['docker.io', 'index.docker.io'].includes(registry)
  const path = registry === undefined ? reference : reference.slice(registry.length + 1)
  const official = path.includes('/') ? '' : 'library/'
  const name = isNormal ? reference : `docker.io/${official}${path}`
  return /:[^:/]*$/.test(name) ? name : `${name}:latest`
}
