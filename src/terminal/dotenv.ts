import type { Outputs } from '../report/outputs.ts'

/** The most important first: excess variables are left out from the end. */
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
  'cache-hit',
  'image-changed',
  'imageid',
  'driver',
  'endpoint',
  'endpoint-choice',
] as const

/** GitLab's limits on every plan. Other systems have higher ones. */
const mostBytes = 5 * 1024
const mostVariables = 20

/**
 * The outputs as lines of `NAME=value`, in a form that GitLab, shells and other readers take alike: no
 * quotes, no spaces, no empty lines. The builder's name and the two outputs in JSON aren't among them.
 *
 * @param prefix of the variables' names
 * @param digests of several images, by names such as `digest-app`
 * @returns the text, and the variables that didn't fit
 */
export function dotenv(
  outputs: Outputs,
  prefix = 'BUILD_',
  digests: Readonly<Record<string, string>> = {},
): { readonly text: string; readonly leftOut: readonly string[] } {
  let text = ''
  let count = 0
  const leftOut: string[] = []
  const [first, ...rest] = names
  for (const name of [first, ...Object.keys(digests), ...rest]) {
    const variable = prefix + name.toUpperCase().replaceAll('-', '_')
    const value = String(digests[name] ?? outputs[name] ?? '')
    const line = `${variable}=${value}\n`
    const fits = Buffer.byteLength(text + line) <= mostBytes && count < mostVariables
    if (!fits || !/^[\w:/.@%+,=[\]-]*$/.test(value)) {
      leftOut.push(variable)
      continue
    }
    text += line
    count += 1
  }
  return { text, leftOut }
}
