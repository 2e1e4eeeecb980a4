const headerLength = 8
const standardError = 2

/**
 * The two streams of a container's log, which Docker sends in frames: a byte for the stream, three of zero, four for
 * the length (`ContainerAttach` in https://docs.docker.com/reference/api/engine/). The log of a container with a
 * terminal has no frames, and is output as a whole.
 */
export function separateStreams(log: Buffer): {
  readonly output: string
  readonly errors: string
} {
  const output: Buffer[] = []
  const errors: Buffer[] = []
  for (let at = 0; at < log.length; ) {
    const isFrame = at + headerLength <= log.length && log.readUInt32BE(at) % 0x1000000 === 0
    const start = isFrame ? at + headerLength : at
    const end = isFrame ? start + log.readUInt32BE(at + 4) : log.length
    const isError = isFrame && log[at] === standardError
    ;(isError ? errors : output).push(log.subarray(start, end))
    at = end
  }
  return { output: String(Buffer.concat(output)), errors: String(Buffer.concat(errors)) }
}
