import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { arch, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inputEnvironment, readAction } from './action.ts'
import { isMet, type JobState } from './condition.ts'
import { type PhaseResult, type RunningPhase, startPhase } from './phase.ts'

export interface RunnerOptions {
  /** The directory with action.yml. */
  readonly action?: string
  /** The checked-out repository, in which the action runs. By default an empty directory. */
  readonly workspace?: string
  /** A buildx binary, which becomes the runner's Docker CLI plugin. */
  readonly buildx?: string
  /** The whole PATH. */
  readonly path?: string
}

export interface StepOptions {
  /** The directory with action.yml, if it isn't the runner's. */
  readonly action?: string
  readonly inputs?: Readonly<Record<string, string>>
  /** The `env` of step, job and workflow. */
  readonly env?: Readonly<Record<string, string>>
  /** The payload of the event that started the workflow. */
  readonly event?: unknown
  /** Masked from the start, as the runner masks `secrets`. */
  readonly secrets?: readonly string[]
  /** Called for each line of the log as the user sees it. */
  readonly onLine?: (line: string) => void
}

export interface Step extends RunningPhase {
  /**
   * Runs the post phase with the state that main saved, if the action's condition lets it run.
   *
   * @param status the job's status; by default that of a job with only this action
   */
  post(status?: JobState['status']): Promise<PhaseResult | 'skipped'>
}

export interface Runner {
  /** The directory of the runner: it writes only below it. */
  readonly directory: string
  readonly home: string
  readonly temp: string
  readonly workspace: string
  startStep(options?: StepOptions): Promise<Step>
  /** Runs a `run:` step to its end. */
  runScript(text: string, env?: Readonly<Record<string, string>>): Promise<PhaseResult>
  remove(): Promise<void>
}

/** A fresh hosted runner that runs the phases of an action like GitHub's runner. */
export async function createRunner(options: RunnerOptions = {}): Promise<Runner> {
  const ownAction = await readAction(options.action ?? resolve(import.meta.dirname, '..', '..'))
  const directory = await mkdtemp(join(tmpdir(), 'runner-'))
  const below = (name: string) => join(directory, name)
  const workspace = options.workspace ?? below('workspace')
  const [home, temp] = [below('home'), below('temp')]
  const fileCommands = join(temp, '_runner_file_commands')
  const eventPath = join(temp, '_github_workflow', 'event.json')
  const plugins = join(home, '.docker', 'cli-plugins')
  for (const path of [workspace, plugins, fileCommands, below('tools'), below('tmp')]) {
    await mkdir(path, { recursive: true })
  }
  await mkdir(join(eventPath, '..'), { recursive: true })
  await writeFile(eventPath, '{}\n')
  if (options.buildx) await symlink(options.buildx, join(plugins, 'docker-buildx'))

  const runnerEnvironment = {
    ...githubEnvironment,
    HOME: home,
    PATH: options.path ?? '/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin',
    // A hosted runner leaves it unset. Here it catches files that are written to /tmp.
    TMPDIR: below('tmp'),
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: below('tools'),
  }

  const startStep = async ({ inputs = {}, env = {}, event, ...rest }: StepOptions = {}) => {
    const action = rest.action === undefined ? ownAction : await readAction(rest.action)
    if (event !== undefined) await writeFile(eventPath, JSON.stringify(event))
    const environment = {
      ...runnerEnvironment,
      GITHUB_ACTION_PATH: options.action ?? '',
      ...env,
      ...inputEnvironment(action, inputs),
    }
    const phase = { ...rest, cwd: workspace, fileCommands }
    const main = await startPhase({ ...phase, script: action.main, env: environment })
    let isCanceled = false
    const cancel = () => {
      isCanceled = true
      return main.cancel()
    }
    const post = async (status?: JobState['status']) => {
      const { exitCode, state, exportedVariables } = await main.done
      if (!action.post) throw new Error('action.yml has no post')
      const own = isCanceled ? 'cancelled' : exitCode === 0 ? 'success' : 'failure'
      const job = { status: status ?? own, env: { ...env, ...exportedVariables } }
      if (!isMet(action.postIf, job)) return 'skipped'
      const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])
      const postEnvironment = {
        ...environment,
        ...exportedVariables,
        ...Object.fromEntries(saved),
      }
      return (await startPhase({ ...phase, script: action.post, env: postEnvironment })).done
    }
    return { ...main, cancel, post }
  }
  const runScript = async (text: string, env: Readonly<Record<string, string>> = {}) => {
    const script = join(temp, 'script.sh')
    await writeFile(script, text)
    const phase = { script, program: ['bash', '-e'], cwd: workspace, fileCommands } as const
    return (await startPhase({ ...phase, env: { ...runnerEnvironment, ...env } })).done
  }
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 5 })
  return { directory, home, temp, workspace, startStep, runScript, remove }
}

/** What this repository's actions and Docker's attest of a build in this run, by default. */
export const runProvenance =
  'mode=max,builder-id=https://github.com/acme/app/actions/runs/1/attempts/1'

/** The variables of a push to a branch of a repository. */
const githubEnvironment = {
  CI: 'true',
  LANG: 'C.UTF-8',
  GITHUB_ACTION: '__run',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
  GITHUB_JOB: 'build',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_REPOSITORY_OWNER: 'acme',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '1',
  GITHUB_RUN_NUMBER: '1',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  GITHUB_WORKFLOW: 'CI',
  RUNNER_ARCH: arch().toUpperCase(),
  RUNNER_ENVIRONMENT: 'github-hosted',
  RUNNER_NAME: 'rig',
  RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
} as const
