import { ConfigurationError, messageOf } from '../base/errors.ts'
import { goBoolean, yamlBoolean } from '../text/boolean.ts'
import { csvField, csvFields, csvRecords } from '../text/csv.ts'
import { readOutput } from './outputs.ts'

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

/** The values of `--attest` that the inputs ask for. `provenance` and `sbom` override `attests`. */
export function attestations(
  { attests, provenance, sbom }: AttestInputs,
  run: AttestRun,
): string[] {
  const given = { provenance: provenance !== '', sbom: sbom !== '' }
  return [
    ...(given.provenance ? [`type=provenance,${provenanceAttributes(provenance, run)}`] : []),
    ...(given.sbom ? [`type=sbom,${attributes('sbom', sbom)}`] : []),
    ...attests.flatMap((attest) => {
      const type = attribute(attest, 'type')
      if (type === 'provenance') return given.provenance ? [] : [withBuilder(attest, run)]
      if (type === 'sbom') return given.sbom ? [] : [attest]
      return [attributes('attests', attest)]
    }),
  ]
}

/**
 * A build whose inputs don't mention provenance gets one. For a private repository it doesn't name sources
 * and arguments. An image for Docker's classic image store gets none, since that store can't hold one.
 */
export function defaultAttestations(inputs: AttestInputs, run: AttestRun): string[] {
  const isGiven =
    inputs.provenance !== '' ||
    inputs.attests.some((attest) => attribute(attest, 'type') === 'provenance')
  if (isGiven || run.noDefaultAttestations || isForDocker(inputs)) return []
  const byDefault = run.isPrivate ? 'mode=min,inline-only=true' : 'mode=max'
  return [`type=provenance,${withBuilder(byDefault, run)}`]
}

function provenanceAttributes(provenance: string, run: AttestRun): string {
  const isWanted = yamlBoolean(provenance)
  if (isWanted === false) return 'disabled=true'
  if (isWanted === undefined) return attributes('provenance', withBuilder(provenance, run))
  return run.url === '' ? 'disabled=false' : `builder-id=${run.url}`
}

/** Names the run as the builder, unless the input names another. */
export function withBuilder(text: string, { url }: AttestRun): string {
  if (url === '' || attribute(text, 'builder-id') !== undefined) return text
  return `${text},builder-id=${url}`
}

/** buildx expects `disabled=…` where workflows have a plain boolean. */
function attributes(input: string, text: string): string {
  return fields(input, text)
    .map((field) => {
      const isWanted = goBoolean(field)
      return isWanted === undefined ? csvField(field) : `disabled=${!isWanted}`
    })
    .join(',')
}

function fields(input: string, text: string): string[] {
  try {
    return csvRecords(text)
      .flat()
      .map((field) => field.trim())
  } catch (error) {
    throw new ConfigurationError(`${input}: ${messageOf(error)}`)
  }
}

function isForDocker({ load, outputs }: AttestInputs): boolean {
  return load || outputs.some((output) => readOutput(output).type === 'docker')
}

/** The last value of `name`, which is case-sensitive as in docker/build-push-action. */
function attribute(attest: string, name: string): string | undefined {
  const pairs = csvFields(attest).map((field) => field.split('='))
  const pair = pairs.findLast(([key = '']) => key.trim() === name)
  return pair?.slice(1).join('=').trim()
}
