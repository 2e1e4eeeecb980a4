import { wallSeconds } from '../progress/intervals.ts'
import type { VertexLog, VertexStatus, VertexWarning } from '../progress/solve-status.ts'
import { isLinkMerge, parseStepName } from '../progress/step-name.ts'
import {
  isCancellation,
  isRunning,
  type VertexFacts,
  workedIntervals,
} from '../progress/vertex-table.ts'
import { isCacheImport, sourceStatus } from '../record/cache-sources.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { createProgressLines } from './progress-lines.ts'
import { shortError } from './short-error.ts'
import { createStepOutput, type StepOutput } from './step-output.ts'

/**
 * The log of what is shown under one number: a vertex, or the vertices of a progress group (the copy
 * and the merge of a `COPY --link`). Gathers lines, without the number, until they are taken.
 */
export interface LogBlock {
  /** Set by whoever shows it first. */
  number: number | undefined
  update(facts: VertexFacts): void
  addStatus(status: VertexStatus): void
  addWarning(warning: VertexWarning): void
  addOutput(log: VertexLog): void
  /** Adds the last line (`DONE 1.2s` and the like) when all that began has ended, with a result. */
  closeIfComplete(): void
  /** Adds what waits for the end of its line. */
  flush(): void
  isComplete(): boolean
  title(): string
  takeLines(): readonly string[]
}

export function createLogBlock(): LogBlock {
  const members = new Map<string, VertexFacts>()
  const progress = createProgressLines()
  const outputs = new Map<string, StepOutput>()
  let lines: string[] = []
  /** How it was closed the last time, and whether it has had lines since. */
  let closed: Ending | undefined
  let hasNews = false
  /** Whether it has worked since it was closed. */
  let isOpen = true

  function addNews(added: readonly string[]): void {
    for (const line of added) lines.push(line)
    if (added.length > 0) hasNews = true
  }

  function flush(isEnough: (output: StepOutput) => boolean): void {
    for (const [key, output] of outputs) {
      if (!isEnough(output)) continue
      addNews(output.end())
      outputs.delete(key)
    }
  }

  const isComplete = () => {
    const all = [...members.values()]
    return all.some(({ completed }) => completed) && !all.some(isRunning)
  }

  return {
    number: undefined,
    update(facts) {
      members.set(facts.digest, facts)
      if (isRunning(facts)) isOpen = true
    },
    addStatus(status) {
      const facts = members.get(status.vertex)
      // Nobody wants to know of the merge of a `COPY --link` unless it takes long, nor to read the
      // reference of a `FROM` again.
      const isAside = (facts !== undefined && isMerge(facts)) || status.id.startsWith('resolve ')
      const line = progress.lineFor(status, isAside)
      if (line !== undefined) addNews([line])
    },
    addWarning({ short }) {
      lines.push(...toLines(`WARN: ${Buffer.from(short ?? '', 'base64')}`))
    },
    addOutput(log) {
      const key = `${log.vertex} ${log.stream ?? 1}`
      const output = outputs.get(key) ?? createStepOutput()
      outputs.set(key, output)
      addNews(output.add(log, lastStart(members.get(log.vertex))))
    },
    closeIfComplete() {
      if (!isComplete()) return
      addNews(progress.layerLines())
      // Output that comes in a flood is told of later than the end, in pieces: nothing may tear those.
      if (isOpen) flush((output) => !output.isMidway())
      isOpen = false
      const ending = endingOf([...members.values()])
      // Layers that are pulled when they are first needed wake a vertex again after its end. That is
      // worth a second ending only where there was something to see, and a hit stays one.
      const isFirst = closed === undefined
      const isWorse = ending.isFault && closed?.isFault === false
      const isReopened = closed?.isHit === false && !closed.isFault && hasNews
      if (!isFirst && !isWorse && !isReopened) return
      if (ending.isGlance && !hasNews) return
      // An image that is resolved, pulled and unpacked ends three times, mostly in no time.
      const isSaid = closed !== undefined && String(closed.lines) === String(ending.lines)
      if (!isSaid) lines.push(...ending.lines)
      closed = ending
      hasNews = false
    },
    flush() {
      addNews(progress.layerLines())
      flush(() => true)
    },
    isComplete,
    title() {
      const [first] = members.values()
      return toLines(first?.group?.name ?? first?.name ?? '').join(' ')
    },
    takeLines() {
      const taken = lines
      lines = []
      return taken
    },
  }
}

interface Ending {
  readonly lines: readonly string[]
  /** A source that was only asked what it is, in no time. It is read later, if it is needed. */
  readonly isGlance: boolean
  readonly isFault: boolean
  readonly isHit: boolean
}

function endingOf(members: readonly VertexFacts[]): Ending {
  const fault = members.find((facts) => facts.error)
  if (fault?.error !== undefined) {
    const lines = isCancellation(fault.error) ? ['CANCELED'] : faultLines(fault, fault.error)
    return { lines, isGlance: false, isFault: true, isHit: false }
  }
  // A merge runs again when a layer below it changed, though the copy came from cache.
  const steps = members.filter((facts) => !isMerge(facts))
  const isHit = (steps.length > 0 ? steps : members).every(({ cached }) => cached)
  const seconds = wallSeconds(members.flatMap((facts) => workedIntervals(facts, 0)))
  return {
    lines: [isHit ? 'CACHED' : `DONE ${seconds.toFixed(1)}s`],
    isGlance: !isHit && seconds <= 0.001 && members.every(({ inputs }) => inputs.length === 0),
    isFault: false,
    isHit,
  }
}

/** A first build has no cache to import yet: that is no error, nor is any import that doesn't work out. */
function faultLines(facts: VertexFacts, error: string): readonly string[] {
  if (!isCacheImport(facts)) return toLines(`ERROR: ${shortError(error)}`)
  return sourceStatus(facts) === 'missing'
    ? ['not found (nothing written yet)']
    : toLines(`not used: ${error}`)
}

function isMerge(facts: VertexFacts): boolean {
  const step = parseStepName(facts.name)
  return step !== undefined && isLinkMerge(step)
}

function lastStart(facts: VertexFacts | undefined): number | undefined {
  const starts = [...(facts?.runs.values() ?? [])].map(({ start }) => start)
  return starts.length > 0 ? Math.max(...starts) : undefined
}

function toLines(text: string): readonly string[] {
  return text.trimEnd().split('\n').map(cleanLine)
}
