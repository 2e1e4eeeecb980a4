import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A stream over a socket that calls `check` before its second write, and is destroyed when that throws. In a
 * TLS handshake the first write is the ClientHello; the second has the client's certificate.
 */
export function gateSecondWrite(socket: Socket, check: () => void): Duplex {
  let writes = 0
  const gate = new Duplex({
    read: () => socket.resume(),
    write(chunk: Buffer, _, done) {
      writes += 1
      try {
        if (writes === 2) check()
      } catch (error) {
        done(error as Error)
        return
      }
      socket.write(chunk, done)
    },
    final: (done) => socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
  socket.pause()
  socket.on('data', (chunk) => {
    if (!gate.push(chunk)) socket.pause()
  })
  socket.on('end', () => gate.push(null))
  socket.on('error', (error) => gate.destroy(error))
  socket.on('close', () => gate.destroy())
  return gate
}
