import type { PackageManager } from './package-managers.ts'

/** The names at the root of the context. Files that a package manager reads have their text, others an empty one. */
export type ProjectFiles = ReadonlyMap<string, string>

export const readFiles = [
  ...['package.json', '.npmrc', 'yarn.lock', '.yarnrc', '.yarnrc.yml', 'pnpm-workspace.yaml'],
  ...['requirements.txt', 'go.mod', 'Gemfile', 'composer.json'],
]

/**
 * Whether files of the project may have a package manager keep its downloads elsewhere, or ask no server. Where nothing
 * is known of them, only Yarn counts as one that may: its versions from 2 on have another folder.
 */
export function keepsDownloadsElsewhere(tool: string, files: ProjectFiles | undefined): boolean {
  const text = (name: string) => files?.get(name) ?? ''
  const npmrc = /^(?:cache|offline|prefer-offline|prefix|globalconfig|store-dir|global)\s*=/
  switch (tool) {
    case 'npm':
      return hasLine(text('.npmrc'), npmrc)
    case 'yarn':
      return !isClassicYarn(text) || files?.has('.yarnrc.yml') === true
    case 'pnpm':
      return (
        hasLine(text('.npmrc'), npmrc) ||
        names(text('pnpm-workspace.yaml')).some((name) => /store|offline/i.test(name))
      )
    case 'pip':
      return hasLine(text('requirements.txt'), /^(?:--no-index|--no-cache)/)
    case 'composer':
      return /"cache-(?:\w+-)?dir"|"home"/.test(text('composer.json'))
    default:
      return false
  }
}

function isClassicYarn(text: (name: string) => string): boolean {
  return (
    text('yarn.lock').includes('# yarn lockfile v1') &&
    !/"packageManager"\s*:\s*"yarn@(?!1\b)/.test(text('package.json')) &&
    !/yarn-path|cache|offline/.test(text('.yarnrc')) &&
    !hasLine(text('.npmrc'), /^(?:cache|offline|yarn)/)
  )
}

/**
 * Whether an install command reads nothing of the project but its manifests: no folder of another package, and no
 * script of the project.
 *
 * @param words what follows the tool's name
 */
export function readsOnlyManifests(
  { tool }: Pick<PackageManager, 'tool'>,
  words: readonly string[],
  files: ProjectFiles,
): boolean {
  // Another folder, other packages, or several projects.
  const leads =
    /^(?:--(?:prefix|dir|cwd|working-dir|workspaces?|workspace-root|include-workspace-root|recursive|filter|modules-folder|gemfile|editable|target|src|find-links|pure-lockfile-dir)(?:=|$)|-[CFdwet])/
  if (words.some((word) => leads.test(word) || /^\.{0,2}\//.test(word) || word === '.'))
    return false
  switch (tool) {
    case 'npm':
    case 'yarn':
    case 'pnpm':
      return isOnePackage(tool, words, files)
    case 'pip':
      return isPlainList(words, files.get('requirements.txt'))
    case 'go':
      return isPlainModule(files)
    case 'bundle':
      return isPlainGemfile(files)
    case 'composer':
      return isPlainComposer(words, files.get('composer.json'))
    default:
      return false
  }
}

const lifecycle =
  /^(?:pre|post)?(?:install|prepare)$|^prepublish$|^pnpm:devPreinstall$|^dependencies$/

function isOnePackage(tool: string, words: readonly string[], files: ProjectFiles): boolean {
  const manifest = readObject(files.get('package.json'))
  if (manifest === undefined) return false
  const isRecursive = tool === 'pnpm' && words.some((word) => /^-\w*r/.test(word))
  const others = ['.yarn', '.pnp.cjs', 'pnpm-workspace.yaml', 'lerna.json', 'patches']
  const runsScripts = !words.includes('--ignore-scripts')
  const scripts = Object.keys(asObject(manifest.scripts))
  const isBuilt = files.has('binding.gyp') || scripts.some((name) => lifecycle.test(name))
  const versions = [
    ...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
    ...['overrides', 'resolutions', 'pnpm'],
  ].map((name) => JSON.stringify(manifest[name] ?? {}))
  const isLocal =
    /"(?:file|link|portal|patch|workspace|catalog|exec):|"(?:\.{1,2}|~)?\/|patchedDependencies|packageExtensions/
  return (
    !isRecursive &&
    manifest.workspaces === undefined &&
    !others.some((name) => files.has(name)) &&
    !/yarn-?path|plugins|patch/i.test(`${files.get('.yarnrc')} ${files.get('.yarnrc.yml')}`) &&
    !(runsScripts && (isBuilt || versions.some((text) => readsProject.test(text)))) &&
    !versions.some((text) => isLocal.test(text))
  )
}

/** Packages whose own scripts read files of the project: Prisma makes its client of a schema. */
const readsProject = /"(?:@prisma\/client|prisma)":/

function isPlainList(words: readonly string[], requirements: string | undefined): boolean {
  const files = new Set(['requirements.txt', 'constraints.txt'])
  const names = words.slice(1).filter((word) => !word.startsWith('-'))
  const isPlain =
    requirements !== undefined &&
    !hasLine(
      requirements,
      /^(?:-[rcef]|--(?:requirement|constraint|editable|find-links)\b|\.|\/)|file:|@\s*\.|\$\{/,
    )
  return isPlain && names.every((name) => files.has(name))
}

function isPlainModule(files: ProjectFiles): boolean {
  const module = files.get('go.mod')
  return module !== undefined && !files.has('go.work') && !/=>\s*(?:\.{1,2})?\//.test(module)
}

function isPlainGemfile(files: ProjectFiles): boolean {
  const gemfile = files.get('Gemfile')
  const reads =
    /\b(?:path|gemspec|eval\w*|File|Dir|IO|require(?!:)|require_relative|load|plugin|file|__dir__|__FILE__)\b|`/
  return gemfile !== undefined && !files.has('.bundle') && !hasLine(gemfile, reads, '#')
}

function isPlainComposer(words: readonly string[], text: string | undefined): boolean {
  const manifest = readObject(text)
  if (manifest === undefined) return false
  const has = (name: string) => words.includes(name)
  const config = asObject(manifest.config)
  const keys = (value: unknown) => Object.keys(asObject(value))
  const runsScripts = keys(manifest.scripts).length > 0 && !has('--no-scripts')
  const runsPlugins = keys(config['allow-plugins']).length > 0 && !has('--no-plugins')
  const loaded = [...keys(manifest.autoload), ...keys(manifest['autoload-dev'])]
  const isOptimized =
    words.some((word) => /^(?:-o|-a|--optimize-autoloader|--classmap-authoritative)$/.test(word)) ||
    ['optimize-autoloader', 'classmap-authoritative'].some((name) => config[name] === true)
  const readsSources = !has('--no-autoloader') && (isOptimized || loaded.includes('classmap'))
  const hasPath = /"type"\s*:\s*"(?:path|artifact)"/.test(
    JSON.stringify(manifest.repositories ?? []),
  )
  return (
    !runsScripts && !runsPlugins && config['allow-plugins'] !== true && !readsSources && !hasPath
  )
}

function readObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whether a line matches, without the space at its start.
 *
 * @param comment what begins a line that doesn't count
 */
function hasLine(text: string, pattern: RegExp, comment?: string): boolean {
  return text
    .split(/[\n\r]/)
    .map((line) => line.trimStart())
    .some((line) => !(comment !== undefined && line.startsWith(comment)) && pattern.test(line))
}

/** The words in front of a colon. */
function names(text: string): readonly string[] {
  return text.match(/(?<!\w)\w+(?=:)/g) ?? []
}
