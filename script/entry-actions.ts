// Writes setup/action.yml and bake/action.yml: inputs of action.yml, and their own.
import { type Entry, entriesOf, type Group, inputGroups } from './action-inputs.ts'

/** Those of action.yml that a builder alone needs; the others are about a build or its report. */
const titles = ['Reaching the daemon', 'The local builder, and a container that is kept']
const others = ['buildx-version', 'buildx-download-url', 'cache-binary']
/** Inputs of these groups that need a build. */
const withBuild = ['stall-timeout']

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
  { name: 'platforms', description: 'Platforms of the daemon, its own first, or of all nodes' },
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
  const keyed = withPoolKey(all, 'the repository')
  return [...own, ...keyed.filter(({ name }) => !withBuild.includes(name))]
}

/** The entries with what `pool-key` is when it is empty, which differs from a build's. */
function withPoolKey(entries: readonly Entry[], key: string): readonly Entry[] {
  return entries.map(({ description, ...entry }) => ({
    ...entry,
    description:
      entry.name === 'pool-key' ? description.replace(/(?<=When empty, ).*/, key) : description,
  }))
}

/** Of a bake, whose Dockerfiles are many. Without `files` there is no file in it. */
const bakePoolKey = 'the repository and the first of `files`'

/** Of a bake, whose targets are told apart by their names alone. */
const bakeCacheRef =
  "Registry reference of the caches, one for each target. When empty, the repository of the target's first tag if that is pushed or begins with a registry, with a tag such as `buildcache.app` for the default branch and a separate tag for each other branch, tag and pull request. A tag in it gets the target's name, such as `cache.app`"

/** The entries as a bake needs them. */
function forBake(entries: readonly Entry[]): readonly Entry[] {
  return withPoolKey(entries, bakePoolKey).map((entry) =>
    entry.name === 'cache-ref' ? { ...entry, description: bakeCacheRef } : entry,
  )
}

const bakeInputs: readonly Entry[] = [
  {
    name: 'source',
    description:
      'Folder or URL of the definition. When empty, this repository at the commit, fetched by BuildKit',
  },
  { name: 'files', description: 'List of definition files' },
  { name: 'targets', description: 'List of targets or groups. When empty, `default`' },
  { name: 'set', description: 'List of overrides, such as `app.args.VERSION=1.2`' },
  {
    name: 'vars',
    description:
      'List of variables of the definition, such as `TAG=1.2`. Needs buildx v0.31.0 or newer',
  },
  {
    name: 'jobs',
    description:
      'What a failure does to the other targets, `fail-fast` (stops them), `defer-error` (lets them finish) or `defer-output` (nothing is pushed unless all succeed), and a limit, such as `defer-error,parallel=4`. Needs buildx v0.38.0 or newer, see `buildx-version`',
  },
  {
    name: 'push',
    description: 'Push the images. When `false`, what the definition says',
    default: 'false',
  },
  {
    name: 'github-token',
    description: 'Token with which BuildKit fetches this repository when `source` is empty',
    default: `\${{ github.token }}`,
  },
]

/** Inputs of action.yml with the same meaning here. */
const sharedWithBake = [
  ...['allow', 'builder', 'call', 'load', 'no-cache', 'provenance', 'pull', 'sbom'],
  ...['cache-ref', 'cache-mode', 'cache-compression', 'cache-export', 'retries'],
  ...['stall-timeout', 'cache-mounts', 'compare', 'summary', 'advice', 'summary-build-args'],
]

const bakeOutputs: readonly Entry[] = [
  { name: 'metadata', description: 'Metadata of all targets, as JSON' },
  { name: 'digests', description: 'Digest of each image by its target, as JSON' },
  { name: 'digest', description: 'Digest of the image, when there is one target' },
  {
    name: 'targets',
    description:
      'What became of each target, as JSON, its `status`, `digest`, `images`, `steps`, `cached`, `percent` and `seconds`',
  },
  {
    name: 'image-changed',
    description:
      'With `compare`, whether the image of each target differs from the one that its first tag held before, as JSON. Empty when unknown',
  },
]

export function bakeActionInputs(): readonly Entry[] {
  const all = inputGroups().flatMap(({ entries }) => entries)
  const shared = all.filter(({ name }) => sharedWithBake.includes(name))
  const reaching = setupInputs().filter(({ name }) => !own.some((each) => each.name === name))
  const names = [...bakeInputs, ...shared].map(({ name }) => name)
  const others = reaching.filter(({ name }) => !names.includes(name))
  return [...bakeInputs, ...forBake([...shared, ...others])]
}

/** The inputs of `bake` in the groups of the program's help. */
export function bakeInputGroups(): readonly Group[] {
  const names = bakeActionInputs().map(({ name }) => name)
  const isOwn = ({ name }: Entry) => bakeInputs.some((each) => each.name === name)
  const groups = inputGroups().map(({ title, entries }) => ({
    title: title === 'The build' ? 'Each build' : title,
    entries: [...forBake(entries.filter((entry) => names.includes(entry.name) && !isOwn(entry)))],
  }))
  const all = [{ title: 'The bake', entries: [...bakeInputs] }, ...groups]
  return all.filter(({ entries }) => entries.length > 0)
}

