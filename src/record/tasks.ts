import { type Interval, mergeIntervals, since } from '../progress/intervals.ts'
import { isLinkMerge, parseStepName } from '../progress/step-name.ts'
import { byDigest } from '../progress/vertex-inputs.ts'
import { isCancellation, type VertexFacts, workedIntervals } from '../progress/vertex-table.ts'
import { isCacheImport } from './cache-sources.ts'
import { firstStart } from './own-graph.ts'
import { isCacheExport, isContextLoad } from './phases.ts'
import type { StepStatus } from './step-status.ts'
import { type StepVertex, stepIntervals } from './steps.ts'

/**
 * The kind of a task.
 *
 * - `frontend`: reads the Dockerfile, `.dockerignore` and the images' metadata, before anything is built
 * - `import`: imports a cache
 * - `context`: sends or fetches a context
 * - `step`: a Dockerfile instruction
 * - `source`: any other input of steps, such as a base image
 * - `export`, `push`, `cache-export`: the exports of the result
 * - `client`: buildx's own work, such as signing in
 */
export type TaskKind =
  | 'frontend'
  | 'import'
  | 'context'
  | 'step'
  | 'source'
  | 'export'
  | 'push'
  | 'cache-export'
  | 'client'

/** A stretch of time in which one vertex worked without a pause. Milliseconds since 1970. */
export interface Task extends Interval {
  readonly kind: TaskKind
  /** The instruction of a step, else the vertex's name. */
  readonly name: string
  /** The step's index in the list of steps; for the merge half of a `COPY --link` that of the copy. */
  readonly step?: number
  /** Identifies the vertex of the stretch. */
  readonly vertex: string
  /** Present when the vertex ended in its own error, or was stopped by another's or by the user. */
  readonly ending?: 'failed' | 'stopped'
  /** The tasks that had to end first, by their indices, which are lower than its own. */
  readonly after: readonly number[]
}

interface Stretch extends Omit<Task, 'after'> {
  /** The number of vertices below it, which orders tasks that began at the same moment. */
  readonly depth: number
  /** The input vertices. */
  readonly inputs: readonly string[]
}

/**
 * Finds when each vertex of a build worked, and which vertices it waited for.
 *
 * A vertex runs when its inputs have ended. The graph lacks these dependencies, so they are added: nothing
 * is built before the frontend has read the Dockerfile and the caches are imported; an export needs all that was
 * built; a push and a cache export need the export. What had not ended when a task began can't have held it up:
 * layers are pulled when they are first needed, by a vertex that has long ended.
 *
 * @param pushes when layers and manifests were pushed, which is a part of the exporter's vertex
 * @param now ends what was still running, in milliseconds
 */
export function readTasks(
  steps: readonly StepVertex[],
  vertices: readonly VertexFacts[],
  pushes: readonly Interval[],
  now: number,
): readonly Task[] {
  const begunAt = firstStart(vertices)
  const depthOf = depthReader(vertices)
  const ownStep = new Map(
    [...steps.entries()].flatMap(([index, { facts, sharers, worker, downloads }]) =>
      [facts, ...sharers, worker, ...downloads].map(({ digest }) => [digest, index] as const),
    ),
  )
  const found = [...steps.entries()].flatMap(([index, step]): Stretch[] => {
    const { facts, sharers, downloads } = step
    const inputs = [facts, ...sharers, ...downloads].flatMap((each) => each.inputs)
    const [name, depth] = [step.step.instruction, depthOf(facts.digest)]
    const ending = endings[step.status]
    return stretches(stepIntervals(step, now)).map((interval) => ({
      ...{ ...interval, kind: 'step', name, step: index, vertex: facts.digest, depth, inputs },
      ...(ending && { ending }),
    }))
  })
  const loads = vertices.filter(isLoad).flatMap((facts) => workedIntervals(facts, now))
  const others = vertices
    .filter(({ digest }) => !ownStep.has(digest))
    .flatMap((facts): Stretch[] => {
      const { digest, name, inputs, error } = facts
      const step = mergedStep(facts, ownStep)
      const kind = step === undefined ? kindOf(facts) : 'step'
      const found = stretches(workedIntervals(facts, now))
      const parts = kind === 'export' ? splitExports(found, isTarball(facts), pushes, loads) : found
      return parts.map((part) => ({
        ...{ kind, name, vertex: digest, depth: depthOf(digest), inputs, ...part },
        ...(step !== undefined && { step }),
        ...(error && { ending: isCancellation(error) ? 'stopped' : 'failed' }),
      }))
    })
  return connect([...found, ...others], ownStep)

  function stretches(intervals: readonly Interval[]): readonly Interval[] {
    return mergeIntervals(since(begunAt, intervals))
  }
}

const endings: Readonly<Partial<Record<StepStatus, Task['ending']>>> = {
  failed: 'failed',
  canceled: 'stopped',
}

