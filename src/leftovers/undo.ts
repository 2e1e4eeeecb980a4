// Undoes what a killed run has left: see mark.ts and journal.ts. Only Node's own modules here: post loads
// no library.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  type LeftBuilder,
  type LeftInstance,
  type LeftNode,
  type Leftover,
  type LeftVolume,
  readLeftovers,
} from './journal.ts'
import { hasMark } from './mark.ts'
import { isSocketDirectory } from './private-directory.ts'
import { removeVolume } from './volume.ts'

/**
 * Ends the processes of the run, then removes what the journal lists, the newest first. What can't be
 * removed doesn't keep the rest from being removed. Takes at most some 30 seconds.
 *
 * @param directory the private directory
 * @param env the environment of the commands that remove things, except for the Docker settings that are noted
 * @param processes where `/proc` is
 * @throws Error in one line that names what may be left
 */
export async function undoLeftovers(
  directory: string,
  env: NodeJS.ProcessEnv,
  processes = '/proc',
): Promise<void> {
  const left = readLeftovers(directory)
  const find = existsSync(processes)
    ? () => markedProcesses(directory, processes)
    : () => namingProcesses([directory, ...left.flatMap(socketDirectories)], env)
  endProcesses(find)
  const deadline = performance.now() + longestUndoMs
  const faults: string[] = []
  for (const leftover of left.toReversed()) {
    const timeoutMs = Math.max(deadline - performance.now(), shortestRemovalMs)
    const fault = await remove(leftover, env, Math.min(timeoutMs, longestRemovalMs))
    if (fault !== undefined) faults.push(fault)
  }
  if (faults.length > 0) throw new Error(faults.join('; '))
}

const longestUndoMs = 25_000
const longestRemovalMs = 20_000
const shortestRemovalMs = 1000

/** @returns why it may still be there; undefined when it is gone */
async function remove(
  leftover: Leftover,
  job: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string | undefined> {
  const env = environmentOf(leftover, job)
  switch (leftover.kind) {
    case 'builder':
      return removeBuilder(leftover, env, timeoutMs)
    case 'volume':
      return removeLeftVolume(leftover, env, timeoutMs)
    case 'context':
      return removeContext(leftover.name, env, timeoutMs)
    case 'instance':
      return removeInstance(leftover)
    case 'sockets':
      return removeSockets(leftover.directory)
    case 'route':
      // Only a host with an identity can report its end, and the service forgets it by itself.
      return undefined
  }
}

/** The job's environment, with the Docker settings with which something was made. */
export function environmentOf(leftover: Leftover, job: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // A later step may have pointed the job to another daemon, or to a context that is gone.
  const settings = Object.entries(('settings' in leftover && leftover.settings) || {})
  const made = settings.map(([name, value]) => [name, value ?? undefined] as const)
  return { ...job, ...Object.fromEntries(made) }
}

function removeBuilder(
  { file, name, config, node }: LeftBuilder,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): string | undefined {
  if (node !== undefined && isOthers(join(config, 'instances', name), node)) return undefined
  const fault = run(file, ['rm', '--force', name], { ...env, BUILDX_CONFIG: config }, timeoutMs)
  // Main may have been killed before buildx knew the builder. And Docker may still be removing the container: then
  // the removal of the volume waits for it.
  if (fault === undefined || /no builder .* found|already in progress/.test(fault)) return undefined
  return `the builder ${name} is left (${fault})`
}

async function removeLeftVolume(
  volume: LeftVolume,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string | undefined> {
  try {
    await removeVolume(volume, timeoutMs, async (args) => {
      const { status, stderr, error } = runSync('docker', args, env, timeoutMs)
      if (error) throw error
      return { exitCode: status, stderr }
    })
    return undefined
  } catch (error) {
    return `the Docker volume ${volume.name} is left (${(error as Error).message})`
  }
}

function removeContext(
  name: string,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): string | undefined {
  // `--force` makes it succeed if none has that name.
  const fault = run('docker', ['context', 'rm', '--force', name], env, timeoutMs)
  return fault && `the Docker context ${name} is left (${fault})`
}

function removeInstance({ file, node }: LeftInstance): string | undefined {
  if (basename(dirname(file)) !== 'instances') return `${file} isn't a file of a buildx builder`
  if (isOthers(file, node)) return undefined
  return removeQuietly(file)
}

/** Whether the file describes a builder without that node. A file that isn't whole is of a run that was killed. */
function isOthers(file: string, { name, endpoint }: LeftNode): boolean {
  try {
    const { Nodes } = JSON.parse(readFileSync(file, 'utf8')) as { Nodes?: readonly InstanceNode[] }
    return !Nodes?.some(({ Name, Endpoint }) => Name === name && Endpoint === endpoint)
  } catch {
    return false
  }
}

/** As buildx writes it. */
interface InstanceNode {
  readonly Name: string
  readonly Endpoint: string
}

function removeSockets(directory: string): string | undefined {
  if (!isSocketDirectory(directory)) return `${directory} isn't a socket directory of this action`
  return removeQuietly(directory)
}

/** @returns why it is left; undefined when it is gone */
function removeQuietly(path: string): string | undefined {
  try {
    rmSync(path, { recursive: true, force: true })
    return undefined
  } catch (error) {
    return `${path} is left (${(error as Error).message})`
  }
}

/** @returns why the command failed, in its own words or the system's; undefined when it succeeded */
function run(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): string | undefined {
  const { status, stderr, error } = runSync(file, args, env, timeoutMs)
  if (status === 0) return undefined
  return (error?.message ?? stderr.trim()) || `exit code ${status}`
}

function runSync(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): SpawnSyncReturns<string> {
  return spawnSync(file, args, {
    env,
    encoding: 'utf8',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** A process that is being ended may just have started another one, so one look isn't enough. */
const mostLooks = 5

/** The daemon cancels the build of a client that is gone. */
function endProcesses(find: () => readonly number[]): void {
  for (let look = 0; look < mostLooks; look += 1) {
    const found = find().filter((pid) => pid !== process.pid)
    if (found.length === 0) return
    for (const pid of found) end(pid)
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has ended by itself.
  }
}

/** @returns the ids of the processes that carry our mark */
function markedProcesses(directory: string, processes: string): number[] {
  return readdirSync(processes)
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return hasMark(readFileSync(join(processes, pid, 'environ'), 'utf8'), directory)
      } catch {
        // The process has ended, or belongs to another user.
        return false
      }
    })
    .map(Number)
}

/**
 * macOS shows the arguments of a process, but not its environment. Those of a build and of an `ssh` name
 * files of ours; those of a command into a container don't, so it is left alone.
 */
function namingProcesses(directories: readonly string[], env: NodeJS.ProcessEnv): number[] {
  const options = { env, encoding: 'utf8', timeout: longestLookMs } as const
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], options)
  return (stdout ?? '')
    .split('\n')
    .filter((line) => directories.some((directory) => line.includes(directory)))
    .map((line) => Number.parseInt(line, 10))
}

const longestLookMs = 5000

function socketDirectories(leftover: Leftover): readonly string[] {
  return leftover.kind === 'sockets' ? [leftover.directory] : []
}
