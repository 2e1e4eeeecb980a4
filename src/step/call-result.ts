import { type Check, readChecks } from '../record/checks.ts'
import { formatCount } from '../text/format.ts'

/** The result that a `call` other than a build, such as `check`, printed. */
export interface CallResult {
  readonly checks: readonly Check[]
  /** Its findings, in one line. buildx ends with exit code 1 for it, without an error. */
  readonly findings?: string
}

export function readCallResult(result: string): CallResult {
  const checks = readChecks(result)
  const [line = ''] = result.split('\n')
  if (line.startsWith('Check complete, ')) return { checks: checks ?? [], findings: line.trim() }
  if (checks === undefined) return { checks: [] }
  return { checks, findings: `The build checks found ${formatCount(checks.length, 'warning')}.` }
}
