import type { VertexStatus } from '../progress/solve-status.ts'
import { formatCount, formatSize } from '../text/format.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { isDue } from './repeat-interval.ts'

/**
 * Thins out the progress of a vertex's parts (`transferring context: 1.98MB 0.3s done`): a short one gets one
 * line at its end, a long one is shown now and then. Layers that are transferred together share a line.
 */
export interface ProgressLines {
  /** The line for an event, if it has one. With `isAside`, a short part isn't shown at all. */
  lineFor(status: VertexStatus, isAside: boolean): string | undefined
  /** A line for each kind of work on layers that ended since the last call. */
  layerLines(): readonly string[]
  /** The state of each unfinished part. @param now in milliseconds, by the stream's clock */
  openLines(now: number): readonly string[]
}

/** @param registries where the build pushes to, such as `ghcr.io`; BuildKit doesn't name them at the start */
export function createProgressLines(registries: readonly string[] = []): ProgressLines {
  const open = new Map<string, VertexStatus>()
  const shown = new Map<string, { at: number; isDone: boolean }>()
  const works = new Map(layerWorks.map((work) => [work, createLayerSum(work)]))

  const nameOf = (id: string) =>
    id === pushingLayers && registries.length > 0
      ? `${id} to ${registries.join(', ')}`
      : cleanLine(id)

  return {
    lineFor(status, isAside) {
      const work = layerWorks.find(({ id }) => id.test(status.id))
      if (work !== undefined) return works.get(work)?.lineFor(status)
      if (status.completed === undefined) open.set(status.id, status)
      else open.delete(status.id)

      const start = Date.parse(status.started ?? status.timestamp)
      const at = Date.parse(status.timestamp)
      const last = shown.get(status.id)
      if (status.completed !== undefined) {
        if (last?.isDone || (isAside && last === undefined)) return undefined
        shown.set(status.id, { at, isDone: true })
        return `${progressLine(cleanLine(status.id), status, start, Date.parse(status.completed))} done`
      }
      // A push may hang without any other event.
      const isFirstOfPush = status.id === pushingLayers && last === undefined
      if (!isFirstOfPush && !isDue(start, last?.at, at)) return undefined
      shown.set(status.id, { at, isDone: false })
      return progressLine(nameOf(status.id), status, start, at)
    },
    layerLines: () => [...works.values()].flatMap((sum) => sum.takeDone() ?? []),
    openLines: (now) => [
      ...[...open.values()].map((status) =>
        progressLine(
          nameOf(status.id),
          status,
          Date.parse(status.started ?? status.timestamp),
          now,
        ),
      ),
      ...[...works.values()].flatMap((sum) => sum.openLine(now) ?? []),
    ],
  }
}

/** In moby/buildkit util/push/push.go. */
const pushingLayers = 'pushing layers'

interface LayerWork {
  readonly id: RegExp
  readonly doing: string
  readonly done: string
}

const layerWorks: readonly LayerWork[] = [
  { id: /^sha256:/, doing: 'downloading', done: 'downloaded' },
  { id: /^extracting sha256:/, doing: 'extracting', done: 'extracted' },
  { id: /^writing layer sha256:/, doing: 'writing', done: 'wrote' },
  { id: /^loading layer /, doing: 'loading', done: 'loaded' },
]

interface Layer {
  readonly current: number
  readonly total: number
  readonly start: number
  readonly end?: number
}

/** One kind of work on the layers of a vertex. */
function createLayerSum({ doing, done }: LayerWork) {
  const layers = new Map<string, Layer>()
  const reported = new Set<string>()
  let shownAt: number | undefined

  return {
    lineFor(status: VertexStatus): string | undefined {
      if (reported.has(status.id)) return undefined
      const at = Date.parse(status.timestamp)
      const { current = 0, total = 0, completed } = status
      const start = Date.parse(status.started ?? status.timestamp)
      const end = completed === undefined ? {} : { end: Date.parse(completed) }
      layers.set(status.id, { current, total, start, ...end })
      const all = [...layers.values()]
      const begin = Math.min(...all.map((layer) => layer.start))
      if (completed !== undefined || !isDue(begin, shownAt, at)) return undefined
      shownAt = at
      return progressLine(`${doing} ${formatCount(all.length, 'layer')}`, sum(all), begin, at)
    },
    openLine(now: number): string | undefined {
      const going = [...layers.values()].filter(({ end }) => end === undefined)
      if (going.length === 0) return undefined
      const begin = Math.min(...going.map((layer) => layer.start))
      return progressLine(`${doing} ${formatCount(going.length, 'layer')}`, sum(going), begin, now)
    },
    takeDone(): string | undefined {
      const ended = [...layers].filter(([, { end }]) => end !== undefined)
      if (ended.length === 0) return undefined
      for (const [id] of ended) {
        reported.add(id)
        layers.delete(id)
      }
      shownAt = undefined
      const all = ended.map(([, layer]) => layer)
      const start = Math.min(...all.map((layer) => layer.start))
      const end = Math.max(...all.map((layer) => layer.end ?? layer.start))
      const { current } = sum(all)
      return progressLine(
        `${done} ${formatCount(all.length, 'layer')}`,
        { current, total: 0 },
        start,
        end,
      )
    },
  }
}

function sum(layers: readonly Layer[]): { current: number; total: number } {
  return layers.reduce(
    (all, { current, total }) => ({ current: all.current + current, total: all.total + total }),
    { current: 0, total: 0 },
  )
}

function progressLine(
  what: string,
  { current = 0, total = 0 }: Pick<VertexStatus, 'current' | 'total'>,
  start: number,
  end: number,
): string {
  const seconds = (end - start) / 1000
  const bytes =
    total > 0 ? ` ${amount(current)} / ${amount(total)}` : current > 0 ? ` ${amount(current)}` : ''
  return `${what}${bytes}${seconds >= 0.05 ? ` ${seconds.toFixed(1)}s` : ''}`
}

/** In buildx's form: `329B`, `1.98MB`. */
function amount(bytes: number): string {
  return formatSize(bytes).replace(' ', '')
}
