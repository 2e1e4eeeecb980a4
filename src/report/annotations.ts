import { posix } from 'node:path'
import type { Check } from './checks.ts'

export interface Place {
  readonly file?: string
  readonly startLine?: number
  readonly title?: string
}

/** More than this of one step the runner doesn't show. */
const mostAnnotations = 10

/** The warning annotations of build checks. */
export function checkAnnotations(
  checks: readonly Check[],
  dockerfile: string | undefined,
): { readonly message: string; readonly place: Place }[] {
  const shown = checks.length > mostAnnotations ? checks.slice(0, mostAnnotations - 1) : checks
  const rest = checks.length - shown.length
  return [
    ...shown.map(({ message, title, filename, line }) => ({
      message,
      place: { ...placeOf(filename, line, dockerfile), ...(title && { title }) },
    })),
    ...(rest > 0
      ? [
          {
            message: `${rest} more build checks have found something; the log has them.`,
            place: {},
          },
        ]
      : []),
  ]
}

/** Nothing when the named file isn't the Dockerfile that the repository has. */
export function placeOf(
  filename: string,
  line: number | undefined,
  dockerfile: string | undefined,
): Place {
  if (dockerfile === undefined || posix.basename(filename) !== posix.basename(dockerfile)) return {}
  return { file: dockerfile, ...(line !== undefined && { startLine: line }) }
}
