/** Builds that are recorded while they run at the same time on one daemon. */
export interface SceneAtOnce {
  readonly name: string
  /** Builds by name. A later one may start only when the first has printed `ready`. */
  readonly builds: Readonly<Record<string, BuildAtOnce>>
  /** Files of the contexts that get new content before the builds. */
  readonly change?: string
}

export interface BuildAtOnce {
  /** A file of `__tests__/fixtures/streams/dockerfiles`. */
  readonly project: string
  /** The source of the context, if it isn't a directory. */
  readonly from?: 'git'
  readonly args?: readonly string[]
  readonly begins?: 'when-ready'
  readonly interrupted?: boolean
  readonly exitCode?: number
}

/** A build to record. Builds run in this order on one daemon, so each uses the cache of those before it. */
export interface Scenario {
  readonly name: string
  /** A file of `__tests__/fixtures/streams/dockerfiles`, and the directory that is its context. */
  readonly project: string
  /** More of buildx's command line. `REGISTRY`, `FAULTY` and `SERVER` stand for addresses. */
  readonly args?: readonly string[]
  /** A file of the context that gets new content before the build. */
  readonly change?: string
  /** Whether to ask the daemon about the cache mounts while it runs. */
  readonly mounts?: boolean
  /** The registry at `FAULTY` refuses manifests until a scenario heals it. */
  readonly heal?: boolean
  /** A change of the daemon's cache before the build. */
  readonly prune?: boolean
  /** Whether there is a Docker daemon, on a line that makes it slow to load an image. */
  readonly slowDocker?: boolean
  /** Deletes the layers of the registry cache before the build, but not its manifest. */
  readonly loseLayers?: boolean
  /** An action as soon as a step has printed `ready`. */
  readonly whenReady?: 'interrupt' | 'kill-daemon'
  readonly exitCode?: number
}

const push = ['--push', '--tag', 'REGISTRY/app']
const exportCache = ['--cache-to', 'type=registry,ref=REGISTRY/app:cache,mode=max']
const importCache = ['--cache-from', 'type=registry,ref=REGISTRY/app:cache']
const platforms = ['--platform', 'linux/amd64,linux/arm64', ...push]
const addUrl = ['--build-arg', 'URL=SERVER/file.txt']

