import { isBuild } from '../buildx/build-args.ts'
import type { Builder } from '../connect/builder.ts'
import {
  type Consultation,
  consultHistory,
  mountNamespace,
  mountQuestion,
} from '../history/consult-history.ts'
import type { HistoryFacts } from '../history/history-facts.ts'
import { mountUses } from '../history/mount-states.ts'
import { mountFilters } from '../history/mount-usage.ts'
import { isUnfilled } from '../inputs/checkout.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { createCheckList } from '../record/checks.ts'
import { emptyRecord } from '../record/empty-record.ts'
import { type BuildRecord, createRecorder } from '../record/recorder.ts'
import { isAfterBuild } from '../step/client-work.ts'
import { pushedRegistries } from '../step/pushed-names.ts'
import { type RunningBuild, type Watched, type WatchPorts, watch } from '../step/watch.ts'
import { type BakeCallResult, readBakeCall } from './call-checks.ts'
import { combineHistory, combineMisses } from './combine.ts'
import { failedTargets } from './failed-targets.ts'
import { type LfsOptions, searchSource } from './lfs-warning.ts'
import type { BakePlan, PlannedTarget } from './plan.ts'
import type { TargetResult, WatchedBake } from './result.ts'
import { sharedControl } from './shared-control.ts'
import { readTargetMetadata } from './target-metadata.ts'
import { targetPlace } from './target-place.ts'
import { createTargetResults, targetStatus } from './target-status.ts'
import { createTargetStream, type TargetStreams } from './target-stream.ts'
import { wrongTargetPath } from './wrong-target-path.ts'

interface WatchBakeOptions
  extends LfsOptions,
    Pick<BakeOptions, 'cacheMounts' | 'stallTimeoutMs' | 'workspace'> {
  /** Whether the bake has several targets, though an earlier try may have left one. */
  readonly isOfSeveral: boolean
}

/**
 * Follows buildx through a bake. Each target is counted, and its history asked for, as a build of its own; besides,
 * everything is counted once over all of them.
 */
