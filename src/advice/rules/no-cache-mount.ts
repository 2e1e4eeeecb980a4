import { posix } from 'node:path'
import type { Instruction, Stage } from '../../text/dockerfile.ts'
import { isMount, mountOptions } from '../../text/instruction-flags.ts'
import { readShell } from '../../text/shell-commands.ts'
import type { AdviceFacts, Rule } from '../advice.ts'
import {
  downloads,
  installationOf,
  keepsNothing,
  movesCache,
  type PackageManager,
  packageManagerOf,
  wordsOf,
} from '../package-managers.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { keepsDownloadsElsewhere } from '../project-files.ts'
import { type Sparing, worthwhile } from '../spared.ts'
import { stagesBelow, stagesOn } from '../stage-family.ts'

/** A package manager that downloaded all again, on a daemon that keeps cache mounts. */
export const noCacheMount: Rule = (facts) => {
  if (!facts.isPersistent || !facts.isCompared) return []
  const found = facts.steps.flatMap((placed): readonly Sparing[] => {
    const { index, step, instruction } = placed
    const { keyword, text, flags, line, endLine } = instruction
    const installation = keyword === 'RUN' ? installationOf(text) : undefined
    const manager = installation && downloads(installation) ? installation.manager : undefined
    const hasMount = flags.some((flag) => isMount(flag, 'cache'))
    if (!manager || hasMount || step.status !== 'executed' || keepsNothing(text)) return []
    const cache = cacheOf(placed, manager, facts)
    if (cache === undefined || isTouched(placed, manager, cache, facts)) return []
    const others = othersThatNeed(placed, manager, cache, facts)
    if (others === undefined) return []
    const lines = [line, ...others.map((other) => other.line)]
    const where =
      lines.length === 1
        ? 'to the RUN.'
        : `to each RUN that needs it: lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}.`
    return [
      {
        advice: {
          code: 'no-cache-mount',
          message: `${manager.name} downloads everything again whenever this step runs, and the daemon could keep what it has downloaded: add --mount=type=cache,target=${cache} ${where}`,
          ...{ line, endLine },
          isUpperBound: true,
        },
        steps: [index],
      },
    ]
  })
  return worthwhile(facts, found)
}

/** Where the package manager keeps its downloads in a step; undefined unless the daemon's record of the step says it. */
function cacheOf(
  { index, instruction }: PlacedStep,
  manager: PackageManager,
  { environments }: AdviceFacts,
): string | undefined {
  const { variables, user = 'root' } = environments.get(index) ?? {}
  const isRoot = /^(?:root|0)(?::|$)/.test(user)
  if (variables === undefined || !isRoot) return undefined
  if (movesCache(manager, variables, instruction.text)) return undefined
  return manager.cache(variables)
}

/**
 * Whether something may count on downloads in a layer, or settle where they are: an earlier installation, a copy out of
 * the image, a configuration, or a file of the project.
 */
function isTouched(
  { stage, instruction }: PlacedStep,
  { tool }: PackageManager,
  cache: string,
  { dockerfile, project }: AdviceFacts,
): boolean {
  const all = dockerfile.stages.flatMap(({ instructions }) => instructions)
  const earlier = [
    ...stage.instructions.filter(({ line }) => line < instruction.line),
    ...stagesBelow(stage, dockerfile).flatMap(({ instructions }) => instructions),
  ]
  const isInstalledBefore = earlier.some(
    ({ keyword, text, flags }) =>
      keyword === 'RUN' &&
      (packageManagerOf(text)?.tool === tool || prefetches(text, tool)) &&
      !flags.some((flag) => isMount(flag, 'cache')),
  )
  const configures = new RegExp(String.raw`\b${tool}3?\s+(?:config|set|env\s+-w)\b`)
  const isConfigured = all.some(({ text }) => configures.test(text) || settings[tool]?.test(text))
  return (
    isInstalledBefore ||
    isConfigured ||
    all.some((each) => uses(each, cache)) ||
    all.some(({ keyword, text }) => keyword === 'RUN' && isOffline(text, tool)) ||
    keepsDownloadsElsewhere(tool, project)
  )
}

/** Instructions that give a tool other settings. */
const settings: Readonly<Record<string, RegExp>> = {
  npm: /^(?=[\s\S]*npmrc)(?=[\s\S]*\b(?:cache|offline))/,
  pnpm: /^(?=[\s\S]*npmrc)(?=[\s\S]*\b(?:store|offline))|\bpnpm\s+fetch\b/,
  yarn: /\.yarnrc|\byarn@(?!1\b)|\bberry\b/,
  pip: /\bpip\.conf\b/,
  composer: /\bcache-dir\b/,
  go: /\bpkg\/mod\b|modcache/i,
}

