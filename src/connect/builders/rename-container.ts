import { type IncomingMessage, request } from 'node:http'
import { dockerHeaders, getJson, NotDockerError } from '../../daemon/docker-api.ts'
import { cliOptions, requestOptions } from '../../leftovers/volume.ts'
import type { ContainerPlace, ReadThroughDocker } from './read-container-log.ts'

/**
 * The id of a container, which stays when its name changes.
 *
 * @param runDocker is called only if Docker's API can't be reached without the Docker CLI
 * @throws Error in one line when Docker doesn't say it
 */
export async function containerId(
  { docker, container }: ContainerPlace,
  runDocker: ReadThroughDocker,
): Promise<string> {
  const options = requestOptions(docker)
  const id = options
    ? (await getJson({ ...options, ...limits() }, `/containers/${container}/json`))?.Id
    : (await through(runDocker, docker, ['inspect', '--format', '{{.Id}}', container])).trim()
  if (typeof id === 'string' && /^[0-9a-f]{12,}$/.test(id)) return id
  throw new NotDockerError(`no id of the container ${container}`)
}

/**
 * Gives a container another name. Docker lets only one container have it, also where two jobs ask at the same time.
 *
 * @param container its id
 * @throws Error in one line when Docker refuses the name, or can't be reached
 */
export async function renameContainer(
  { docker, container }: ContainerPlace,
  name: string,
  runDocker: ReadThroughDocker,
): Promise<void> {
  const options = requestOptions(docker)
  if (options === undefined) {
    await through(runDocker, docker, ['rename', container, name])
    return
  }
  const path = `/containers/${container}/rename?name=${encodeURIComponent(name)}`
  const sent = { ...options, ...limits(), path, method: 'POST', headers: dockerHeaders }
  const { statusCode } = await new Promise<IncomingMessage>((resolve, reject) => {
    request(sent, (response) => resolve(response.resume()))
      .on('error', reject)
      .end()
  })
  if (statusCode === 204) return
  const isTaken = statusCode === 409
  throw new NotDockerError(isTaken ? 'another container has it' : `HTTP status ${statusCode}`)
}

const limits = () => ({ agent: false, signal: AbortSignal.timeout(longestMs) }) as const

const longestMs = 5000

async function through(
  runDocker: ReadThroughDocker,
  docker: string,
  args: readonly string[],
): Promise<string> {
  const { exitCode, stdout, stderr } = await runDocker([...cliOptions(docker), ...args])
  if (exitCode === 0) return stdout
  throw new Error(stderr.trim() || `exit code ${exitCode}`)
}
