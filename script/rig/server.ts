import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asRoot, run } from './run.ts'

export interface Server {
  readonly pid: number
  /** The server's output so far. */
  log(): string
  /** Resolves when the server has exited and nothing of it is left. */
  readonly ended: Promise<void>
  stop(): Promise<void>
  /** Kills the server, like a crash. */
  kill(): Promise<void>
}

/** A server that keeper.mjs runs. */
export interface Kept {
  readonly command: readonly string[]
  readonly logPath: string
  readonly seconds: number
  /** The parent of the server's process, not the server itself. */
  readonly isWrapped?: boolean
  /** The server's own directory, removed at the end. */
  readonly remove?: string
  /** A command that runs at the end, whatever the reason. */
  readonly afterwards?: readonly string[]
}

export interface ServerOptions extends Omit<Kept, 'seconds'> {
  readonly name: string
  readonly asRoot?: boolean
  readonly isReady: () => Promise<boolean>
  readonly secondsToStart?: number
  readonly killCommand?: readonly string[]
}

/** The longest time for which a server runs, in seconds, whatever happens to the rig. */
export const longestLife = 3600

export async function startServer(options: ServerOptions): Promise<Server> {
  const { name, isReady, secondsToStart = 30, asRoot: needsRoot, killCommand, ...rest } = options
  const kept: Kept = { ...rest, seconds: longestLife }
  const words = [process.execPath, join(import.meta.dirname, 'keeper.mjs'), JSON.stringify(kept)]
  const [command = '', ...args] = needsRoot ? asRoot(...words) : words
  // Detached: Ctrl-C goes only to the rig, which then shuts its servers down cleanly.
  const keeper = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  const log = () => readLog(kept.logPath)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    keeper.on('error', () => resolve())
    keeper.on('close', () => resolve())
  }).then(() => {
    hasEnded = true
  })
  const stop = async () => {
    keeper.stdin.end()
    await ended
  }
  keeper.stdin.on('error', () => {})

  let pid = 0
  keeper.stdout.on('data', (chunk: Buffer) => {
    pid = Number(chunk.toString())
  })
  const deadline = Date.now() + secondsToStart * 1000
  while (!hasEnded && Date.now() < deadline) {
    if (pid && (await isReady())) {
      const kill = async () => {
        const [program = '', ...words] = killCommand ?? asRoot('kill', '-KILL', String(pid))
        await run(program, words)
        await ended
      }
      return { pid, log, ended, stop, kill }
    }
    await sleep(20)
  }
  await stop()
  throw new Error(`${name} didn't start:\n${log().trim().split('\n').slice(-40).join('\n')}`)
}

/**
 * A free port on loopback. It is outside the range that the system assigns by itself, so it is still free when a
 * server starts there later.
 */
export async function freePort(): Promise<number> {
  // Clients get ports from 32768, on macOS from 49152. Kubernetes services get ports from 30000.
  for (let left = 100; left > 0; left -= 1) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port from 20000 to 30000 is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
