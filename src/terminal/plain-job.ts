import { ConfigurationError } from '../base/errors.ts'
import type { Remedies } from '../base/ports.ts'
import { goBoolean } from '../text/boolean.ts'
import type { Origin } from '../trust/origin.ts'
import type { Job } from './job.ts'

/** Options that say where the code comes from. Empty and `false` are the same as absent. */
export type OriginOptions = ReadonlyMap<string, string>

const originNames = [
  'branch',
  'git-tag',
  'pull-request',
  'base-branch',
  'default-branch',
  'fork',
] as const

/** Reports that only GitLab reads. */
const foreignReports = ['code-quality', 'metrics']

/**
 * A shell, or a job of a CI system that the program doesn't know: the options describe it.
 *
 * @param env for buildx's own variables
 */
export function plainJob(env: NodeJS.ProcessEnv, options: OriginOptions): Job {
  return {
    origin: readOrigin(options),
    run: {
      server: 'https://localhost',
      url: '',
      defaultContext: '',
      noDefaultContext: 'no repository is known here',
      isPrivate: true,
      noDefaultAttestations: goBoolean(env.BUILDX_NO_DEFAULT_ATTESTATIONS) === true,
      annotateChecks: true,
    },
    workspace: process.cwd(),
    hasColours: false,
    input: (_, text) => text,
    section: (title, lines) => [title, ...lines.map((line) => `  ${line}`)],
    fence: () => ({ open: '', close: '', harmless: (line) => line }),
    remedies,
    prepare: () => ({}),
    reports: {},
  }
}

const fromHere = 'A path starts at the directory in which the program was started.'

/** What hints call the remedies in a shell. */
const remedies: Remedies = {
  folder: fromHere,
  checkout: fromHere,
  submodules: 'Check the repository out with its submodules, and build that folder.',
  lfs: 'Check the repository out with Git LFS',
  signIn:
    'Sign in with docker login before, or without Docker by DOCKER_AUTH_CONFIG (docs/program.md).',
}

/** @throws ConfigurationError for a report that only a GitLab job can write */
export function refuseReports(options: ReadonlyMap<string, string>): void {
  const foreign = foreignReports.find((name) => options.has(name))
  if (foreign === undefined) return
  throw new ConfigurationError(`--${foreign} is a report for GitLab, but this is not a GitLab job.`)
}

/** @throws ConfigurationError when the job itself says where its code comes from */
export function refuseOrigin(options: OriginOptions, system: string): void {
  const given = originNames.find((name) => options.has(name))
  if (given === undefined) return
  throw new ConfigurationError(
    `--${given} is for a CI system that this program does not know. ${system} says where the code comes from.`,
  )
}

/** A person's own build, unless the options say more. */
function readOrigin(options: OriginOptions): Origin {
  const given = (name: (typeof originNames)[number]) => {
    const value = options.get(name)
    return value === undefined || /^(?:false)?$/.test(value) ? undefined : value
  }
  const [number, tag, base] = [given('pull-request'), given('git-tag'), given('base-branch')]
  const defaultBranch = given('default-branch')
  const common = {
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(given('fork') !== undefined && { untrusted: 'fork' as const }),
  }
  if (number !== undefined) {
    return { kind: 'pull-request', name: number, ...common, ...(base !== undefined && { base }) }
  }
  if (tag !== undefined) return { kind: 'tag', name: tag, ...common }
  return { kind: 'branch', name: given('branch') ?? 'local', ...common }
}
