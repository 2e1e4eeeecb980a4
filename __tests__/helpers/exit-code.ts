/** A step, a run of act, or a script. */
interface Ended {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null
  readonly log: string
}

/** Says why with the log, of which a matcher shows nothing: it has only what differs. */
export function expectExitCode({ exitCode, log }: Ended, expected: number): void {
  if (exitCode === expected) return
  const error = new Error(`ended with exit code ${exitCode}, not ${expected}:\n${telling(log)}`)
  // What jest shows is then the line of the test.
  Error.captureStackTrace(error, expectExitCode)
  throw error
}

// Commands to the runner, with the JSON of outputs; and where act has an action from.
const ofAct = /^\[[^\]]*\] +⚙ |^ +["{}]|^ *[\]}],?$|LocalRepositoryCache/u

function telling(log: string): string {
  const lines = log.split('\n')
  return lines.filter((line) => !ofAct.test(line)).join('\n')
}
