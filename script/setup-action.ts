// Writes setup/action.yml: the inputs of action.yml that reach a daemon or make a builder, and its own.
import { type Entry, inputGroups } from './action-inputs.ts'

/** Those of action.yml that a builder alone needs; the others are about a build or its report. */
const titles = ['Reaching the daemon', 'The local builder, and a container that is kept']
const others = ['buildx-version', 'buildx-download-url', 'cache-binary']
/** Inputs of these groups that need a build, or a builder that exists. */
const withBuild = ['stall-timeout', 'builder', 'pool-key', 'spill-over']

const own: readonly Entry[] = [
  {
    name: 'use',
    description: 'Whether later steps build there without naming the builder',
    default: 'true',
  },
  { name: 'name', description: 'Name of the builder. When empty, one that no other builder has' },
]

const outputs: readonly Entry[] = [
  { name: 'name', description: 'Name of the builder' },
  { name: 'driver', description: 'buildx driver of the builder' },
  { name: 'endpoint', description: 'Address of the daemon' },
  { name: 'platforms', description: 'Platforms of the daemon, its own first' },
  { name: 'nodes', description: 'The nodes of the builder, as JSON' },
  { name: 'fallback', description: 'Whether a local builder was used instead of the daemon' },
  { name: 'fallback-reason', description: 'Code of the reason, such as `connection-refused`' },
  {
    name: 'endpoint-choice',
    description: 'Why this daemon of several was chosen. Empty when there is one',
  },
]

export function setupInputs(): readonly Entry[] {
  const all = inputGroups().flatMap(({ title, entries }) =>
    entries.filter(({ name }) => titles.includes(title) || others.includes(name)),
  )
  return [...own, ...all.filter(({ name }) => !withBuild.includes(name))]
}

/** The text of setup/action.yml. */
export function setupActionText(): string {
  return [
    '# Written by script/docs: the inputs are those of ../action.yml.',
    'name: Set up Remote BuildKit',
    'description: Make a builder of your own persistent BuildKit daemon for later steps',
    'author: remote-buildkit',
    'branding:',
    '  icon: layers',
    '  color: blue',
    '',
    'inputs:',
    ...setupInputs().flatMap(entryLines),
    '',
    'outputs:',
    ...outputs.flatMap(entryLines),
    '',
    'runs:',
    '  using: node24',
    '  main: ../dist/main/setup.js',
    '  # The builder, its keys and its tunnel stay for the later steps, so post always has work.',
    '  post: ../dist/post/index.js',
    '  post-if: always()',
    '',
  ].join('\n')
}

export function entryLines({ name, description, default: value }: Entry): string[] {
  return [
    `  ${name}:`,
    `    description: ${/[:#"]|^[`']/.test(description) ? JSON.stringify(description) : description}`,
    ...(value === undefined
      ? []
      : [`    default: ${/^(?:true|false|\d+)$/.test(value) ? `"${value}"` : value}`]),
  ]
}
