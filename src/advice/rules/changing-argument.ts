import type { Instruction } from '../../text/dockerfile.ts'
import type { AdviceFacts, Rule } from '../advice.ts'
import { isBlind } from '../blind-commands.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { type Sparing, worthwhile } from '../spared.ts'
import { instructionsAbove } from '../stage-family.ts'

/** An argument that is another one with each commit, and what its value is. */
interface Changing {
  readonly name: string
  readonly kind: string
}

/**
 * Build arguments that are others with each commit made steps run again that have no use for them: a `RUN` gets
 * each argument that is declared above it as a variable, and `SOURCE_DATE_EPOCH` is a part of each `WORKDIR`.
 */
export const changingArgument: Rule = (facts) => {
  const found = facts.misses.flatMap((miss): readonly Sparing[] => {
    const first = facts.steps.find(({ index }) => index === miss.step)
    const changed = changingArguments(miss.detail ?? '', facts)
    if (miss.reason !== 'instruction-changed' || !first || changed === undefined) return []
    const epoch = changed.find(({ name }) => name === 'SOURCE_DATE_EPOCH')
    if (epoch === undefined) return adviceOnMove(changed, first, facts)
    // It changes steps also where it isn't declared, so that to move the others isn't enough.
    return changed.length > 1 ? [] : [adviceOnEpoch(epoch.kind, first, facts)]
  })
  return worthwhile(facts, found)
}