/** Adds to each stretch which others had to end before it. */
function connect(found: readonly Stretch[], stepOf: ReadonlyMap<string, number>): readonly Task[] {
  const ordered = found.toSorted(
    (a, b) =>
      a.start - b.start || order(a.kind) - order(b.kind) || a.depth - b.depth || a.end - b.end,
  )
  const ofVertex = new Map<string, number[]>()
  const ofStep = new Map<number, number[]>()
  const ofKind = new Map<TaskKind, number[]>()
  const add = <Key>(map: Map<Key, number[]>, key: Key, index: number) => {
    const known = map.get(key)
    if (known) known.push(index)
    else map.set(key, [index])
  }
  const tasks: Task[] = []
  // BuildKit gives an unneeded result the time of the result that was loaded instead. It delayed nothing.
  const through = (index: number): readonly number[] => {
    const { start = 0, end = 0, after = [] } = tasks[index] ?? {}
    return start === end ? after : [index]
  }
  for (const [index, { depth: _, inputs, ...task }] of ordered.entries()) {
    const before = [
      ...(ofVertex.get(task.vertex) ?? []),
      ...inputs.flatMap((input) => {
        const step = stepOf.get(input)
        return (step === undefined ? ofVertex.get(input) : ofStep.get(step)) ?? []
      }),
      ...needs[task.kind].flatMap((kind) => ofKind.get(kind) ?? []),
    ]
    add(ofVertex, task.vertex, index)
    add(ofKind, task.kind, index)
    if (task.step !== undefined) add(ofStep, task.step, index)
    const ended = before.filter((each) => (tasks[each]?.end ?? 0) <= task.start)
    tasks.push({ ...task, after: [...new Set(ended.flatMap(through))] })
  }
  return tasks
}

const built: readonly TaskKind[] = ['frontend', 'import', 'context', 'step', 'source']

/** The kinds of tasks that must end before a task of each kind, besides its inputs. */
const needs: Readonly<Record<TaskKind, readonly TaskKind[]>> = {
  frontend: ['frontend'],
  import: ['frontend'],
  context: ['frontend'],
  source: ['frontend', 'import'],
  step: ['frontend', 'import'],
  export: [...built, 'export'],
  push: [...built, 'export', 'push'],
  'cache-export': [...built, 'export'],
  client: [...built, 'export', 'push', 'cache-export', 'client'],
}

function order(kind: TaskKind): number {
  return Object.keys(needs).indexOf(kind)
}

/** The kind of a vertex that isn't a step. */
export function kindOf(facts: VertexFacts): TaskKind {
  const { name, inputs } = facts
  if (isCacheExport(facts)) return 'cache-export'
  if (isCacheImport(facts)) return 'import'
  if (isContextLoad(facts)) return 'context'
  if (name.startsWith('exporting ')) return 'export'
  if (inputs.length === 0 && frontendWork.test(name)) return 'frontend'
  return clientWork.test(name) ? 'client' : 'source'
}

/**
 * An exporter's vertex first makes the image, and then pushes it. If the image is loaded, the vertex sends it as a
 * tarball and waits for Docker on the client, which starts to load it when nearly all has arrived.
 */
function splitExports(
  exports: readonly Interval[],
  isTarball: boolean,
  pushes: readonly Interval[],
  loads: readonly Interval[],
): readonly (Interval & { readonly kind: TaskKind })[] {
  const laterWork = isTarball ? loads : pushes
  return exports.flatMap(({ start, end }) => {
    const begun = laterWork.map((work) => work.start).filter((at) => at >= start && at < end)
    const cut = begun.reduce((first, at) => Math.min(first, at), end)
    const parts = [
      { kind: 'export', start, end: cut },
      { kind: isTarball ? 'export' : 'push', start: cut, end },
    ] as const
    return parts.filter((part) => part.start < part.end || part.start === start)
  })
}

/** Whether it exports an image to be loaded or written to a file, from exporter/oci/ of moby/buildkit. */
function isTarball({ name }: VertexFacts): boolean {
  return /^exporting to (?:docker|oci) image format/.test(name)
}

/** Whether Docker on the client loads a tarball, from util/dockerutil/client.go of docker/buildx. */
function isLoad({ name }: VertexFacts): boolean {
  return name.startsWith('importing to docker')
}

/** Named in moby/buildkit `frontend/dockerui/` and `solver/llbsolver/bridge.go`. */
const frontendWork =
  /^\[(?:\S+ )?internal\] load (?:build definition |\.dockerignore|metadata for )|^resolve image config |^docker-image:\/\//

/** Named in docker/buildx `build/`, and in moby/buildkit `session/auth/authprovider/authprovider.go`. */
const clientWork =
  /^\[auth\] |^(?:merging manifest list |resolving provenance |importing to docker|pushing .* with docker$)|waiting for connection$|booting buildkit$/

/** The step whose copy the merge half of a `COPY --link` lays on top of the others. */
function mergedStep(
  { name, inputs }: VertexFacts,
  stepOf: ReadonlyMap<string, number>,
): number | undefined {
  const step = parseStepName(name)
  return step && isLinkMerge(step) ? stepOf.get(inputs.at(-1) ?? '') : undefined
}

function depthReader(vertices: readonly VertexFacts[]): (digest: string) => number {
  const all = byDigest(vertices)
  const depths = new Map<string, number>()
  const depthOf = (digest: string): number => {
    const known = depths.get(digest)
    if (known !== undefined) return known
    // A graph has no circles. If one appears, it ends here.
    depths.set(digest, 0)
    const inputs = all.get(digest)?.inputs ?? []
    const depth = inputs.reduce((deepest, input) => Math.max(deepest, depthOf(input) + 1), 0)
    depths.set(digest, depth)
    return depth
  }
  return depthOf
}
