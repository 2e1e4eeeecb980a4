import type { BuildInputs } from '../../src/buildx/build-args.ts'

/** All inputs of a build at what they are when empty, but for pushing. */
export const nothingToBuild: BuildInputs = {
  buildArgs: [],
  cacheFrom: [],
  cacheTo: [],
  context: '.',
  file: '',
  labels: [],
  load: false,
  noCache: false,
  outputs: [],
  platforms: [],
  provenance: '',
  pull: false,
  push: false,
  tags: [],
  target: '',
}
