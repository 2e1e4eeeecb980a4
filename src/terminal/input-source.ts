import { readFileSync } from 'node:fs'
import { ConfigurationError } from '../base/errors.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import { masksOf } from '../inputs/masks.ts'
import { didYouMean, inputNames, knownAs } from '../inputs/names.ts'
import type { InputSource } from '../inputs/source.ts'
import type { CommandLine } from './command-line.ts'
import type { Job } from './job.ts'
import { findInput, optionOf, secretInputs } from './options.ts'

/** The prefix of the variables in which inputs can be given. */
const prefix = 'REMOTE_BUILDKIT_'

/**
 * Variables of that form that are not inputs: those that the program or an action in the same job makes, and the job's
 * own token.
 */
const ownVariables = ['DIRECTORY', 'ID_TOKEN', 'LEFTOVERS', 'SETUP', 'WARNED']

interface SourceOptions {
  readonly inputs: CommandLine['inputs']
  readonly env: NodeJS.ProcessEnv
  readonly job: Job
  readonly mask: (secret: string) => void
  /** The names of the command's inputs; by default those of `build`. */
  readonly names?: readonly string[]
  /** Reads the standard input to its end. */
  readonly readInput?: () => string
}

/** Inputs from options, or from variables when no option is given. */
export function createInputSource({
  inputs,
  env,
  job,
  mask,
  names = inputNames,
  readInput = () => readFileSync(0, 'utf8'),
}: SourceOptions): InputSource {
  const files = new Map<string, string>()
  let inputTaken: string | undefined
  const fromInput = (name: string) => {
    if (inputTaken !== undefined) {
      const other = inputTaken === name ? 'twice' : `also for --${inputTaken}`
      throw new ConfigurationError(
        `--${name}: - is given ${other}, but the standard input can be read only once.`,
      )
    }
    inputTaken = name
    return readInput()
  }
  const fromPath = (name: string, path: string) =>
    withoutMark(path === '-' ? fromInput(name) : readSecret(name, path))
  const fromFile = (name: string, option: string) => {
    const known = files.get(name)
    if (known !== undefined) return known
    // A list that is given several times has one path a line.
    const text = isList(name)
      ? joined(nonEmptyLines(option).map((path) => fromPath(name, path)))
      : fromPath(name, option)
    // Unlike a key, the text of this secret isn't masked by its reader.
    if (isToken(name)) for (const form of masksOf(text.trim())) mask(form)
    files.set(name, text)
    return text
  }
  const given = (name: string) => {
    const option = inputs.get(name)
    if (option === undefined) return env[variableOf(name)] ?? ''
    return secretInputs.includes(name) && option !== '' ? fromFile(name, option) : option
  }
  return {
    raw: (name) => job.input(name, given(name), given),
    env,
    mask,
    origin: job.origin,
    run: job.run,
    workspace: job.workspace,
    checkNames: () => [...checkVariables(env, names), ...(job.inputWarnings?.(given) ?? [])],
  }
}

export function variableOf(input: string): string {
  return prefix + input.toUpperCase().replaceAll('-', '_')
}

function isList(name: string): boolean {
  return findInput(optionOf(name), undefined)?.type === 'list'
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** The last line of a file may have no end. */
function joined(texts: readonly string[]): string {
  return texts.reduce(
    (all, text) => `${all}${all === '' || all.endsWith('\n') ? '' : '\n'}${text}`,
    '',
  )
}

function isToken(name: string): boolean {
  return name.endsWith('-token')
}

/** Windows PowerShell writes a byte order mark, which would become a part of the first secret's name. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** The message has no word of the path: it may be the secret itself. */
function readSecret(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    throw new ConfigurationError(
      `--${name}: this is not the path of a file that can be read (${code}). Every process of this machine can read a command line, so give a secret in a file, in ${variableOf(name)}, or as - on the standard input.`,
    )
  }
}

/**
 * Looks for variables that name no input.
 *
 * @returns a warning for each that has no effect
 * @throws ConfigurationError for one that exists under another name
 */
function checkVariables(env: NodeJS.ProcessEnv, names: readonly string[]): string[] {
  return Object.entries(env)
    .filter(([variable, value]) => variable.startsWith(prefix) && value?.trim())
    .map(([variable]) => variable.slice(prefix.length))
    .filter((rest) => !ownVariables.includes(rest))
    .flatMap((rest) => {
      const name = rest.toLowerCase().replaceAll('_', '-')
      // A job may run several commands with one environment.
      if (names.includes(name) || inputNames.includes(name)) return []
      const ours = knownAs(name, names)
      if (ours !== undefined) {
        throw new ConfigurationError(
          `${prefix}${rest} is called ${variableOf(ours)} here. Write ${variableOf(ours)} instead.`,
        )
      }
      return [
        `${prefix}${rest} names no input and has no effect.${didYouMean(name, names, variableOf)}`,
      ]
    })
}

/**
 * The environment for other processes: without the inputs, some of which are secrets. The name of a directory that
 * `env` has set up stays: a later build finds its builder there.
 */
export function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        name === setUpVariable ||
        (!name.startsWith(prefix) && !/^BUILDER_NODE_\d+_AUTH_/.test(name)),
    ),
  )
}
