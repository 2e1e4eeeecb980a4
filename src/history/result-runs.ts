import type { Interval } from '../progress/intervals.ts'
import { isLinkMerge, parseStepName } from '../progress/step-name.ts'
import { byInput } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { type StepVertex, stepIntervals } from '../record/steps.ts'
import type { UsageRecord } from './messages.ts'
import type { Operation } from './operations.ts'
import { type BuildGraph, type PastBuild, ranSteps } from './past-build.ts'

/** One run of a step in an earlier build. */
export interface Run {
  readonly build: PastBuild
  readonly step: StepVertex
  readonly intervals: readonly Interval[]
}

type Operations = (build: PastBuild) => ReadonlyMap<string, Operation> | undefined

/** Runs of the steps of earlier builds by their definition, the newest first. */
export function runsByDefinition(past: readonly PastBuild[]): ReadonlyMap<string, readonly Run[]> {
  const runs = past.flatMap((build) =>
    ranSteps(build).map((step) => ({
      definition: build.definitionOf(step),
      build,
      step,
      intervals: stepIntervals(step, 0),
    })),
  )
  return Map.groupBy(runs, ({ definition }) => definition)
}

/** The cached steps of which only the daemon's store can tell which run made their result. */
export function undecidedSteps(
  own: BuildGraph,
  runs: ReadonlyMap<string, readonly Run[]>,
): readonly StepVertex[] {
  return own.steps.filter(
    (step) =>
      step.status === 'cached' &&
      runs.has(own.definitionOf(step)) &&
      pinnedRun(step, own, runs) === undefined,
  )
}

/**
 * How the daemon describes the result of a run: `PrepareMounts` in `solver/llbsolver/ops/exec.go` for a `RUN`, the
 * vertex's name for everything else.
 */
export function resultDescription({ step, build }: Run, operations: Operations): string {
  const args = operations(build)?.get(step.facts.digest)?.args ?? shellArgs(step.step.instruction)
  return args ? `mount / from exec ${args.join(' ')}` : step.facts.name
}

/**
 * How the daemon describes the layers that a build puts together: the merge halves of its `COPY --link`. They aren't
 * results of steps, and lie between the results of those that are.
 */
export function mergeDescriptions({ vertices }: BuildGraph): readonly string[] {
  return [...vertices.values()].map(({ name }) => name).filter(isLinkMergeName)
}

function isLinkMergeName(name: string): boolean {
  const step = parseStepName(name)
  return step !== undefined && isLinkMerge(step)
}

/** As BuildKit runs a `RUN` in shell form, for a build that left no provenance. */
function shellArgs(instruction: string): readonly string[] | undefined {
  const command = /^(?:ONBUILD )?RUN(?:\s+--\S+)*\s+(.*)$/s.exec(instruction)?.[1]
  return command === undefined ? undefined : ['/bin/sh', '-c', command]
}

/**
 * Finds which run made the result of each cached step. A step with the same text may have had other
 * content in its last run, so a run counts only where something proves that its result was used:
 *
 * - The step and all its inputs are identified by digest, and the run has the same digest.
 * - The daemon used the result since this build began, or one that lies on top of it, and created it during
 *   the run.
 * - A result that was used was made by the same build as the run, and of it.
 * - The daemon has no other result of a step that is written so, knows no other run of it, and nothing is known of
 *   what uses it; and no cache was imported.
 *
 * @param begunAt when this build began, in milliseconds by the daemon's clock
 * @param records of the daemon's store, at least those of the undecided steps' results, and of merges above them
 * @param descriptionsOf the descriptions that a step's results have
 * @param hasImports whether cache was imported, so that a result may be one that the daemon hasn't made
 */
