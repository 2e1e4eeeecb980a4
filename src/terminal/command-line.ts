import { ConfigurationError } from '../base/errors.ts'
import { knownAs, nearestName } from '../inputs/names.ts'
import { type Command, commands, findInput, findOwn, inputsOf, optionNames } from './options.ts'

/** What a command line asks for. */
export interface CommandLine {
  readonly command: Command | undefined
  /** Inputs of the action by name, each as the text that the input would have. */
  readonly inputs: ReadonlyMap<string, string>
  /** The program's own options by name; one without a value is `true`. */
  readonly options: ReadonlyMap<string, string>
}

const shortOptions: Readonly<Record<string, string>> = {
  '-f': '--file',
  '-h': '--help',
  '-t': '--tags',
}

/**
 * Reads `COMMAND [OPTION]... [ARGUMENT]`. A list may be given several times; an option of a boolean needs no
 * value. The argument is the context of `build` and the endpoint of `doctor` and `env`; those of `bake` are targets.
 *
 * @throws ConfigurationError that names the option
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const words = [...args]
  const command = words[0] !== undefined && !words[0].startsWith('-') ? words.shift() : undefined
  if (command !== undefined && !isCommand(command)) {
    throw new ConfigurationError(`There is no command "${command}". Use ${commands.join(', ')}.`)
  }
  const inputs = new Map<string, string>()
  const options = new Map<string, string>()
  const take = (word: string) => {
    const { name, value } = splitOption(word, command)
    const kind = kindOf(name, command)
    const text = value ?? (kind.isFlag ? 'true' : words.shift())
    if (text === undefined) throw new ConfigurationError(`--${name} needs a value.`)
    const given = kind.isInput ? inputs : options
    const before = given.get(name)
    if (before !== undefined && !kind.isList) {
      throw new ConfigurationError(`--${name} is given twice.`)
    }
    given.set(name, before === undefined ? text : `${before}\n${text}`)
  }
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    // `-` alone is the standard input, as a context.
    if (word.startsWith('-') && word !== '-') take(word)
    else takeArgument(word, command, inputs)
  }
  return { command, inputs, options }
}

function isCommand(text: string): text is Command {
  return commands.some((command) => command === text)
}

function splitOption(
  word: string,
  command: Command | undefined,
): { readonly name: string; readonly value?: string } {
  const [option = '', ...rest] = word.split('=')
  const short = command === 'bake' && option === '-f' ? '--files' : shortOptions[option]
  const name = (short ?? option).replace(/^--/, '')
  return { name, ...(word.includes('=') && { value: rest.join('=') }) }
}

interface Kind {
  readonly isInput: boolean
  readonly isList: boolean
  readonly isFlag: boolean
}

function kindOf(name: string, command: Command | undefined): Kind {
  const own = findOwn(name)
  if (own !== undefined) {
    requireFor(name, command, command === undefined || own.commands.includes(command))
    return { isInput: false, isList: false, isFlag: own.value === undefined }
  }
  const input = findInput(name, command)
  if (input === undefined) throw unknownOption(name)
  const taken = inputsOf(command ?? 'build').flatMap((group) => group.inputs)
  requireFor(name, command, taken.includes(input))
  return { isInput: true, isList: input.type === 'list', isFlag: input.type === 'boolean' }
}

function requireFor(name: string, command: Command | undefined, isTaken: boolean): void {
  if (isTaken) return
  throw new ConfigurationError(`--${name} is not an option of ${command}.`)
}

function unknownOption(name: string): ConfigurationError {
  const ours = knownAs(name)
  if (ours === undefined) {
    const option = name.startsWith('-') ? name : `--${name}`
    return new ConfigurationError(
      `There is no option ${option}. Did you mean --${nearestName(name, optionNames)}?`,
    )
  }
  return new ConfigurationError(`--${name} is called --${ours} here. Write --${ours} instead.`)
}

function takeArgument(
  word: string,
  command: Command | undefined,
  inputs: Map<string, string>,
): void {
  if (command === 'bake') {
    const before = inputs.get('targets')
    inputs.set('targets', before === undefined ? word : `${before}\n${word}`)
    return
  }
  const name = command === 'build' ? 'context' : 'endpoint'
  if (command === undefined || inputs.has(name)) {
    // The message doesn't repeat the word: it may be the value of a secret without its option.
    throw new ConfigurationError(`There is one ${name} too many.`)
  }
  inputs.set(name, word)
}
