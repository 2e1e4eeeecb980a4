// Should this process be killed, buildx may go on alone. Its process id is kept in the private
// directory for the post step, which ends it. Only Node's own modules here: post loads no library.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const name = 'buildx.pid'

/** Written at once: the shorter the moment in which a running buildx is known to nobody, the better. */
export function rememberProcess(directory: string, pid: number): void {
  writeFileSync(join(directory, name), String(pid), { mode: 0o600 })
}

/**
 * Ends a buildx that outlived its main step. The daemon cancels the build of a client that is gone.
 *
 * By then the process id may belong to another program, so it counts only if its command line names
 * our directory. Where there is no /proc to ask, the runner has ended the whole process tree itself.
 */
export function endRememberedProcess(directory: string): void {
  try {
    const pid = Number(readFileSync(join(directory, name), 'utf8'))
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (commandLine.includes(directory)) process.kill(pid, 'SIGKILL')
  } catch {
    // No such file or no such process: nothing to end.
  }
}
