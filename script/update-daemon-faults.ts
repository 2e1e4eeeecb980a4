import { daemonFaults } from '../src/advice/daemon-faults.ts'

/**
 * Lists the security advisories of moby/buildkit that `src/advice/daemon-faults.ts` doesn't have. Whether one matters
 * to people who share a daemon is for a person to judge: add those that do, by hand, with a clause that says what can
 * happen. The release notes tell the rest: https://github.com/moby/buildkit/releases
 */
interface Advisory {
  readonly ghsa_id: string
  readonly summary: string
  readonly html_url: string
  readonly vulnerabilities?: readonly { readonly patched_versions?: string | null }[]
}

export function unknownAdvisories(advisories: readonly Advisory[]): readonly string[] {
  const known = new Set(daemonFaults.flatMap(({ sources }) => sources))
  return advisories
    .filter(({ ghsa_id }) => !known.has(ghsa_id))
    .map(({ ghsa_id, summary, html_url, vulnerabilities = [] }) => {
      const versions = vulnerabilities.flatMap(({ patched_versions }) => patched_versions ?? [])
      return `${ghsa_id}, fixed in ${versions.join(' or ') || 'no release'}: ${summary} (${html_url})`
    })
}

if (import.meta.main) {
  const url = 'https://api.github.com/repos/moby/buildkit/security-advisories?per_page=100'
  const headers = { accept: 'application/vnd.github+json' }
  try {
    const answer = await fetch(url, { headers })
    if (!answer.ok) throw new Error(`HTTP status ${answer.status}`)
    const lines = unknownAdvisories((await answer.json()) as Advisory[])
    console.log(lines.join('\n') || 'The table has all advisories.')
  } catch (error) {
    const { message, cause } = error as Error
    console.error(`${url} can't be read: ${cause instanceof Error ? cause.message : message}.`)
    process.exitCode = 1
  }
}
