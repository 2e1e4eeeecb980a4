import { createHash } from 'node:crypto'
import type { Finding } from '../report/findings.ts'

const severities = { error: 'major', warning: 'minor' } as const

/**
 * Findings as GitLab's code quality report: a subset of the Code Climate format, in which each issue has a
 * place. A finding that isn't in a file of the repository is left out.
 */
export function codeQuality(findings: readonly Finding[]): string {
  const issues = findings.flatMap(({ level, message, place: { file, startLine, title } }) => {
    if (file === undefined) return []
    const check = title ?? (level === 'error' ? 'build' : 'check')
    return [
      {
        description: message,
        check_name: check,
        // The same from one pipeline to the next, whatever line the finding has moved to.
        fingerprint: createHash('sha256').update(`${file}\0${check}\0${message}`).digest('hex'),
        severity: severities[level],
        location: { path: file, lines: { begin: startLine ?? 1 } },
      },
    ]
  })
  return `${JSON.stringify(unique(issues), undefined, 2)}\n`
}

/** GitLab refuses a report in which two issues have one fingerprint. */
function unique<Issue extends { readonly fingerprint: string }>(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.fingerprint, issue])).values()]
}
