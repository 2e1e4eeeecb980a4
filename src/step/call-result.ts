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
  // A bake prints one line for each target, below its name.
  const lines = result.split('\n').filter((line) => line.startsWith('Check complete, '))
  if (lines.length > 0) return { checks: checks ?? [], findings: sumOf(lines) }
  if (checks === undefined) return { checks: [] }
  return { checks, findings: `The build checks found ${formatCount(checks.length, 'warning')}.` }
}

function sumOf(lines: readonly string[]): string {
  const [line = ''] = lines
  if (lines.length === 1) return line.trim()
  const counts = lines.map((each) => Number(/\d+/.exec(each)?.[0] ?? 0))
  const sum = counts.reduce((total, count) => total + count, 0)
  return `The build checks found ${formatCount(sum, 'warning')} in ${lines.length} targets.`
}
