// Measures the reading of a build's stream: bytes per second through decoder, recorder and live log, each together
// with those before it, and the peak memory. The streams are synthetic. A separate process reads each, in chunks
// of a pipe's size.
import { execFileSync } from 'node:child_process'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createLiveLog } from '../src/log/live-log.ts'
import { createRawJsonDecoder, type StreamListener } from '../src/progress/rawjson.ts'
import type { SolveStatus } from '../src/progress/solve-status.ts'
import { createRecorder } from '../src/record/recorder.ts'

const pipeBytes = 65_536
const streamBytes = 100e6

/** The output of a stream's two steps in one event. */
const outputs: Readonly<Record<string, string>> = {
  'long lines': 'compiling object file number 12345 of the library\n'.repeat(650),
  'short lines': 'ok\n'.repeat(10_000),
  colours: '\u001b[32mPASS\u001b[0m src/report/live-log.test.ts (5.123 s)\n'.repeat(500),
  'a line each': 'compiling object file number 12345 of the library\n',
  'a progress bar': '\rdownloading 12345 of 67890'.repeat(1000),
}
const readers = ['decoder', 'decoder and counter', 'decoder, counter and log'] as const

interface Measured {
  readonly seconds: number
  readonly bytes: number
  readonly lines: number
  readonly peakBytes: number
}

const [kind, reader] = process.argv.slice(2)
if (kind !== undefined && reader !== undefined) {
  console.log(JSON.stringify(await measure(outputs[kind] ?? '', reader)))
} else {
  console.log(`${''.padEnd(16)} ${'read by'.padEnd(26)} MB/s  lines/s  peak memory`)
  for (const output of Object.keys(outputs)) for (const each of readers) show(output, each)
}

function show(output: string, by: string): void {
  const program = [import.meta.filename, output, by]
  const { seconds, bytes, lines, peakBytes }: Measured = JSON.parse(
    execFileSync(process.execPath, program, { encoding: 'utf8' }),
  )
  const columns = [
    output.padEnd(16),
    by.padEnd(26),
    (bytes / seconds / 1e6).toFixed(0).padStart(4),
    Math.round(lines / seconds)
      .toLocaleString('en')
      .padStart(10),
    `${(peakBytes / 1e6).toFixed(0)} MB`.padStart(8),
  ]
  console.log(columns.join(' '))
}

async function measure(text: string, by: string): Promise<Measured> {
  const chunks = makeStream(text)
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
  const { listener, takeLog } = makeReader(by)
  const decoder = createRawJsonDecoder(listener)
  const log = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      decoder.write(chunk)
      done(null, takeLog())
    },
  })
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const before = process.memoryUsage.rss()
  const started = performance.now()
  await pipeline(chunks, log, nowhere)
  const seconds = (performance.now() - started) / 1000
  // In kilobytes, without the stream itself.
  const peakBytes = Math.max(process.resourceUsage().maxRSS * 1024 - before, 0)
  return { seconds, bytes, lines: (countLines(text) * bytes) / eventBytes(text), peakBytes }
}

function makeReader(by: string): { listener: StreamListener; takeLog: () => string } {
  const recorder = createRecorder()
  const texts: string[] = []
  const live = createLiveLog((text) => texts.push(text))
  const status = {
    decoder: () => {},
    'decoder and counter': recorder.status,
    'decoder, counter and log': (event: SolveStatus) => {
      recorder.status(event)
      live.status(event)
    },
  }[by]
  if (status === undefined) throw new Error(`No such reader: ${by}`)
  return { listener: { status, text: live.text }, takeLog: () => texts.splice(0).join('') }
}

/** Two steps that print in turns, as events in chunks of a pipe's size. */
function makeStream(text: string): Buffer[] {
  const names = ['[a 1/1] RUN a', '[b 1/1] RUN b']
  const vertexes = names.map((name) => ({ digest: name, name, inputs: ['x'], started: at(0) }))
  const pieces = [Buffer.from(`${JSON.stringify({ vertexes })}\n`)]
  const pair = names.map((name) => Buffer.from(event(name, text)))
  const size = pair.reduce((sum, { length }) => sum + length, 0)
  for (let made = 0; made < streamBytes; made += size) pieces.push(...pair)
  const whole = Buffer.concat(pieces)
  return Array.from({ length: Math.ceil(whole.length / pipeBytes) }, (_, index) =>
    whole.subarray(index * pipeBytes, (index + 1) * pipeBytes),
  )
}

function event(vertex: string, text: string): string {
  const data = Buffer.from(text).toString('base64')
  return `${JSON.stringify({ logs: [{ vertex, stream: 1, data, timestamp: at(1) }] })}\n`
}

function eventBytes(text: string): number {
  return event('[a 1/1] RUN a', text).length
}

function countLines(text: string): number {
  return text.split(/[\r\n]/).length - 1
}

function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString()
}