export async function watchBake(
  running: RunningBuild,
  builder: Builder,
  plan: BakePlan,
  options: WatchBakeOptions,
  ports: WatchPorts,
): Promise<WatchedBake> {
  const { cacheMounts, directory, isOfSeveral, workspace } = options
  const names = plan.targets.map(({ name }) => name)
  const stream = createTargetStream(names, isOfSeveral)
  const results = createTargetResults()
  const isFresh = builder.isOwn === true && !builder.isShared
  const followed = plan.targets.map((target) => ({
    target,
    checks: createCheckList(),
    recorder: createRecorder({
      ...askedOf(target, plan),
      ...{ isFresh, begunAt: running.begunAt },
    }),
  }))
  let latest: TargetStreams | undefined
  let called: BakeCallResult['ofTargets'] = new Map()
  const records = new Map<string, BuildRecord>()
  const facts = new Map<string, HistoryFacts>()
  const recordOf = (name: string) => records.get(name) ?? emptyRecord

  const consult: Watched['consult'] = (observed, options): Consultation => {
    const shared = sharedControl(observed)
    const consultations = followed.map(({ target, recorder }) => ({
      ...{ target, recorder },
      consultation: consultHistory(
        { ...observed, ...shared },
        { call: plan.bake.call, buildArgs: target.args },
        {
          ...options,
          cacheMounts,
          target: target.name,
        },
      ),
    }))
    return {
      status() {
        for (const { target, recorder, consultation } of consultations) {
          const status = latest?.byTarget.get(target.name)
          if (status === undefined) continue
          consultation.status(status)
          if (isAfterBuild(status)) consultation.prepare(recorder.result())
        }
      },
      // `status` has prepared each target's.
      prepare() {},
      async end(total) {
        for (const { target, recorder } of followed) records.set(target.name, recorder.result())
        const filters = followed.flatMap(({ target }) =>
          mountFilters(mountQuestion(recordOf(target.name), { buildArgs: target.args })),
        )
        const uses = followed.flatMap(({ target }) =>
          mountUses(recordOf(target.name).stepVertices, mountNamespace({ buildArgs: target.args })),
        )
        const ofBake = { filters: [...new Set(filters)], uses }
        await Promise.all(
          consultations.map(async ({ target, consultation }) => {
            const found = await consultation.end(recordOf(target.name), ofBake)
            if (found !== undefined) facts.set(target.name, found)
          }),
        )
        return combineHistory(total, names.map(factsOf))
      },
    }
  }
  const factsOf = (name: string) => {
    const historyFacts = facts.get(name)
    return { name, record: recordOf(name), ...(historyFacts && { historyFacts }) }
  }

  const lfs = searchSource(plan.bake.remote, options, ports)
  const watched: Watched = {
    ...(lfs && { lfs }),
    asked: {
      noCache: plan.bake.noCache,
      noCacheFilters: [],
      targets: isOfSeveral ? names : [],
      cacheTo: plan.targets.flatMap(({ cacheTo }) => cacheTo),
    },
    registries: registriesOf(plan.targets),
    isCall: !isBuild(plan.bake.call) || plan.targets.some(({ call }) => call !== ''),
    // A step that ran for the target whose clock is least ahead may look older by another's.
    begunInStream: () => Math.min(...followed.map(({ recorder }) => recorder.begunAt())),
    readCall(output) {
      const call = readBakeCall(output, names)
      for (const { target, checks } of followed) {
        for (const check of call.ofTargets.get(target.name) ?? []) checks.add(check)
      }
      called = call.ofTargets
      return call
    },
    read(status) {
      latest = stream.read(status)
      results.status(status)
      for (const { target, recorder, checks } of followed) {
        const own = latest.byTarget.get(target.name)
        if (own === undefined) continue
        recorder.status(own)
        checks.status(own)
      }
      return latest
    },
    consult,
    placeOf: async () => undefined,
    wrongPath: () =>
      wrongTargetPath(
        plan.targets,
        directory,
        isUnfilled(workspace) ? ports.remedies.checkout : '',
      ),
  }
  const build = await watch(running, builder, watched, options, ports)
  const metadata = build.metadata?.json ?? ''
  const ofTargets = readTargetMetadata(metadata, names)
  const said = results.result()
  const blamed = failedTargets(build.outcome, names.map(factsOf))
  const targets = followed.map(({ target, checks }): TargetResult => {
    const { name } = target
    const own = ofTargets.get(name)
    const record = recordOf(name)
    return {
      ...{ target, isLinked: !plan.requested.includes(name) },
      status: targetStatus({
        isSuccess: build.outcome.kind === 'succeeded',
        said: said.get(name),
        hasMetadata: own !== undefined,
        isBlamed: blamed.includes(name),
        isExported: target.outputs.length > 0,
        ...(called.has(name) && { found: called.get(name)?.length ?? 0 }),
        record,
      }),
      ...factsOf(name),
      ...(own && { metadata: own }),
      checks: checks.all(),
      seconds: secondsOf(record),
    }
  })
  const ofRecords = targets.map(({ record }) => ({ record }))
  return {
    outcome: build.outcome,
    record: { ...build.record, misses: combineMisses(build.record, ofRecords) },
    ...(build.historyFacts && { historyFacts: build.historyFacts }),
    metadata,
    ...(build.lfsFiles && { lfsFiles: build.lfsFiles }),
    targets: await Promise.all(targets.map((each) => withExcerpt(each, blamed, directory))),
  }
}

/** buildx prints the lines of the failure that ended the bake, and no others. */
async function withExcerpt(
  target: TargetResult,
  blamed: readonly string[],
  directory: string,
): Promise<TargetResult> {
  const { name, status, record } = target
  const instruction = record.failure?.step?.name
  const isElsewhere = isRemote(target.target.context)
  if (status !== 'failed' || instruction === undefined || isElsewhere || blamed.includes(name)) {
    return target
  }
  const { instructionExcerpt } = await import('../step/instruction-excerpt.ts')
  const excerpt = await instructionExcerpt(targetPlace(target, directory).file, instruction)
  return excerpt === undefined ? target : { ...target, excerpt }
}

function askedOf({ noCache, noCacheFilters, cacheTo }: PlannedTarget, { bake }: BakePlan) {
  return { noCache: noCache || bake.noCache, noCacheFilters, cacheTo }
}

function registriesOf(targets: readonly PlannedTarget[]): readonly string[] {
  const pushed = targets.filter(({ isPushed }) => isPushed)
  return [
    ...new Set(
      pushed.flatMap(({ tags, outputs }) => pushedRegistries({ tags, outputs, push: false })),
    ),
  ]
}

/** From the start of its first task to the end of its last, so that no time before the bake counts. */
function secondsOf({ tasks }: BuildRecord): number {
  const [first] = tasks
  if (first === undefined) return 0
  const end = tasks.reduce((last, task) => Math.max(last, task.end), first.end)
  return Math.round(end - first.start) / 1000
}
