import { ConfigurationError } from '../base/errors.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { didYouMean, inputNames, knownAs } from '../inputs/names.ts'

/** The prefix of the variables in which the runner passes inputs. */
const prefix = 'INPUT_'

/**
 * Looks for inputs that aren't `known`. Not within a composite action, where the outer action's inputs may
 * be in the environment and look like this action's own: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @param replacements what to write instead of an input that another action has, and that no input here can replace alone
 * @returns a warning for each that has no effect
 * @throws ConfigurationError for one that exists under another name, which isn't given
 */
export function checkNames(
  env: NodeJS.ProcessEnv,
  known: readonly string[] = inputNames,
  replacements: Replacements = new Map(),
): string[] {
  if (env.GITHUB_ACTION_PATH) return []
  const names = Object.entries(env)
    .filter(([variable, value]) => variable.startsWith(prefix) && value?.trim())
    .map(([variable]) => variable.slice(prefix.length).toLowerCase())
  const unknown = names.filter((name) => !known.includes(name))
  return unknown.map((name) => checkName(name, names, known, replacements))
}

/** A sentence for each name of an input. */
export type Replacements = ReadonlyMap<string, string>

function checkName(
  name: string,
  names: readonly string[],
  known: readonly string[],
  replacements: Replacements,
): string {
  const ours = knownAs(name, known)
  if (ours === undefined || names.includes(ours)) {
    const replacement = replacements.get(name)
    return `${name} is not an input of this action and has no effect.${replacement ? ` ${replacement}` : didYouMean(name, known)}`
  }
  const message = `${name} is called ${ours} here. Write ${ours} instead`
  // Environment variables of a workflow have no hyphen.
  if (name.includes('-')) throw new ConfigurationError(`${message}.`)
  const variable = prefix + name.toUpperCase()
  if (harmless.has(name)) return `${message}, unless ${variable} is a variable of your workflow.`
  throw new ConfigurationError(
    `${message}. If ${variable} is a variable of your workflow, rename the variable.`,
  )
}

/** The build is the same without them, and a workflow may well have a variable such as `INPUT_VERSION`. */
const harmless = new Set(['config', 'token', 'version'])

/**
 * The variables that would be removed, but from which the build reads a value, such as by
 * `build-args: INPUT_VERSION` or `secret-envs: token=ACTIONS_ID_TOKEN_REQUEST_TOKEN`. An input of this action
 * is never among them.
 */
export function ownVariables({
  buildArgs,
  secrets,
}: Pick<BuildInputs, 'buildArgs' | 'secrets'>): string[] {
  const variables = secrets.flatMap((secret) => ('variable' in secret ? [secret.variable] : []))
  return [...buildArgs, ...variables].filter((variable) => {
    if (identityVariables.has(variable)) return true
    const name = variable.slice(prefix.length).toLowerCase().replaceAll('_', '-')
    return /^INPUT_[^=]+$/.test(variable) && !inputNames.includes(name)
  })
}

/**
 * Removes the variables that hold secrets of this action or of the job, so that no process that this one or a
 * library starts gets them. Every variable that begins like an input is removed, even if it is not this
 * action's: it may be an input of an action around this one, or a misspelled one. Only the named ones stay.
 */
export function forgetSecrets(env: NodeJS.ProcessEnv, named: readonly string[] = []): void {
  for (const name of Object.keys(env)) {
    if (mayHoldSecret(name) && !named.includes(name)) delete env[name]
  }
}

function mayHoldSecret(name: string): boolean {
  return (
    name.startsWith(prefix) || identityVariables.has(name) || /^BUILDER_NODE_\d+_AUTH_/.test(name)
  )
}

/** With these, any process can get tokens of this job for any audience. */
const identityVariables: ReadonlySet<string> = new Set([
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
])