export const scenarios: readonly Scenario[] = [
  { name: 'single-cold', project: 'single', args: push },
  { name: 'single-again', project: 'single', args: push },
  {
    name: 'single-metadata',
    project: 'single',
    args: [...push, '--metadata-file', 'metadata.json'],
  },
  { name: 'single-late-change', project: 'single', args: push, change: 'source.txt' },
  { name: 'single-no-cache', project: 'single', args: [...push, '--no-cache'] },
  { name: 'stages-cold', project: 'stages', args: push },
  { name: 'stages-again', project: 'stages', args: push },
  { name: 'stages-late-change', project: 'stages', args: push, change: 'source.txt' },
  { name: 'link-cold', project: 'link', args: push },
  { name: 'link-again', project: 'link', args: push },
  { name: 'link-lower-change', project: 'link', args: push, change: 'package.txt' },
  { name: 'add-url-cold', project: 'add-url', args: [...push, ...addUrl] },
  { name: 'add-url-again', project: 'add-url', args: [...push, ...addUrl] },
  { name: 'platforms-cold', project: 'platforms', args: platforms },
  { name: 'platforms-again', project: 'platforms', args: platforms },
  { name: 'failed', project: 'failed', args: push, exitCode: 1 },
  { name: 'failed-again', project: 'failed', args: push, exitCode: 1 },
  { name: 'no-base', project: 'no-base', args: push, exitCode: 1 },
  {
    name: 'push-refused',
    project: 'single',
    args: ['--push', '--tag', '127.0.0.1:1/app'],
    exitCode: 1,
  },
  {
    name: 'canceled',
    project: 'canceled',
    args: push,
    whenReady: 'interrupt',
    exitCode: 130,
  },
  { name: 'output', project: 'output', args: push },
  { name: 'export-cache', project: 'stages', args: [...push, ...exportCache], prune: true },
  { name: 'import-all', project: 'stages', args: [...push, ...importCache], prune: true },
  {
    name: 'import-late-change',
    project: 'stages',
    args: [...push, ...importCache],
    prune: true,
    change: 'source.txt',
  },
  {
    name: 'import-missing',
    project: 'stages',
    args: [...push, '--cache-from', 'type=registry,ref=REGISTRY/app:none', ...importCache],
    prune: true,
  },
  {
    name: 'import-broken',
    project: 'stages',
    args: [...push, ...importCache],
    prune: true,
    change: 'source.txt',
    loseLayers: true,
    exitCode: 1,
  },
  {
    name: 'export-cache-refused',
    project: 'single',
    args: [
      ...push,
      '--cache-to',
      'type=registry,ref=127.0.0.1:1/app:cache,mode=max,ignore-error=true',
    ],
  },
  { name: 'large-cold', project: 'large', args: push },
  { name: 'large-late-change', project: 'large', args: push, change: 'source.txt' },
  { name: 'many-cold', project: 'many', args: push },
  { name: 'copy-missing', project: 'copy-missing', args: push, exitCode: 1 },
  { name: 'bind-missing', project: 'bind-missing', args: push, exitCode: 1 },
  {
    name: 'named-missing',
    project: 'named-missing',
    args: [...push, '--build-context', 'named=named-missing'],
    exitCode: 1,
  },
  {
    name: 'add-url-missing',
    project: 'add-url',
    args: [...push, '--build-arg', 'URL=SERVER/missing.txt'],
    exitCode: 1,
  },
  {
    name: 'add-url-checksum',
    project: 'add-checksum',
    args: [...push, '--build-arg', 'URL=SERVER/file.txt'],
    exitCode: 1,
  },
  { name: 'scratch-cold', project: 'scratch', args: push },
  { name: 'scratch-again', project: 'scratch', args: push },
  { name: 'scratch-change', project: 'scratch', args: push, change: 'source.txt' },
  { name: 'platforms-alike-cold', project: 'platforms-alike', args: platforms },
  { name: 'platforms-alike-again', project: 'platforms-alike', args: platforms },
  {
    name: 'platforms-alike-change',
    project: 'platforms-alike',
    args: platforms,
    change: 'source.txt',
  },
  { name: 'mounts-cold', project: 'mounts', args: push, mounts: true },
  { name: 'mounts-warm', project: 'mounts', args: push, mounts: true, change: 'package.txt' },
  { name: 'mounts-late-change', project: 'mounts', args: push, mounts: true, change: 'source.txt' },
  { name: 'loaded', project: 'single', args: ['--load', '--tag', 'app'], slowDocker: true },
  { name: 'retry-failed', project: 'retry', args: ['--push', '--tag', 'FAULTY/app'], exitCode: 1 },
  { name: 'retry', project: 'retry', args: ['--push', '--tag', 'FAULTY/app'], heal: true },
  {
    name: 'daemon-lost',
    project: 'canceled',
    args: push,
    whenReady: 'kill-daemon',
    exitCode: 1,
  },
]

const variant = (name: string, project = 'variants'): BuildAtOnce => ({
  project,
  args: ['--build-arg', `VARIANT=${name}`],
})
const variants = { a: variant('a'), b: variant('b'), c: variant('c'), d: variant('d') }
const equal = { a: variant('a'), b: variant('a'), c: variant('a') }
const fromGit = (name: string): BuildAtOnce => ({ ...variant(name), from: 'git' })

/** Each scene uses the daemon and the cache of the scenes before it. */
export const scenesAtOnce: readonly SceneAtOnce[] = [
  { name: 'variants-cold', builds: variants },
  { name: 'variants-change', builds: variants, change: 'source.txt' },
  { name: 'variants-lower-change', builds: variants, change: 'package.txt' },
  { name: 'variants-warm', builds: variants },
  { name: 'equal-change', builds: equal, change: 'package.txt' },
  {
    name: 'renamed-change',
    builds: { a: variant('a'), b: variant('b', 'variants-renamed') },
    change: 'package.txt',
  },
  {
    name: 'one-fails',
    builds: { a: variant('a'), broken: { ...variant('broken'), exitCode: 1 } },
    change: 'package.txt',
  },
  {
    name: 'both-fail',
    builds: {
      a: { ...variant('broken'), exitCode: 1 },
      b: { ...variant('broken'), exitCode: 1 },
    },
    change: 'package.txt',
  },
  {
    name: 'one-canceled',
    builds: { a: variant('a'), stopped: { ...variant('b'), interrupted: true, exitCode: 130 } },
    change: 'package.txt',
  },
  {
    name: 'git-change',
    builds: { a: fromGit('a'), b: fromGit('b'), c: fromGit('a') },
    change: 'package.txt',
  },
  {
    name: 'shared-names',
    builds: {
      one: { project: 'one-stage' },
      two: { project: 'two-stages', begins: 'when-ready' },
    },
  },
  {
    name: 'shared-stage',
    builds: {
      one: { project: 'three-steps' },
      two: { project: 'whole-stage', begins: 'when-ready' },
    },
  },
]
