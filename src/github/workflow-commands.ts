import { randomUUID } from 'node:crypto'
import type { Fence } from '../base/ports.ts'
import { truncate } from '../text/truncate.ts'

/**
 * Text from elsewhere as one line that is harmless in a log: without control characters, and without text
 * that the runner reads as a command (`::name::` at the start of a line, `##[name]` anywhere).
 */
export function plainLine(text: string): string {
  const line = text
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll('##[', '# [')
    .replace(/^\s*::/, ': :')
  return truncate(line, longestLine)
}

/** Characters. The runner and the page that shows a log become slow with much longer lines, and cut off some. */
const longestLine = 4000

/** The message of an annotation, as long as a line may be. */
export function boundedMessage(message: string): string {
  return truncate(message, longestLine)
}

/**
 * Makes the runner ignore commands until a token that a build can't guess. It looks for `##[…]` even in
 * mid-line, and the output of a `RUN` may hold any of them.
 */
export function createFence(): Fence {
  const token = randomUUID()
  return {
    open: `::stop-commands::${token}\n`,
    close: `::${token}::\n`,
    // The page that shows a log folds and colours such lines, even where the runner ignores them.
    harmless: (line) => line.replaceAll('##[', '# ['),
  }
}

/**
 * Makes fences, and prints inside them what the runner must obey: it would show the text of a mask that it ignores.
 *
 * @param write to the output in which the fences are
 */
export function createFences(write: (text: string) => void): {
  readonly create: () => Fence
  /** @param print prints commands, as whole lines */
  readonly lift: (print: () => void) => void
} {
  let current: Fence | undefined
  return {
    create() {
      const fence = createFence()
      return {
        harmless: fence.harmless,
        get open() {
          current = fence
          return fence.open
        },
        get close() {
          current = undefined
          return fence.close
        },
      }
    },
    lift(print) {
      // The last one that was opened. Before it is printed, the runner takes the token for text.
      const fence = current
      if (fence) write(fence.close)
      print()
      if (fence) write(fence.open)
    },
  }
}
