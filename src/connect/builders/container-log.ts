import { type IncomingMessage, request } from 'node:http'
import { messageOf } from '../../base/errors.ts'
import { dockerHeaders, NotDockerError } from '../../daemon/docker-api.ts'
import { listening } from '../../daemon/docker-container.ts'
import { separateStreams } from '../../daemon/docker-frames.ts'
import type { LeftVolume } from '../../leftovers/journal.ts'
import { cliOptions, requestOptions } from '../../leftovers/volume.ts'
import { shortLine } from '../../text/truncate.ts'

/** A container, and how its Docker daemon is reached. */
export type ContainerPlace = Pick<LeftVolume, 'docker' | 'container'>

/** Runs a command of the Docker CLI to its end. */
export type ReadThroughDocker = (
  args: readonly string[],
) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>

/** Docker answers from a file, and the fault is known already: only its reason depends on this. */
const longestReadMs = 5000
/** The usage that buildkitd prints for a wrong flag has some 60 lines. */
const mostLines = 200
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
  const log = await readLog(place, runDocker).catch(() => '')
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

/** Standard error comes last: BuildKit writes its log and its reason there. */
async function readLog(
  { docker, container }: ContainerPlace,
  runDocker: ReadThroughDocker | undefined,
): Promise<string> {
  const options = requestOptions(docker)
  if (options === undefined) {
    if (runDocker === undefined) return ''
    const args = ['logs', '--tail', String(mostLines), container]
    const { exitCode, stdout, stderr } = await runDocker([...cliOptions(docker), ...args])
    return exitCode === 0 ? `${stdout}\n${stderr}` : ''
  }
  const path = `/containers/${container}/logs?stdout=1&stderr=1&tail=${mostLines}`
  const signal = AbortSignal.timeout(longestReadMs)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ ...options, path, headers: dockerHeaders, agent: false, signal }, resolve)
      .on('error', reject)
      .end()
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  if (response.statusCode !== 200) throw new NotDockerError(`HTTP status ${response.statusCode}`)
  const { output, errors } = separateStreams(Buffer.concat(chunks))
  return `${output}\n${errors}`
}
