import type { Duplex } from 'node:stream'
import { type Program, type SpawnOptions, spawnChild } from './program.ts'

/** A command whose standard input and output are a connection, such as `ssh` or `docker exec -i`. */
export interface Dialer {
  /** Pipes a connection into it, both ways. Nothing that the command prints before that is lost. */
  readonly connect: (connection: Duplex) => void
  /** Asks it to end. */
  readonly kill: () => void
  /** Resolves when it has ended and all its output is read. Never rejects. */
  readonly ended: Promise<DialerEnd>
}

export interface DialerEnd {
  /** The last 10,000 characters of its standard error. */
  readonly stderr: string
  /** Undefined when a signal ended it, or when it never started. */
  readonly exitCode: number | undefined
  /** Whether it passed anything on to the connection. */
  readonly hasTalked: boolean
  /** Why it could not be started; its `code` is the errno, such as `ENOENT`. */
  readonly startError?: NodeJS.ErrnoException
}

const longestStderr = 10_000

/** Starts such a command. It doesn't outlive this process. */
export function startDialer(
  program: Program,
  args: readonly string[],
  options: SpawnOptions,
): Dialer {
  const child = spawnChild(program, args, options, 'pipe')
  let stderr = ''
  let hasTalked = false
  let startError: NodeJS.ErrnoException | undefined
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk).slice(-longestStderr)
  })
  // It may end before it has read everything.
  child.stdin.on('error', () => {})
  child.on('error', (error) => {
    startError = error
  })
  const ended = new Promise<DialerEnd>((resolve) => {
    child.on('close', (code) => {
      const exitCode = startError === undefined ? (code ?? undefined) : undefined
      resolve({ stderr, exitCode, hasTalked, ...(startError && { startError }) })
    })
  })
  return {
    ended,
    connect(connection) {
      child.stdout.once('data', () => {
        hasTalked = true
      })
      connection.pipe(child.stdin)
      child.stdout.pipe(connection, { end: false })
    },
    kill: () => child.kill(),
  }
}
