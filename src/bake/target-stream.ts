import type { SolveStatus, Vertex, VertexLog } from '../progress/solve-status.ts'
import { parseStepName } from '../progress/step-name.ts'

/** One event of a bake's stream, in the forms in which it is used. */
export interface TargetStreams {
  /** For the log: each vertex once, under the name that its first target gave it. */
  readonly shown: SolveStatus
  /**
   * For the counts over all targets: the same, with the target only in the names of steps, where it belongs to the
   * stage: `[app base 2/4] RUN make`.
   */
  readonly counted: SolveStatus
  /** What a build of each target alone would have sent, by the target's name. */
  readonly byTarget: ReadonlyMap<string, SolveStatus>
}

/**
 * Takes the stream of a bake apart.
 *
 * Each target is a build of its own. With more than one, buildx puts the target's name before what is in the
 * brackets of a vertex' name (`[app base 2/4]`), or in brackets of its own (`[app] exporting to image`):
 * `WithPrefix` in docker/buildx util/progress/multiwriter.go. What targets have in common has one digest and comes
 * once for each of them.
 *
 * @param targets those of this call of buildx
 * @param isOfSeveral whether the bake has more targets, of which an earlier call has made the others: then a single one
 *   gets its name here, where buildx writes none
 */
export function createTargetStream(
  targets: readonly string[],
  isOfSeveral = targets.length > 1,
): {
  read(status: SolveStatus): TargetStreams
  /** The target that a vertex was first mentioned for. */
  targetOf(digest: string): string | undefined
} {
  const names = new Set(targets)
  const [only = ''] = targets
  const isPrefixed = targets.length > 1
  /** Of each vertex. The first target's comes first. */
  const targetsOf = new Map<string, Set<string>>()
  /** Which target's build has sent an event of a vertex first. */
  const firstSender = new Map<string, string>()
  const logs = createLogFilter()

  const split = (name: string) => {
    if (!isPrefixed) return { target: only, plain: name }
    const [, target = '', inner, rest = ''] = /^\[(\S+?)(?: ([^\]]*))?\] (.*)$/s.exec(name) ?? []
    if (!names.has(target)) return undefined
    return { target, plain: inner === undefined ? rest : `[${inner}] ${rest}` }
  }

  return {
    targetOf: (digest) => targetsOf.get(digest)?.values().next().value,
    read(status) {
      if (!isOfSeveral)
        return { shown: status, counted: status, byTarget: new Map([[only, status]]) }
      const shown: Vertex[] = []
      const counted: Vertex[] = []
      const byTarget = new Map<string, { -readonly [Key in keyof SolveStatus]: SolveStatus[Key] }>()
      const of = (target: string) => {
        const found = byTarget.get(target) ?? {}
        byTarget.set(target, found)
        return found
      }
      for (const vertex of status.vertexes ?? []) {
        const { digest, name = '' } = vertex
        const part = split(name)
        if (part === undefined) {
          shown.push(vertex)
          counted.push(vertex)
          continue
        }
        const { target, plain } = part
        const known = targetsOf.get(digest) ?? new Set()
        targetsOf.set(digest, known.add(target))
        const entry = of(target)
        entry.vertexes = [...(entry.vertexes ?? []), { ...vertex, name: plain }]
        const [first = target] = known
        if (isRepeated(vertex, target, firstSender)) continue
        const isStep = parseStepName(plain) !== undefined
        const prefixed = prefix(first, plain)
        shown.push({ ...vertex, name: prefixed })
        counted.push({ ...vertex, name: isStep ? prefixed : plain })
      }
      for (const each of status.statuses ?? []) {
        for (const target of targetsOf.get(each.vertex) ?? []) {
          const entry = of(target)
          entry.statuses = [...(entry.statuses ?? []), each]
        }
      }
      for (const each of status.warnings ?? []) {
        for (const target of targetsOf.get(each.vertex ?? '') ?? []) {
          const entry = of(target)
          entry.warnings = [...(entry.warnings ?? []), each]
        }
      }
      const news = (status.logs ?? []).filter(logs.isNew)
      for (const each of news) {
        for (const target of targetsOf.get(each.vertex) ?? []) {
          const entry = of(target)
          entry.logs = [...(entry.logs ?? []), each]
        }
      }
      const rest = {
        ...(status.statuses && { statuses: status.statuses }),
        ...(status.warnings && { warnings: status.warnings }),
        ...(news.length > 0 && { logs: news }),
      }
      return {
        shown: { ...(shown.length > 0 && { vertexes: shown }), ...rest },
        counted: { ...(counted.length > 0 && { vertexes: counted }), ...rest },
        byTarget,
      }
    },
  }
}

function prefix(target: string, plain: string): string {
  return plain.startsWith('[') ? `[${target} ${plain.slice(1)}` : `[${target}] ${plain}`
}

/** Whether another target's build has sent the same already. A repeat by the same build is a real event. */
function isRepeated(
  { digest, started, completed, cached, error }: Vertex,
  target: string,
  firstSender: Map<string, string>,
): boolean {
  const key = JSON.stringify([digest, started, completed, cached, error])
  const first = firstSender.get(key) ?? target
  firstSender.set(key, first)
  return first !== target
}

/** So many pieces of output are remembered for each vertex: each comes soon after its twin. */
const mostRemembered = 200

/** Output of a step that targets have in common comes once for each of them, and would tear the lines. */
function createLogFilter() {
  const seen = new Map<string, Set<string>>()
  return {
    isNew({ vertex, timestamp, stream, data }: VertexLog): boolean {
      const key = `${timestamp} ${stream} ${data?.length} ${data?.slice(0, 100)}`
      const known = seen.get(vertex) ?? new Set()
      seen.set(vertex, known)
      if (known.has(key)) return false
      known.add(key)
      const [oldest = ''] = known
      if (known.size > mostRemembered) known.delete(oldest)
      return true
    },
  }
}
