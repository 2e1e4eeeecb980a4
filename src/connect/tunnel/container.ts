import type { Socket } from 'node:net'
import { Diagnosis } from '../../base/diagnosis.ts'
import type { Ports } from '../../base/ports.ts'
import type { ContainerEndpoint } from '../../daemon/endpoint.ts'
import { type DialerEnd, startDialer } from '../../processes/dialer.ts'
import { listenOn, type Tunnel } from './tunnel.ts'

/**
 * Makes a socket whose connections each lead into the container. buildx would run the same command for each
 * connection, but report only after 20 seconds, and without the command's own words.
 *
 * @param sockets the directory where the socket is made
 */
export async function openContainerTunnel(
  { url, command }: ContainerEndpoint,
  sockets: string,
  { directory, env }: Pick<Ports, 'directory' | 'env'>,
): Promise<Tunnel> {
  const [file, ...args] = command
  let fault: Diagnosis | undefined

  const spawnFor = (socket: Socket) => {
    const dialer = startDialer({ file, env }, args, { directory })
    void dialer.ended.then((end) => {
      fault ??= diagnoseEnd(url, file, end)
      socket.end()
    })
    return dialer
  }

  return {
    ...(await listenOn({ directory: sockets, spawnFor })),
    wrapProbe: (probe) => async (timeoutMs, signal) => {
      fault = undefined
      try {
        return await probe(timeoutMs, signal)
      } catch (error) {
        throw (error instanceof Diagnosis && fault) || error
      }
    },
  }
}

/** @returns undefined when the command doesn't explain why there is no answer */
function diagnoseEnd(
  url: string,
  file: string,
  { startError, hasTalked, stderr }: DialerEnd,
): Diagnosis | undefined {
  if (startError !== undefined) return cannotStart(url, file, startError)
  const lastLine = stderr.trim().split('\n').at(-1)?.trim()
  if (hasTalked || !lastLine) return undefined
  if (forbidden.test(lastLine)) {
    return new Diagnosis(
      'container-forbidden',
      `${file} may not enter ${url} with the rights that it has here. It says: ${lastLine}`,
    )
  }
  // The container may still be starting, so another probe may succeed.
  return new Diagnosis('connection-refused', `${url} can't be entered. ${file} says: ${lastLine}`)
}

/**
 * The words of kubectl for HTTP 403 and 401 (`StatusReasonForbidden`, `StatusReasonUnauthorized` in apimachinery), and
 * of the Docker CLI for a socket that belongs to another group. Waiting doesn't change a right.
 */
const forbidden =
  /\(Forbidden\)|\bis forbidden: |\(Unauthorized\)|permission denied while trying to connect to the docker/i

function cannotStart(url: string, file: string, error: NodeJS.ErrnoException): Diagnosis {
  const reason =
    error.code === 'ENOENT'
      ? `There is no ${file} on this runner, and ${url} needs it.`
      : `${file} can't be started, and ${url} needs it: ${error.message}`
  return new Diagnosis('connection-refused', reason, { isCertain: true })
}
