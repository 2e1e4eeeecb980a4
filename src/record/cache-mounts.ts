import { normalize } from 'node:path/posix'

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
 * target as it is written.
 */
export function cacheMountIds(instruction: string): readonly string[] {
  // Flags precede the command.
  const flags = /^(?:ONBUILD )?RUN((?:\s+--\S+)+)/.exec(instruction)?.[1] ?? ''
  return flags.split(/\s+/).flatMap((flag) => {
    if (!flag.startsWith(mountFlag)) return []
    const options = new Map(flag.slice(mountFlag.length).split(',').map(splitOption))
    if (options.get('type') !== 'cache') return []
    const target = options.get('target') ?? options.get('dst') ?? options.get('destination')
    const id = options.get('id') || (target && normalize(target).replace(/(?<=.)\/$/, ''))
    return id ? [id] : []
  })
}

const mountFlag = '--mount='

function splitOption(option: string): readonly [string, string] {
  const [name = '', ...value] = option.split('=')
  return [name.toLowerCase(), value.join('=')]
}
