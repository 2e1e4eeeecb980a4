import { connect } from 'node:net'
import { createReader } from '../../../credentials/ssh-wire.ts'

const longestAnswerMs = 2000
/** Bytes. OpenSSH's own client sets the same limit. */
const longestAnswer = 256 * 1024

/**
 * Asks an agent which keys it holds (draft-ietf-sshm-ssh-agent, 3.5).
 *
 * @returns public keys in the wire's form; none when there is no agent that answers
 */
export function keysOfAgent(socketPath: string): Promise<Buffer[]> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    const chunks: Buffer[] = []
    const finish = (keys: Buffer[]) => {
      socket.destroy()
      resolve(keys)
    }
    socket.setTimeout(longestAnswerMs, () => finish([]))
    socket.on('error', () => finish([]))
    socket.on('close', () => resolve([]))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      if (bytes.length < 4) return
      const length = bytes.readUInt32BE(0)
      if (length > longestAnswer) return finish([])
      if (bytes.length < 4 + length) return
      finish(readAnswer(bytes.subarray(4)))
    })
    socket.write(Buffer.from([0, 0, 0, 1, requestIdentities]))
  })
}

const requestIdentities = 11
const identitiesAnswer = 12

function readAnswer(answer: Buffer): Buffer[] {
  if (answer[0] !== identitiesAnswer) return []
  const reader = createReader(answer.subarray(1))
  try {
    return Array.from({ length: reader.number() }, () => {
      const key = reader.string()
      reader.string()
      return key
    })
  } catch {
    return []
  }
}