export function findRuns(
  own: BuildGraph,
  begunAt: number,
  runs: ReadonlyMap<string, readonly Run[]>,
  records: readonly UsageRecord[],
  descriptionsOf: (step: StepVertex) => readonly string[],
  hasImports = false,
): ReadonlyMap<StepVertex, Run> {
  const found = new Map<StepVertex, Run>()
  const byDescription = Map.groupBy(records, ({ description }) => description)
  const decided = new Set<StepVertex>()
  const usersOf = userReader(own)
  const alike = Map.groupBy([...runs.values()].flat(), ({ step }) => step.step.instruction)
  const merges = new Map(
    records
      .filter(({ description }) => isLinkMergeName(description))
      .map(({ id, parents }) => [id, parents]),
  )
  const used = new Set<string>()
  const use = (id: string) => {
    if (used.has(id)) return
    used.add(id)
    for (const parent of merges.get(id) ?? []) use(parent)
  }
  for (const each of records) if (isUsedSince(begunAt, each)) use(each.id)
  // A step precedes the steps that use it.
  for (const step of [...own.steps].reverse()) {
    const known = runs.get(own.definitionOf(step)) ?? []
    const descriptions = descriptionsOf(step)
    // Another platform's step may have the same text.
    const others = (alike.get(step.step.instruction) ?? []).filter((run) => !known.includes(run))
    const isOther = (result: UsageRecord) =>
      !known.some((run) => madeIn(run, result)) && others.some((run) => madeIn(run, result))
    const results = descriptions
      .flatMap((description) => byDescription.get(description) ?? [])
      .filter((result) => !isOther(result))
    const candidates = provenResults(step, known, results)
    const makers = new Set(candidates.map((result) => known.find((each) => madeIn(each, result))))
    const [maker] = makers
    if (candidates.length === 1 || (makers.size === 1 && maker !== undefined)) {
      decided.add(step)
      for (const parent of candidates.flatMap(({ parents }) => parents)) use(parent)
    }
    if (step.status !== 'cached') continue
    const run = pinnedRun(step, own, runs) ?? (makers.size === 1 ? maker : undefined)
    if (run !== undefined) found.set(step, run)
  }
  return found

  /** Those of a step's results of which one proof says that they may be the one that was used. */
  function provenResults(
    step: StepVertex,
    known: readonly Run[],
    results: readonly UsageRecord[],
  ): readonly UsageRecord[] {
    if (results.length === 0) return []
    const ofUse = results.filter(({ id }) => used.has(id))
    if (ofUse.length > 0) return ofUse
    const users = usersOf(step)
    const ofConsumers = runsBelow(users, own, found, known)
    const ofBuild = results.filter((result) => ofConsumers.some((run) => madeIn(run, result)))
    if (ofBuild.length > 0) return ofBuild
    const isOpen = hasImports || known.length > 1 || users.some((user) => decided.has(user))
    return isOpen ? [] : results
  }
}

/** Finds the run of each cached step whose inputs all have a digest. */
export function pinnedRuns(
  own: BuildGraph,
  runs: ReadonlyMap<string, readonly Run[]>,
): ReadonlyMap<StepVertex, Run> {
  return new Map(
    own.steps.flatMap((step) => {
      const run = step.status === 'cached' ? pinnedRun(step, own, runs) : undefined
      return run === undefined ? [] : [[step, run] as const]
    }),
  )
}

/** @param moment in milliseconds by the daemon's clock */
export function isUsedSince(moment: number, { inUse, lastUsedAt = 0 }: UsageRecord): boolean {
  return inUse || lastUsedAt >= moment
}

/**
 * The known runs of a step in the builds that made the steps that use it. None if the step ran again later and
 * those didn't: then different content led to the same result.
 */
function runsBelow(
  users: readonly StepVertex[],
  own: BuildGraph,
  found: ReadonlyMap<StepVertex, Run>,
  known: readonly Run[],
): readonly Run[] {
  return users.flatMap((user) => {
    const run = found.get(user)
    if (run === undefined) return []
    const later = known.filter(({ build }) => build.record.createdAt > run.build.record.createdAt)
    const isSame = ({ build }: Run) =>
      (build.byDefinition.get(own.definitionOf(user)) ?? []).some(
        ({ status }) => status === 'cached',
      )
    return later.some(isSame) ? [] : known.filter(({ build }) => build === run.build)
  })
}

/** Finds the steps that use a step, directly or through others. */
function userReader({ steps, vertices }: BuildGraph): (step: StepVertex) => readonly StepVertex[] {
  const consumers = byInput([...vertices.values()])
  const stepOf = new Map(steps.map((step) => [step.facts.digest, step]))
  return ({ facts }) => {
    const found = new Set<VertexFacts>()
    const pending = [facts]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const user of consumers.get(next.digest) ?? []) {
        if (!found.has(user)) pending.push(user)
        found.add(user)
      }
    }
    return [...found].flatMap(({ digest }) => stepOf.get(digest) ?? [])
  }
}

/** Whether the daemon created a result while a step ran, to a millisecond. */
function madeIn({ intervals }: Run, { createdAt }: UsageRecord): boolean {
  return intervals.some(({ start, end }) => createdAt >= start - 1 && createdAt <= end + 1)
}

function pinnedRun(
  step: StepVertex,
  own: BuildGraph,
  runs: ReadonlyMap<string, readonly Run[]>,
): Run | undefined {
  if (!own.isPinned(step)) return undefined
  return runs
    .get(own.definitionOf(step))
    ?.find((run) => run.step.facts.digest === step.facts.digest)
}
