import type { InputEntry } from './input-group.ts'
import {
  type Command,
  inputsOf,
  type OwnOption,
  optionOf,
  ownGroups,
  secretInputs,
} from './options.ts'

const purposes: Readonly<Record<Command, string>> = {
  build: 'Build and push an image on a BuildKit daemon that keeps its cache, and say what it did.',
  bake: 'Build many images at once by a bake definition, and report the work for each.',
  doctor: 'Probe a daemon, and say what it is or why it cannot be used.',
  trends: 'Say what the builds of the last days did, by the history of a daemon.',
  env: 'Set up a builder for later commands, and print what to export.',
}

const usages: Readonly<Record<Command, string>> = {
  build: 'remote-buildkit build [OPTION]... [CONTEXT]',
  bake: 'remote-buildkit bake [OPTION]... [TARGET]...',
  doctor: 'remote-buildkit doctor [OPTION]... ENDPOINT',
  trends: 'remote-buildkit trends [OPTION]... ENDPOINT',
  env: 'remote-buildkit env [OPTION]... [ENDPOINT]',
}

/** What a command's help says besides its purpose. */
const remarks: Readonly<Partial<Record<Command, string>>> = {
  env: 'A shell evaluates the output: eval "$(remote-buildkit env ENDPOINT)". After a failure the output is a command that fails with the same code, so "set -e" ends a script.',
}

const exitCodes = [
  ['0', 'success'],
  ['1', 'the build failed, or an option is wrong'],
  ['2', 'no daemon can be used, and there is no fallback'],
  ['130', 'canceled'],
] as const

/**
 * The text of `--help`.
 *
 * @param command absent for the program as a whole
 * @param width of the terminal, in characters
 */
export function helpText(command: Command | undefined, width: number): string {
  const columns = Math.min(Math.max(width, narrowest), widest)
  const lines = command === undefined ? overview(columns) : commandHelp(command, columns)
  return `${lines.join('\n')}\n`
}

const narrowest = 40
const widest = 100

function overview(width: number): string[] {
  return [
    ...wrap('Usage: remote-buildkit COMMAND [OPTION]...', width),
    '',
    'Commands',
    ...Object.entries(purposes).flatMap(([name, purpose]) => entry(name, purpose, 10, width)),
    '',
    ...wrap('remote-buildkit COMMAND --help lists the options of a command.', width),
    '',
    ...exitHelp(width),
  ]
}

function commandHelp(command: Command, width: number): string[] {
  const remark = remarks[command]
  const column = Math.min(30, Math.floor(width / 3))
  const groups = [
    ...inputsOf(command).map(({ title, inputs }) => ({ title, entries: inputs.map(inputLine) })),
    ...ownGroups.map(({ title, options }) => ({
      title,
      entries: options.filter(({ commands }) => commands.includes(command)).map(ownLine),
    })),
  ].filter(({ entries }) => entries.length > 0)
  return [
    ...wrap(`Usage: ${usages[command]}`, width),
    '',
    ...wrap(purposes[command], width),
    '',
    ...(remark === undefined ? [] : [...wrap(remark, width), '']),
    ...wrap(variables, width),
    ...groups.flatMap(({ title, entries }) => [
      '',
      ...wrap(title, width),
      ...entries.flatMap(({ left, right }) => entry(left, right, column, width)),
    ]),
    '',
    ...exitHelp(width),
  ]
}

const variables =
  'Each input can also be given as a variable, such as REMOTE_BUILDKIT_ENDPOINT for --endpoint. An option for a secret takes a file, or - for the standard input.'

interface Line {
  readonly left: string
  readonly right: string
}

function inputLine({ name, type, default: value = '', description }: InputEntry): Line {
  const placeholder = secretInputs.includes(name) ? 'FILE' : type.toUpperCase()
  const isShown = value !== '' && value !== 'false'
  return {
    left: `--${optionOf(name)}${type === 'boolean' ? '' : ` ${placeholder}`}`,
    right: `${plain(description)}${isShown ? `. Default: ${value}` : ''}`,
  }
}

function ownLine({ name, value, description }: OwnOption): Line {
  return { left: `--${name}${value === undefined ? '' : ` ${value}`}`, right: plain(description) }
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

function exitHelp(width: number): string[] {
  return ['Exit codes', ...exitCodes.flatMap(([code, text]) => entry(code, text, 10, width))]
}

/** A name, and beside it what it means; below it when the name is too long for its column. */
function entry(name: string, text: string, column: number, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width - column)
  const indent = ' '.repeat(column)
  const left = `  ${name}`
  const head =
    left.length + 2 > column ? [left, `${indent}${first}`] : [left.padEnd(column) + first]
  return [...head, ...rest.map((line) => indent + line)]
}

/** Lines of at most `width` characters, unless a word is longer. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
