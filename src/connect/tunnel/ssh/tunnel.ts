import { access, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../../../base/diagnosis.ts'
import type { Ports } from '../../../base/ports.ts'
import { startStopwatch } from '../../../base/stopwatch.ts'
import { unreachable } from '../../../daemon/diagnosis/network.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import type { Probe } from '../../../daemon/poll.ts'
import { type Dialer, type DialerEnd, startDialer } from '../../../processes/dialer.ts'
import { listenOn, type Tunnel } from '../tunnel.ts'
import { channelArgs, dialCommand, masterArgs, type SshFiles, sshProgram } from './args.ts'
import { diagnoseCommand, diagnoseConnection, diagnoseLoss, isAboutHostKey } from './diagnose.ts'
import { explainHostKey } from './host-key.ts'

export interface SshTunnelOptions {
  readonly endpoint: SshEndpoint
  readonly daemon: 'docker' | 'buildkitd'
  readonly files: SshFiles
  readonly hasKey: boolean
  /** Where files of this attempt are written. */
  readonly attemptDirectory: string
  /** Where the socket is made: private, and short enough for one. */
  readonly sockets: string
}

/**
 * Makes a socket whose connections each lead to the daemon: for each, the host runs `docker system dial-stdio`
 * or `buildctl dial-stdio`, as it does for the Docker CLI. All share one SSH connection, so that only the
 * first costs a handshake; and commands are started ahead of the connections that will need them.
 *
 * Neither port nor socket forwarding is needed, so a user confined to that command suffices.
 */
export async function openSshTunnel(
  options: SshTunnelOptions,
  ports: Pick<Ports, 'directory' | 'env'>,
): Promise<Tunnel> {
  const { endpoint, files, daemon, hasKey, attemptDirectory } = options
  const { directory } = ports
  const running = new Set<Dialer>()
  let master: Dialer | undefined
  /** The stderr of a shared connection that ended by itself. */
  let loss: string | undefined
  const spares: Dialer[] = []
  /** How the last channel ended. */
  let lastEnd: DialerEnd | undefined
  let isClosed = false

  const startSsh = (args: readonly string[]): Dialer => {
    // An old `ssh` takes the name of a newer option for a file's name: that must not be one of the checkout.
    const ssh = startDialer(sshProgram(ports.env), args, { directory, cwd: attemptDirectory })
    running.add(ssh)
    void ssh.ended.then(() => running.delete(ssh))
    return ssh
  }

  const startChannel = (): Dialer => {
    const command = dialCommand(daemon, endpoint)
    const channel = startSsh(channelArgs(endpoint, files, channelTimeoutMs, command))
    void channel.ended.then(() => {
      const index = spares.indexOf(channel)
      if (index >= 0) spares.splice(index, 1)
    })
    return channel
  }

  const startSpares = () => {
    while (!isClosed && spares.length < spareChannels) spares.push(startChannel())
  }

  const spawnFor = (socket: Socket): Dialer => {
    const channel = spares.shift() ?? startChannel()
    startSpares()
    // The connection ends only when the reason is known, so that a failed probe can be explained.
    void channel.ended.then((end) => {
      lastEnd = end
      socket.end()
    })
    return channel
  }

  const openMaster: Probe<void> = async (timeoutMs, signal) => {
    if (master !== undefined) return
    await rm(files.control, { force: true })
    const starting = startSsh(masterArgs(endpoint, files, timeoutMs))
    let end: DialerEnd | undefined
    void starting.ended.then((ended) => {
      end = ended
      if (master !== starting) return
      master = undefined
      loss = ended.stderr
    })
    const seconds = startStopwatch()
    while (!(await exists(files.control))) {
      if (end !== undefined) throw await explainEnd(end)
      if (seconds() * 1000 > timeoutMs || signal.aborted) {
        starting.kill()
        signal.throwIfAborted()
        throw unreachable(endpoint.url, 'timeout')
      }
      await sleep(pollMs)
    }
    master = starting
    startSpares()
  }

  const explainEnd = async ({ startError, stderr }: DialerEnd): Promise<Diagnosis> => {
    if (startError !== undefined) return cannotStart(endpoint.url, startError)
    if (isAboutHostKey(stderr)) {
      return explainHostKey(endpoint, { files, stderr, attemptDirectory }, ports)
    }
    return diagnoseConnection(endpoint, stderr, hasKey)
  }

  /** @returns why a probe failed, if SSH or the command on the host reported it */
  const explain = async (): Promise<Diagnosis | undefined> => {
    if (loss !== undefined) return diagnoseLoss(endpoint.url, loss)
    if (lastEnd === undefined || lastEnd.hasTalked) return undefined
    return isEndOfSsh(lastEnd) ? explainEnd(lastEnd) : diagnoseCommand(endpoint, daemon, lastEnd)
  }

  const { path, close } = await listenOn({ directory: options.sockets, spawnFor })
  return {
    path,
    close() {
      isClosed = true
      close()
      for (const { kill } of running) kill()
    },
    wrapProbe: (probe) => async (timeoutMs, signal) => {
      const seconds = startStopwatch()
      lastEnd = undefined
      loss = undefined
      await openMaster(timeoutMs, signal)
      try {
        const leftMs = timeoutMs - seconds() * 1000
        return await probe(Math.max(leftMs, shortestProbeMs), signal)
      } catch (error) {
        throw (error instanceof Diagnosis && (await explain())) || error
      }
    },
  }
}

const pollMs = 3
/**
 * buildx opens some ten connections in a row. With 30 ms to the host and back, a warm build took 2.4 s with
 * no spare channel, 1.8 s with two, and no less with three. sshd allows ten at a time on one connection.
 */
const spareChannels = 2
/** Minimum time for a probe, when opening the connection has used up the timeout. */
const shortestProbeMs = 500
/** Of a connection of its own, which a channel makes when the shared one is gone. */
const channelTimeoutMs = 30_000

/** `ssh` itself fails with 255, or is ended by a signal; any other exit code is that of the command. */
function isEndOfSsh({ exitCode }: DialerEnd): boolean {
  return exitCode === undefined || exitCode === 255
}

function cannotStart(url: string, error: NodeJS.ErrnoException): Diagnosis {
  const reason =
    error.code === 'ENOENT'
      ? `There is no ssh on this runner, and ${url} needs one. Install the OpenSSH client.`
      : `ssh can't be started, and ${url} needs it: ${error.message}`
  return new Diagnosis('connection-refused', reason, { isCertain: true })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
