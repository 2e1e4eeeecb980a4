import type { BuildRecord } from '../record/recorder.ts'
import type { Step } from '../record/steps.ts'
import type { Dockerfile, Instruction, Stage } from '../text/dockerfile.ts'

/** A step of a build, and the instruction that it is in the Dockerfile. */
export interface PlacedStep {
  /** Its index in the list of steps. */
  readonly index: number
  readonly step: Step
  readonly stage: Stage
  readonly instruction: Instruction
}

/** The instructions that BuildKit makes a vertex of. */
const counted = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR'])

/**
 * Finds the instruction of each step by its stage and its number. A stage whose number of steps isn't that of the
 * Dockerfile is left out: its base image may have triggers (`ONBUILD`), or the Dockerfile may be another one.
 */
export function placeSteps(
  { steps, stepVertices }: Pick<BuildRecord, 'steps' | 'stepVertices'>,
  dockerfile: Dockerfile,
): readonly PlacedStep[] {
  return stepVertices.flatMap(({ step: name }, index) => {
    const step = steps[index]
    const stage = findStage(name.stage, dockerfile)
    if (step === undefined || stage === undefined) return []
    const instructions = stage.instructions.filter(({ keyword }) => counted.has(keyword))
    // A base image is the first of the counted steps; another stage, or `scratch`, is none.
    const offset = name.total - instructions.length
    const instruction = instructions[name.index - 1 - offset]
    const isOther = !name.instruction.startsWith(`${instruction?.keyword} `)
    if (instruction === undefined || isOther || offset < 0 || offset > 1) return []
    return [{ index, step, stage, instruction }]
  })
}

function findStage(name: string | undefined, { stages }: Dockerfile): Stage | undefined {
  if (name === undefined) return stages.length === 1 ? stages[0] : undefined
  const number = /^stage-(\d+)$/.exec(name)?.[1]
  const byName = stages.filter((stage) => stage.name?.toLowerCase() === name.toLowerCase())
  // Of two stages of one name the later one counts.
  return byName.at(-1) ?? (number === undefined ? undefined : stages[Number(number)])
}
