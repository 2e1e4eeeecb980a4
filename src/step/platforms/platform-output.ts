import { Writable } from 'node:stream'

/**
 * A stream for the log of one of several builds: whole lines, each with the platform in front.
 *
 * @returns the stream, and `flush` for a last line without an end
 */
export function platformOutput(platform: string, output: Writable) {
  let rest = ''
  const write = (lines: readonly string[]) => {
    if (lines.length > 0) output.write(lines.map((line) => `${labeled(line, platform)}\n`).join(''))
  }
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      write(lines)
      done()
    },
  })
  return {
    stream,
    flush() {
      if (rest !== '') write([rest])
      rest = ''
    },
  }
}

function labeled(line: string, platform: string): string {
  return line === '' ? '' : `[${platform}] ${line}`
}
