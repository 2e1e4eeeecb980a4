import { walkInputs } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { Miss } from '../record/misses.ts'
import { isStep } from '../record/step-vertex.ts'
import { type StepVertex, stepIntervals } from '../record/steps.ts'
import { type DaemonHistory, endPattern } from './daemon-history.ts'
import type { HistoryRecord, UsageRecord } from './messages.ts'
import type { Operation } from './operations.ts'
import {
  type BuildGraph,
  imageOf,
  type PastBuild,
  type RecordedBuild,
  stageAndInstruction,
} from './past-build.ts'

type Reason = Omit<Miss, 'step'>
type Operations = ReadonlyMap<string, Operation>

/** Sources that are read only when a miss needs them. */
export interface Sources {
  /** Earlier builds, the newest first; undefined when it isn't known which they are. */
  readonly past: () => Promise<readonly PastBuild[] | undefined>
  /** None for a build that failed. */
  readonly operations: (build: RecordedBuild) => Promise<Operations>
  readonly usage: DaemonHistory['usage']
}

/**
 * Explains misses that the stream alone can't explain, if earlier builds prove a reason. Each reason
 * replaces `unknown` as soon as it is found, so that a caller that can't wait for all has the others.
 *
 * For example, `RUN make` missed, and the newest build that had it ran it on another `COPY src`. The lookup
 * goes from the cheapest proof to the most expensive: both builds have the same base image, so it isn't
 * `base-image-changed`; their provenances give the command the same arguments and variables, so it isn't
 * `instruction-changed`; but the daemon still has the result of that earlier `COPY`, on the same layer as the
 * new one. Had the files been the same, BuildKit would have used it: the `COPY` missed by `context-changed`.
 */
export async function explain(misses: Miss[], own: RecordedBuild, sources: Sources): Promise<void> {
  await Promise.allSettled(
    misses.map(async (miss, index) => {
      const step = own.steps[miss.step]
      if (miss.reason !== 'unknown' || step === undefined) return
      const reason = await findReason(step, own, sources)
      if (reason !== undefined) misses[index] = { step: miss.step, ...reason }
    }),
  )
}

async function findReason(
  step: StepVertex,
  own: RecordedBuild,
  { past, operations, usage }: Sources,
): Promise<Reason | undefined> {
  const builds = await past()
  if (builds === undefined) return undefined
  const earlier = findEarlier(step, own, builds)
  if (earlier === undefined) return { reason: 'never-built-here' }
  if (earlier === 'unknown') return undefined
  const same = earlier.isSameInstruction ? earlier : undefined
  const image = changedImage(imagesOf(step, own), imagesOf(earlier.step, earlier.build))
  if (same !== undefined && image !== undefined) {
    return { reason: 'base-image-changed', detail: image }
  }
  const [ours, theirs] = await Promise.all([operations(own), operations(earlier.build)])
  const variables = changedVariables(
    { attributes: own.record.attributes, operation: ours.get(step.facts.digest) },
    {
      attributes: earlier.build.record.attributes,
      operation: theirs.get(earlier.step.facts.digest),
    },
  )
  if (variables !== undefined) return { reason: 'instruction-changed', detail: variables }
  if (same === undefined) return changedText(step, own, earlier)
  const described = [
    describeOperation(step, own, ours),
    describeOperation(same.step, same.build, theirs),
  ] as const
  if (isOtherOperation(...described)) {
    const name = argumentBetween(described, [own.record, same.build.record])
    return { reason: 'instruction-changed', ...(name && { detail: `argument ${name}` }) }
  }
  const isCompared = described.every((each) => each !== undefined)
  if (
    (isCompared || !mayHideChange(step, own, same)) &&
    (await hasNewContent(step, own, same, ours, usage))
  ) {
    return { reason: 'context-changed' }
  }
  if (step.facts.digest === same.step.facts.digest && own.isPinned(step)) {
    return { reason: 'evicted' }
  }
  return undefined
}

interface Found {
  readonly step: StepVertex
  readonly build: PastBuild
  /** Whether it is the same instruction, or another one in the same position. */
  readonly isSameInstruction: boolean
}

/**
 * The step's counterpart in the newest build that had it, or had another in its place. `unknown` when that could
 * be a build whose end isn't known.
 */
