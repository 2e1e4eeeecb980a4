import { readShell, type ShellCommand } from '../text/shell-commands.ts'

/** A command that fetches what a project needs. */
export interface PackageManager {
  readonly name: string
  /** The first word of its commands. */
  readonly tool: string
  /** What it reads of the project. */
  readonly manifests: readonly string[]
  /** Whether the words behind `tool` install what the project needs, from the network. */
  readonly installs: (words: readonly string[]) => boolean
  /**
   * Where it keeps downloads for root in a standard image.
   *
   * @returns undefined where the variables don't tell
   */
  readonly cache: (variables: ReadonlyMap<string, string>) => string | undefined
  /** The variables with which it keeps them elsewhere, keeps none, or asks no server. */
  readonly movers: RegExp
  /** Options with which it keeps downloads elsewhere, keeps none, or asks no server. */
  readonly elsewhere?: string
  /** Whether its other commands need what it has downloaded. */
  readonly isStore?: true
}

/** An install command of a `RUN`. */
export interface Installation {
  readonly manager: PackageManager
  /** What follows the tool's name. */
  readonly words: readonly string[]
  /** Whether nothing but `set` and assignments precedes it. */
  readonly isFirst: boolean
  /** Whether it is all that the `RUN` does, apart from these. */
  readonly isAlone: boolean
}

/** The first word without a dash. */
const verb = (words: readonly string[]) => words.find((word) => !word.startsWith('-'))

const hasOption = (words: readonly string[], names: string) =>
  words.some((word) => new RegExp(`^(?:${names})(?:=|$)`).test(word))

/** Options whose value is a word of its own. */
const npmValues =
  /^(?:--(?:omit|include|only|loglevel|registry|prefix|workspace|filter|cache|userconfig|store-dir)|-[CwF])$/

/** Whether packages are named. Options may stand before the verb. */
function namesPackages(words: readonly string[]): boolean {
  const [, ...names] = words.filter(
    (word, at) => !word.startsWith('-') && !npmValues.test(words[at - 1] ?? ''),
  )
  return names.length > 0
}

const npmMovers = 'cache|offline|prefer[_-]offline|userconfig|globalconfig|prefix|global|dry[_-]run'

const managers: readonly PackageManager[] = [
  {
    ...{ name: 'npm', tool: 'npm' },
    installs: (words) =>
      /^(?:ci|install|i)$/.test(verb(words) ?? '') &&
      !namesPackages(words) &&
      !hasOption(words, '-g|--global|--location|--package-lock-only|--dry-run|--help|-h'),
    elsewhere: '--offline|--cache|--userconfig',
    manifests: ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
    cache: () => '/root/.npm',
    movers: new RegExp(`^npm_config_(?:${npmMovers})$`, 'i'),
  },
  {
    ...{ name: 'yarn', tool: 'yarn' },
    installs: (words) =>
      [undefined, 'install'].includes(verb(words)) && !hasOption(words, '--version|-v|--help|-h'),
    // The last ones are of Yarn 2 and later, which keeps downloads elsewhere.
    elsewhere:
      '--offline|--cache-folder|--immutable|--immutable-cache|--check-cache|--mode|--inline-builds',
    manifests: ['package.json', 'yarn.lock', '.yarnrc', '.yarnrc.yml', '.npmrc'],
    cache: () => '/usr/local/share/.cache/yarn',
    movers: /^(?:yarn_(?!version$)|npm_config_.*(?:cache|offline|config|prefix))/i,
  },
  {
    ...{ name: 'pnpm', tool: 'pnpm' },
    installs: (words) =>
      /^(?:install|i)$/.test(verb(words) ?? '') &&
      !namesPackages(words) &&
      !hasOption(words, '-g|--global|--lockfile-only|--dry-run|--help|-h'),
    elsewhere: '--offline|--store-dir',
    manifests: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs'],
    cache: () => '/root/.local/share/pnpm/store',
    movers: new RegExp(`^(?:pnpm_(?!version$)|npm_config_(?:${npmMovers}|.*store.*)$)`, 'i'),
  },
  {
    ...{ name: 'pip', tool: 'pip' },
    installs: (words) =>
      words[0] === 'install' &&
      /(?:^| )(?:-r ?|--requirement[ =])requirements\.txt(?: |$)/.test(words.join(' ')) &&
      !hasOption(words, '--dry-run|--help|-h'),
    elsewhere: '--no-index|--no-cache-dir|--cache-dir',
    manifests: ['requirements.txt', 'constraints.txt'],
    cache: () => '/root/.cache/pip',
    movers: /^PIP_(?:NO_CACHE_DIR|CACHE_DIR|NO_INDEX|CONFIG_FILE|DRY_RUN)$/,
  },
  {
    ...{ name: 'go mod download', tool: 'go', isStore: true },
    installs: ([first, second, ...rest]) =>
      first === 'mod' &&
      second === 'download' &&
      rest.every((word) => word.startsWith('-') || word === 'all'),
    manifests: ['go.mod', 'go.sum'],
    cache: (variables) => {
      const path = variables.get('GOPATH') ?? ''
      const isElsewhere =
        /(?:^|\s)--?mod/.test(variables.get('GOFLAGS') ?? '') ||
        /\boff\b|file:/.test(variables.get('GOPROXY') ?? '')
      return /^\/[^:]*[^:/]$/.test(path) && !isElsewhere ? `${path}/pkg/mod` : undefined
    },
    movers: /^GO(?:MODCACHE|ENV|111MODULE)$/,
  },
  {
    ...{ name: 'bundle install', tool: 'bundle' },
    installs: (words) => words[0] === 'install' && !hasOption(words, '--help|-h'),
    elsewhere: '--local|--prefer-local|--path|--deployment|--standalone|--system',
    manifests: ['Gemfile', 'Gemfile.lock'],
    // The official images of Ruby set both.
    cache: (variables) =>
      ['GEM_HOME', 'BUNDLE_APP_CONFIG'].every((name) => variables.get(name) === '/usr/local/bundle')
        ? '/usr/local/bundle/cache'
        : undefined,
    movers:
      /^BUNDLE_(?!(?:SILENCE_ROOT_WARNING|APP_CONFIG|WITHOUT|WITH|JOBS|RETRY|FROZEN|BIN|VERSION)$)/,
  },
  {
    ...{ name: 'composer install', tool: 'composer' },
    installs: (words) =>
      verb(words) === 'install' &&
      !hasOption(words, '--no-install|--dry-run|--help|-h|--version|-V'),
    elsewhere: '--no-cache',
    manifests: ['composer.json', 'composer.lock'],
    cache: () => '/root/.composer/cache',
    movers: /^COMPOSER_(?:HOME|CACHE_\w+|DISABLE_NETWORK)$/,
  },
]

