/** The result of an action, a run of act, or a script. */
interface Ended {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null
  readonly log: string
}

/** Shows the log on failure. A matcher would show only the exit codes. */
export function expectExitCode({ exitCode, log }: Ended, expected: number): void {
  if (exitCode === expected) return
  const error = new Error(`ended with exit code ${exitCode}, not ${expected}:\n${telling(log)}`)
  // Jest then shows the line of the test.
  Error.captureStackTrace(error, expectExitCode)
  throw error
}

// Workflow commands with the JSON of outputs, and act's lines about the source of an action.
const ofAct = /^\[[^\]]*\] +⚙ |^ +["{}]|^ *[\]}],?$|LocalRepositoryCache/u

function telling(log: string): string {
  const lines = log.split('\n')
  return lines.filter((line) => !ofAct.test(line)).join('\n')
}
