import { ConfigurationError } from '../base/errors.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { readOutput } from '../buildx/outputs.ts'
import { csvAttribute } from '../text/csv.ts'

/**
 * Adapts a build to Docker's classic image store, which keeps images in graph drivers instead of
 * containerd and supports neither manifest lists nor attestations. The default attestations are left out.
 *
 * @throws ConfigurationError for an input that this store doesn't support; buildx's own message doesn't
 *   name the cause
 */
export function forClassicStore(build: BuildInputs): BuildInputs {
  const feature = unsupportedFeature(build)
  if (feature !== undefined) {
    throw new ConfigurationError(
      `${feature} is not supported by this Docker daemon's classic image store. Set driver: docker-container, or turn on the daemon's containerd image store.`,
    )
  }
  return { ...build, defaultAttests: [] }
}

function unsupportedFeature({
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
  const output = outputs
    .map(readOutput)
    .find(({ type, dest }) => type === 'oci' || (type === 'docker' && dest !== undefined))
  return output && `An output of type ${output.type}`
}
