/** The parts of a Dockerfile step's name, such as `[linux/arm64 build 2/4] RUN make`. */
export interface StepName {
  /** Number of the step within its stage, from 1. */
  readonly index: number
  /** How many steps the stage has. */
  readonly total: number
  /** The `AS` name, `stage-1` for a stage without one; absent when the Dockerfile has a single stage. */
  readonly stage?: string
  /** As BuildKit writes it (`linux/amd64`, `linux/amd64->arm64`); absent in single-platform builds. */
  readonly platform?: string
  readonly instruction: string
}

/**
 * Reads a vertex name. `undefined` when it isn't that of a Dockerfile instruction.
 *
 * The form is made by `prefixCommand` in moby/buildkit `frontend/dockerfile/dockerfile2llb/convert.go`:
 * platform, stage and a padded `index/total` in brackets. `[internal]`, in a multi-platform build
 * `[linux/amd64 internal]`, has no `index/total`.
 */
export function parseStepName(name: string): StepName | undefined {
  const parsed = known.get(name)
  if (parsed !== undefined || known.has(name)) return parsed
  const read = readStepName(name)
  if (known.size >= mostKnown) known.clear()
  known.set(name, read)
  return read
}

/** Each part of a record reads the same names again, some thousand times in all. */
const known = new Map<string, StepName | undefined>()
const mostKnown = 5000

function readStepName(name: string): StepName | undefined {
  const close = name.indexOf('] ')
  const match = /^\[(?:(.*\S)\s+|\s*)(\d+)\/(\d+)$/.exec(name.slice(0, Math.max(close, 0)))
  if (!match) return undefined

  const words = (match[1] ?? '').split(' ').filter(Boolean)
  // A stage's name can't hold a slash and a platform always does.
  const platform = words.find((word) => word.includes('/'))
  const stage = words.filter((word) => word !== platform).join(' ')
  return {
    index: Number(match[2]),
    total: Number(match[3]),
    ...(stage && { stage }),
    ...(platform && { platform }),
    instruction: name.slice(close + 2),
  }
}

/**
 * Whether a step's vertex only lays a `COPY --link` layer on top of the others. The copy is a vertex of
 * its own with the same number, so the merge would count one instruction twice.
 */
export function isLinkMerge(step: StepName): boolean {
  return /^(?:ONBUILD )?LINK /.test(step.instruction)
}
