import { type AttestRun, withBuilder } from './attests.ts'

/** The value of `--provenance` for a bake, which isn't in the form of an attestation. */
export function bakeProvenance(provenance: string, run: AttestRun): string {
  if (['false', 'False', 'FALSE'].includes(provenance)) return 'false'
  if (!['true', 'True', 'TRUE'].includes(provenance)) {
    return provenance === '' ? '' : withBuilder(provenance, run)
  }
  return run.url === '' ? 'true' : `builder-id=${run.url}`
}
