import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { marked } from '../leftovers/mark.ts'

// All child processes of this project start here, in one of four forms, except those of post, which waits for each of
// them by `spawnSync` (leftovers/undo.ts):
// `startProcess` (process.ts) for a build, whose output is read as it comes; `runToEnd` (process.ts) for a
// short command; `startDialer` (dialer.ts) for a command that is a connection; `spawnKept` for what stays after
// this process. The host's port `run` is for short commands of the Docker CLI, which the host may log or run
// elsewhere.

/** A program to call: its file, and the environment that it and nothing else gets. */
export interface Program {
  readonly file: string
  readonly env: NodeJS.ProcessEnv
}

export interface SpawnOptions {
  /** The private directory, by which post finds the process if this one is killed. */
  readonly directory: string
  readonly cwd?: string
}

/** Standard output and error are pipes; standard input is one, or empty. */
export type Child<Input extends Writable | null> = ChildProcess & {
  readonly stdin: Input
  readonly stdout: Readable
  readonly stderr: Readable
}

const running = new Set<ChildProcess>()

/**
 * Starts a child process that doesn't outlive this one: it is ended when this process exits, and by post
 * when this process is killed.
 */
export function spawnChild(
  program: Program,
  args: readonly string[],
  options: SpawnOptions,
  stdin: 'pipe',
): Child<Writable>
export function spawnChild(
  program: Program,
  args: readonly string[],
  options: SpawnOptions,
  stdin: 'ignore',
): Child<null>
export function spawnChild(
  { file, env }: Program,
  args: readonly string[],
  { directory, cwd }: SpawnOptions,
  stdin: 'pipe' | 'ignore',
): Child<Writable | null> {
  const child = spawn(file, args, {
    ...(cwd !== undefined && { cwd }),
    env: marked(env, directory),
    stdio: [stdin, 'pipe', 'pipe'],
    windowsHide: true,
  })
  if (running.size === 0) process.once('exit', endAll)
  running.add(child)
  child.once('close', () => {
    running.delete(child)
    if (running.size === 0) process.removeListener('exit', endAll)
  })
  return child as Child<Writable | null>
}

/** A child that stays after this process. Its standard output is read until it says that it is ready. */
export type KeptChild = ChildProcess & { readonly stdin: Writable; readonly stdout: Readable }

/**
 * Starts a child process that outlives this one, until post ends it by its mark.
 *
 * @param args with the private directory among them, by which it is found where a process doesn't show its mark
 */
export function spawnKept(
  { file, env }: Program,
  args: readonly string[],
  { directory }: Pick<SpawnOptions, 'directory'>,
): KeptChild {
  const child = spawn(file, args, {
    env: marked(env, directory),
    // What it inherited, such as the log's pipe, would stay open with it.
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    windowsHide: true,
  })
  return child as KeptChild
}

function endAll(): void {
  for (const child of running) child.kill()
}