/** The first install command of a `RUN`. Options that a variable holds may say anything. */
export function installationOf(text: string): Installation | undefined {
  const { commands, isPlain } = readShell(text)
  const real = commands.filter(({ words }) => words[0] !== 'set')
  for (const [index, command] of real.entries()) {
    const [tool, ...words] = wordsOf(command)
    if (words.some((word) => word.includes('$'))) continue
    const manager = managers.find((each) => each.tool === tool && each.installs(words))
    if (manager === undefined) continue
    const isFirst = isPlain && index === 0
    return { manager, words, isFirst, isAlone: isFirst && real.length === 1 }
  }
  return undefined
}

/** The package manager whose install command a `RUN` has. */
export function packageManagerOf(text: string): PackageManager | undefined {
  return installationOf(text)?.manager
}

/** Whether an installation downloads to the usual place. */
export function downloads({ manager, words }: Installation): boolean {
  return manager.elsewhere === undefined || !hasOption(words, manager.elsewhere)
}

/** The words of a command, with pip's name in place of its other names. */
export function wordsOf({ words }: ShellCommand): readonly string[] {
  const text = words.slice(0, 3).join(' ')
  if (/^python3? -m pip$/.test(text)) return ['pip', ...words.slice(3)]
  return words[0] === 'pip3' ? ['pip', ...words.slice(1)] : words
}

/** Whether a command asks that nothing be kept of what it downloads, or cleans up behind it. */
export function keepsNothing(text: string): boolean {
  return /--no-cache\b|--no-cache-dir\b|cache\s+(?:clean|purge|rm)|clear-?cache|clean\s+--?(?:mod)?cache|store\s+prune|rm\s+(?:(?=-\w*r)-\w+|--recursive)\s/.test(
    text,
  )
}

/** Whether variables, or assignments in the text of a command, let a package manager keep its downloads elsewhere. */
export function movesCache(
  { movers, tool }: PackageManager,
  variables: ReadonlyMap<string, string>,
  text: string,
): boolean {
  const home = variables.get('HOME') ?? '/root'
  const moves = (name: string) => movers.test(name) || name.startsWith('XDG_')
  const assigned = [...text.matchAll(/\b([A-Za-z_]\w*)=/g)].map(([, name = '']) => name)
  const isGo = tool === 'go'
  return (
    !/^\/root\/?$/.test(home) ||
    [...variables.keys(), ...assigned].some(moves) ||
    assigned.some((name) => name === 'HOME' || (isGo && /^GO(?:PATH|FLAGS|PROXY)$/.test(name)))
  )
}
