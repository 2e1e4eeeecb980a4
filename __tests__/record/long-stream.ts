import { createLiveLog } from '../../src/log/live-log.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { createRecorder } from '../../src/record/recorder.ts'

/**
 * A program that `memory.slow.test.ts` runs: it sends a synthetic stream of two parallel steps with 200 MB of
 * output through decoder, recorder and live log, and prints the memory and lines as JSON.
 *
 * The first argument says what the steps print: `lines`, or a `bar` that never ends its line.
 */
const megabytes = 200
const pieceLength = 32 * 1024
const kind = process.argv[2] ?? 'lines'

const text =
  kind === 'bar' ? '\rdownloading 12345 of 67890' : 'compiling file 12345 of the library\n'
const piece = Buffer.from(text.repeat(Math.ceil(pieceLength / text.length)).slice(0, pieceLength))
const names = ['[a 1/1] RUN a', '[b 1/1] RUN b']

let written = 0
const recorder = createRecorder()
const live = createLiveLog((shown) => {
  written += shown.length
})
const decoder = createRawJsonDecoder({
  status(status) {
    recorder.status(status)
    live.status(status)
  },
  text: live.text,
})

const vertexes = names.map((name) => ({ digest: name, name, inputs: ['x'], started: at(0) }))
send({ vertexes })
const before = process.memoryUsage.rss()
const start = performance.now()
let largest = before
const pieces = (megabytes * 1e6) / pieceLength
for (let index = 0; index < pieces; index += 1) {
  const vertex = names[index % 2]
  send({ logs: [{ vertex, stream: 1, data: piece.toString('base64'), timestamp: at(index) }] })
  if (index % 50 === 0) largest = Math.max(largest, process.memoryUsage.rss())
}
send({
  vertexes: vertexes.map((vertex) => ({ ...vertex, completed: at(pieces), error: 'exit code: 1' })),
})
const seconds = (performance.now() - start) / 1000
decoder.end()
live.end()

const { failed, failure } = recorder.result()
console.log(
  JSON.stringify({
    grownMegabytes: Math.round((largest - before) / 1e6),
    megabytesPerSecond: Math.round(megabytes / seconds),
    writtenMegabytes: Math.round(written / 1e6),
    failed,
    lastOutputLines: failure?.lastOutput.length,
  }),
)

/** Chunks of a pipe's size. */
function send(event: object): void {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`)
  for (let from = 0; from < bytes.length; from += 65536) {
    decoder.write(bytes.subarray(from, from + 65536))
  }
}

function at(milliseconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + Math.round(milliseconds)).toISOString()
}
