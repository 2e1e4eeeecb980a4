import { bakeInputGroups } from './bake-input-table.ts'
import type { InputEntry, InputGroup } from './input-group.ts'
import { inputGroups } from './input-table.ts'

export const commands = ['build', 'bake', 'doctor', 'env', 'trends'] as const

export type Command = (typeof commands)[number]

/** An option of the program that is no input of the action. */
export interface OwnOption {
  readonly name: string
  /** What its value is, for the help; absent for an option without a value. */
  readonly value?: string
  readonly commands: readonly Command[]
  readonly description: string
}

export interface OwnGroup {
  readonly title: string
  readonly options: readonly OwnOption[]
}

const build = ['build', 'bake'] as const

export const ownGroups: readonly OwnGroup[] = [
  {
    title: 'Results',
    options: [
      {
        name: 'report',
        value: 'FILE',
        commands: build,
        description: 'Write the cache report as JSON',
      },
      {
        name: 'outputs',
        value: 'FILE',
        commands: build,
        description:
          'Write the outputs of the action as variables, such as `BUILD_DIGEST` and `BUILD_CACHE_HIT_PERCENT`. `--dotenv` is the same. What buildx exports is `--output`',
      },
      {
        name: 'dotenv-prefix',
        value: 'TEXT',
        commands: build,
        description:
          'Prefix of these variables, of letters, digits and underscores. When empty, `BUILD_`',
      },
      {
        name: 'summary',
        value: 'FILE',
        commands: [...build, 'trends'],
        description: 'Write the summary of the build as Markdown',
      },
      {
        name: 'code-quality',
        value: 'FILE',
        commands: build,
        description: 'Write the warnings of build checks and the error as a GitLab report',
      },
      {
        name: 'metrics',
        value: 'FILE',
        commands: build,
        description: 'Write what the cache did and the seconds as a GitLab report',
      },
      { name: 'json', commands: ['doctor', 'trends'], description: 'Print the answer as JSON' },
      {
        name: 'days',
        value: 'NUMBER',
        commands: ['trends'],
        description: 'How many days to look back. When empty, 7',
      },
    ],
  },
  {
    title: 'Where the code comes from',
    options: [
      {
        name: 'branch',
        value: 'NAME',
        commands: build,
        description: 'Branch that is built. It chooses the tag of the registry cache',
      },
      { name: 'git-tag', value: 'NAME', commands: build, description: 'Git tag that is built' },
      {
        name: 'pull-request',
        value: 'NUMBER',
        commands: build,
        description: 'Number of the pull request that is built. `false` means none',
      },
      {
        name: 'base-branch',
        value: 'NAME',
        commands: build,
        description: 'Branch that the pull request is to be merged into',
      },
      {
        name: 'default-branch',
        value: 'NAME',
        commands: build,
        description: 'Default branch of the repository. When empty, `main` or `master`',
      },
      {
        name: 'fork',
        value: 'NAME',
        commands: build,
        description:
          'Fork that the code comes from. It then neither reaches the daemon nor pushes, as without `allow-untrusted`',
      },
    ],
  },
  {
    title: 'This program',
    options: [
      {
        name: 'progress',
        value: 'KIND',
        commands: build,
        description: 'How to show the build, `auto`, `tty` or `plain`',
      },
      {
        name: 'remove',
        commands: ['env'],
        description: 'Remove what `env` has set up, as `REMOTE_BUILDKIT_SETUP` names it',
      },
      { name: 'debug', commands, description: 'Say more, and keep the progress stream of buildx' },
      { name: 'help', commands, description: 'Print this text' },
      { name: 'version', commands, description: 'Print the version of this program' },
    ],
  },
]

/** Inputs that hold secrets. Their option takes a file only: arguments are for every process to see. */
export const secretInputs: readonly string[] = [
  'github-token',
  'identity-token',
  'key',
  'secrets',
  'ssh-key',
]

/** An input of the action that here names a file, and so is one of the program's own options without another name. */
const replaced = ['summary']

/** The options of inputs whose name is one of the program's own options. buildx calls an exporter `--output`. */
const renamed: Readonly<Record<string, string>> = { outputs: 'output' }

/** The option of an input, without its hyphens. */
export function optionOf(input: string): string {
  return renamed[input] ?? input
}

/** Groups of action.yml whose inputs also count where nothing is built. */
const connecting = ['Reaching the daemon', 'The local builder, and a container that is kept']
const obtaining = ['buildx-version', 'buildx-download-url']

/** The inputs that a command takes. */
export function inputsOf(command: Command): readonly InputGroup[] {
  const isBuild = command === 'build' || command === 'bake'
  return (command === 'bake' ? bakeInputGroups : inputGroups)
    .map(({ title, inputs }) => ({
      title,
      inputs: inputs.filter(
        ({ name }) =>
          !replaced.includes(name) &&
          (isBuild || connecting.includes(title) || obtaining.includes(name)),
      ),
    }))
    .filter(({ inputs }) => inputs.length > 0)
}

/** Finds the input of a command, or else of any, that an option names. */
export function findInput(option: string, command: Command | undefined): InputEntry | undefined {
  const all = [command ?? 'build', 'build', 'bake'] as const
  return all
    .flatMap((each) => inputsOf(each).flatMap(({ inputs }) => inputs))
    .find((input) => optionOf(input.name) === option)
}

export function findOwn(name: string): OwnOption | undefined {
  return ownGroups.flatMap(({ options }) => options).find((option) => option.name === name)
}

export const optionNames: readonly string[] = [
  ...(['build', 'bake'] as const).flatMap((command) =>
    inputsOf(command).flatMap(({ inputs }) => inputs.map(({ name }) => optionOf(name))),
  ),
  ...ownGroups.flatMap(({ options }) => options.map(({ name }) => name)),
]