function findEarlier(
  step: StepVertex,
  own: BuildGraph,
  builds: readonly PastBuild[],
): Found | 'unknown' | undefined {
  const [instruction, definition] = [own.instructionOf(step), own.definitionOf(step)]
  for (const build of builds) {
    const same = [
      build.byInstruction.get(instruction),
      ...(build.byDefinition.get(definition) ?? []),
    ].find(hasFinished)
    if (same) return { step: same, build, isSameInstruction: true }
    const replaced = findReplaced(step, own, build)
    if (replaced) return { step: replaced, build, isSameInstruction: false }
    if (!build.isWhole) return 'unknown'
  }
  return undefined
}

function hasFinished(step: StepVertex | undefined): boolean {
  return step !== undefined && ['executed', 'cached'].includes(step.status)
}

/** The instruction that was in the step's position, if the Dockerfile no longer has it. */
function findReplaced(
  { step: { stage, platform, index } }: StepVertex,
  own: BuildGraph,
  build: PastBuild,
): StepVertex | undefined {
  const there = build.steps.filter(({ step }) => step.stage === stage && step.index === index)
  // A step that platforms share has the name of one of them.
  const replaced =
    there.length === 1 ? there[0] : there.find(({ step }) => step.platform === platform)
  return replaced && !own.byText.has(stageAndInstruction(replaced)) ? replaced : undefined
}

/** Build arguments are expanded in the text. If only one of them makes the difference, it is named. */
function changedText({ step }: StepVertex, own: RecordedBuild, earlier: Found): Reason {
  const before = earlier.build.record.attributes
  const name = argumentNames(own.record.attributes).find((argument) => {
    const [old, now] = [before.get(argument), own.record.attributes.get(argument)]
    if (!old || now === undefined || old === now) return false
    return earlier.step.step.instruction.replaceAll(old, () => now) === step.instruction
  })
  return {
    reason: 'instruction-changed',
    ...(name && { detail: `argument ${name.slice(argumentPrefix.length)}` }),
  }
}

const argumentPrefix = 'build-arg:'

function argumentNames(attributes: HistoryRecord['attributes']): string[] {
  return [...attributes.keys()].filter((name) => name.startsWith(argumentPrefix))
}

/** References of the images that a step takes as inputs, with their digests. */
function imagesOf({ facts }: StepVertex, build: BuildGraph): readonly string[] {
  return inputsOf(facts, build).flatMap(({ name }) => imageOf(name) ?? [])
}

/** The reference, without its digest, of an image that wasn't there before. */
function changedImage(now: readonly string[], before: readonly string[]): string | undefined {
  if (before.length === 0) return undefined
  return now.find((image) => !before.includes(image))?.replace(/@sha256:.*$/, '')
}

/** The inputs of a vertex that aren't steps: external sources, and files in the Dockerfile. */
function inputsOf(facts: VertexFacts, { vertices }: BuildGraph): readonly VertexFacts[] {
  return walkInputs(facts, vertices, isStep).filter((input) => !isStep(input))
}

interface Doing {
  readonly attributes: HistoryRecord['attributes']
  readonly operation: Operation | undefined
}

/** The variables of a command with the same text: their values are expanded in its text. */
function changedVariables(now: Doing, before: Doing): string | undefined {
  const [ours, theirs] = [now.operation, before.operation]
  if (!ours?.args || !theirs || !isEqual(ours.args, theirs.args)) return undefined
  const names = new Set([...ours.variables.keys(), ...theirs.variables.keys()])
  const changed = [...names].filter(
    (name) => ours.variables.get(name) !== theirs.variables.get(name),
  )
  const isArgument = (name: string) =>
    [now, before].some(({ attributes }) => attributes.has(`${argumentPrefix}${name}`))
  return changed.length === 0
    ? undefined
    : changed.map((name) => `${isArgument(name) ? 'argument' : 'variable'} ${name}`).join(', ')
}

/** Everything that an operation's result depends on besides its inputs, as text; undefined when unknown. */
function describeOperation(
  step: StepVertex,
  build: BuildGraph,
  operations: Operations,
): string | undefined {
  const operation = operations.get(step.facts.digest)
  const files = describeFiles(step, build, operations)
  return operation && files && JSON.stringify([operation.args, operation.rest, files])
}

function isOtherOperation(now: string | undefined, before: string | undefined): boolean {
  return now !== undefined && before !== undefined && now !== before
}

