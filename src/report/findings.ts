import { posix } from 'node:path'
import type { Check } from '../record/checks.ts'
import type { BuildFacts } from './build-facts.ts'
import { outcomeMessage } from './outcome-message.ts'

/** A finding to show beside the code, such as an annotation. */
export interface Finding {
  readonly level: 'error' | 'warning'
  /** One line. */
  readonly message: string
  readonly place: Place
}

export interface Place {
  /** A path in the repository. */
  readonly file?: string
  /** From 1. */
  readonly startLine?: number
  readonly title?: string
}

export interface FindingOptions {
  /** Whether to include warnings of the build checks. */
  readonly annotateChecks: boolean
  /** The Dockerfile's path in the repository; undefined when it isn't there. */
  readonly dockerfile: string | undefined
  /** What is done to text of the build before it is shown. */
  readonly hide: (text: string) => string
}

/** The warnings of the build checks, then the error that ended the build. */
export function findings(
  { checks, outcome }: Pick<BuildFacts, 'checks' | 'outcome'>,
  { annotateChecks, dockerfile, hide }: FindingOptions,
): readonly Finding[] {
  const warnings = annotateChecks ? checks.map((check) => checkFinding(check, dockerfile)) : []
  if (outcome.kind === 'succeeded') return warnings
  const excerpt = outcome.kind === 'failed' ? outcome.excerpt : undefined
  const place = excerpt ? placeOf(excerpt.filename, excerpt.line, dockerfile) : {}
  return [...warnings, { level: 'error', message: outcomeMessage(outcome, hide), place }]
}

function checkFinding(
  { message, title, filename, line }: Check,
  dockerfile: string | undefined,
): Finding {
  const place = { ...placeOf(filename, line, dockerfile), ...(title && { title }) }
  return { level: 'warning', message, place }
}

/** Empty when the named file isn't the Dockerfile in the repository: BuildKit reports only its base name. */
function placeOf(
  filename: string,
  line: number | undefined,
  dockerfile: string | undefined,
): Place {
  if (dockerfile === undefined || posix.basename(filename) !== posix.basename(dockerfile)) return {}
  return { file: dockerfile, ...(line !== undefined && { startLine: line }) }
}
