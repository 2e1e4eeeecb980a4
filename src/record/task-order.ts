import type { Stretch, Task, TaskKind } from './task.ts'

/**
 * Puts stretches in the order of time, and adds to each which others had to end before it.
 *
 * A vertex runs when its inputs have ended. The graph lacks some dependencies, so they are added: nothing is built
 * before the frontend has read the Dockerfile and the caches are imported; an export needs all that was built; a push
 * and a cache export need the export. The targets of a bake begin at once, unless one is an input of another or only
 * some are built at a time: what had ended before a target began, it waited for. What had not ended when a task began can't have held it up.
 *
 * @param stepOf the step's index, for each digest of a vertex that belongs to a step
 */
export function connectTasks(
  found: readonly Stretch[],
  stepOf: ReadonlyMap<string, number>,
): readonly Task[] {
  const ordered = found.toSorted(
    (a, b) =>
      a.start - b.start || order(a.kind) - order(b.kind) || a.depth - b.depth || a.end - b.end,
  )
  const ofVertex = new Map<string, number[]>()
  const ofStep = new Map<number, number[]>()
  const ofKind = new Map<TaskKind, number[]>()
  const firsts: number[] = []
  const add = <Key>(map: Map<Key, number[]>, key: Key, index: number) => {
    const known = map.get(key)
    if (known) known.push(index)
    else map.set(key, [index])
  }
  const tasks: Task[] = []
  const keyOf = (vertex: string) => stepOf.get(vertex) ?? vertex
  const consumers = consumersOf(ordered, keyOf)
  // BuildKit gives an unneeded result the time of the result that was loaded instead. It delayed nothing.
  const through = (index: number): readonly number[] => {
    const { start = 0, end = 0, after = [] } = tasks[index] ?? {}
    return start === end ? after : [index]
  }
  for (const [
    index,
    { depth: _, inputs: own, isLoaded, isFirst, skew = 0, ...task },
  ] of ordered.entries()) {
    // A result from cache is loaded, and an image's layer pulled, for a vertex whose other inputs are there by then.
    const isOnDemand = isLoaded || ofVertex.has(task.vertex)
    const consumer = isOnDemand
      ? consumers.get(task.step ?? task.vertex)?.find(({ start }) => start >= task.end)
      : undefined
    const inputs = [...own, ...(consumer?.inputs ?? [])]
    const before = [
      ...(ofVertex.get(task.vertex) ?? []),
      ...inputs.flatMap((input) => {
        const step = stepOf.get(input)
        return (step === undefined ? ofVertex.get(input) : ofStep.get(step)) ?? []
      }),
      ...[task, ...(consumer ? [consumer] : [])].flatMap(({ kind }) =>
        needs[kind].flatMap((needed) => ofKind.get(needed) ?? []),
      ),
      ...(task.kind === 'frontend' ? firsts : []),
      ...(isFirst ? tasks.keys() : []),
    ]
    if (isFirst) firsts.push(index)
    add(ofVertex, task.vertex, index)
    add(ofKind, task.kind, index)
    if (task.step !== undefined) add(ofStep, task.step, index)
    const hasEnded = (each: number) =>
      (tasks[each]?.end ?? 0) - (ordered[each]?.skew ?? 0) <= task.start + skew
    const ended = before.filter(hasEnded)
    tasks.push({ ...task, after: [...new Set(ended.flatMap(through))] })
  }
  return tasks
}

/** The stretches whose vertices have a step or another vertex as an input, in the order given. */
function consumersOf(
  stretches: readonly Stretch[],
  keyOf: (vertex: string) => string | number,
): ReadonlyMap<string | number, readonly Stretch[]> {
  const consumers = new Map<string | number, Stretch[]>()
  for (const stretch of stretches) {
    for (const key of new Set(stretch.inputs.map(keyOf))) {
      const known = consumers.get(key)
      if (known) known.push(stretch)
      else consumers.set(key, [stretch])
    }
  }
  return consumers
}

const built: readonly TaskKind[] = ['frontend', 'import', 'context', 'step', 'source', 'sbom']

/** The kinds of tasks that must end before a task of each kind, besides its inputs. */
const needs: Readonly<Record<TaskKind, readonly TaskKind[]>> = {
  frontend: ['frontend'],
  import: ['frontend'],
  context: ['frontend'],
  source: ['frontend', 'import'],
  step: ['frontend', 'import'],
  sbom: ['frontend', 'import'],
  export: [...built, 'export'],
  push: [...built, 'export', 'push'],
  'cache-export': [...built, 'export'],
  client: [...built, 'export', 'push', 'cache-export', 'client'],
}

function order(kind: TaskKind): number {
  return Object.keys(needs).indexOf(kind)
}
