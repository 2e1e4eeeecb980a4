import { ConfigurationError } from '../base/errors.ts'
import { didYouMean, knownAs } from '../inputs/names.ts'
import {
  type Command,
  commands,
  findInput,
  findOwn,
  inputsOf,
  optionNames,
  optionOf,
} from './options.ts'

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
  '-o': '--output',
  '-t': '--tags',
}

const otherNames: Readonly<Record<string, string>> = { dotenv: 'outputs' }

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
    const { name: written, value } = splitOption(word, command)
    const asWritten = kindOf(written, command)
    const text = value ?? (asWritten.isFlag ? 'true' : words.shift())
    if (text === undefined) throw new ConfigurationError(`--${written} needs a value.`)
    const kind = isExporter(written, text, command) ? kindOf('output', command) : asWritten
    const { name } = kind
    const given = kind.isInput ? inputs : options
    const before = given.get(name)
    if (before !== undefined && !kind.isList) {
      throw new ConfigurationError(`--${written} is given twice.`)
    }
    given.set(name, before === undefined ? text : `${before}\n${text}`)
  }
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    // `-` alone is an argument. Only a secret may come from the standard input, so `readInputs` refuses it.
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

/** Whether `--outputs` is meant as the input of that name, whose entries have a type. */
function isExporter(option: string, text: string, command: Command | undefined): boolean {
  return option === 'outputs' && command === 'build' && /(?:^|[,\s])type=/.test(text)
}

interface Kind {
  /** Of the input, or of the program's own option. */
  readonly name: string
  readonly isInput: boolean
  readonly isList: boolean
  readonly isFlag: boolean
}

function kindOf(option: string, command: Command | undefined): Kind {
  const own = findOwn(otherNames[option] ?? option)
  if (own !== undefined) {
    requireFor(option, command, command === undefined || own.commands.includes(command))
    return { name: own.name, isInput: false, isList: false, isFlag: own.value === undefined }
  }
  const input = findInput(option, command)
  if (input === undefined) throw unknownOption(option)
  const taken = inputsOf(command ?? 'build').flatMap((group) => group.inputs)
  requireFor(option, command, taken.includes(input))
  const { name, type } = input
  return { name, isInput: true, isList: type === 'list', isFlag: type === 'boolean' }
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
      `There is no option ${option}.${didYouMean(name, optionNames, (each) => `--${each}`)}`,
    )
  }
  const option = optionOf(ours)
  return new ConfigurationError(`--${name} is called --${option} here. Write --${option} instead.`)
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