/** Whether a command downloads for a later installation. */
function prefetches(text: string, tool: string): boolean {
  return readShell(text).commands.some((command) => {
    const [first, second = ''] = wordsOf(command)
    return first === tool && /^(?:fetch|download|wheel|cache)$/.test(second)
  })
}

function isOffline(text: string, tool: string): boolean {
  return readShell(text).commands.some((command) => {
    const [first, ...words] = wordsOf(command)
    const options = /^--(?:offline|prefer-offline|local|prefer-local)$/
    return first === tool && words.some((word) => options.test(word))
  })
}

/** Whether an instruction names a folder, or takes it along out of another stage. */
function uses({ keyword, text, flags }: Instruction, folder: string): boolean {
  const others = flags.filter((flag) => !isMount(flag, 'cache'))
  if ([text, ...others].some((each) => each.includes(folder))) return true
  const isAround = (source: string) =>
    `${folder}/`.startsWith(`${posix.resolve('/', source)}/`.replace('//', '/'))
  const bound = others.flatMap((flag) => mountOptions(flag)?.get('source') ?? [])
  const isFrom = (keyword === 'COPY' || keyword === 'ADD') && /--from=/.test(flags.join(' '))
  return [...bound, ...(isFrom ? text.split(/\s+/).slice(0, -1) : [])].some(isAround)
}

/** Commands that have nothing to do with downloads of a package manager. */
const harmless = new Set(
  '[ : apk apt apt-get addgroup adduser cat cd chmod chown cp curl echo export git groupadd install ln ls mkdir mv printf set sha256sum strip tar test touch true unzip update-ca-certificates upx useradd wget'.split(
    ' ',
  ),
)

/**
 * The later instructions that need what was downloaded.
 *
 * @returns undefined where it can't be told
 */
function othersThatNeed(
  placed: PlacedStep,
  manager: PackageManager,
  cache: string,
  facts: AdviceFacts,
): readonly Instruction[] | undefined {
  const { stage, instruction } = placed
  const above = stagesOn(stage, facts.dockerfile)
  const later = [
    ...stage.instructions.filter(({ line }) => line > instruction.line),
    ...above.flatMap(({ instructions }) => instructions),
  ]
  if (manager.isStore && !isLeftBehind([stage, ...above], instruction, facts)) return undefined
  const found: Instruction[] = []
  for (const each of later) {
    // What a container runs, or a build on the image, may need them.
    if (manager.isStore && /^(?:CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD)$/.test(each.keyword)) {
      return undefined
    }
    if (each.keyword !== 'RUN') continue
    const need = needs(each, manager)
    if (need === undefined) return undefined
    if (!need || hasMountAt(each, cache)) continue
    const steps = facts.steps.filter((step) => step.instruction === each)
    const isSame = steps.every((step) => cacheOf(step, manager, facts) === cache)
    if (steps.length === 0 || !isSame) return undefined
    found.push(each)
  }
  return found
}

function needs({ text, flags }: Instruction, manager: PackageManager): boolean | undefined {
  if (!manager.isStore) return installationOf(text)?.manager === manager
  const { commands } = readShell(text)
  if (commands.some(({ words: [tool] }) => tool === manager.tool)) {
    // It could download nothing if the mount has been removed.
    return keepsNothing(text) || flags.includes('--network=none') ? undefined : true
  }
  const isKnown = commands.length > 0 && !/`|\$\(/.test(text)
  return isKnown && commands.every(({ words: [tool = ''] }) => harmless.has(tool))
    ? false
    : undefined
}

function hasMountAt({ flags }: Instruction, folder: string): boolean {
  return flags.some(
    (flag) => isMount(flag, 'cache') && mountOptions(flag)?.get('target') === folder,
  )
}

/**
 * Whether the image that is built only takes files out of these stages, and nothing that has downloaded their content
 * had more rights than others.
 */
function isLeftBehind(
  stages: readonly Stage[],
  { flags }: Instruction,
  { steps, dockerfile }: AdviceFacts,
): boolean {
  if (flags.some((flag) => isMount(flag, 'secret') || isMount(flag, 'ssh'))) return false
  const names = stages.flatMap((stage) => [
    String(dockerfile.stages.indexOf(stage)),
    ...(stage.name === undefined ? [] : [stage.name.toLowerCase()]),
  ])
  return steps.some(
    ({ stage, instruction }) =>
      !stages.includes(stage) &&
      instruction.keyword === 'COPY' &&
      instruction.flags.some(
        (flag) => flag.startsWith('--from=') && names.includes(flag.slice(7).toLowerCase()),
      ),
  )
}
