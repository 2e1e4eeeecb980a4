import type { Writable } from 'node:stream'
import { type LineStream, lineStream } from '../../text/line-stream.ts'

/** A stream for the log of one of several builds: whole lines, each with the platform in front. */
export function platformOutput(platform: string, output: Writable): LineStream {
  return lineStream((text, done) => {
    const lines = text.replace(/\n$/, '').split('\n')
    output.write(lines.map((line) => `${labeled(line, platform)}\n`).join(''), () => done())
  })
}

function labeled(line: string, platform: string): string {
  return line === '' ? '' : `[${platform}] ${line}`
}
