import { emptyOutputs } from './empty-outputs.ts'
import type { Outputs } from './outputs.ts'

const { imageid: _, ...rest } = emptyOutputs

/** Each output of `bake` as it is when nothing was built. */
export const emptyBakeOutputs: Outputs = {
  ...rest,
  digests: '{}',
  targets: '{}',
}
