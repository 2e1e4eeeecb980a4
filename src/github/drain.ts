/** In milliseconds. Reading what a terminal's buffer holds takes less than one, unless the machine is overloaded. */
const drainMs = 500

/**
 * How long to wait before the process exits, so that nothing of the log is lost.
 *
 * act, and Gitea's runner, which is a fork of it, give an action a pseudoterminal when they run it without a
 * container. Once the process fails, they close it at once, whatever is still in its buffer (`exec` in
 * pkg/container/host_environment.go of nektos/act v0.2.89): the error, or the masks of a failure that follows them
 * closely. GitHub's runner reads a pipe to its end.
 *
 * @param exitCode of this process
 */
export function drainTimeMs(exitCode: typeof process.exitCode, isTerminal = false): number {
  return isTerminal && exitCode !== undefined && Number(exitCode) !== 0 ? drainMs : 0
}
