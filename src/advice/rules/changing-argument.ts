import type { Instruction } from '../../text/dockerfile.ts'
import type { AdviceFacts, Rule } from '../advice.ts'
import { isBlind } from '../blind-commands.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { type Sparing, worthwhile } from '../spared.ts'
import { instructionsAbove } from '../stage-family.ts'

/**
 * A build argument that is another one with each commit made steps run again that have no use for it: a `RUN` gets
 * each argument that is declared above it as a variable, and `SOURCE_DATE_EPOCH` is a part of each `WORKDIR`.
 */
export const changingArgument: Rule = (facts) => {
  const found = facts.misses.flatMap((miss): readonly Sparing[] => {
    const name = /^argument (\w+)$/.exec(miss.detail ?? '')?.[1]
    const first = facts.steps.find(({ index }) => index === miss.step)
    const value = name === undefined ? undefined : facts.buildArgs.get(name)
    if (miss.reason !== 'instruction-changed' || !name || !first || !value) return []
    const kind = kindOfValue(value, facts)
    if (kind === undefined) return []
    return name === 'SOURCE_DATE_EPOCH'
      ? [adviceOnEpoch(kind, first, facts)]
      : adviceOnMove(name, kind, first, facts)
  })
  return worthwhile(facts, found)
}

function adviceOnEpoch(kind: string, first: PlacedStep, facts: AdviceFacts): Sparing {
  const { keyword, line } = first.instruction
  const declaration = first.stage.instructions.find((each) => declares(each, 'SOURCE_DATE_EPOCH'))
  const { line: from, endLine } = declaration ?? first.instruction
  return {
    advice: {
      code: 'source-date-epoch',
      message: `SOURCE_DATE_EPOCH is ${kind}, so that ${keyword} in line ${line} and the steps behind it are new with each commit. Set it only for releases, or to a value that stays.`,
      ...{ line: from, endLine },
    },
    steps: stepsFrom(
      first,
      facts,
      ({ instruction }) => !mentions(instruction, 'SOURCE_DATE_EPOCH'),
    ),
  }
}

/** Advice to declare an argument below the steps that certainly don't read it, where the image stays the same. */
function adviceOnMove(
  name: string,
  kind: string,
  first: PlacedStep,
  facts: AdviceFacts,
): readonly Sparing[] {
  const { stage } = first
  const steps = stepsFrom(
    first,
    facts,
    ({ instruction }) =>
      !mentions(instruction, name) &&
      (instruction.keyword !== 'RUN' || isBlind(instruction, stage, facts.dockerfile)),
  )
  const last = facts.steps.find(({ index }) => index === steps.at(-1))
  const above = last && instructionsAbove(last.instruction.line, stage, facts.dockerfile)
  const [declaration, ...others] = above?.filter((each) => declares(each, name)) ?? []
  if (last === undefined || above === undefined || declaration === undefined) return []
  // An argument that no instruction names may be meant for any command; one in a variable reaches those behind it.
  const users = stage.instructions.filter((each) => uses(each, name))
  const isInVariable = [...above, ...stage.instructions].some(
    (each) => each.keyword === 'ENV' && mentions(each, name),
  )
  const moved = above.filter((each) => each.line > declaration.line && mentions(each, name))
  const isInOtherStage = !stage.instructions.includes(declaration)
  const isBelow = declaration.line > first.instruction.line
  if (users.length === 0 || isInVariable || isInOtherStage || isBelow || others.length > 0)
    return []
  if (moved.some(({ keyword }) => keyword !== 'LABEL')) return []
  const { line, endLine } = declaration
  const what = moved.length === 0 ? `ARG ${name}` : `ARG ${name} and the LABEL`
  const remedy = `Move ${what} below line ${last.instruction.endLine}.`
  const isLabelOnly = users.every(({ keyword }) => keyword === 'LABEL')
  const advice = isLabelOnly
    ? {
        code: 'changing-label' as const,
        message: `The argument ${name} is ${kind} and only a label names it, but it makes each RUN below its declaration run again. ${remedy}`,
      }
    : {
        code: 'changing-argument' as const,
        message: `The argument ${name} is ${kind}, and makes each RUN below its declaration run again, whether it uses the argument or not. ${remedy}`,
      }
  return [{ advice: { ...advice, line, endLine }, steps }]
}

/** What a value is that changes with each commit; undefined for any other. */
function kindOfValue(value: string, { commit, now }: AdviceFacts): string | undefined {
  if (commit && value.length >= 7 && commit.id.startsWith(value.toLowerCase())) return 'the commit'
  if (commit?.seconds !== undefined && value === String(commit.seconds))
    return 'the time of the commit'
  if (commit && new RegExp(`(?:^|[^0-9a-f])${commit.id.slice(0, 7)}`, 'i').test(value)) {
    return 'named after the commit'
  }
  const moment = /^\d{10}$/.test(value)
    ? Number(value) * 1000
    : /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/.test(value)
      ? Date.parse(value)
      : Number.NaN
  return Math.abs(moment - now) < 2 * 24 * 3600 * 1000 ? 'the time of the build' : undefined
}

function declares({ keyword, text }: Instruction, name: string): boolean {
  return keyword === 'ARG' && new RegExp(`(?:^|\\s)${name}(?=[\\s=]|$)`).test(text)
}

/** Whether the value of an argument goes into an instruction. */
function uses({ flags, text }: Instruction, name: string): boolean {
  return new RegExp(`\\$(?:\\{${name}\\b|${name}\\b)`).test([...flags, text].join(' '))
}

function mentions({ flags, text }: Instruction, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test([...flags, text].join(' '))
}

/**
 * The steps from a miss on that ran and have no use for an argument, up to one that may have had another reason to
 * run: a `COPY`, whose files may have changed, or a step that may use it.
 */
function stepsFrom(
  first: PlacedStep,
  { steps }: AdviceFacts,
  isFree: (step: PlacedStep) => boolean,
): readonly number[] {
  const chain = steps.filter(
    ({ index, stage, step }) =>
      index >= first.index && stage === first.stage && step.platform === first.step.platform,
  )
  const end = chain.findIndex(
    (each) =>
      each.instruction.keyword === 'COPY' ||
      each.instruction.keyword === 'ADD' ||
      each.step.status !== 'executed' ||
      !isFree(each),
  )
  return (end < 0 ? chain : chain.slice(0, end)).map(({ index }) => index)
}
