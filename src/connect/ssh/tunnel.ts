import { access, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectPorts } from '../builder.ts'
import { Diagnosis } from '../diagnosis.ts'
import type { SshEndpoint } from '../endpoint.ts'
import type { Ask } from '../wait.ts'
import {
  diagnoseCommand,
  diagnoseConnection,
  isAboutHostKey,
  lost,
  type SshEnd,
  silent,
} from './diagnose-ssh.ts'
import { explainHostKey } from './host-key.ts'
import { channelArgs, dialCommand, masterArgs, type SshFiles } from './ssh-args.ts'
import { createSshProcesses, noSsh, type Ssh } from './ssh-process.ts'

export interface TunnelOptions {
  readonly endpoint: SshEndpoint
  readonly daemon: 'docker' | 'buildkitd'
  readonly files: SshFiles
  readonly hasKey: boolean
  /** Where the socket is made: nobody else's, and not too deep for one. */
  readonly directory: string
}

/** A daemon on another host, as a socket of this one. */
export interface Tunnel {
  /** Our end. */
  readonly path: string
  /** Opens the way if it isn't open, asks, and explains by the SSH of it why there is no answer. */
  through<Answer>(ask: Ask<Answer>): Ask<Answer>
  /** Ends every process of it, and with them the connection. */
  close(): void
}

/**
 * Makes a socket whose connections each lead to the daemon: the host runs `docker system dial-stdio` or
 * its like for it, as the Docker CLI has it done. All share one SSH connection, so that only the first
 * costs a handshake; and commands are started ahead, so that nobody waits for the next.
 *
 * Neither port nor socket forwarding is needed, so a user confined to that command will do.
 */
export async function openTunnel(options: TunnelOptions, ports: ConnectPorts): Promise<Tunnel> {
  const { endpoint, files, daemon } = options
  const path = join(options.directory, 'daemon.sock')
  const { start, endAll } = createSshProcesses(options.hasKey, ports)
  const sockets = new Set<Socket>()
  let master: Ssh | undefined
  /** What a shared connection said that ended by itself. */
  let loss: string | undefined
  const spares: Ssh[] = []
  let lastEnd: { readonly end: SshEnd; readonly hasTalked: boolean } | undefined
  let isClosed = false

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
    while (!isClosed && spares.length < spareChannels) spares.push(startChannel())
  }

  const attach = (socket: Socket): void => {
    if (isClosed) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    const channel = spares.shift() ?? startChannel()
    prepare()
    let hasTalked = false
    const { stdin, stdout } = channel.child
    stdout.once('data', () => {
      hasTalked = true
    })
    socket.pipe(stdin)
    stdout.pipe(socket, { end: false })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      channel.child.kill()
    })
    // Only then is it known why.
    void channel.ended.then((end) => {
      lastEnd = { end, hasTalked }
      socket.end()
    })
  }

  const open: Ask<void> = async (timeoutMs, signal) => {
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
        throw silent(endpoint.url)
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

  const close = () => {
    isClosed = true
    server.close()
    for (const socket of sockets) socket.destroy()
    endAll()
  }
  const server = await listen(path, attach)
  // Whatever ends this process: its children would go on without it.
  process.once('exit', close)
  return {
    path,
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
    close,
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

function listen(path: string, attach: (socket: Socket) => void): Promise<Server> {
  // Docker's API has streams of which one direction ends before the other.
  const server = createServer({ allowHalfOpen: true }, attach)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve(server))
  })
}
