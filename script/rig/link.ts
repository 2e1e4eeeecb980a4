import { connect, createServer, type Socket } from 'node:net'

export interface LinkOptions {
  /** Milliseconds that a byte travels, in each direction: half of a round trip. */
  readonly oneWayMs: number
  /** Bits that pass in a second, in each direction. Without it, as many as come. */
  readonly bitsPerSecond?: number
}

export interface Link {
  /** On loopback. */
  readonly port: number
  close(): void
}

/**
 * A port that leads to another one over a slow line: all connections share its rate, as on a real one.
 *
 * @param target a port on loopback, or the path of a socket
 */
export async function startLink(
  target: number | string,
  { oneWayMs, bitsPerSecond = Infinity }: LinkOptions,
): Promise<Link> {
  const sockets = new Set<Socket>()
  const direction = () => {
    // When the line is free again.
    let free = 0
    return (from: Socket, to: Socket) => {
      // Timers of different lengths may end in another order than the bytes came, so one waits for the first of them.
      const onTheWay: { readonly at: number; readonly arrive: () => void }[] = []
      const send = (at: number, arrive: () => void) => {
        onTheWay.push({ at, arrive })
        if (onTheWay.length === 1) setTimeout(arriveAll, Math.max(0, at - performance.now()))
      }
      const arriveAll = () => {
        for (let [first] = onTheWay; first !== undefined; [first] = onTheWay) {
          const wait = first.at - performance.now()
          if (wait > 0) {
            setTimeout(arriveAll, wait)
            return
          }
          first.arrive()
          onTheWay.shift()
        }
      }
      from.setNoDelay(true)
      sockets.add(from)
      from.on('close', () => sockets.delete(from))
      from.on('error', () => to.destroy())
      from.on('data', (chunk) => {
        const now = performance.now()
        free = Math.max(now, free) + (chunk.length * 8000) / bitsPerSecond
        const wait = free - now
        // The sender stops while much is on its way, as TCP would have it.
        if (wait > 50) {
          from.pause()
          setTimeout(() => from.resume(), wait - 50)
        }
        send(free + oneWayMs, () => to.write(chunk))
      })
      from.on('end', () => send(Math.max(free, performance.now()) + oneWayMs, () => to.end()))
    }
  }
  const [up, down] = [direction(), direction()]
  const server = createServer((near) => {
    const far = typeof target === 'string' ? connect(target) : connect(target, '127.0.0.1')
    up(near, far)
    down(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
