import { emptyOutputs } from './empty-outputs.ts'
import type { Outputs } from './outputs.ts'

const { digest, metadata, 'image-changed': changed, imageid: _, ...rest } = emptyOutputs

/** Each output of `bake` as it is when nothing was built. */
export const emptyBakeOutputs: Outputs = {
  metadata: metadata ?? '',
  digests: '{}',
  digest: digest ?? '',
  targets: '{}',
  'image-changed': changed ?? '',
  ...rest,
}
