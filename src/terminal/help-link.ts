import type { DiagnosisCode } from '../base/diagnosis.ts'
import { version } from './version.ts'

/** The heading about a code, in the version of this program that runs. */
export function helpLink(code: DiagnosisCode): string {
  const ref = version.endsWith('-dev') ? 'main' : `v${version}`
  return `https://github.com/org/remote-buildkit/blob/${ref}/docs/troubleshooting.md#${code}`
}
