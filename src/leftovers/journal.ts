// What outlives this process should it be killed: a buildx that goes on alone, the commands of a tunnel, and
// a builder in a container. They are noted in the private directory before or as they begin, for the post
// step to undo. Only Node's own modules here: post loads no library.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const processFile = 'buildx.pid'
const tunnelFile = 'tunnel.pids'
const socketsFile = 'sockets.path'
const builderFile = 'builder.json'

interface LeftBuilder {
  /** The buildx binary. */
  readonly file: string
  readonly name: string
  /** Its `BUILDX_CONFIG`, a directory in the private one. */
  readonly config: string
  /** The Docker context that was made for it. */
  readonly context?: string
}

/** Written at once: the shorter the moment in which a running buildx is known to nobody, the better. */
export function rememberProcess(directory: string, pid: number): void {
  writeFileSync(join(directory, processFile), String(pid), { mode: 0o600 })
}

/** One line for each `ssh`, or command into a container: several run at a time. */
export function rememberTunnel(directory: string, pid: number): void {
  appendFileSync(join(directory, tunnelFile), `${pid}\n`, { mode: 0o600 })
}

/** Where sockets are when the directory itself is too deep for them. */
export function rememberSockets(directory: string, sockets: string): void {
  writeFileSync(join(directory, socketsFile), sockets, { mode: 0o600 })
}

/** Written before the builder exists. */
export function rememberBuilder(directory: string, builder: LeftBuilder): void {
  writeFileSync(join(directory, builderFile), JSON.stringify(builder), { mode: 0o600 })
}

/** Once it is removed. */
export function forgetBuilder(directory: string): void {
  rmSync(join(directory, builderFile), { force: true })
}

/** What post needs to remove a builder that is still there: names in the directory. */
export function neededByPost(directory: string): readonly string[] {
  const builder = readBuilder(directory)
  if (builder === undefined) return []
  // A buildx that was fetched stays where it was when there is no tool cache to keep it.
  const own = dirname(builder.file) === directory ? [basename(builder.file)] : []
  return [builderFile, basename(builder.config), ...own]
}

/**
 * Undoes it all. Bounded in time.
 *
 * @throws Error when the builder may still be there
 */
export function undoLeftovers(
  directory: string,
  env: NodeJS.ProcessEnv,
  processes = '/proc',
): void {
  const sockets = readSockets(directory)
  const ours = sockets === undefined ? [directory] : [directory, sockets]
  for (const file of [processFile, tunnelFile]) {
    for (const pid of readProcesses(join(directory, file))) endProcess(pid, ours, processes, env)
  }
  if (sockets !== undefined) rmSync(sockets, { recursive: true, force: true })
  removeBuilder(directory, env)
}

/**
 * Ends what outlived its main step. The daemon cancels the build of a client that is gone.
 *
 * By then the process id may belong to another program, so it counts only if it names one of our
 * directories.
 */
function endProcess(
  pid: number,
  ours: readonly string[],
  processes: string,
  env: NodeJS.ProcessEnv,
): void {
  try {
    const known = existsSync(processes)
      ? readFileSync(`${processes}/${pid}/environ`, 'utf8')
      : argumentsOf(pid, env)
    if (ours.some((directory) => known.includes(directory))) process.kill(pid, 'SIGKILL')
  } catch {
    // No such process: nothing to end.
  }
}

/**
 * All that macOS tells without more rights. Of a build and of an `ssh` they name files of ours; a command
 * into a container names none, so there it is left alone.
 */
function argumentsOf(pid: number, env: NodeJS.ProcessEnv): string {
  const options = { env, encoding: 'utf8', timeout: longestLookMs } as const
  return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], options).stdout ?? ''
}

const longestLookMs = 5000

function readProcesses(path: string): number[] {
  try {
    return readFileSync(path, 'utf8').split('\n').map(Number).filter(Boolean)
  } catch {
    return []
  }
}

/** @returns undefined when they were in the directory itself */
function readSockets(directory: string): string | undefined {
  try {
    return readFileSync(join(directory, socketsFile), 'utf8') || undefined
  } catch {
    return undefined
  }
}

const longestRemovalMs = 20_000

function removeBuilder(directory: string, env: NodeJS.ProcessEnv): void {
  const builder = readBuilder(directory)
  if (builder === undefined) return
  const { status, stderr, error } = spawnSync(builder.file, ['rm', '--force', builder.name], {
    env: { ...env, BUILDX_CONFIG: builder.config },
    encoding: 'utf8',
    timeout: longestRemovalMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // Whether or not the builder stays: the context has copies of TLS keys, and nobody else knows of it.
  if (builder.context !== undefined) {
    const options = { env, timeout: longestRemovalMs, stdio: 'ignore' } as const
    spawnSync('docker', ['context', 'rm', '--force', builder.context], options)
  }
  // Main may have been killed before buildx knew of it.
  if (status !== 0 && !/no builder .* found/.test(stderr)) {
    throw new Error(`the builder ${builder.name} is left (${(error?.message ?? stderr).trim()})`)
  }
}

function readBuilder(directory: string): LeftBuilder | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, builderFile), 'utf8')) as LeftBuilder
  } catch {
    return undefined
  }
}
