import type { Dockerfile, Instruction, Stage } from '../text/dockerfile.ts'

/** The stages that are built on a stage, or on one of those. A variable in `FROM` may name any stage before it. */
export function stagesOn(stage: Stage, { stages }: Dockerfile): readonly Stage[] {
  const found: Stage[] = []
  for (const each of stages.slice(stages.indexOf(stage) + 1)) {
    if ([stage, ...found].some((base) => mayBeOn(each, base))) found.push(each)
  }
  return found
}

/** The stages that a stage is built on, the nearest first. */
export function stagesBelow(stage: Stage, { stages }: Dockerfile): readonly Stage[] {
  const found: Stage[] = []
  for (const each of stages.slice(0, stages.indexOf(stage)).toReversed()) {
    if (mayBeOn(found.at(-1) ?? stage, each)) found.push(each)
  }
  return found
}

/**
 * A stage's instructions above a line, behind those of the stages that it is built on, whose files, variables and
 * arguments it has.
 *
 * @returns undefined when a variable says what it is built on, which may be a stage
 */
export function instructionsAbove(
  line: number,
  stage: Stage,
  dockerfile: Dockerfile,
): readonly Instruction[] | undefined {
  const own = stage.instructions.filter((each) => each.line < line)
  const { stages } = dockerfile
  const earlier = stages.slice(0, Math.max(stages.indexOf(stage), 0))
  const base = earlier.findLast(({ name }) => name?.toLowerCase() === stage.base.toLowerCase())
  if (base === undefined) {
    // The name of a stage has none of these characters.
    const isImage =
      !stage.base.includes('$') || splitAtVariables(stage.base).some((part) => /[:/@]/.test(part))
    return isImage ? own : undefined
  }
  const below = instructionsAbove(Number.POSITIVE_INFINITY, base, dockerfile)
  return below && [...below, ...own]
}

function mayBeOn({ base }: Stage, { name }: Stage): boolean {
  if (name === undefined) return false
  const [first = '', ...others] = splitAtVariables(base.toLowerCase())
  if (others.length === 0) return first === name.toLowerCase()
  const last = others.at(-1) ?? ''
  return name.toLowerCase().startsWith(first) && name.toLowerCase().endsWith(last)
}

/** The texts before, between and behind the variables of a word. */
function splitAtVariables(word: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (const { 0: opening, index } of word.matchAll(/\$(?:\{|\w+)/g)) {
    if (index < start) continue
    const behind = index + opening.length
    const end = opening === '${' ? word.indexOf('}', behind) + 1 : behind
    // BuildKit refuses a brace that isn't closed.
    if (end === 0) break
    parts.push(word.slice(start, index))
    start = end
  }
  return [...parts, word.slice(start)]
}
