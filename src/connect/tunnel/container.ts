import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { Diagnosis } from '../../base/diagnosis.ts'
import type { ContainerEndpoint } from '../../daemon/endpoint.ts'
import { rememberTunnel } from '../../leftovers/journal.ts'
import type { ConnectPorts } from '../builder.ts'
import { openSocket, type Tunnel } from './tunnel.ts'

/**
 * Makes a socket whose connections each lead into the container: buildx would run the same command for
 * each, but says nothing of why it fails, after 20 seconds.
 */
export async function openContainerTunnel(
  { url, command }: ContainerEndpoint,
  socketDirectory: string,
  { directory, env }: ConnectPorts,
): Promise<Tunnel> {
  const [file, ...args] = command
  const children = new Set<ChildProcessWithoutNullStreams>()
  /** What the command said that ended without an answer. */
  let fault: Diagnosis | undefined

  const lead = (socket: Socket) => {
    const child = spawn(file, args, {
      // The post step ends only what it knows by our directory.
      env: { ...env, REMOTE_BUILDKIT_DIRECTORY: directory },
      stdio: 'pipe',
    })
    children.add(child)
    if (child.pid !== undefined) rememberTunnel(directory, child.pid)
    let words = ''
    let hasTalked = false
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk).slice(-longestWords)
    })
    child.stdout.once('data', () => {
      hasTalked = true
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      fault = noCommand(url, file, error)
      socket.end()
    })
    child.on('close', () => {
      children.delete(child)
      if (!hasTalked && fault === undefined && words.trim() !== '') {
        fault = refused(url, file, words)
      }
      socket.end()
    })
    return child
  }

  const endAll = () => {
    for (const child of children) child.kill()
  }
  return {
    ...(await openSocket({ directory: socketDirectory, lead, endAll })),
    through: (ask) => async (timeoutMs, signal) => {
      fault = undefined
      try {
        return await ask(timeoutMs, signal)
      } catch (error) {
        throw (error instanceof Diagnosis && fault) || error
      }
    },
  }
}

const longestWords = 10_000

function noCommand(url: string, file: string, error: NodeJS.ErrnoException): Diagnosis {
  const why =
    error.code === 'ENOENT'
      ? `There is no ${file} on this runner, and ${url} needs it.`
      : `${file} can't be started, and ${url} needs it: ${error.message}`
  return new Diagnosis('connection-refused', why, { isCertain: true })
}

/** The container may still be starting, so asking again may help. */
function refused(url: string, file: string, words: string): Diagnosis {
  const last = words.trim().split('\n').at(-1)?.trim()
  return new Diagnosis('connection-refused', `There is no way into ${url}. ${file} says: ${last}`)
}
