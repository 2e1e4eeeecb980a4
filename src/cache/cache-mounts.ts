/** A cache mount that steps of the build name. */
export interface CacheMount {
  /** As in `steps[].cacheMounts`. */
  readonly id: string
  /** What it holds on the daemon after the build, on all platforms and for all who use that id. */
  readonly bytes: number
  /** Whether the daemon had it before the build. */
  readonly existed: boolean
}

/**
 * The cache mounts that an instruction names, by the id that BuildKit keeps them under: the `id` that is
 * given, else the target. A target that isn't absolute is as it is written; BuildKit knows it in full.
 */
export function cacheMountIds(instruction: string): readonly string[] {
  return mountFlags(instruction).flatMap((flag) => {
    const options = new Map(flag.split(',').map(splitOption))
    if (options.get('type') !== 'cache') return []
    const target = options.get('target') ?? options.get('dst') ?? options.get('destination')
    const id = options.get('id') || target
    return id ? [id] : []
  })
}

/** The values of the `--mount` flags, which stand before the command of a `RUN`. */
function mountFlags(instruction: string): readonly string[] {
  const flags: string[] = []
  const words = instruction.replace(/^(?:ONBUILD )?RUN /, '').split(/\s+/)
  for (const word of words) {
    if (!word.startsWith('--')) break
    if (word.startsWith('--mount=')) flags.push(word.slice('--mount='.length).replaceAll('"', ''))
  }
  return instruction.includes('RUN ') ? flags : []
}

function splitOption(option: string): readonly [string, string] {
  const [name = '', ...value] = option.split('=')
  return [name.trim().toLowerCase(), value.join('=').trim()]
}
