import { withoutPresumed } from '../progress/presumed.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import { createVertexTable } from '../progress/vertex-table.ts'
import { cutLine } from '../text/split-line.ts'
import { createLogBlock, type LogBlock } from './log-block.ts'
import { longestLine } from './longest-line.ts'

/** Shows a build while it runs. */
export interface LiveLog {
  status(status: SolveStatus): void
  /** A line of text from buildx, shown as it is; a blank line separates it from a vertex's. */
  text(line: string): void
  /** Shows what is running, after the stream was silent for this many milliseconds. */
  remind(silentMs: number): void
  /** The stream has ended: unfinished lines are shown. */
  end(): void
}

/** After this many lines of others, a step's name is shown again above its next line. */
const linesToRepeatName = 40
/** A line of output with its seconds and its colours. */
const longestOutput = longestLine + 100

/**
 * Writes a build's stream as lines in the form of `buildx build --progress=plain`: each vertex gets a
 * number when it is first shown, and each of its lines begins with it.
 *
 * Unlike there, the lines of parallel steps are shown as they arrive, not in turns: only an unfinished line
 * is held back. A step whose lines follow many of others is named again.
 *
 * @param write called with whole lines, at most once for each call of a function
 * @param registries where the build pushes to
 */
export function createLiveLog(
  write: (text: string) => void,
  registries: readonly string[] = [],
): LiveLog {
  const vertices = createVertexTable()
  const blocks = new Map<string, LogBlock>()
  let numbered = 0
  let current: LogBlock | undefined
  /** The number of lines shown so far, and what it was after the last line of each block. */
  let shown = 0
  const seenAt = new Map<LogBlock, number>()
  /** The latest time in the stream, in milliseconds. */
  let latest = 0
  const see = (time: string | undefined) => {
    const at = time === undefined ? 0 : Date.parse(time)
    if (at > latest) latest = at
  }

  function blockOf(digest: string): LogBlock {
    const key = vertices.get(digest)?.group?.id ?? digest
    const block = blocks.get(key) ?? createLogBlock(registries)
    blocks.set(key, block)
    return block
  }

  /** The new lines of a block, below its name if that isn't the line just above. */
  function show(block: LogBlock): string {
    const lines = block.takeLines()
    let text = ''
    const isFar = shown - (seenAt.get(block) ?? shown) > linesToRepeatName
    if (block.number === undefined || (isFar && lines.length > 0)) {
      block.number ??= ++numbered
      text = `${shown === 0 ? '' : '\n'}#${block.number} ${cutLine(block.title(), longestLine)}\n`
    }
    for (const line of lines) text += `#${block.number} ${cutLine(line, longestOutput)}\n`
    if (text !== '') {
      shown += lines.length + 1
      seenAt.set(block, shown)
      current = block
    }
    return text
  }

  function showAll(touched: Iterable<LogBlock>): void {
    // Lines of the step that was shown last stay together; ended steps come before new ones.
    const order = (block: LogBlock) => (block === current ? 0 : block.isComplete() ? 1 : 2)
    const text = [...touched]
      .sort((a, b) => order(a) - order(b))
      .map(show)
      .join('')
    if (text !== '') write(text)
  }

  function text(line: string): void {
    const isBelowBlock = current !== undefined
    current = undefined
    shown += 1
    write(`${isBelowBlock ? '\n' : ''}${cutLine(line, longestLine)}\n`)
  }

  return {
    status({ vertexes = [], statuses = [], warnings = [], logs = [] }) {
      const touched = new Set<LogBlock>()
      const touch = (digest: string): LogBlock => {
        const block = blockOf(digest)
        touched.add(block)
        return block
      }

      for (const event of withoutPresumed(vertexes)) {
        see(event.completed ?? event.started)
        const facts = vertices.update(event)
        blockOf(event.digest).update(facts)
        if (event.started) touch(event.digest)
      }
      for (const status of statuses) {
        see(status.timestamp)
        touch(status.vertex).addStatus(status)
      }
      see(logs.at(-1)?.timestamp)
      for (const warning of warnings) if (warning.vertex) touch(warning.vertex).addWarning(warning)
      for (const log of logs) touch(log.vertex).addOutput(log)
      for (const block of touched) block.closeIfComplete()
      showAll(touched)
    },
    text,
    remind(silentMs) {
      const all = [...blocks.values()]
      const areRunning = all.map((block) => block.remind(latest + silentMs))
      if (areRunning.includes(true)) return showAll(all)
      text(`buildx has reported nothing for ${Math.round(silentMs / 1000)} s, and no step runs.`)
    },
    end() {
      const open = [...blocks.values()].filter((block) => block.number !== undefined)
      for (const block of open) block.flush()
      showAll(open)
    },
  }
}
