import type { AdviceFacts, Rule } from '../advice.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/**
 * A build argument that is another one with each commit made steps run again that don't name it: a `RUN` gets each
 * argument that is declared above it as a variable, and `SOURCE_DATE_EPOCH` is a part of each `WORKDIR`.
 */
export const changingArgument: Rule = (facts) => {
  const found = facts.misses.flatMap((miss): readonly Sparing[] => {
    const name = /^argument (\w+)$/.exec(miss.detail ?? '')?.[1]
    const first = facts.steps.find(({ index }) => index === miss.step)
    const value = name === undefined ? undefined : facts.buildArgs.get(name)
    if (miss.reason !== 'instruction-changed' || !name || !first || !value) return []
    const kind = kindOfValue(value, facts)
    if (kind === undefined) return []
    const declaration = first.stage.instructions.find(
      ({ keyword, text }) => keyword === 'ARG' && new RegExp(`(?:^|\\s)${name}\\b`).test(text),
    )
    const isEpoch = name === 'SOURCE_DATE_EPOCH'
    // An argument that no instruction names may be read from the environment by any command.
    const isUsed = usersOf(name, first).length > 0
    if (!isEpoch && (declaration === undefined || !isUsed)) return []
    const { line, endLine } = declaration ?? first.instruction
    const advice = { ...adviceOn(name, kind, first), line, endLine }
    return [{ advice, steps: stepsWithout(name, first, facts) }]
  })
  return worthwhile(facts, found)
}

function adviceOn(
  name: string,
  kind: string,
  first: PlacedStep,
): Pick<Sparing['advice'], 'code' | 'message'> {
  if (name === 'SOURCE_DATE_EPOCH') {
    const { keyword, line } = first.instruction
    return {
      code: 'source-date-epoch',
      message: `SOURCE_DATE_EPOCH is ${kind}, so that ${keyword} in line ${line} and the steps behind it are new with each commit. Set it only for releases, or to a value that stays.`,
    }
  }
  const isLabelOnly = usersOf(name, first).every((keyword) => keyword === 'LABEL')
  return isLabelOnly
    ? {
        code: 'changing-label',
        message: `The argument ${name} is ${kind} and only goes into a label, but makes each RUN below its declaration run again. Move ARG and LABEL to the end of the stage, or set the label with the input labels.`,
      }
    : {
        code: 'changing-argument',
        message: `The argument ${name} is ${kind}, and makes each RUN below its declaration run again, whether it uses the argument or not. Declare it right above the first instruction that needs it.`,
      }
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

/** The keywords of the instructions of the stage that name an argument. */
function usersOf(name: string, { stage }: PlacedStep): readonly string[] {
  const use = new RegExp(`\\$(?:\\{${name}\\b|${name}\\b)`)
  return stage.instructions.filter(({ text }) => use.test(text)).map(({ keyword }) => keyword)
}

/**
 * The steps from a miss on that ran and don't name an argument, up to one that may have had another reason to run: a
 * `COPY`, whose files may have changed, or a step that does name it.
 */
function stepsWithout(name: string, first: PlacedStep, { steps }: AdviceFacts): readonly number[] {
  const chain = steps.filter(
    ({ index, stage, step }) =>
      index >= first.index && stage === first.stage && step.platform === first.step.platform,
  )
  const end = chain.findIndex(
    ({ instruction: { keyword, text }, step }) =>
      keyword === 'COPY' ||
      keyword === 'ADD' ||
      step.status !== 'executed' ||
      new RegExp(`\\b${name}\\b`).test(text),
  )
  return (end < 0 ? chain : chain.slice(0, end)).map(({ index }) => index)
}
