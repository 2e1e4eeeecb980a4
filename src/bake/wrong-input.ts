import type { BakeInputs } from '../buildx/bake-args.ts'
import { readOverride } from './override.ts'

/** A mistake in an input, which buildx reports while it reads the definition. */
export interface WrongInput {
  /** Whole sentences, the input's name first. */
  readonly message: string
  /** What the input should have named, if that is it. A group has no fields to override. */
  readonly lacks?: 'target' | 'target or group'
}

type Asked = Pick<BakeInputs, 'provenance' | 'sbom' | 'set' | 'targets' | 'vars'>

/**
 * Finds the input with the mistake that an error of buildx is about.
 *
 * @param targetsInput the name of the input that names the targets
 * @returns undefined when the error is about something else
 */
export function wrongInput(
  error: string,
  asked: Asked,
  targetsInput: string,
): WrongInput | undefined {
  const missing = missingTarget(error, asked, targetsInput)
  if (missing !== undefined) return missing
  const message = allowMistake(error) ?? varsMistake(error, asked) ?? valueMistake(error, asked)
  return message === undefined ? undefined : { message }
}

const overrideForm =
  'Write TARGET.FIELD=VALUE, such as app.args.VERSION=1 or *.platform=linux/arm64.'

/** `expandTargets` and `matchNames` in docker/buildx bake/bake.go. The first takes a plain name for a pattern too. */
function missingTarget(
  error: string,
  { set, targets }: Asked,
  targetsInput: string,
): WrongInput | undefined {
  const [, pattern] =
    /^could not (?:find any target matching|match targets with) ["'](.*?)["'](?:$|: )/.exec(
      error,
    ) ?? []
  if (pattern === undefined) return undefined
  if (set.some((entry) => readOverride(entry).target === pattern)) {
    return { message: `set: no target matches "${pattern}" (${error}).`, lacks: 'target' }
  }
  if (!targets.includes(pattern)) return undefined
  return {
    message: `${targetsInput}: nothing matches "${pattern}" (${error}).`,
    lacks: 'target or group',
  }
}

/** `ParseEntitlements` in docker/buildx bake/entitlements.go. */
function allowMistake(error: string): string | undefined {
  const [, key] = /^unknown entitlement key "?([^"]*)"?$/.exec(error) ?? []
  if (key !== undefined) {
    return `allow: this buildx knows no entitlement "${key}" (${error}). Write network.host, security.insecure, device=NAME, ssh, fs=PATH, fs.read=PATH or fs.write=PATH.`
  }
  return /^failed to parse device entitlement |^\S+ does not accept a value$/.test(error)
    ? `allow: ${error}.`
    : undefined
}

/** `parseBakeVars` in docker/buildx commands/bake.go, and `convertPrimitive` in bake/hclparser/hclparser.go. */
function varsMistake(error: string, { vars }: Asked): string | undefined {
  if (/^invalid variable ".*", (?:expected key=value|key is empty)$/.test(error)) {
    return `vars: ${error}. Write NAME=VALUE, on a line for each variable.`
  }
  const [, name, type] = /\bfailed to parse (\S+) as (number|bool)\b/.exec(error) ?? []
  if (name === undefined || !vars.some((entry) => entry.startsWith(`${name}=`))) return undefined
  return `vars: ${name} gets a value that is no ${type} (${error}).`
}

/** `newOverrides` and `AddOverrides` in docker/buildx bake/bake.go. `provenance` and `sbom` become overrides of all targets. */
function valueMistake(error: string, { set, provenance, sbom }: Asked): string | undefined {
  const overrides = set.map(readOverride)
  const has = (...fields: readonly string[]) =>
    overrides.some(({ field }) => fields.includes(field))
  const [, attest] = /^(?:invalid value for attest: )?invalid value (\S+)$/.exec(error) ?? []
  if (attest !== undefined) {
    const inputs = { provenance, sbom }
    for (const [input, value] of Object.entries(inputs)) {
      if (value.split(',').includes(attest))
        return `${input}: ${error}. Write true, false or NAME=VALUE.`
    }
    return has('attest', 'policy') ? `set: ${error}.` : undefined
  }
  if (/^invalid override /.test(error)) return `set: ${error}. ${overrideForm}`
  const [, key] = /^unknown key: (.+)$/.exec(error) ?? []
  if (key !== undefined && has(key.replace(/\+$/, ''))) {
    return key.endsWith('+')
      ? `set: += needs buildx v0.22.0 or newer, and the one on this runner is older (${error}). Set buildx-version: v0.22.0, or write =.`
      : `set: this buildx knows no field "${key}" of a target (${error}). ${overrideForm}`
  }
  const named = ofField.map((pattern) => pattern.exec(error)?.[1]).find(Boolean)
  // A field may have parts, as in `resources.cpu-shares`.
  if (named !== undefined && has(named.split('.')[0] ?? named))
    return `set: ${error}. ${overrideForm}`
  const isOfField = ofValue.some(([pattern, ...fields]) => pattern.test(error) && has(...fields))
  if (isOfField) return `set: ${error}.`
  const isOutput = error.startsWith('invalid value for outputs: ')
  return isOutput && has('output', 'secrets', 'ssh') ? `set: ${error}.` : undefined
}

/** Errors that name a field of a target. */
const ofField: readonly RegExp[] = [
  /^invalid key [^.\s]+\.([^.\s]+)\S*, /,
  /^invalid format for (\S+), expecting /,
  /^invalid value .* for \w+ key (\S+)$/,
  /^(\S+) requires? name$/,
  /^(secret) (?:override id )?".*" (?:must be declared|does not match) /,
]

/** Errors about the value of a field that they don't name. */
const ofValue: readonly (readonly [RegExp, ...string[]])[] = [
  [/cannot parse platform specifier/, 'platform'],
  [/^type required for/, 'cache-from', 'cache-to'],
  [/^type is required for output/, 'output'],
]