/**
 * The name of the build argument that alone makes the difference between two operations with the same
 * text. BuildKit expands its value, or for `SOURCE_DATE_EPOCH` a time that the instruction doesn't name.
 */
function argumentBetween(
  [now = '', before = '']: readonly [string | undefined, string | undefined],
  records: readonly [HistoryRecord, HistoryRecord],
): string | undefined {
  const [ours, theirs] = records.map(({ attributes }) => attributes)
  const names = new Set(records.flatMap(({ attributes }) => argumentNames(attributes)))
  const changed = [...names].filter((name) => ours?.get(name) !== theirs?.get(name))
  const withoutTimes = (text: string) => text.replaceAll(/(?<="timestamp[\\]*":)-?[\d.e+]+/g, '0')
  const isCause = (name: string) => {
    if (name === `${argumentPrefix}SOURCE_DATE_EPOCH`)
      return withoutTimes(now) === withoutTimes(before)
    const [value, old] = [ours?.get(name), theirs?.get(name)]
    return value !== undefined && old && before.replaceAll(old, () => value) === now
  }
  return changed.find(isCause)?.slice(argumentPrefix.length)
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Files that the instruction itself makes: here-documents, and the folder of a cache mount with an owner or a mode. */
function ownFiles({ facts }: StepVertex, build: BuildGraph): readonly VertexFacts[] {
  return inputsOf(facts, build).filter(isOwnFile)
}

function isOwnFile({ name }: VertexFacts): boolean {
  return /(?:preparing inline document|settings? cache mount permissions)$/.test(name)
}

/**
 * Whether instructions with the same text may differ in what only their operations tell: in a file that they make, or in
 * the time of their files.
 */
function mayHideChange(
  step: StepVertex,
  own: RecordedBuild,
  { step: before, build }: Found,
): boolean {
  const digests = (each: readonly VertexFacts[]) => each.map(({ digest }) => digest).toSorted()
  const epoch = `${argumentPrefix}SOURCE_DATE_EPOCH`
  return (
    !isEqual(digests(ownFiles(step, own)), digests(ownFiles(before, build))) ||
    own.record.attributes.get(epoch) !== build.record.attributes.get(epoch)
  )
}

/** @returns undefined when one isn't known, as with an older frontend */
function describeFiles(
  step: StepVertex,
  build: BuildGraph,
  operations: Operations,
): readonly string[] | undefined {
  const files = ownFiles(step, build).map(({ digest }) => operations.get(digest)?.rest)
  return files.every((each) => each !== undefined) ? files : undefined
}

/**
 * Whether it is certain that other content went into the step: its earlier result still exists, made
 * by the same instruction on the same layer, and yet BuildKit didn't use it. A result that is gone proves
 * nothing.
 */
async function hasNewContent(
  step: StepVertex,
  own: RecordedBuild,
  earlier: Found,
  operations: Operations,
  usage: Sources['usage'],
): Promise<boolean> {
  const takesContent = inputsOf(step.facts, own).some(
    (input) => input.inputs.length === 0 && imageOf(input.name) === undefined && !isOwnFile(input),
  )
  // With two of them, either could have other content than the earlier step's.
  if (!takesContent || stepInputs(step.facts, own).length > 1) return false
  const args = operations.get(step.facts.digest)?.args
  // The daemon's description of the result of a RUN. Any other result has the name of its vertex.
  const text = args ? `mount / from exec ${args.join(' ')}` : step.step.instruction
  const results = (await usage(`type==regular,description~=${endPattern(text)}`)).filter(
    ({ description }) => description.endsWith(text),
  )
  const isOurs = ({ createdAt }: UsageRecord) => createdAt >= own.record.createdAt
  const parents = results.filter(isOurs).map((result) => result.parents.join())
  const runs = stepIntervals(earlier.step, 0)
  return results.some((result) => {
    const layer = result.parents.join()
    if (isOurs(result) || !parents.includes(layer)) return false
    // A result without a parent could be another project's. Then only its time decides.
    const isOfEarlier = runs.some(
      ({ start, end }) => result.createdAt >= start - 1 && result.createdAt <= end + 1,
    )
    return layer !== '' || (isOfEarlier && earlier.step.status === 'executed')
  })
}

function stepInputs({ inputs }: VertexFacts, { steps }: BuildGraph): readonly StepVertex[] {
  return steps.filter(({ facts }) => inputs.includes(facts.digest))
}
