import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/**
 * Sends everything in Docker's frames of a few bytes, with a line of standard error in between. The other side reads
 * them in pieces that end within a header.
 */
export function framed(socket: Socket): Duplex {
  const frame = (stream: number, bytes: Buffer) => {
    const header = Buffer.alloc(8)
    header[0] = stream
    header.writeUInt32BE(bytes.length, 4)
    return Buffer.concat([header, bytes])
  }
  const inner: Duplex = new Duplex({
    read() {},
    async write(chunk: Buffer, _, done) {
      const noise = frame(2, Buffer.from('noise'))
      for (let at = 0; at < chunk.length; at += 5) {
        socket.write(Buffer.concat([frame(1, chunk.subarray(at, at + 5)), noise.subarray(0, 3)]))
        // What is written without a pause is read as one piece.
        await setImmediate()
        socket.write(noise.subarray(3))
      }
      done()
    },
  })
  socket.on('data', (bytes) => inner.push(bytes))
  socket.on('close', () => inner.destroy())
  return inner
}
