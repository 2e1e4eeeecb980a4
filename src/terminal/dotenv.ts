import { ConfigurationError } from '../base/errors.ts'
import type { Outputs } from '../report/outputs.ts'
import { shortLine } from '../text/truncate.ts'

/** The most important first: excess variables are left out from the end. Digests of several images follow. */
const names = [
  'digest',
  'fallback',
  'fallback-reason',
  'cache-hit-percent',
  'steps-total',
  'steps-cached',
  'steps-executed',
  'mounts-total',
  'mounts-warm',
  'seconds-saved',
] as const

/** What other variables say too, or few jobs need. */
const lesserNames = [
  'cache-hit',
  'image-changed',
  'imageid',
  'driver',
  'endpoint',
  'endpoint-choice',
] as const

/** What a CI system reads of such a file at most. */
export interface DotenvLimits {
  readonly system: string
  readonly variables: number
  readonly bytes: number
}

export interface DotenvOptions {
  /** What the variables' names start with; `BUILD_` when empty. */
  readonly prefix?: string | undefined
  /** Of several images, by names such as `digest-app`. */
  readonly digests?: Readonly<Record<string, string>> | undefined
  /** Absent where nothing is known of a limit. */
  readonly limits?: DotenvLimits | undefined
}

/**
 * The outputs as lines of `NAME=value`, in a form that GitLab, shells and other readers take alike: no
 * quotes, no spaces, no empty lines. The builder's name and the two outputs in JSON aren't among them.
 *
 * @returns the text, and the variables that are left out, by the reason
 */
export function dotenv(
  outputs: Outputs,
  { prefix, digests = {}, limits }: DotenvOptions = {},
): { readonly text: string; readonly leftOut: Readonly<Record<string, readonly string[]>> } {
  let text = ''
  let count = 0
  const leftOut: Record<string, string[]> = {}
  const all = [...names, ...Object.keys(digests), ...lesserNames]
  const byVariable = Map.groupBy(
    all,
    (name) => (prefix || 'BUILD_') + name.toUpperCase().replaceAll('-', '_'),
  )
  for (const [variable, [name = '', ...others]] of byVariable) {
    const value = String(digests[name] ?? outputs[name] ?? '')
    const line = `${variable}=${value}\n`
    const fault =
      // Of `app-db` and `app_db`, neither would get what a reader expects.
      (others.length > 0 ? 'two targets have this variable' : faultOf(value)) ??
      (limits && excess(limits, count + 1, text + line))
    if (fault === undefined) {
      text += line
      count += 1
    } else {
      leftOut[fault] = [...(leftOut[fault] ?? []), variable]
    }
  }
  return { text, leftOut }
}

/**
 * Refuses a prefix that makes no names of variables: a shell can't read them, and GitLab refuses the whole file.
 *
 * @throws ConfigurationError naming the option
 */
export function checkPrefix(prefix: string): void {
  if (/^(?:[A-Za-z_][A-Za-z0-9_]*)?$/.test(prefix)) return
  throw new ConfigurationError(
    `--dotenv-prefix: "${shortLine(prefix, longestShown)}" can't begin the name of a variable. Use letters, digits and underscores, with no digit in front, such as BUILD_.`,
  )
}

/** Characters. */
const longestShown = 200

/** @returns why readers would not take a value as it is */
function faultOf(value: string): string | undefined {
  if (/^[\w:/.@%+,=[\]-]*$/.test(value)) return undefined
  return 'a character has a meaning of its own in such a file'
}

/** @returns which limit is passed */
function excess({ system, variables, bytes }: DotenvLimits, count: number, text: string) {
  if (count > variables) return `${system} takes at most ${variables} variables`
  if (Buffer.byteLength(text) > bytes) return `${system} takes at most ${bytes} bytes`
  return undefined
}
