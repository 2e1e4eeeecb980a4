// Runs one server for the rig. It ends the server when standard input closes, when the time is up, or when the server
// exits, and leaves nothing of it. The system closes standard input however the parent dies. The keeper is a
// separate process, so that it outlives a killed rig.
import { spawn, spawnSync } from 'node:child_process'
import { openSync, readFileSync, rmSync, writeSync } from 'node:fs'

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

const secondsToStop = 10
const kept = JSON.parse(process.argv[2] ?? '') as Kept
const [command = '', ...args] = kept.command
const log = openSync(kept.logPath, 'a')
const child = spawn(command, args, { stdio: ['ignore', log, log] })

child.on('error', (error) => {
  writeSync(log, `${error.message}\n`)
  finish()
})
child.on('exit', finish)
child.on('spawn', () => process.stdout.write(`${serverPid()}\n`))

process.stdin.on('end', stop).on('error', stop).resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
setTimeout(stop, kept.seconds * 1000)

function stop(): void {
  signalServer('SIGTERM')
  setTimeout(() => signalServer('SIGKILL'), secondsToStop * 1000)
}

function finish(): void {
  const [program, ...rest] = kept.afterwards ?? []
  if (program) spawnSync(program, rest, { stdio: 'ignore', timeout: 30_000 })
  if (kept.remove) rmSync(kept.remove, { recursive: true, force: true, maxRetries: 10 })
  process.exit()
}

function signalServer(signal: NodeJS.Signals): void {
  try {
    process.kill(serverPid(), signal)
  } catch {
    // The process has exited meanwhile.
  }
}

function serverPid(): number {
  const pid = child.pid ?? 0
  if (!kept.isWrapped) return pid
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
    if (first) return Number(first)
  }
  return pid
}
