import { resolve } from 'node:path'
import { normalize } from 'node:path/posix'
import { stripVTControlCharacters } from 'node:util'
import { crashLine, type MistakePlace } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { type BakeInputs, listArgs } from '../buildx/bake-args.ts'
import type { Builder } from '../connect/builder.ts'
import { withoutUrlSecrets } from '../inputs/without-url-secrets.ts'
import { createRawJsonDecoder } from '../progress/rawjson.ts'
import type { BuildFailure } from '../record/failure.ts'
import { createRecorder } from '../record/recorder.ts'
import { type Outcome, readOutcome } from '../step/outcome.ts'
import type { Stall } from '../step/stall-watchdog.ts'
import { oneLine } from '../text/terminal-line.ts'
import { type ReadOptions, runBuildx } from './read-command.ts'
import { type WrongInput, wrongInput } from './wrong-input.ts'

/** How a buildx ended that could not read a definition. */
export interface ReadEnd {
  readonly exitCode: number
  /** One line. */
  readonly error: string
  /** The vertex that failed: the fetch of a remote definition. */
  readonly failure?: BuildFailure
  /** Present when the daemon fell silent. */
  readonly stall?: Stall
}

/**
 * Reads what buildx reported. The error of a vertex comes first: buildx ignores it while it looks for the files that a
 * definition may have (`filesFromRef` in docker/buildx bake/remote.go), and at last misses only those.
 *
 * @param stderr of a buildx with `--progress rawjson`
 */
export function readEnd(exitCode: number, stderr: string): ReadEnd {
  const recorder = createRecorder()
  const text: string[] = []
  const decoder = createRawJsonDecoder({
    status: (status) => recorder.status(status),
    text: (line) => text.push(line),
  })
  decoder.write(Buffer.from(stderr))
  decoder.end()
  const { failure } = recorder.result()
  if (failure !== undefined) return { exitCode, error: plainLine(failure.error), failure }
  return { exitCode, error: lastError(text) || `exit code ${exitCode}` }
}

/** What the end means, by the rules for a build. */
export function outcomeOf(
  { exitCode, error, failure, stall }: ReadEnd,
  builder: Builder,
  { help, remedies, directory }: Pick<Ports, 'help' | 'remedies' | 'directory'>,
): Outcome {
  return readOutcome({
    ...(stall && { stall }),
    ...{ exitCode, isCanceled: false, lastWords: { lines: [], error } },
    record: { ...(failure && { failure }), running: [], executed: 0 },
    ...{ builder, help, remedies, directory },
  })
}

/** Why the definition can't be read, and the way out. */
export async function explain(
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
  const { targetsInput = 'targets' } = options
  const wrong = wrongInput(error, options.bake, targetsInput)
  if (wrong !== undefined) {
    const { message, lacks } = wrong
    return lacks === undefined ? message : `${message}${await knownTargets(options, ports, lacks)}`
  }
  const [, target] = /failed to find target (\S+)/.exec(error) ?? []
  if (target !== undefined) {
    const list = await knownTargets(options, ports)
    const { targets } = options.bake
    const isAskedFor = targets.length > 0 ? targets.includes(target) : target === 'default'
    return isAskedFor
      ? `${targetsInput}: there is no target "${target}" (${error}).${list}`
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

/**
 * Where in a definition a mistake is: buildx names it as HCL does, such as `docker-bake.hcl:2,45-46: Missing newline`.
 *
 * @returns undefined when the error doesn't say it, or the file isn't on this machine
 */
export function placeOf(
  error: string,
  { bake, directory, checkout }: Pick<ReadOptions, 'bake' | 'directory' | 'checkout'>,
): MistakePlace | undefined {
  const [, file, line] = /^(\S+):(\d+),\d+(?:-[\d,]+)?: /.exec(error) ?? []
  const folder = bake.remote === '' ? directory : checkout
  if (file === undefined || folder === undefined) return undefined
  return { path: resolve(folder, file), line: Number(line) }
}

/** Whether an error is about a file that isn't on this machine, rather than in a remote definition. */
export function isOfLocalFile(
  error: string,
  { remote, files }: Pick<BakeInputs, 'remote' | 'files'>,
): boolean {
  if (remote === '') {
    return /^couldn't find a bake definition|: no such file or directory/.test(error)
  }
  const file = missingFile(error, files)
  return file !== undefined && files.includes(`cwd://${file}`)
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

/**
 * The names that the definition has, as a sentence with a space before it.
 *
 * @returns an empty text when buildx can't list them
 */
async function knownTargets(
  options: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
  kind: WrongInput['lacks'] = 'target or group',
): Promise<string> {
  try {
    const { exitCode, stdout } = await runBuildx(
      listArgs(options.bake, options.builder),
      options,
      ports,
    )
    if (exitCode !== 0) return ''
    const listed = JSON.parse(stdout) as readonly ListedTarget[]
    const named = listed.filter(({ group = false }) => kind !== 'target' || !group)
    const names = named.flatMap(({ name }) => name ?? [])
    return names.length > 0 ? ` The definition has ${names.join(', ')}.` : ''
  } catch {
    return ''
  }
}

/** `printTargetList` in docker/buildx commands/bake.go. */
interface ListedTarget {
  readonly name?: string
  /** Whether it is a group, or a target with a matrix. */
  readonly group?: boolean
}

/** The text after buildx's last `ERROR: `, in one line, or else why it crashed, or its last line. */
function lastError(lines: readonly string[]): string {
  const text = lines.join('\n')
  const errors = text.split(/^ERROR: /m)
  const last = errors.length > 1 ? errors.at(-1) : (crashLine(text) ?? lines.filter(Boolean).at(-1))
  return plainLine(last ?? '')
}

/** Its end is shown in annotations, which have no colours. */
function plainLine(text: string): string {
  return oneLine(stripVTControlCharacters(text))
}
