import { connect } from 'node:net'
import { createReader } from '../../../credentials/ssh-wire.ts'

const longestAnswerMs = 2000
/** An agent with a hundred keys answers in 50 kB; `ssh` itself accepts 256 kB. */
const longestAnswerBytes = 256 * 1024

/**
 * Asks an agent which keys it holds (draft-ietf-sshm-ssh-agent, 3.5).
 *
 * @returns public keys in SSH's wire format; none when no agent answers
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
      if (length > longestAnswerBytes) finish([])
      else if (bytes.length >= 4 + length) finish(readAnswer(bytes.subarray(4)))
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
      // A comment.
      reader.string()
      return key
    })
  } catch {
    return []
  }
}
