import { mkdtemp } from 'node:fs/promises'
import { rememberSockets } from '../../leftovers/journal.ts'

/** A socket's path may have 104 bytes on macOS, and `ssh` adds some of its own while it makes one. */
const longestDirectory = 82

/** A directory for sockets: the step's own, unless it is too deep for them. */
export async function socketDirectory(directory: string): Promise<string> {
  if (Buffer.byteLength(directory) <= longestDirectory) return directory
  const short = await mkdtemp('/tmp/remote-buildkit-')
  rememberSockets(directory, short)
  return short
}
