// Only Node's own modules here: post loads no library.
import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LeftVolume } from './journal.ts'

/**
 * Runs a command of the Docker CLI to its end.
 *
 * @throws Error in one line when it can't be started or takes too long
 */
export type RunDocker = (
  args: readonly string[],
) => Promise<{ readonly exitCode: number | null; readonly stderr: string }>

/**
 * Removes a volume, and before it the container that still uses it. Docker goes on removing a container after the
 * request for it broke off, and refuses the volume until then: this waits for it.
 *
 * buildx can't do that: it looks for the volume of a container only as long as it finds the container, and succeeds
 * without either.
 *
 * @param runDocker is called only if Docker's API can't be reached without the Docker CLI
 * @throws Error in one line when Docker doesn't confirm that the volume is gone
 */
export async function removeVolume(
  { docker, name, container }: LeftVolume,
  timeoutMs: number,
  runDocker: RunDocker,
  pauseMs = defaultPauseMs,
): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs)
  const options = requestOptions(docker)
  const remove = async ({ path, args }: Removal): Promise<Answer> => {
    if (options === undefined) return runRemoval([...cliOptions(docker), ...args], runDocker)
    try {
      return await sendRemoval({ ...options, path, signal })
    } catch (error) {
      throw signal.aborted ? new Error(`no answer in ${timeoutMs / 1000} s`) : error
    }
  }
  const volume = { path: `/volumes/${name}`, args: ['volume', 'rm', '--force', name] }
  const itsContainer = {
    path: `/containers/${container}?force=1&v=1`,
    args: ['rm', '--force', '--volumes', container],
  }
  for (let left = mostTries; ; left -= 1) {
    const answer = await remove(volume)
    if (answer === 'gone') return
    // What Docker has accepted to remove may take long. Without a container, it is another one that uses the volume.
    const isWaiting = (await remove(itsContainer)) !== 'gone'
    if (signal.aborted || (left <= 0 && !isWaiting)) throw new Error(answer.fault)
    await sleep(pauseMs)
  }
}

/** Docker releases a volume a moment after the container is gone. */
const mostTries = 10
const defaultPauseMs = 200

interface Removal {
  /** Of Docker's HTTP API. */
  readonly path: string
  /** Of the Docker CLI. */
  readonly args: readonly string[]
}

/** With a fault, the thing is in use, or is being removed. */
type Answer = 'gone' | { readonly fault: string }

/** @returns undefined where only the Docker CLI reaches the daemon: with TLS, or through SSH */
export function requestOptions(docker: string): RequestOptions | undefined {
  const socketPath = /^unix:\/\/(\/.*)$/.exec(docker)?.[1]
  if (socketPath !== undefined) return { socketPath }
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[^\]]+\]):(\d+)\/?$/.exec(docker) ?? []
  return host && port ? { host: host.replaceAll(/[[\]]/g, ''), port } : undefined
}

/** The options of the Docker CLI for the daemon at an address, or of a context. */
export function cliOptions(docker: string): readonly string[] {
  return docker.includes('://') ? ['--host', docker] : ['--context', docker]
}

async function sendRemoval(options: RequestOptions): Promise<Answer> {
  const { statusCode } = await new Promise<IncomingMessage>((resolve, reject) => {
    // A Unix socket has no host name, but HTTP demands one.
    request({ ...options, method: 'DELETE', headers: { host: 'docker' }, agent: false })
      .on('response', (response) => resolve(response.resume()))
      .on('error', reject)
      .end()
  })
  if (statusCode === 204 || statusCode === 404) return 'gone'
  const fault = `HTTP status ${statusCode}`
  if (statusCode === 409) return { fault }
  throw new Error(fault)
}

async function runRemoval(args: readonly string[], runDocker: RunDocker): Promise<Answer> {
  const { exitCode, stderr } = await runDocker(args)
  if (exitCode === 0 || /no such (?:volume|container)/i.test(stderr)) return 'gone'
  const fault = stderr.trim() || `exit code ${exitCode}`
  if (/in use|in progress/i.test(stderr)) return { fault }
  throw new Error(fault)
}
