import { type IncomingMessage, request } from 'node:http'
import { messageOf } from '../../base/errors.ts'
import { dockerHeaders, NotDockerError } from '../../daemon/docker-api.ts'
import { separateStreams } from '../../daemon/docker-frames.ts'
import type { LeftVolume } from '../../leftovers/journal.ts'
import { cliOptions, requestOptions } from '../../leftovers/volume.ts'

/** A container, and how its Docker daemon is reached. */
export type ContainerPlace = Pick<LeftVolume, 'docker' | 'container'>

/** Runs a command of the Docker CLI to its end. */
export type ReadThroughDocker = (
  args: readonly string[],
) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>

export interface LogLimits {
  /** The last ones are read. */
  readonly lines: number
  readonly timeoutMs: number
}

/** As docker/setup-buildx-action calls it. */
export const containerLogTitle = 'BuildKit container logs'

/**
 * The end of what BuildKit wrote in its container, for the job's log. It never rejects: a line says why there is none.
 *
 * @param runDocker is called only if Docker's API can't be reached without the Docker CLI
 */
export async function containerLogLines(
  place: ContainerPlace,
  timeoutMs: number,
  runDocker?: ReadThroughDocker,
): Promise<readonly string[]> {
  try {
    const log = await readContainerLog(place, { lines: mostLines, timeoutMs }, runDocker)
    const lines = log.slice(-longestLog).split('\n')
    return lines.filter((line) => line.trim() !== '')
  } catch (error) {
    return [`The log of the container ${place.container} can't be read: ${messageOf(error)}`]
  }
}

/** Of a build's debug log, which has some lines for each vertex. */
const mostLines = 5000
/** In characters. */
const longestLog = 1_000_000

/**
 * Reads the end of a container's log. Standard error comes last: BuildKit writes its log and its reason there.
 *
 * @throws Error in one line, or the error of the connection
 */
export async function readContainerLog(
  { docker, container }: ContainerPlace,
  { lines, timeoutMs }: LogLimits,
  runDocker: ReadThroughDocker | undefined,
): Promise<string> {
  const options = requestOptions(docker)
  if (options === undefined) {
    if (runDocker === undefined) return ''
    const args = ['logs', '--tail', String(lines), container]
    const { exitCode, stdout, stderr } = await runDocker([...cliOptions(docker), ...args])
    if (exitCode !== 0) throw new Error(stderr.trim() || `exit code ${exitCode}`)
    return `${stdout}\n${stderr}`
  }
  const path = `/containers/${container}/logs?stdout=1&stderr=1&tail=${lines}`
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ ...options, path, headers: dockerHeaders, agent: false, signal }, resolve)
      .on('error', reject)
      .end()
  })
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.length
    // Leaving the loop closes the connection.
    if (bytes > mostBytes) break
  }
  if (response.statusCode !== 200) throw new NotDockerError(`HTTP status ${response.statusCode}`)
  const { output, errors } = separateStreams(Buffer.concat(chunks))
  return `${output}\n${errors}`
}

/** Docker keeps a longer line in pieces of 16 kB. */
const mostBytes = 16 * 1024 * 1024
