import type { Instruction, Stage } from '../text/dockerfile.ts'

/**
 * A stage's instructions above a line, behind those of the stages that it is built on, whose files, variables and
 * arguments it has.
 *
 * @returns undefined when a variable says what it is built on, which may be a stage
 */
export function instructionsAbove(
  line: number,
  stage: Stage,
  stages: readonly Stage[],
): readonly Instruction[] | undefined {
  const own = stage.instructions.filter((each) => each.line < line)
  const earlier = stages.slice(0, Math.max(stages.indexOf(stage), 0))
  const base = earlier.findLast(({ name }) => name?.toLowerCase() === stage.base.toLowerCase())
  if (base === undefined) {
    // The name of a stage has none of these characters.
    const isImage =
      !stage.base.includes('$') || /[:/@]/.test(stage.base.replaceAll(/\$\{.*?\}/g, ''))
    return isImage ? own : undefined
  }
  const below = instructionsAbove(Number.POSITIVE_INFINITY, base, stages)
  return below && [...below, ...own]
}
