import { messageOf } from '../../base/errors.ts'
import { listening } from '../../daemon/docker-container.ts'
import { shortLine } from '../../text/truncate.ts'
import {
  type ContainerPlace,
  type ReadThroughDocker,
  readContainerLog,
} from './read-container-log.ts'

const limits = {
  // Docker answers from a file, and the fault is known already: only its reason depends on this.
  timeoutMs: 5000,
  // The usage that buildkitd prints for a wrong flag has some 60 lines.
  lines: 200,
}
/** In characters. */
const longestReason = 300

/**
 * Adds BuildKit's own reason to the message of a failed start. buildx knows only that the container restarts, or that
 * BuildKit doesn't answer.
 *
 * @param runDocker is called only if Docker's API can't be reached without the Docker CLI
 * @returns one line; without a log to read, the message of the error alone
 */
export async function explainStart(
  error: unknown,
  place: ContainerPlace,
  runDocker?: ReadThroughDocker,
): Promise<string> {
  const message = messageOf(error)
  const log = await readContainerLog(place, limits, runDocker).catch(() => '')
  const words = lastWords(log)
  if (words === undefined) return message
  return `${message.replace(/\.?$/, '.')} BuildKit wrote in its container: ${shortLine(words, longestReason)}`
}

/**
 * What BuildKit said last.
 *
 * @param log the container's, of one start or several
 * @returns the reason why it ended, or else the last line; undefined when it listened, or wrote nothing
 */
export function lastWords(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  // Below the reason may be a stack trace, or what another start has written.
  const reason = lines.findLast((line) => /^buildkitd: |\blevel=fatal\b/.test(line))
  if (reason === undefined) return log.includes(listening) ? undefined : lines.at(-1)
  const [, quoted] = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(reason) ?? []
  return quoted?.replaceAll(/\\(.)/g, '$1') ?? reason.replace(/^buildkitd: /, '')
}
