import { ConfigurationError } from '../base/errors.ts'
import type { Fence, Remedies } from '../base/ports.ts'
import type { CiRun } from '../inputs/ci-run.ts'
import type { BuildFacts } from '../report/build-facts.ts'
import type { Finding } from '../report/findings.ts'
import type { Origin } from '../trust/origin.ts'
import { readCiRun } from './ci-run.ts'
import { codeQuality } from './code-quality.ts'
import { metrics } from './metrics.ts'
import { readOrigin } from './origin.ts'
import { signIn } from './registry.ts'
import { remedies } from './remedies.ts'
import { createFence, foldedSection } from './section.ts'

/** The data of a job that the program needs. */
export interface GitlabJob {
  readonly origin: Origin
  readonly run: CiRun
  readonly workspace: string
  readonly hasColours: true
  readonly input: (name: string, text: string, given: (name: string) => string) => string
  readonly inputWarnings: (given: (name: string) => string) => readonly string[]
  readonly section: (title: string, lines: readonly string[]) => readonly string[]
  readonly fence: () => Fence
  readonly remedies: Remedies
  readonly prepare: (directory: string) => NodeJS.ProcessEnv
  readonly dotenvLimits: {
    readonly system: string
    readonly variables: number
    readonly bytes: number
  }
  readonly reports: Readonly<
    Record<
      string,
      (facts: Pick<BuildFacts, 'report' | 'seconds'>, findings: readonly Finding[]) => string
    >
  >
}

/** @returns undefined when this process isn't a GitLab job */
export function readGitlabJob(env: NodeJS.ProcessEnv): GitlabJob | undefined {
  if (env.GITLAB_CI !== 'true') return undefined
  return {
    origin: readOrigin(env),
    run: readCiRun(env),
    workspace: env.CI_PROJECT_DIR || process.cwd(),
    hasColours: true,
    input: (name, text, given) => {
      if (given('identity') === '' && tokenInputs.includes(name)) return ''
      return certificateInputs.includes(name) && missingPart(given, env) !== undefined
        ? ''
        : readInput(name, text, env)
    },
    inputWarnings(given) {
      const missing = missingPart(given, env)
      const unused = certificateInputs.filter((part) => isGiven(part, given, env))
      return missing === undefined || unused.length === 0 ? [] : [withheldWarning(missing, unused)]
    },
    section: (title, lines) => foldedSection(title, lines),
    fence: () => createFence(),
    remedies,
    prepare: (directory) => signIn(directory, env),
    dotenvLimits,
    reports: {
      'code-quality': (_, findings) => codeQuality(findings),
      metrics,
    },
  }
}

/** Those of a dotenv report, on every plan. GitLab's administrators may allow more, which no job can see. */
const dotenvLimits = { system: 'GitLab', variables: 20, bytes: 5 * 1024 }

/** Inputs that the component gives every job, and that count only if an authority issues certificates. */
const tokenInputs = ['identity-audience', 'identity-token']

/** Of no use one without the other: where the key alone is a protected variable, none of them is given. */
const certificateInputs = ['ca', 'cert', 'key']

/** Inputs that a protected variable holds. */
const protectedInputs = ['ca', 'cert', 'identity-token', 'key', 'ssh-key']

/** The tokens that a job has by itself: GitLab's own one, and the one that `id_tokens` of the component names. */
const ownTokens: Readonly<Record<string, string>> = {
  'github-token': 'CI_JOB_TOKEN',
  'identity-token': 'REMOTE_BUILDKIT_ID_TOKEN',
}

/**
 * GitLab keeps `$NAME` when a job has no such variable. For the credentials of a daemon that is
 * expected when the branch isn't protected: the job doesn't get protected variables, as a fork on GitHub
 * doesn't get secrets.
 *
 * @throws ConfigurationError for any other variable that isn't set
 */
export function readInput(name: string, text: string, env: NodeJS.ProcessEnv): string {
  if (text === '') return env[ownTokens[name] ?? ''] ?? ''
  const variable = unsetVariable(text) ?? unsetVariableIn(name, text, env)
  if (variable === undefined) return text
  if (isWithheld(name, text, env)) return ''
  const why = isOnProtectedRef(env)
    ? ''
    : ' A protected variable is given to protected branches and tags only.'
  throw new ConfigurationError(`${name}: this job has no variable ${variable}.${why}`)
}

/**
 * The part without which the certificate is of no use, on a branch that gets no protected variables. `ca` alone is
 * complete: an authority may issue the rest.
 */
function missingPart(given: (name: string) => string, env: NodeJS.ProcessEnv): string | undefined {
  if (isOnProtectedRef(env) || given('identity') !== '') return undefined
  const withheld = certificateInputs.find((part) => isWithheld(part, given(part), env))
  const hasPair = ['cert', 'key'].some((part) => isGiven(part, given, env))
  const missing = certificateInputs.find((part) => !isGiven(part, given, env))
  return withheld ?? (hasPair ? missing : undefined)
}

function isGiven(name: string, given: (name: string) => string, env: NodeJS.ProcessEnv): boolean {
  const text = given(name)
  return text.trim() !== '' && !isWithheld(name, text, env)
}

function withheldWarning(missing: string, unused: readonly string[]): string {
  const are = unused.length === 1 ? 'is' : 'are'
  return `${missing} is empty in this job, so ${unused.join(' and ')} ${are} not used. A branch that isn't protected gets no protected variables.`
}

/** The variable that a text consists of, which GitLab would have replaced if the job had it. */
function unsetVariable(text: string): string | undefined {
  return /^\s*\$\{?([A-Za-z_]\w*)\}?\s*$/.exec(text)?.[1]
}

/**
 * A variable in a list that GitLab would have replaced: the value of an entry, or one of GitLab's own in a name or an
 * address. Elsewhere `$` may be a part of a text, such as a commit's title, and in a secret it is.
 */
function unsetVariableIn(name: string, text: string, env: NodeJS.ProcessEnv): string | undefined {
  if (name === 'secrets') return undefined
  const values = text.split('\n').map((line) => line.replace(/^[^=]*=/, ''))
  const whole = values.map(unsetVariable).find((each) => each && /^[A-Z][A-Z0-9_]*$/.test(each))
  if (whole !== undefined || !addressInputs.includes(name)) return whole
  const own = [...text.matchAll(/\$\{?(CI_[A-Z0-9_]+)/g)].flatMap(([, each]) => each ?? [])
  return own.find((each) => env[each] === undefined)
}

/** Inputs with names and addresses, in which `$` can't stand. */
const addressInputs = ['tags', 'endpoint', 'cache-from', 'cache-to', 'cache-ref', 'context']

function isWithheld(name: string, text: string, env: NodeJS.ProcessEnv): boolean {
  const isUnset = unsetVariable(text) !== undefined
  return isUnset && protectedInputs.includes(name) && !isOnProtectedRef(env)
}

function isOnProtectedRef({ CI_COMMIT_REF_PROTECTED }: NodeJS.ProcessEnv): boolean {
  return CI_COMMIT_REF_PROTECTED === 'true'
}
