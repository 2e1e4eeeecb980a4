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
 * The log of everything under one number: a vertex, or the vertices of a progress group (the copy and the
 * merge of a `COPY --link`). Collects lines, without the number, until they are taken.
 */
export interface LogBlock {
  /** Set when the block is first shown. */
  number: number | undefined
  update(facts: VertexFacts): void
  addStatus(status: VertexStatus): void
  addWarning(warning: VertexWarning): void
  addOutput(log: VertexLog): void
  /** Adds the last line (such as `DONE 1.2s`) when every vertex that started has ended. */
  closeIfComplete(): void
  /**
   * Adds a line about what is running.
   *
   * @param now in milliseconds, by the stream's clock
   * @returns whether anything is
   */
  remind(now: number): boolean
  /** Adds unfinished lines. */
  flush(): void
  isComplete(): boolean
  title(): string
  takeLines(): readonly string[]
}

/** @param registries where the build pushes to */
export function createLogBlock(registries: readonly string[] = []): LogBlock {
  const members = new Map<string, VertexFacts>()
  const progress = createProgressLines(registries)
  const outputs = new Map<string, StepOutput>()
  let lines: string[] = []
  /** How the block was closed the last time, and whether it got lines since. */
  let closed: Ending | undefined
  let hasNews = false
  /** Whether a vertex ran since the block was closed. */
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
      // The merge of a `COPY --link` matters only if it takes long; the block's name has the reference
      // that a `FROM` resolves.
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
      // A flood of output arrives in pieces after the end of its step: a piece must not end a line.
      if (isOpen) flush((output) => !output.isMidway())
      isOpen = false
      const ending = endingOf([...members.values()])
      // Lazy pulls restart a completed vertex. A second ending is shown only if the vertex has new lines
      // or got worse; CACHED stays CACHED.
      const isFirst = closed === undefined
      const isWorse = ending.isFault && closed?.isFault === false
      const isReopened = closed?.isHit === false && !closed.isFault && hasNews
      if (!isFirst && !isWorse && !isReopened) return
      if (ending.isLookup && !hasNews) return
      // The vertex of an image ends three times: when it is resolved, pulled and unpacked.
      const isShown = closed !== undefined && String(closed.lines) === String(ending.lines)
      if (!isShown) lines.push(...ending.lines)
      closed = ending
      hasNews = false
    },
    remind(now) {
      const starts = [...members.values()].filter(isRunning).map((facts) => lastStart(facts) ?? now)
      if (starts.length === 0) return false
      const open = progress.openLines(now)
      const seconds = Math.round((now - Math.min(...starts)) / 1000)
      lines.push(...(open.length > 0 ? open : [`still running after ${seconds} s`]))
      return true
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
  /** A source whose metadata was resolved in no time. It is pulled later, if it is needed. */
  readonly isLookup: boolean
  readonly isFault: boolean
  readonly isHit: boolean
}

function endingOf(members: readonly VertexFacts[]): Ending {
  const fault = members.find((facts) => facts.error)
  if (fault?.error !== undefined) {
    const lines = isCancellation(fault.error) ? ['CANCELED'] : faultLines(fault, fault.error)
    return { lines, isLookup: false, isFault: true, isHit: false }
  }
  // A merge runs again when a layer below it changed, even if the copy is cached.
  const steps = members.filter((facts) => !isMerge(facts))
  const isHit = (steps.length > 0 ? steps : members).every(({ cached }) => cached)
  const seconds = wallSeconds(members.flatMap((facts) => workedIntervals(facts, 0)))
  return {
    lines: [isHit ? 'CACHED' : `DONE ${seconds.toFixed(1)}s`],
    isLookup: !isHit && seconds <= 0.001 && members.every(({ inputs }) => inputs.length === 0),
    isFault: false,
    isHit,
  }
}

/** A cache import that fails is no error of the build; before the first export there is nothing to import. */
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
