import type { DaemonHistory } from './daemon-history.ts'
import { type Operation, readOperations } from './operations.ts'
import type { PastBuild, RecordedBuild } from './past-build.ts'
import type { Provenance } from './provenance.ts'
import { mergeDescriptions, type Run, resultDescription, runsByDefinition } from './result-runs.ts'

/** The daemon compares each record of its store with each of them. */
const mostDescriptions = 200

/**
 * Asks for the results of runs in advance, while the build goes on: the daemon adds up the size of each once, which
 * takes longer than the build's end can wait.
 */
export async function prepareResults(
  history: Pick<DaemonHistory, 'usage'>,
  operations: ReturnType<typeof operationReader>,
  runs: readonly Run[],
): Promise<void> {
  const known = new Map<PastBuild, ReadonlyMap<string, Operation>>()
  await Promise.allSettled(
    runs.map(async ({ build }) => known.set(build, await operations.read(build))),
  )
  await readResults(history, [
    ...runs.map((run) => resultDescription(run, (of) => known.get(of))),
    ...[...new Set(runs.map(({ build }) => build))].flatMap(mergeDescriptions),
  ])
}

/** The records of the daemon's store with one of these descriptions, of which the first 200 count. */
export function readResults(
  history: Pick<DaemonHistory, 'usage'>,
  descriptions: readonly string[],
): ReturnType<DaemonHistory['usage']> {
  const wanted = [...new Set(descriptions)].slice(0, mostDescriptions)
  const filters = wanted.map((text) => `type==regular,description==${JSON.stringify(text)}`)
  // Without a filter the daemon would list everything.
  return filters.length === 0 ? Promise.resolve([]) : history.usage(...filters)
}

/**
 * The last run of each step of the newest build that reached a step. Steps whose inputs all have a digest are left
 * out, since their digest alone shows which run made a result.
 */
export function newestRuns(past: readonly PastBuild[]): readonly Run[] {
  const newest = past.find(({ steps }) => steps.length > 0)
  if (newest === undefined) return []
  const runs = runsByDefinition(past)
  return newest.steps
    .filter((step) => !newest.isPinned(step))
    .flatMap((step) => runs.get(newest.definitionOf(step))?.[0] ?? [])
}

/** Reads each build's operations once, however many steps need them. */
export function operationReader(history: Pick<DaemonHistory, 'read'>) {
  const known = new Map<string, Promise<ReadonlyMap<string, Operation>>>()
  return {
    read(build: RecordedBuild): Promise<ReadonlyMap<string, Operation>> {
      const { ref } = build.record
      const operations = known.get(ref) ?? readAllOperations(build, history)
      // Each use handles the error.
      operations.catch(() => {})
      known.set(ref, operations)
      return operations
    },
  }
}

async function readAllOperations(
  { record: { provenances }, vertices }: RecordedBuild,
  history: Pick<DaemonHistory, 'read'>,
): Promise<ReadonlyMap<string, Operation>> {
  const read = await Promise.all(provenances.map((blob) => history.read(blob, blob.size)))
  const parsed = read.map((json) => JSON.parse(String(json)) as Provenance)
  return new Map(parsed.flatMap((provenance) => [...readOperations(provenance, vertices)]))
}
