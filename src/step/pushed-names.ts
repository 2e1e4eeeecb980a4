import type { BuildInputs } from '../buildx/build-args.ts'
import { imageNames, pushedOutputs } from '../buildx/image-outputs.ts'
import { registryOf } from '../text/image-reference.ts'

type Pushing = Pick<BuildInputs, 'tags' | 'push' | 'outputs'>

/** The registries that a build pushes to, such as `ghcr.io`; empty when it doesn't push. */
export function pushedRegistries(build: Pushing): readonly string[] {
  return [...new Set(pushedNames(build).map(registryOf))]
}

/** The names under which a build pushes its image, as the workflow gives them. */
export function pushedNames({ tags, push, outputs }: Pushing): readonly string[] {
  return [...new Set(pushedOutputs(push, outputs).flatMap((output) => imageNames(output, tags)))]
}
