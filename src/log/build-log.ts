import type { Fence } from '../base/ports.ts'
import type { StreamListener } from '../progress/rawjson.ts'
import { cutLine } from '../text/split-line.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { createLastWords, type LastWords } from './last-words.ts'
import { createLiveLog } from './live-log.ts'
import { longestLine } from './longest-line.ts'

export interface BuildLog extends StreamListener {
  /** The text that was added since the last call. */
  readonly take: () => string
  /** Adds a line of the action's own. */
  readonly note: (line: string) => void
  /** Adds a line for each step that runs. @param silentMs how long buildx has reported nothing */
  readonly remind: (silentMs: number) => void
  /** buildx's messages about a failure so far. */
  readonly lastWords: () => LastWords
  /** @returns the end of the log, beginning with the last output of the step that failed */
  readonly close: (failed?: FailedVertex) => string
}

export interface FailedVertex {
  readonly name: string
  readonly lastOutput: readonly string[]
}

/**
 * The log of a build, from its first line to why it failed. It is inside the fence, since a `RUN` may
 * print text that the host would read as commands.
 *
 * @param registries where the build pushes to
 */
export function createBuildLog(fence: Fence, registries: readonly string[] = []): BuildLog {
  const texts = [fence.open]
  const words = createLastWords()
  const live = createLiveLog((text) => texts.push(text), registries)
  const take = () => texts.splice(0).join('')
  const addLines = (lines: readonly string[]) => {
    for (const line of lines) live.text(fence.harmless(line))
  }

  return {
    status(status) {
      addLines(words.interrupt())
      live.status(status)
    },
    text: (line) => addLines(words.add(line)),
    note: (line) => addLines([...words.interrupt(), line]),
    take,
    remind: live.remind,
    lastWords: words.result,
    close(failed) {
      addLines(words.interrupt())
      live.end()
      const { lines } = words.result()
      const output = failed === undefined ? [] : lastOutput(failed)
      if (output.length > 0 || lines.length > 0) texts.push('\n')
      texts.push(
        ...[...output, ...lines].map((line) => `${cutLine(fence.harmless(line), longestLine)}\n`),
        fence.close,
      )
      return take()
    },
  }
}

function lastOutput({ name, lastOutput }: FailedVertex): readonly string[] {
  if (lastOutput.length === 0) return []
  const rule = '------'
  return [rule, ` > ${cleanLine(name)}:`, ...lastOutput, rule]
}
