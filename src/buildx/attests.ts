import { csvRecords } from '../input-values.ts'
import { csvField } from './create-args.ts'

export interface AttestInputs {
  readonly attests: readonly string[]
  /** `true`, `false`, or attributes. */
  readonly provenance: string
  readonly sbom: string
  readonly load: boolean
  readonly outputs: readonly string[]
}

export interface AttestRun {
  readonly url: string
  readonly isPrivate: boolean
  readonly noDefaultAttestations: boolean
}

/** The values of `--attest` that are asked for. `provenance` and `sbom` win over `attests`. */
export function attestations(
  { attests, provenance, sbom }: AttestInputs,
  run: AttestRun,
): string[] {
  const given = { provenance: provenance !== '', sbom: sbom !== '' }
  return [
    ...(given.provenance ? [`type=provenance,${provenanceAttributes(provenance, run)}`] : []),
    ...(given.sbom ? [`type=sbom,${attributes(sbom)}`] : []),
    ...attests.flatMap((attest) => {
      const type = typeOf(attest)
      if (type === 'provenance') return given.provenance ? [] : [withBuilder(attest, run)]
      if (type === 'sbom') return given.sbom ? [] : [attest]
      return [attributes(attest)]
    }),
  ]
}

/**
 * A build without a word about provenance gets one, in which a private repository's sources and
 * arguments aren't named; but not an image for Docker's own store, which may have no place for it.
 */
export function defaultAttestations(inputs: AttestInputs, run: AttestRun): string[] {
  const isGiven =
    inputs.provenance !== '' || inputs.attests.some((attest) => typeOf(attest) === 'provenance')
  if (isGiven || run.noDefaultAttestations || isForDocker(inputs)) return []
  const byDefault = run.isPrivate ? 'mode=min,inline-only=true' : 'mode=max'
  return [`type=provenance,${withBuilder(byDefault, run)}`]
}

function provenanceAttributes(provenance: string, run: AttestRun): string {
  if (['false', 'False', 'FALSE'].includes(provenance)) return 'disabled=true'
  if (!['true', 'True', 'TRUE'].includes(provenance)) {
    return attributes(withBuilder(provenance, run))
  }
  return run.url === '' ? 'disabled=false' : `builder-id=${run.url}`
}

/** The run that built it, unless another builder is named. */
function withBuilder(text: string, { url }: AttestRun): string {
  if (url === '' || pairs(text).some(([name]) => name === 'builder-id')) return text
  return `${text},builder-id=${url}`
}

/** buildx wants `disabled=…` where people write a plain boolean. */
function attributes(text: string): string {
  return fields(text)
    .map((field) => {
      if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(field)) return 'disabled=false'
      if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(field)) return 'disabled=true'
      return csvField(field)
    })
    .join(',')
}

function isForDocker({ load, outputs }: AttestInputs): boolean {
  return load || outputs.some((output) => typeOf(output) === 'docker')
}

function typeOf(text: string): string | undefined {
  return pairs(text).find(([name]) => name === 'type')?.[1]
}

function pairs(text: string): [string, string][] {
  return fields(text).map((field) => {
    const [name = '', ...value] = field.split('=')
    return [name.trim(), value.join('=').trim()]
  })
}

function fields(text: string): string[] {
  return csvRecords(text)
    .flat()
    .map((field) => field.trim())
}
