import { getInput, setSecret } from '@actions/core'
import type { InputSource } from '../inputs/source.ts'
import { readCiRun } from './ci-run.ts'
import { checkNames, type Replacements } from './input-environment.ts'
import { readOrigin } from './origin.ts'

/**
 * Reads inputs and job from the variables and the event file that the runner gives to each action.
 *
 * @param names of the action's inputs
 * @param replacements for inputs of the action that it replaces
 */
export function createInputSource(
  env: NodeJS.ProcessEnv,
  names: readonly string[],
  replacements?: Replacements,
): InputSource {
  return {
    raw: (name) => getInput(name, { trimWhitespace: false }),
    env,
    mask: setSecret,
    origin: readOrigin(env),
    run: readCiRun(env),
    workspace: env.GITHUB_WORKSPACE || process.cwd(),
    checkNames: () => checkNames(env, names, replacements),
  }
}