/** @returns undefined unless the detail of a miss names nothing but arguments that change with each commit */
function changingArguments(detail: string, facts: AdviceFacts): readonly Changing[] | undefined {
  const parts = detail.split(', ')
  const changing = parts.flatMap((part): readonly Changing[] => {
    const name = /^argument (\w+)$/.exec(part)?.[1] ?? ''
    const kind = kindOfValue(facts.buildArgs.get(name) ?? '', facts)
    return kind === undefined ? [] : [{ name, kind }]
  })
  return changing.length < parts.length ? undefined : changing
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

/** Advice to declare arguments below the steps that certainly don't read them, where the image stays the same. */
function adviceOnMove(
  changed: readonly Changing[],
  first: PlacedStep,
  facts: AdviceFacts,
): readonly Sparing[] {
  const { stage } = first
  const mentionsOne = (each: Instruction) => changed.some(({ name }) => mentions(each, name))
  const steps = stepsFrom(
    first,
    facts,
    ({ instruction }) =>
      !mentionsOne(instruction) &&
      (instruction.keyword !== 'RUN' || isBlind(instruction, stage, facts.dockerfile)),
  )
  const last = facts.steps.find(({ index }) => index === steps.at(-1))
  const above = last && instructionsAbove(last.instruction.line, stage, facts.dockerfile)
  if (last === undefined || above === undefined) return []
  const moves = changed.flatMap(({ name }) => moveOf(name, first, above) ?? [])
  if (moves.length < changed.length) return []
  const isWithLabel = moves.some(({ labels }) => labels.length > 0)
  const what = listOf([
    ...changed.map(({ name }) => `ARG ${name}`),
    ...(isWithLabel ? ['the LABEL'] : []),
  ])
  const isLabelOnly = moves.every(({ users }) => users.every(({ keyword }) => keyword === 'LABEL'))
  return [
    {
      advice: {
        code: isLabelOnly ? 'changing-label' : 'changing-argument',
        message: `${describeChange(changed, isLabelOnly)} Move ${what} below line ${last.instruction.endLine}.`,
        line: Math.min(...moves.map(({ declaration }) => declaration.line)),
        endLine: Math.max(...moves.map(({ declaration }) => declaration.endLine)),
      },
      steps,
    },
  ]
}

interface Move {
  readonly declaration: Instruction
  /** The instructions that its value goes into. */
  readonly users: readonly Instruction[]
  /** Those of them that must be moved too. */
  readonly labels: readonly Instruction[]
}

/**
 * What the move of an argument's declaration from above a step is about.
 *
 * @param above the instructions above the last step below which it is moved
 * @returns undefined where it could change the image
 */
function moveOf(
  name: string,
  { stage, instruction }: PlacedStep,
  above: readonly Instruction[],
): Move | undefined {
  const [declaration, ...others] = above.filter((each) => declares(each, name))
  if (declaration === undefined || others.length > 0) return undefined
  // An argument that no instruction names may be meant for any command; one in a variable reaches those behind it.
  const users = stage.instructions.filter((each) => uses(each, name))
  const isInVariable = [...above, ...stage.instructions].some(
    (each) => each.keyword === 'ENV' && mentions(each, name),
  )
  const labels = above.filter((each) => each.line > declaration.line && mentions(each, name))
  const isInOtherStage = !stage.instructions.includes(declaration)
  const isBelow = declaration.line > instruction.line
  if (users.length === 0 || isInVariable || isInOtherStage || isBelow) return undefined
  return labels.some(({ keyword }) => keyword !== 'LABEL')
    ? undefined
    : { declaration, users, labels }
}

function describeChange(changed: readonly Changing[], isLabelOnly: boolean): string {
  const [one, ...others] = changed
  if (one !== undefined && others.length === 0) {
    return isLabelOnly
      ? `The argument ${one.name} is ${one.kind} and only a label names it, but it makes each RUN below its declaration run again.`
      : `The argument ${one.name} is ${one.kind}, and makes each RUN below its declaration run again, whether it uses the argument or not.`
  }
  const names = listOf(changed.map(({ name, kind }) => `${name} (${kind})`))
  return isLabelOnly
    ? `Only labels name the arguments ${names}, but they make each RUN below their declarations run again.`
    : `The arguments ${names} make each RUN below their declarations run again, whether it uses them or not.`
}

/** `a, b and c` */
function listOf(words: readonly string[]): string {
  return words.join(', ').replace(/, (?=[^,]*$)/, ' and ')
}

/** What a value is that changes with each commit; undefined for any other. */
function kindOfValue(value: string, { commit, now }: AdviceFacts): string | undefined {
  if (commit && value.length >= 7 && commit.id.startsWith(value.toLowerCase())) return 'the commit'
  if (commit?.seconds !== undefined && value === String(commit.seconds))
    return 'the time of the commit'
  if (commit && new RegExp(`(?:^|[^0-9a-f])${commit.id.slice(0, 7)}`, 'i').test(value)) {
    return 'named after the commit'
  }
  const moment = momentOf(value)
  return Math.abs(moment - now) < 2 * 24 * 3600 * 1000 ? 'the time of the build' : undefined
}

/** The moment that a value means, to a day, in milliseconds since 1970. NaN for any other value. */
function momentOf(value: string): number {
  if (/^\d{10}$/.test(value)) return Number(value) * 1000
  if (/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/.test(value)) return Date.parse(value)
  const { day, month, year, time } = (mailTime.exec(value) ?? programTime.exec(value))?.groups ?? {}
  // The zone may be any name.
  return Date.parse(`${day} ${month} ${year} ${time} UTC`)
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const zone = '(?: (?:[A-Z]{1,5}|[+-]\\d\\d(?::?\\d\\d)?))?'

/** RFC 2822 and HTTP, as of `date -R`: `Sat, 28 Nov 2026 14:00:00 GMT`. */
const mailTime = new RegExp(
  `^(?:[A-Z][a-z]{2},? )?(?<day>\\d{1,2}) (?<month>${months}) (?<year>\\d{4}) (?<time>\\d\\d:\\d\\d(?::\\d\\d)?)${zone}$`,
)

/** As `date` and Git print it: `Sat Nov 28 14:00:00 UTC 2026`, `Sat Nov 28 02:00:00 PM UTC 2026`. */
const programTime = new RegExp(
  `^[A-Z][a-z]{2} (?<month>${months}) +(?<day>\\d{1,2}) (?<time>\\d\\d:\\d\\d:\\d\\d(?: [AP]M)?)${zone} (?<year>\\d{4})${zone}$`,
)

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
