import { access, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../../../base/diagnosis.ts'
import { unreachable } from '../../../daemon/diagnosis/network.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import type { Probe } from '../../../daemon/poll.ts'
import type { ConnectPorts } from '../../builder.ts'
import { openSocket, type Tunnel } from '../tunnel.ts'
import { channelArgs, dialCommand, masterArgs, type SshFiles } from './args.ts'
import {
  diagnoseCommand,
  diagnoseConnection,
  isAboutHostKey,
  lost,
  type SshEnd,
} from './diagnose.ts'
import { explainHostKey } from './host-key.ts'
import { createSshProcesses, noSsh, type Ssh } from './process.ts'

export interface SshTunnelOptions {
  readonly endpoint: SshEndpoint
  readonly daemon: 'docker' | 'buildkitd'
  readonly files: SshFiles
  readonly hasKey: boolean
  /** Where the socket is made: nobody else's, and not too deep for one. */
  readonly directory: string
}

/**
 * Makes a socket whose connections each lead to the daemon: the host runs `docker system dial-stdio` or
 * its like for it, as the Docker CLI has it done. All share one SSH connection, so that only the first
 * costs a handshake; and commands are started ahead, so that nobody waits for the next.
 *
 * Neither port nor socket forwarding is needed, so a user confined to that command will do.
 */
export async function openSshTunnel(
  options: SshTunnelOptions,
  ports: ConnectPorts,
): Promise<Tunnel> {
  const { endpoint, files, daemon } = options
  const { start, endAll } = createSshProcesses(options.hasKey, ports)
  let master: Ssh | undefined
  /** What a shared connection said that ended by itself. */
  let loss: string | undefined
  const spares: Ssh[] = []
  let lastEnd: { readonly end: SshEnd; readonly hasTalked: boolean } | undefined
  let hasEnded = false

  const startChannel = (): Ssh => {
    const channel = start(
      channelArgs(endpoint, files, channelTimeoutMs, dialCommand(daemon, endpoint)),
    )
    void channel.ended.then(() => {
      const index = spares.indexOf(channel)
      if (index >= 0) spares.splice(index, 1)
    })
    return channel
  }

  const prepare = () => {
    while (!hasEnded && spares.length < spareChannels) spares.push(startChannel())
  }

  const lead = (socket: Socket) => {
    const channel = spares.shift() ?? startChannel()
    prepare()
    let hasTalked = false
    channel.child.stdout.once('data', () => {
      hasTalked = true
    })
    // Only then is it known why.
    void channel.ended.then((end) => {
      lastEnd = { end, hasTalked }
      socket.end()
    })
    return channel.child
  }

  const open: Probe<void> = async (timeoutMs, signal) => {
    if (master !== undefined) return
    await rm(files.control, { force: true })
    const starting = start(masterArgs(endpoint, files, timeoutMs))
    let end: SshEnd | undefined
    void starting.ended.then((ended) => {
      end = ended
      if (master !== starting) return
      master = undefined
      loss = ended.stderr
    })
    const deadline = performance.now() + timeoutMs
    while (!(await exists(files.control))) {
      if (end !== undefined) throw await explainEnd(end)
      if (performance.now() > deadline || signal.aborted) {
        starting.child.kill()
        signal.throwIfAborted()
        throw unreachable(endpoint.url, 'timeout')
      }
      await sleep(pollMs)
    }
    master = starting
    prepare()
  }

  const explainEnd = async (end: SshEnd): Promise<Diagnosis> => {
    if (end.exitCode === noSsh) {
      return new Diagnosis(
        'connection-refused',
        `There is no ssh on this runner, and ${endpoint.url} needs one. Install the OpenSSH client.`,
        { isCertain: true },
      )
    }
    if (isAboutHostKey(end)) return explainHostKey(endpoint, files, end.stderr, ports)
    return diagnoseConnection(endpoint, end)
  }

  /** What SSH says about a question that got no answer, if it is for SSH to say. */
  const explain = async (): Promise<Diagnosis | undefined> => {
    if (loss !== undefined) return lost(endpoint.url, loss)
    if (lastEnd === undefined || lastEnd.hasTalked) return undefined
    const { end } = lastEnd
    return end.exitCode === 255 ? explainEnd(end) : diagnoseCommand(endpoint, daemon, end)
  }

  const end = () => {
    hasEnded = true
    endAll()
  }
  return {
    ...(await openSocket({ directory: options.directory, lead, endAll: end })),
    through: (ask) => async (timeoutMs, signal) => {
      const started = performance.now()
      lastEnd = undefined
      loss = undefined
      await open(timeoutMs, signal)
      try {
        const left = timeoutMs - (performance.now() - started)
        return await ask(Math.max(left, leastAnswerMs), signal)
      } catch (error) {
        throw (error instanceof Diagnosis && (await explain())) || error
      }
    },
  }
}

const pollMs = 3
/**
 * Commands that are started ahead, as buildx opens some ten connections in a row. With 30 ms to the host
 * and back, a warm build took 2.4 s with none, 1.8 s with two and no less with three; and sshd allows ten
 * at a time on one connection.
 */
const spareChannels = 2
const leastAnswerMs = 500
/** Of a connection of its own, where the shared one is gone. */
const channelTimeoutMs = 30_000

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
