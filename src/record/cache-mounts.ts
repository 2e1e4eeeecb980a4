import { join, normalize } from 'node:path/posix'
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

/** A cache mount as an instruction names it. */
export interface NamedMount {
  /** BuildKit's id for it: the given `id`, otherwise the target as it is written. */
  readonly id: string
  /** The stage or image that it begins with; empty for none. Mounts of one id that begin otherwise are other directories. */
  readonly from: string
  /** The owner and the mode of the directory that it begins with; empty for BuildKit's own. */
  readonly owner: string
}

/**
 * The cache mounts that an instruction names. One with a variable whose value the name of the step doesn't show is unknown
 * and left out.
 */
export function cacheMounts(instruction: string): readonly NamedMount[] {
  const [, rest = ''] = /^(?:ONBUILD )?RUN\s+([\s\S]*)/.exec(instruction) ?? []
  return splitFlags(rest).flags.flatMap((flag) => {
    if (!isMount(flag, 'cache')) return []
    const options = mountOptions(flag)
    const target = options?.get('target')
    const id = options?.get('id') || (target && normalize(target).replace(/(?<=.)\/$/, ''))
    return id && !id.includes('$') ? [{ id, ...sourceOf(options) }] : []
  })
}

/** The ids of the cache mounts that an instruction names. */
export function cacheMountIds(instruction: string): readonly string[] {
  return cacheMounts(instruction).map(({ id }) => id)
}

/**
 * A directory with its owner counts as a source too (`dispatchRunMounts` in moby/buildkit
 * frontend/dockerfile/dockerfile2llb/convert_runmount.go).
 */
function sourceOf(
  options: ReadonlyMap<string, string> = new Map(),
): Pick<NamedMount, 'from' | 'owner'> {
  const from = options.get('from') ?? ''
  const isWhole = join('/', options.get('source') ?? '') === '/'
  const owner = ['uid', 'gid', 'mode'].map((name) => options.get(name))
  const hasOwner = isWhole && owner.some((each) => each !== undefined)
  const [uid = '0', gid = '0', mode = '0755'] = owner
  return { from, owner: hasOwner ? [uid, gid, mode].join(' ') : '' }
}
