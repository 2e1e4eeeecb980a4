import { type Interval, mergeIntervals, since } from '../progress/intervals.ts'
import { isLinkMerge, parseStepName } from '../progress/step-name.ts'
import { byDigest, walkReader } from '../progress/vertex-inputs.ts'
import {
  clockSkew,
  isCancellation,
  type VertexFacts,
  workedIntervals,
} from '../progress/vertex-table.ts'
import { isCacheImport } from './cache-sources.ts'
import { isCacheExport, isContextLoad } from './phases.ts'
import type { StepStatus } from './step-status.ts'
import { type StepVertex, stepIntervals } from './steps.ts'
import type { Stretch, Task, TaskKind } from './task.ts'
import { connectTasks } from './task-order.ts'

/**
 * Finds when each vertex of a build worked, and which vertices it waited for.
 *
 * @param pushes when layers and manifests were pushed, which is a part of the exporter's vertex
 * @param begunAt when the build began, in milliseconds: earlier time isn't counted
 * @param now ends what was still running, in milliseconds
 */
export function readTasks(
  steps: readonly StepVertex[],
  vertices: readonly VertexFacts[],
  pushes: readonly Interval[],
  begunAt: number,
  now: number,
): readonly Task[] {
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
      isLoaded: step.worker.cached,
      skew: Math.max(clockSkew(facts), clockSkew(step.worker)),
      ...(ending && { ending }),
    }))
  })
  const besideExports = vertices
    .filter((facts) => isLoad(facts) || isCacheExport(facts))
    .flatMap((facts) => workedIntervals(facts, now))
  // An image that is named like that of a frontend.
  const scanners = new Set(
    vertices.filter(({ name }) => sbomScan.test(name)).flatMap(({ inputs }) => inputs),
  )
  const others = vertices
    .filter(({ digest }) => !ownStep.has(digest))
    .flatMap((facts): Stretch[] => {
      const { digest, name, inputs, error } = facts
      const step = mergedStep(facts, ownStep)
      const kind = step !== undefined ? 'step' : scanners.has(digest) ? 'source' : kindOf(facts)
      const found = stretches(workedIntervals(facts, now))
      const ownPushes = isTarball(facts) ? [] : pushes
      const parts = kind === 'export' ? splitExports(found, ownPushes, besideExports) : found
      return parts.map((part) => ({
        ...{ kind, name, vertex: digest, depth: depthOf(digest), inputs, ...part },
        isFirst: firstWork.test(name),
        skew: clockSkew(facts),
        ...(step !== undefined && { step }),
        ...(error && { ending: isCancellation(error) ? 'stopped' : 'failed' }),
      }))
    })
  return connectTasks([...found, ...others], ownStep)

  function stretches(intervals: readonly Interval[]): readonly Interval[] {
    return mergeIntervals(since(begunAt, intervals))
  }
}

const endings: Readonly<Partial<Record<StepStatus, Task['ending']>>> = {
  failed: 'failed',
  canceled: 'stopped',
}

/** The kind of a vertex that isn't a step. */
export function kindOf(facts: VertexFacts): TaskKind {
  const { name, inputs } = facts
  if (sbomScan.test(name)) return 'sbom'
  if (isCacheExport(facts)) return 'cache-export'
  if (isCacheImport(facts)) return 'import'
  if (isContextLoad(facts)) return 'context'
  if (name.startsWith('exporting ')) return 'export'
  if (inputs.length === 0 && frontendWork.test(name)) return 'frontend'
  return clientWork.test(name) ? 'client' : 'source'
}

/**
 * An exporter's vertex first makes the image, and then pushes it. While it works, other vertices can begin that need
 * what it has done so far: a cache export needs the layers, and Docker on the client, which the exporter waits for,
 * starts to load an image when nearly all of its tarball has arrived.
 */
function splitExports(
  exports: readonly Interval[],
  pushes: readonly Interval[],
  others: readonly Interval[],
): readonly (Interval & { readonly kind: TaskKind })[] {
  return exports.flatMap(({ start, end }) => {
    const startsIn = (intervals: readonly Interval[]) =>
      intervals.map((interval) => interval.start).filter((at) => at >= start && at < end)
    const push = Math.min(end, ...startsIn(pushes))
    const cuts = [...new Set([...startsIn(others), push])].filter((at) => at > start && at < end)
    const starts = [start, ...cuts.toSorted((a, b) => a - b)]
    return starts.map((from, index) => ({
      kind: from >= push && push < end ? 'push' : 'export',
      start: from,
      end: starts[index + 1] ?? end,
    }))
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

/** Named in moby/buildkit `frontend/attestations/sbom/sbom.go`. */
const sbomScan = /^\[[^\]]*\] generating sbom using /

/** Named in moby/buildkit `frontend/dockerui/` and `solver/llbsolver/bridge.go`. */
const frontendWork =
  /^\[(?:\S+ )?internal\] load (?:build definition |\.dockerignore|metadata for )|^resolve image config |^docker-image:\/\//

/** Work of the frontend before which it knows nothing of the build. The Dockerfile can be in a remote context. */
const firstWork =
  /^\[(?:\S+ )?internal\] load (?:build definition |remote build context$|git source )/

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
  const inputsOf = (digest: string) => all.get(digest)?.inputs ?? []
  return walkReader<string, number>({
    next: inputsOf,
    read: (digest, depthOf) =>
      inputsOf(digest).reduce((deepest, input) => Math.max(deepest, depthOf(input) + 1), 0),
    inCycle: () => 0,
  })
}
