import { ConfigurationError } from '../base/errors.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { csvAttribute } from '../text/csv.ts'

/**
 * A build for a Docker daemon that keeps images in its own store of old, not in containerd's. What
 * nobody asked for is left out.
 *
 * @throws ConfigurationError for what that store can't do, which buildx would refuse in other words
 */
export function forPlainStore(build: BuildInputs): BuildInputs {
  const asked = askedInVain(build)
  if (asked !== undefined) {
    throw new ConfigurationError(
      `${asked} can't be had from this Docker daemon, which keeps images in its own store. Set driver: docker-container, which can, or turn on the daemon's containerd image store.`,
    )
  }
  return { ...build, defaultAttests: [] }
}

function askedInVain({
  attests,
  platforms,
  cacheTo,
  outputs,
  annotations,
}: BuildInputs): string | undefined {
  const attest = attests.find((each) => csvAttribute(each, 'disabled') !== 'true')
  if (attest !== undefined) return `An attestation (${csvAttribute(attest, 'type')})`
  if (platforms.length > 1) return `An image for several platforms (${platforms.join(', ')})`
  const cache = cacheTo.map((each) => csvAttribute(each, 'type') ?? 'registry')
  const exported = cache.find((type) => type !== 'inline')
  if (exported !== undefined) return `A cache of type ${exported}`
  if (annotations.length > 0) return 'An image with annotations'
  const output = outputs.find(
    (each) =>
      csvAttribute(each, 'type') === 'oci' ||
      (csvAttribute(each, 'type') === 'docker' && csvAttribute(each, 'dest') !== undefined),
  )
  return output && `An output of type ${csvAttribute(output, 'type')}`
}
