import type { Remedies } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { shortError } from '../log/short-error.ts'
import type { BuildFailure } from '../record/failure.ts'
import { isOnDaemonsLocalhost } from './daemon-localhost.ts'

// BuildKit and buildx report errors as text, with no code that a client could read. Here is what to do about those that
// don't say it themselves.

/** What is wrong with the paths of the build, as `wrongPath` of wrong-path.ts finds it on this machine. */
export type WrongPath = () => string | undefined

/** Mistakes of a new workflow, by the words of buildx, BuildKit and registries. */
const firstDayMistakes: readonly {
  readonly pattern: RegExp
  readonly hint: (remedies: Remedies, wrongPath: WrongPath) => string
}[] = [
  {
    pattern: /unable to prepare context: path "[^"]*" not found|\bresolve : lstat /,
    hint: ({ folder }, wrongPath) => wrongPath() ?? `There is no such path here. ${folder}`,
  },
  {
    pattern: /failed to read dockerfile: open .*: no such file or directory/,
    hint: ({ folder }, wrongPath) =>
      wrongPath() ??
      `The context has no such Dockerfile. Check context and file, whose path starts at the workspace. ${folder}`,
  },
  {
    pattern: /tag is needed when pushing to registry/,
    hint: () => 'Name the image in tags, or do not push.',
  },
  {
    pattern: /repository name must be lowercase/,
    hint: () =>
      "Write the name in tags in lowercase. The name of a repository, as in github.repository, may have capitals, and an image's may not.",
  },
  {
    pattern:
      /failed to push .*(?:\b40[13]\b|denied|unauthorized|insufficient_scope|authorization failed)/i,
    hint: ({ signIn }) => `The registry refuses this push. ${signIn}`,
  },
]

/** An error of a vertex, or of buildx outside of any, which has no `name` and no output. */
export type HintedError = Pick<BuildFailure, 'error'> &
  Partial<Pick<BuildFailure, 'name' | 'lastOutput'>>

/** The remedy for an error whose text doesn't give it; undefined when unknown. */
export function hintFor(
  { error: whole, name = '', lastOutput = [] }: HintedError,
  builder: Pick<Builder, 'endpoint' | 'isOwn'>,
  remedies: Remedies,
  wrongPath: WrongPath = () => undefined,
): string | undefined {
  const { isOwn } = builder
  // The command of a step may have any words.
  const error = shortError(whole)
  if (error.includes('failed to update submodules')) {
    return `The daemon clones submodules of a Git context with the token of the job, which mostly cannot read another private repository. ${remedies.submodules}`
  }
  if (isOnDaemonsLocalhost(error, builder)) {
    return 'localhost is that of the daemon. Name a registry or a server that the daemon reaches, or build in the Docker of the runner, with driver: docker and without endpoint.'
  }
  const mistake = firstDayMistakes.find(({ pattern }) => pattern.test(error))
  if (mistake) return mistake.hint(remedies, wrongPath)
  // Of `buildx bake`, in bake/entitlements.go of docker/buildx. Older releases name no entitlement.
  if (error.includes('additional privileges requested')) {
    const names = [...error.matchAll(/--allow[= ]([^\s"]+)/g)].map(([, each = '']) => each)
    const what = names.length === 0 ? 'the entitlements of the definition' : names.join(', ')
    return `The definition asks for more than the input allow grants. Add ${what} to allow, or remove it from the definition.`
  }
  if (isDiskFull(error, name)) {
    return isOwn
      ? "The runner's disk is full: a local builder keeps its layers there."
      : `The disk of the BuildKit daemon is full, not the runner's. ${moreSpace}`
  }
  // What a push prints may be about the disk of the registry.
  const isRun = error !== whole
  if (isRun && lastOutput.some((line) => noSpaceLeft.test(line) && !isLimitOfWatches.test(line))) {
    const words = 'The output says that no space is left: on a tmpfs or /dev/shm of the step'
    return isOwn
      ? `${words}, or on the runner's disk, where a local builder keeps its layers.`
      : `${words}, or on the disk of the BuildKit daemon. ${moreSpace}`
  }
  if (noSpaceLeft.test(error) && isOnRunner.test(name)) {
    return "The runner's disk is full, not the one of the BuildKit daemon."
  }
  return undefined
}

/** The remedy for a full disk of the daemon. */
export const moreSpace =
  'Free space there with docker buildx prune, and give the daemon limits that fit its disk (docs/sizing.md).'

/**
 * Whether an error says that the disk of the daemon is full.
 *
 * @param vertex the name of the one that failed; undefined when the build failed outside of any
 */
export function isDiskFull(error: string, vertex: string | undefined): boolean {
  // Without the command, which may have these words in it.
  const words = shortError(error)
  // An error from a server is about the server's own disk.
  const isElsewhere = /unexpected status|failed with status|invalid response status/.test(words)
  return noSpaceLeft.test(words) && !isElsewhere && !isOnRunner.test(vertex ?? '')
}

/** Whether a vertex is buildx's wait for the daemon, in driver/remote/driver.go of docker/buildx. */
export function isWaitingForConnection(vertex: string): boolean {
  return vertex === '[internal] waiting for connection'
}

/** ENOSPC and EDQUOT, in the words of Go, or of a program that a step ran. */
const noSpaceLeft = /no space left on device|disk quota exceeded/i

/** ENOSPC where no disk is full: too many files are watched, in the words of a C program or of Node.js. */
const isLimitOfWatches = /inotify|, watch '/

/** Vertices that write to the runner. */
const isOnRunner = /^(?:exporting to client|sending tarball|copying files|importing to docker)/
