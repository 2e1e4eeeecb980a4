import type { BuildInputs } from '../buildx/build-args.ts'
import { imageNames, isSet, pushedOutputs } from '../buildx/image-outputs.ts'
import type { PushedImage } from '../record/pushed-images.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { imageName, registryIn } from '../text/image-reference.ts'

/** All that a build was asked to push. */
export interface Pushed {
  /** By their names as they were asked for, in that order. A name that got several images has an entry for each. */
  readonly images: readonly PushedImage[]
  /** Of the image that has the first name. Absent when that name got several. */
  readonly digest?: string
  /** Whether the images differ, as those with provenance do, which has the names of each output. */
  readonly differ: boolean
}

/**
 * Finds what a build has pushed, if the stream proves that each of its names is in its registry.
 *
 * @returns undefined when it doesn't, as for an image that Docker pushes by itself, or buildx
 */
export function findPushed(
  { pushed, vertices }: Pick<BuildRecord, 'pushed' | 'vertices'>,
  build: Pick<BuildInputs, 'tags' | 'push' | 'outputs'>,
): Pushed | undefined {
  // Of several nodes, what BuildKit pushes are the parts of an image that buildx puts together itself.
  if (vertices.some(({ name }) => name.startsWith('merging manifest list '))) return undefined
  const found = askedReferences(build).map(({ name, reference }) =>
    pushed.filter((each) => each.name === reference).map(({ digest }) => ({ name, digest })),
  )
  const [ofFirst = []] = found
  if (ofFirst.length === 0 || found.some((ofName) => ofName.length === 0)) return undefined
  const images = found.flat()
  const differ = new Set(images.map(({ digest }) => digest)).size > 1
  const [{ digest } = {}, ...others] = ofFirst
  return { images, differ, ...(digest && others.length === 0 && { digest }) }
}

/** Each name under which a build pushes, beside the reference by which BuildKit knows it. */
function askedReferences({ tags, push, outputs }: Parameters<typeof findPushed>[1]) {
  const asked = pushedOutputs(push, outputs).flatMap((output) => {
    const isByDigest = isSet('push-by-digest', output)
    return imageNames(output, tags).map((name) => {
      const reference = fullName(name)
      return { name, reference: isByDigest ? imageName(reference) : reference }
    })
  })
  return [...new Map(asked.map((each) => [each.reference, each])).values()]
}

/** With the registry and the tag that are left out: `ParseNormalizedNamed` and `TagNameOnly` of distribution/reference. */
function fullName(reference: string): string {
  const path = reference.replace(/^(?:index\.)?docker\.io\//, '')
  const official = path.includes('/') ? '' : 'library/'
  const name = registryIn(path) !== undefined ? path : `docker.io/${official}${path}`
  return /:[^:/]*$/.test(name) ? name : `${name}:latest`
}
