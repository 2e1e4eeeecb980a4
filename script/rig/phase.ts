import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseFileCommands } from './file-commands.ts'
import { type Annotation, type Interpreter, interpreter } from './workflow-commands.ts'

export interface PhaseOptions {
  readonly script: string
  /** What runs the script, with its arguments; by default Node. */
  readonly program?: readonly [file: string, ...args: string[]]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** The directory of the phase's environment files. */
  readonly fileCommands: string
  readonly secrets?: readonly string[]
  readonly onLine?: (line: string) => void
}

export interface PhaseResult {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly seconds: number
  /** Peak memory of the phase's own process, in bytes; 0 if the system doesn't report it. */
  readonly peakMemory: number
  /** The output, byte for byte. */
  readonly rawOutput: Buffer
  /** The log as the user sees it. */
  readonly log: string
  /** The log without the runner's masks: it shows what the action itself leaks. */
  readonly unmaskedLog: string
  readonly masks: readonly string[]
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly exportedVariables: Readonly<Record<string, string>>
  readonly addedPath: readonly string[]
  readonly summary: string
}

export interface RunningPhase {
  readonly child: ChildProcess
  readonly done: Promise<PhaseResult>
  /** The log so far. */
  log(): string
  /** Cancels as the runner does: SIGINT, after 7.5 s SIGTERM, 2.5 s later SIGKILL. */
  cancel(): Promise<PhaseResult>
}

const files = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const

export async function startPhase(options: PhaseOptions): Promise<RunningPhase> {
  const directory = await mkdtemp(join(options.fileCommands, 'phase-'))
  const paths = Object.fromEntries(files.map((name) => [`GITHUB_${name}`, join(directory, name)]))
  for (const path of Object.values(paths)) await writeFile(path, '')
  const lines = interpreter(options.secrets ?? [], {
    debug: options.env.RUNNER_DEBUG === '1',
    onLine: options.onLine,
  })
  const chunks: Buffer[] = []
  const begun = performance.now()
  const [file, ...args] = options.program ?? [process.execPath]
  const child = spawn(file, [...args, options.script], {
    cwd: options.cwd,
    env: { ...paths, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const flushes = [child.stdout, child.stderr].map((stream) => readLines(stream, lines, chunks))
  const memory = watchMemory(child.pid)

  const finish = async (
    exitCode: number | null,
    signal: NodeJS.Signals | null,
  ): Promise<PhaseResult> => {
    const seconds = (performance.now() - begun) / 1000
    for (const flush of flushes) flush()
    // A leftover process that keeps them open must not keep this process.
    for (const stream of [child.stdout, child.stderr]) (stream as Socket).unref()
    const read = async (name: (typeof files)[number]) => readFile(join(directory, name), 'utf8')
    return {
      exitCode,
      signal,
      seconds,
      peakMemory: memory.stop(),
      rawOutput: Buffer.concat(chunks),
      log: lines.shown.join('\n'),
      unmaskedLog: lines.unmasked.join('\n'),
      masks: lines.masks,
      annotations: lines.annotations,
      outputs: parseFileCommands(await read('OUTPUT')),
      state: parseFileCommands(await read('STATE')),
      exportedVariables: parseFileCommands(await read('ENV')),
      addedPath: (await read('PATH')).split('\n').filter(Boolean),
      summary: await read('STEP_SUMMARY'),
    }
  }
  const done = new Promise<PhaseResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode, signal) => {
      // A leftover process can keep the output open forever; the runner doesn't wait for it.
      const closed = new Promise((end) => child.on('close', end))
      Promise.race([closed, sleep(2000, undefined, { ref: false })])
        .then(() => finish(exitCode, signal))
        .then(resolve, reject)
    })
  })
  const cancel = async () => {
    const timers = [
      setTimeout(() => child.kill('SIGTERM'), 7500),
      setTimeout(() => child.kill('SIGKILL'), 10_000),
    ]
    child.kill('SIGINT')
    await done.finally(() => timers.forEach(clearTimeout))
    return done
  }
  return { child, done, log: () => lines.shown.join('\n'), cancel }
}

/** Returns a function for the last line, which may have no line end. */
function readLines(stream: Readable, lines: Interpreter, chunks: Buffer[]): () => void {
  const decoder = new StringDecoder('utf8')
  let unfinished = ''
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    const [first = '', ...rest] = decoder.write(chunk).split(/\r?\n/)
    unfinished += first
    for (const next of rest) {
      lines.read(unfinished)
      unfinished = next
    }
  })
  return () => {
    unfinished += decoder.end()
    if (unfinished) lines.read(unfinished)
    unfinished = ''
  }
}

function watchMemory(pid = 0): { stop(): number } {
  let peak = 0
  const timer = setInterval(() => {
    try {
      const [, kilobytes] =
        /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      peak = Math.max(peak, Number(kilobytes ?? 0) * 1024)
    } catch {
      // The process has exited, or this isn't Linux.
    }
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}
