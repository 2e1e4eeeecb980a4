import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Probe } from '../../daemon/poll.ts'

/** A daemon that only a command leads to, as a socket of this machine. */
export interface Tunnel {
  /** Our end. */
  readonly path: string
  /** Sees to the way before the question, and explains by the command's words why there is no answer. */
  through<Answer>(probe: Probe<Answer>): Probe<Answer>
  /** Ends every process of it, and with them the connections. */
  close(): void
}

interface TunnelOptions {
  /** Where the socket is made: nobody else's, and not too deep for one. */
  readonly directory: string
  /** Starts, or takes, the command that a new connection leads into. It ends the connection itself. */
  readonly lead: (socket: Socket) => ChildProcessWithoutNullStreams
  /** Ends all commands. */
  readonly endAll: () => void
}

/** Listens, and joins each connection to a command. */
export async function openSocket({
  directory,
  lead,
  endAll,
}: TunnelOptions): Promise<Pick<Tunnel, 'path' | 'close'>> {
  const path = join(directory, 'daemon.sock')
  const sockets = new Set<Socket>()
  let isClosed = false
  // Docker's API has streams of which one direction ends before the other.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (isClosed) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    const child = lead(socket)
    // Either end may be gone before the other has said all.
    child.stdin.on('error', () => {})
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      child.kill()
    })
    socket.pipe(child.stdin)
    child.stdout.pipe(socket, { end: false })
  })
  const close = () => {
    isClosed = true
    server.close()
    for (const socket of sockets) socket.destroy()
    endAll()
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  // Whatever ends this process: its children would go on without it.
  process.once('exit', close)
  return { path, close }
}
