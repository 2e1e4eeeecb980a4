import type { SolveStatus } from '../progress/solve-status.ts'
import { createVertexTable } from '../progress/vertex-table.ts'
import { createLogBlock, type LogBlock } from './log-block.ts'

/** Shows a build while it runs. */
export interface LiveLog {
  status(status: SolveStatus): void
  /** A line of buildx's own: passed on as it is, with a blank line between it and a vertex's. */
  text(line: string): void
  /** No more comes: what waits for the end of its line is shown. */
  end(): void
}

/** After so many lines of others nobody knows any more which step a number stands for. */
const longestMemory = 40

/**
 * Writes a build's stream as lines in the form of `buildx build --progress=plain`: each vertex has a
 * number, by the order of its first show, and each of its lines begins with it.
 *
 * Other than there, steps that run at the same time aren't shown in turns but as their lines come:
 * nothing is held back but what isn't a whole line. A step whose lines come after many of others is
 * introduced again. `write` is called with whole lines, at most once for each call of `status`, `text`
 * and `end`.
 */
export function createLiveLog(write: (text: string) => void): LiveLog {
  const vertices = createVertexTable()
  const blocks = new Map<string, LogBlock>()
  let numbered = 0
  let current: LogBlock | undefined
  /** Lines shown so far, and how many there were after the last of each block. */
  let shown = 0
  const seenAt = new Map<LogBlock, number>()

  function blockOf(digest: string): LogBlock {
    const key = vertices.get(digest)?.group?.id ?? digest
    const block = blocks.get(key) ?? createLogBlock()
    blocks.set(key, block)
    return block
  }

  /** The new lines of a block, below its name when nobody can know it. */
  function show(block: LogBlock): string {
    const lines = block.takeLines()
    let text = ''
    const isFar = shown - (seenAt.get(block) ?? shown) > longestMemory
    if (block.number === undefined || (isFar && lines.length > 0)) {
      block.number ??= ++numbered
      text = `${shown === 0 ? '' : '\n'}#${block.number} ${block.title()}\n`
    }
    for (const line of lines) text += `#${block.number} ${line}\n`
    if (text !== '') {
      shown += lines.length + 1
      seenAt.set(block, shown)
      current = block
    }
    return text
  }

  function showAll(touched: Iterable<LogBlock>): void {
    // Lines of the step that was shown last stay together, and what has ended comes before what begins.
    const order = (block: LogBlock) => (block === current ? 0 : block.isComplete() ? 1 : 2)
    const text = [...touched]
      .sort((a, b) => order(a) - order(b))
      .map(show)
      .join('')
    if (text !== '') write(text)
  }

  return {
    status({ vertexes = [], statuses = [], warnings = [], logs = [] }) {
      const touched = new Set<LogBlock>()
      const touch = (digest: string): LogBlock => {
        const block = blockOf(digest)
        touched.add(block)
        return block
      }

      for (const event of vertexes) {
        const facts = vertices.update(event)
        blockOf(event.digest).update(facts)
        if (event.started) touch(event.digest)
      }
      for (const status of statuses) touch(status.vertex).addStatus(status)
      for (const warning of warnings) if (warning.vertex) touch(warning.vertex).addWarning(warning)
      for (const log of logs) touch(log.vertex).addOutput(log)
      for (const block of touched) block.closeIfComplete()
      showAll(touched)
    },
    text(line) {
      const isBelowBlock = current !== undefined
      current = undefined
      shown += 1
      write(`${isBelowBlock ? '\n' : ''}${line}\n`)
    },
    end() {
      const open = [...blocks.values()].filter((block) => block.number !== undefined)
      for (const block of open) block.flush()
      showAll(open)
    },
  }
}
