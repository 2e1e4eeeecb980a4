import { posix } from 'node:path'
import type { Check } from '../record/checks.ts'
import { adviceWorth } from './advice-worth.ts'
import type { BuildFacts } from './build-facts.ts'
import type { ReportedAdvice } from './cache-report.ts'
import { outcomeMessage } from './outcome-message.ts'

/** A finding to show beside the code, such as an annotation. */
export interface Finding {
  readonly level: 'error' | 'warning' | 'notice'
  /** One line. */
  readonly message: string
  readonly place: Place
}

export interface Place {
  /** A path in the repository. */
  readonly file?: string
  /** From 1. */
  readonly startLine?: number
  readonly endLine?: number
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

/** Advice and the warnings of the build checks, then the error that ended the build. */
export function findings(
  { checks, outcome, report }: Pick<BuildFacts, 'checks' | 'outcome'> & Partial<BuildFacts>,
  { annotateChecks, dockerfile, hide }: FindingOptions,
): readonly Finding[] {
  const notices = (report?.advice ?? []).map((each) => adviceFinding(each, dockerfile, hide))
  const fromChecks = annotateChecks ? checks.map((check) => checkFinding(check, dockerfile)) : []
  const warnings = [...notices, ...fromChecks]
  if (outcome.kind === 'succeeded') return warnings
  const excerpt = outcome.kind === 'failed' ? outcome.excerpt : undefined
  const place = excerpt ? placeOf(excerpt.filename, excerpt.line, dockerfile) : {}
  return [...warnings, { level: 'error', message: outcomeMessage(outcome, hide), place }]
}

function adviceFinding(
  { code, message, line, endLine, ...worth }: ReportedAdvice,
  dockerfile: string | undefined,
  hide: (text: string) => string,
): Finding {
  const isPlaced = dockerfile !== undefined && line !== undefined
  const place = isPlaced ? { file: dockerfile, startLine: line, ...(endLine && { endLine }) } : {}
  const worthWords = adviceWorth(worth)
  return {
    level: 'notice',
    message: `${hide(message)}${worthWords && ` ${worthWords}`}`,
    place: { ...place, title: code },
  }
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
