import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { rememberTunnel } from '../../../leftovers/journal.ts'
import type { ConnectPorts } from '../../builder.ts'
import type { SshEnd } from './diagnose.ts'

/** An `ssh` that runs. */
export interface Ssh {
  readonly child: ChildProcessWithoutNullStreams
  /** Its end, once all that it said is read. Never rejects. */
  readonly ended: Promise<SshEnd>
}

/** All that one tunnel starts. */
export interface SshProcesses {
  readonly start: (args: readonly string[]) => Ssh
  readonly endAll: () => void
}

/** The exit code of an `ssh` that isn't there: none that it could have itself. */
export const noSsh = -127

const longestStderr = 10_000

export function createSshProcesses(
  hasKey: boolean,
  { env, directory }: Pick<ConnectPorts, 'env' | 'directory'>,
): SshProcesses {
  const children = new Set<ChildProcessWithoutNullStreams>()
  const start = (args: readonly string[]): Ssh => {
    const child = spawn('ssh', args, {
      // What an older `ssh` takes for a file's name is none of the checkout's.
      cwd: directory,
      // Its words in English; and the post step ends only an ssh that it knows by our directory.
      env: { ...env, LC_ALL: 'C', REMOTE_BUILDKIT_DIRECTORY: directory },
      stdio: 'pipe',
    })
    children.add(child)
    if (child.pid !== undefined) rememberTunnel(directory, child.pid)
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk).slice(-longestStderr)
    })
    // It may end before it has read all.
    child.stdin.on('error', () => {})
    const ended = new Promise<number>((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        stderr += error.message
        resolve(error.code === 'ENOENT' ? noSsh : 255)
      })
      child.on('close', (code) => resolve(code ?? 255))
    }).then((exitCode) => {
      children.delete(child)
      return { stderr, exitCode, hasKey }
    })
    return { child, ended }
  }
  return {
    start,
    endAll() {
      for (const child of children) child.kill()
    },
  }
}
