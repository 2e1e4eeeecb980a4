import { normalize } from 'node:path/posix'
import { isMount, mountOptions, splitFlags } from '../text/instruction-flags.ts'

/** A cache mount that steps of the build name. */
export interface CacheMount {
  /** As in `steps[].cacheMounts`. */
  readonly id: string
  /** The value of the build argument `BUILDKIT_CACHE_MOUNT_NS`. Absent without. */
  readonly namespace?: string
  /** Its size on the daemon after the build. Absent while another build uses it. */
  readonly bytes?: number
  /** Whether the daemon had it before the build. Absent when the daemon keeps no history. */
  readonly existed?: boolean
}

/**
 * The cache mounts that an instruction names, by BuildKit's ids for them: the given `id`, otherwise the
 * target as it is written. One with a variable whose value the name of the step doesn't show is unknown and left out.
 */
export function cacheMountIds(instruction: string): readonly string[] {
  const [, rest = ''] = /^(?:ONBUILD )?RUN\s+([\s\S]*)/.exec(instruction) ?? []
  return splitFlags(rest).flags.flatMap((flag) => {
    if (!isMount(flag, 'cache')) return []
    const options = mountOptions(flag)
    const target = options?.get('target')
    const id = options?.get('id') || (target && normalize(target).replace(/(?<=.)\/$/, ''))
    return id && !id.includes('$') ? [id] : []
  })
}