/** The text of bake/action.yml. */
export function bakeActionText(): string {
  const counts = entriesOf('outputs').filter(
    ({ name }) =>
      !['digest', 'imageid'].includes(name) && !bakeOutputs.some((each) => each.name === name),
  )
  return [
    '# Written by script/docs: many inputs are those of ../action.yml.',
    ...header(
      'Remote BuildKit Bake',
      'Build many images at once on your own persistent BuildKit daemon and report what the cache did',
    ),
    'inputs:',
    ...bakeActionInputs().flatMap(entryLines),
    '',
    'outputs:',
    ...[...bakeOutputs, ...counts].flatMap(entryLines),
    '',
    'runs:',
    '  using: node24',
    '  main: ../dist/main/bake.js',
    '  post: ../dist/post/index.js',
    '  # Main cleans up after itself, as that of ../action.yml.',
    "  post-if: failure() || cancelled() || env.REMOTE_BUILDKIT_LEFTOVERS == 'true'",
    '',
  ].join('\n')
}

const matrixInputs: readonly Entry[] = [
  { name: 'workdir', description: 'Folder of the definition', default: '.' },
  { name: 'files', description: 'List of definition files' },
  { name: 'target', description: 'Target or group. When empty, `default`' },
  { name: 'fields', description: 'List of fields to split targets by, such as `platforms`' },
  { name: 'vars', description: 'List of variables of the definition, such as `TAG=1.2`' },
]

/** The text of bake/matrix/action.yml. */
export function matrixActionText(): string {
  const buildx = inputGroups()
    .flatMap(({ entries }) => entries)
    .filter(({ name }) => others.includes(name))
  return [
    '# Written by script/docs.',
    ...header('Remote BuildKit Bake matrix', 'Make a job matrix of a bake definition'),
    'inputs:',
    ...[...matrixInputs, ...buildx].flatMap(entryLines),
    '',
    'outputs:',
    ...entryLines({ name: 'matrix', description: 'Entries for `include` of a matrix, as JSON' }),
    '',
    'runs:',
    '  using: node24',
    '  main: ../../dist/main/matrix.js',
    '',
  ].join('\n')
}

const trendsInputs: readonly Entry[] = [
  { name: 'days', description: 'How many days to look back, up to 365', default: '7' },
  { name: 'file', description: 'Path of a file to write the report to, as JSON' },
  { name: 'summary', description: 'Write the report to the job summary', default: 'true' },
]

/** Inputs about a builder, which a report doesn't need. */
const aboutBuilder = ['fallback', 'pool-key', 'spill-over']

const trendsOutputs: readonly Entry[] = [
  {
    name: 'report',
    description: 'The report as JSON, cut to what an output holds. The file has all of it',
  },
  { name: 'builds', description: 'Number of builds' },
  { name: 'builds-failed', description: 'Number of builds with a failed step' },
  { name: 'repositories', description: 'Number of repositories' },
  {
    name: 'cache-hit-percent',
    description: 'Percentage of steps that came from cache. Empty when there were none',
  },
  { name: 'seconds', description: 'Seconds of all builds together' },
  {
    name: 'seconds-saved',
    description: 'Seconds that the cached steps took when they last ran. Empty when unknown',
  },
]

/** The text of report/action.yml. */
export function reportActionText(): string {
  const reaching = inputGroups()
    .filter(({ title }) => title === titles[0])
    .flatMap(({ entries }) => entries)
    .filter(({ name }) => ![...aboutBuilder, ...withBuild].includes(name))
  return [
    '# Written by script/docs: many inputs are those of ../action.yml.',
    ...header(
      'Remote BuildKit Report',
      'Report what the builds of the last days did on your own persistent BuildKit daemon',
    ),
    'inputs:',
    ...[...trendsInputs, ...reaching].flatMap(entryLines),
    '',
    'outputs:',
    ...trendsOutputs.flatMap(entryLines),
    '',
    'runs:',
    '  using: node24',
    '  main: ../dist/main/report.js',
    '  post: ../dist/post/index.js',
    '  # Main cleans up after itself, as that of ../action.yml.',
    "  post-if: failure() || cancelled() || env.REMOTE_BUILDKIT_LEFTOVERS == 'true'",
    '',
  ].join('\n')
}

function header(name: string, description: string): string[] {
  return [
    `name: ${name}`,
    `description: ${description}`,
    'author: remote-buildkit',
    'branding:',
    '  icon: layers',
    '  color: blue',
    '',
  ]
}

/** The text of setup/action.yml. */
export function setupActionText(): string {
  return [
    '# Written by script/docs: the inputs are those of ../action.yml.',
    ...header(
      'Set up Remote BuildKit',
      'Make a builder of your own persistent BuildKit daemon for later steps',
    ),
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
