import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { type BuildRecord, type BuildxEnd, createRecorder } from '../../src/record/recorder.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const directory = join(fixtures, 'streams')

/** Names of all recorded builds. */
export const names: readonly string[] = namesIn(directory)

/** Names of the builds recorded on a Docker engine's own builder, to be read as `../docker-streams/…`. */
export function dockerNames(engine: 'old' | 'new'): readonly string[] {
  return namesIn(join(fixtures, 'docker-streams', engine))
}

function namesIn(path: string): string[] {
  return readdirSync(path)
    .map((file) => /^([a-z-]+)\.rawjson(?:\.gz)?$/.exec(file)?.[1] ?? '')
    .filter((name) => name !== '')
}

/** Names of the builds with a record of the daemon: all except the one whose daemon was killed. */
export const namesWithHistory = names.filter((name) =>
  existsSync(join(directory, `${name}.history.json`)),
)

export function readBytes(file: string): Buffer {
  const path = join(directory, file)
  return existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`))
}

interface Stream {
  readonly events: readonly SolveStatus[]
  readonly text: readonly string[]
}

const streams = new Map<string, Stream>()

/** A decoded stream: its events, and the lines that aren't events. */
export function readStream(file: string): Stream {
  const stream = streams.get(file) ?? decodeStream(file)
  streams.set(file, stream)
  return stream
}

function decodeStream(file: string): Stream {
  const events: SolveStatus[] = []
  const text: string[] = []
  const decoder = createRawJsonDecoder({
    status: (status) => events.push(status),
    text: (line) => text.push(line),
  })
  decoder.write(readBytes(file))
  decoder.end()
  return { events, text }
}

/** @param end without it any error counts */
export function record(events: readonly SolveStatus[], end?: BuildxEnd): BuildRecord {
  const recorder = createRecorder()
  for (const event of events) recorder.status(event)
  return recorder.result(end)
}

export function recordFile(file: string): BuildRecord {
  return record(readStream(file).events)
}

export interface History {
  readonly Status: string
  readonly NumCompletedSteps: number
  readonly NumTotalSteps: number
  readonly NumCachedSteps: number
  readonly Error?: { readonly Name: string; readonly Message: string; readonly Logs: string[] }
}

export function readHistory(name: string): History {
  return JSON.parse(readBytes(`${name}.history.json`).toString())
}
