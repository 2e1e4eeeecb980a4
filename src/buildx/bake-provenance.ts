import { yamlBoolean } from '../text/boolean.ts'
import { type AttestRun, withBuilder } from './attests.ts'

/** The value of `--provenance` for a bake, which isn't in the form of an attestation. */
export function bakeProvenance(provenance: string, run: AttestRun): string {
  const isWanted = yamlBoolean(provenance)
  if (isWanted === false) return 'false'
  if (isWanted === undefined) return provenance === '' ? '' : withBuilder(provenance, run)
  return run.url === '' ? 'true' : `builder-id=${run.url}`
}
