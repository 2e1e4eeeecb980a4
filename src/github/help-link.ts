import type { DiagnosisCode } from '../base/diagnosis.ts'

/** The heading of docs/troubleshooting.md about a code, in the version of the action that runs. */
export function helpLink(code: DiagnosisCode, env: NodeJS.ProcessEnv): string {
  const server = env.GITHUB_SERVER_URL || 'https://github.com'
  // Both are empty when the action is used from a checkout, as in `uses: ./`.
  const repository = env.GITHUB_ACTION_REPOSITORY || 'org/remote-buildkit'
  const version = (env.GITHUB_ACTION_REPOSITORY && env.GITHUB_ACTION_REF) || 'main'
  return `${server}/${repository}/blob/${version}/docs/troubleshooting.md#${code}`
}
