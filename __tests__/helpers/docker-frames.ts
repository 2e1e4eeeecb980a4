import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** Sends everything in Docker's frames of a few bytes, with a line of standard error in between. */
export function framed(socket: Socket): Duplex {
  const frame = (stream: number, bytes: Buffer) => {
    const header = Buffer.alloc(8)
    header[0] = stream
    header.writeUInt32BE(bytes.length, 4)
    return Buffer.concat([header, bytes])
  }
  const inner: Duplex = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      for (let at = 0; at < chunk.length; at += 5) {
        socket.write(frame(1, chunk.subarray(at, at + 5)))
        socket.write(frame(2, Buffer.from('noise')).subarray(0, 3))
        socket.write(frame(2, Buffer.from('noise')).subarray(3))
      }
      done()
    },
  })
  socket.on('data', (bytes) => inner.push(bytes))
  socket.on('close', () => inner.destroy())
  return inner
}
