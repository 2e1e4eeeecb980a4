import { createHash } from 'node:crypto'
import type { Finding } from '../report/findings.ts'

const severities = { error: 'major', warning: 'minor', notice: 'info' } as const

/** Numbers, times and sizes, such as `1 min 2 s`: those of a step differ from one build to the next. */
const amounts = /\d+(?:\.\d+)?(?: (?:h|min|s|[kMGT]?B)\b(?: \d+ (?:min|s)\b)?)?/g

/**
 * Findings as GitLab's code quality report: a subset of the Code Climate format, in which each issue has a
 * place. A finding that isn't in a file of the repository is left out.
 */
export function codeQuality(findings: readonly Finding[]): string {
  const seen = new Map<string, number>()
  const issues = findings.flatMap(({ level, message, place: { file, startLine, title } }) => {
    if (file === undefined) return []
    const check = title ?? (level === 'error' ? 'build' : 'check')
    // The same from one pipeline to the next, whatever line the finding has moved to.
    const key = [file, check, message.replaceAll(amounts, '0')].join('\0')
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return [
      {
        description: message,
        check_name: check,
        // GitLab shows one issue of each fingerprint.
        fingerprint: createHash('sha256').update(`${key}\0${before}`).digest('hex'),
        severity: severities[level],
        location: { path: file, lines: { begin: startLine ?? 1 } },
      },
    ]
  })
  return `${JSON.stringify(issues, undefined, 2)}\n`
}
