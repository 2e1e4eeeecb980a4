import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Probe } from '../../daemon/poll.ts'
import type { Dialer } from '../../processes/dialer.ts'

/** A socket on this machine whose connections lead to a daemon through a command. */
export interface Tunnel {
  readonly path: string
  /** Wraps a probe: opens the tunnel first, and if the probe fails, throws what the command reported instead. */
  wrapProbe<Answer>(probe: Probe<Answer>): Probe<Answer>
  /** Ends the command's processes, and with them the connections. */
  close(): void
}

interface ListenOptions {
  /** Where the socket is made. The path must be private and short enough for a socket. */
  readonly directory: string
  /**
   * Returns the command to pipe this connection into. The implementation ends the socket when the command
   * ends.
   */
  readonly spawnFor: (socket: Socket) => Dialer
}

/** Listens, and pipes each connection into a command. */
export async function listenOn({
  directory,
  spawnFor,
}: ListenOptions): Promise<Pick<Tunnel, 'path' | 'close'>> {
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
    const command = spawnFor(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      command.kill()
    })
    command.connect(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return {
    path,
    close() {
      isClosed = true
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
