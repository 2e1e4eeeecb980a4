import { normalize } from 'node:path/posix'
import { stripVTControlCharacters } from 'node:util'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { type BakeInputs, listArgs, printArgs } from '../buildx/bake-args.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { withoutUrlSecrets } from '../inputs/without-url-secrets.ts'
import { runToEnd } from '../processes/process.ts'
import type { Program } from '../processes/program.ts'
import { isQueryRefusal } from '../step/git-context.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { type BakeDefinition, readDefinition } from './definition.ts'
import { gitAuthEnvironment } from './git-auth.ts'

/** A remote definition is fetched by the daemon first. */
const longestReadMs = 300_000

export interface ReadOptions extends Pick<BakeOptions, 'bake' | 'directory' | 'gitAuth'> {
  readonly buildx: Program
  /** Which reads a remote definition; absent for a local one, which needs none. */
  readonly builder?: string
  /** The remote definition by its commit alone, where `bake` names it by a query that may be refused. */
  readonly withoutQuery?: string
}

/** A definition, and the inputs with which this buildx reads it. */
export interface ReadBake {
  readonly definition: BakeDefinition
  /** What buildx printed. */
  readonly printed: string
  readonly bake: BakeInputs
}

/**
 * Reads what the definition comes to, by `buildx bake --print`, which builds nothing.
 *
 * @throws ConfigurationError in one line, with the way out
 */
export async function readBake(
  options: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<ReadBake> {
  const { bake, builder } = options
  const { exitCode, stdout, stderr } = await runBuildx(printArgs(bake, builder), options, ports)
  if (exitCode === 0) return { definition: readDefinition(stdout), printed: stdout, bake }
  const error = lastError(stderr) || `exit code ${exitCode}`
  const { withoutQuery } = options
  if (withoutQuery !== undefined && isQueryRefusal(error)) {
    const { withoutQuery: _, ...others } = options
    return readBake({ ...others, bake: { ...bake, remote: withoutQuery } }, ports)
  }
  if (isTooOldForFiles(error) && bake.allow.includes(allFiles)) {
    // It asks for no permission to read files.
    const allow = bake.allow.filter((each) => each !== allFiles)
    return readBake({ ...options, bake: { ...bake, allow } }, ports)
  }
  throw new ConfigurationError(await explain(error, options, ports))
}

const allFiles = 'fs=*'

/** Before v0.17.0 there was no such flag, and v0.17 knows no such permission. */
function isTooOldForFiles(error: string): boolean {
  return /unknown flag: --allow|unknown entitlement key "?fs/.test(error)
}

async function explain(
  error: string,
  options: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<string> {
  const [, flag = ''] = /unknown flag: --(\S+)/.exec(error) ?? []
  const needed = neededVersions[flag]
  if (needed !== undefined) {
    const [input, version] = needed
    return `${input} needs buildx ${version} or newer, and the one on this runner is older (${error}). Set buildx-version: ${version}, or leave ${input} out.`
  }
  // `parseBakeJobs` in docker/buildx commands/bake.go. The name of a file or a target may have the word too.
  if (/^(?:invalid|duplicate|unknown) jobs (?:option|mode|parallel value)\b/.test(error)) {
    return `jobs: ${error}. Write fail-fast, defer-error or defer-output, and a limit such as defer-error,parallel=4.`
  }
  const [, target] = /failed to find target (\S+)/.exec(error) ?? []
  if (target !== undefined) {
    const known = await knownTargets(options, ports)
    const list = known.length > 0 ? ` The definition has ${known.join(', ')}.` : ''
    const { targets } = options.bake
    const isAskedFor = targets.length > 0 ? targets.includes(target) : target === 'default'
    return isAskedFor
      ? `targets: there is no target "${target}" (${error}).${list}`
      : `The bake definition uses a target "${target}" that it doesn't have (${error}).${list}`
  }
  if (/^couldn't find a bake definition/.test(error)) {
    return `files: ${error}. Without files, docker-bake.hcl, docker-bake.json and compose files are looked for in ${place(options)}.`
  }
  const file = missingFile(error, options.bake.files)
  if (file !== undefined) {
    return `files: there is no ${file} in ${place(options)} (${error}). Paths are relative to it; in a remote definition, cwd:// names a file of the checkout.`
  }
  return `The bake definition can't be read: ${error}`
}

export const neededVersions: Readonly<Record<string, readonly [input: string, version: string]>> = {
  jobs: ['jobs', 'v0.38.0'],
  var: ['vars', 'v0.31.0'],
  call: ['call', 'v0.16.0'],
  allow: ['allow', 'v0.17.0'],
}

/** Which of these isn't there. A definition may name files too, such as the env_file of a compose file. */
function missingFile(error: string, files: readonly string[]): string | undefined {
  const [, path] = /(?:open|stat|lstat) (.+): no such file or directory/.exec(error) ?? []
  // The daemon names a file of a remote definition by its place there.
  return files
    .map((file) => file.replace(/^cwd:\/\//, ''))
    .find((file) => path === file || path?.endsWith(`/${normalize(file)}`))
}

function place({ bake, directory }: Pick<ReadOptions, 'bake' | 'directory'>): string {
  return withoutUrlSecrets(bake.remote) || directory
}

/** Empty when buildx can't list them. */
async function knownTargets(
  options: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<readonly string[]> {
  try {
    const { exitCode, stdout } = await runBuildx(
      listArgs(options.bake, options.builder),
      options,
      ports,
    )
    if (exitCode !== 0) return []
    const listed = JSON.parse(stdout) as readonly { readonly name?: string }[]
    return listed.flatMap(({ name }) => name ?? [])
  } catch {
    return []
  }
}

async function runBuildx(
  args: readonly string[],
  { buildx: { file, env }, directory, gitAuth }: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
) {
  try {
    return await runToEnd({ file, env: gitAuthEnvironment(env, gitAuth) }, args, {
      ...{ directory: ports.directory, signal: ports.signal },
      cwd: directory,
      timeoutMs: longestReadMs,
    })
  } catch (error) {
    ports.signal.throwIfAborted()
    throw new ConfigurationError(`The bake definition can't be read: ${messageOf(error)}`)
  }
}

/** The text after buildx's last `ERROR: `, in one line. */
export function lastError(stderr: string): string {
  const at = stderr.lastIndexOf('ERROR: ')
  const text =
    at < 0 ? (stderr.trim().split('\n').at(-1) ?? '') : stderr.slice(at + 'ERROR: '.length)
  return stripVTControlCharacters(text).trim().split('\n').map(cleanLine).filter(Boolean).join(' ')
}
