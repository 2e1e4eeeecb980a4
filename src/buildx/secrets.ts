import { existsSync } from 'node:fs'
import { csvField } from '../text/csv.ts'

/** A secret of the build, by the place of its value. */
export type Secret =
  | { readonly id: string; readonly value: string }
  | { readonly id: string; readonly variable: string }
  | { readonly id: string; readonly path: string }

export interface SecretInputs {
  readonly secrets: readonly string[]
  readonly secretEnvs: readonly string[]
  readonly secretFiles: readonly string[]
}

/**
 * Reads `name=value`, `name=VARIABLE` and `name=path`. An entry without a value is left out with a warning:
 * an optional secret is empty in a repository that doesn't have it. The warning shows no part of the entry,
 * not even a name: the entry may be a line of a value whose quotes were forgotten.
 */
export function readSecrets(
  { secrets, secretEnvs, secretFiles }: SecretInputs,
  warn: (message: string) => void,
): readonly Secret[] {
  const pairs = (input: string, entries: readonly string[]): [string, string][] =>
    entries.flatMap((entry, index): [string, string][] => {
      const at = entry.indexOf('=')
      const [id, value] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)]
      // A line of base64 may end with one or two `=`, which aren't a value.
      const hasValue = /[^=]/.test(value)
      if (id !== '' && hasValue) return [[id, value]]
      const fault = id === '' ? 'no name' : 'no value'
      const remedy = id === '' ? ' Write name=value, in quotes when it has several lines.' : ''
      warn(`${input}: entry ${index + 1} has ${fault}, so the build doesn't get it.${remedy}`)
      return []
    })
  return [
    ...pairs('secret-envs', secretEnvs).map(([id, variable]) => ({ id, variable })),
    ...pairs('secrets', secrets).map(([id, value]) => ({ id, value })),
    ...pairs('secret-files', secretFiles).flatMap(([id, path]) => {
      if (existsSync(path)) return [{ id, path }]
      warn(`secret-files: there is no file ${path}, so the build doesn't get "${id}".`)
      return []
    }),
  ]
}

export interface GitServer {
  readonly server: string
  /** The user name that goes with the token; absent for BuildKit's own, `x-access-token`. */
  readonly gitUser?: string
}

/** The secret with which BuildKit fetches the default context, unless the inputs have one for it. */
export function gitSecret(
  token: string,
  { server, gitUser }: GitServer,
  given: readonly Secret[],
): readonly Secret[] {
  const { host } = new URL(server)
  const isGiven = given.some(({ id }) =>
    ['GIT_AUTH_TOKEN', 'GIT_AUTH_HEADER'].some((name) => id === name || id === `${name}.${host}`),
  )
  if (token === '' || isGiven) return []
  if (gitUser === undefined) return [{ id: `GIT_AUTH_TOKEN.${host}`, value: token }]
  const basic = Buffer.from(`${gitUser}:${token}`).toString('base64')
  return [{ id: `GIT_AUTH_HEADER.${host}`, value: `basic ${basic}` }]
}

/** A value of `--secret`. Never the secret itself, since every user can read the arguments of a process. */
export function secretArg(secret: Secret, file: string): string {
  if ('variable' in secret) return `id=${secret.id},env=${secret.variable}`
  return `${csvField(`id=${secret.id}`)},${csvField(`src=${'path' in secret ? secret.path : file}`)}`
}
