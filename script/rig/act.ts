import { spawn } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { requireParts } from './parts.ts'
import { run } from './run.ts'

export interface ActOptions {
  /** act itself, or the engine of Gitea's runner, which is a fork of it. */
  readonly engine?: 'act' | 'gitea-act'
  /** The text of the workflow file. */
  readonly workflow: string
  /** The repository to run in. act gets a copy of its work tree. */
  readonly repository?: string
  readonly event?: string
  /** The event's payload. */
  readonly payload?: object
  /** For `inputs` of `workflow_dispatch`. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  /** Directories that replace actions, such as `actions/cache@v6`: act downloads nothing. */
  readonly actions?: Readonly<Record<string, string>>
  /** Texts of scripts that replace the runner's programs, by the program's name. */
  readonly programs?: Readonly<Record<string, string>>
  /** Directories with runner programs that this machine may have elsewhere. */
  readonly path?: readonly string[]
  /** Runner labels that mean this machine, beside `ubuntu-latest`. */
  readonly labels?: readonly string[]
  /** Called with the repository after its commit, before the run. */
  readonly onCommit?: (repository: string) => Promise<void> | void
  readonly secrets?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** A buildx binary, for the Docker CLI's plugin directory. */
  readonly buildx?: string
  /** Other plugins of the Docker CLI, by their names. */
  readonly plugins?: Readonly<Record<string, string>>
  readonly seconds?: number
}

export interface ActResult {
  readonly exitCode: number | null
  readonly log: string
  /** act and the jobs write only below it: home, caches, temporary files. */
  readonly directory: string
  remove(): Promise<void>
}

const repositoryRoot = resolve(import.meta.dirname, '..', '..')

/** Runs a workflow with act, its jobs directly on this machine. */
export async function runAct(options: ActOptions): Promise<ActResult> {
  const { engine = 'act' } = options
  const { [engine]: act, git } = await requireParts(engine, 'git')
  const directory = await mkdtemp(join(tmpdir(), 'act-'))
  const below = (name: string) => join(directory, name)
  const [home, workTree, secretFile] = [below('home'), below('repository'), below('secrets')]
  const plugins = join(home, '.docker', 'cli-plugins')
  for (const path of [plugins, workTree, below('tmp')]) await mkdir(path, { recursive: true })
  if (options.buildx) await symlink(options.buildx, join(plugins, 'docker-buildx'))
  for (const [name, file] of Object.entries(options.plugins ?? {})) {
    await symlink(file, join(plugins, name))
  }
  await mkdir(below('bin'))
  for (const [name, text] of Object.entries(options.programs ?? {})) {
    await writeFile(join(below('bin'), name), text, { mode: 0o755 })
  }
  await writeFile(secretFile, dotenv(options.secrets ?? {}), { mode: 0o600 })

  const env = {
    HOME: home,
    // In host mode act runs actions with the first node on the PATH and ignores `using`.
    PATH: [
      ...[below('bin'), dirname(process.execPath), dirname(git), ...(options.path ?? [])],
      ...['/usr/local/bin', '/usr/bin', '/bin'],
    ].join(delimiter),
    TMPDIR: below('tmp'),
    XDG_CACHE_HOME: below('cache'),
    LANG: 'C.UTF-8',
    ...options.env,
  }
  await copyWorkTree(git, options.repository ?? repositoryRoot, workTree)
  await mkdir(join(workTree, '.github', 'workflows'), { recursive: true })
  await writeFile(join(workTree, '.github', 'workflows', 'act.yml'), options.workflow)
  // act takes the event's commit and branch from git.
  await commitAll(git, workTree, env)
  await options.onCommit?.(workTree)
  const payload = { ...(options.inputs && { inputs: options.inputs }), ...options.payload }
  await writeFile(below('event.json'), JSON.stringify(payload))

  const args = [
    ...[options.event ?? 'push', '--workflows', '.github/workflows/act.yml'],
    ...['--secret-file', secretFile, '--eventpath', below('event.json')],
    ...['ubuntu-latest', ...(options.labels ?? [])].flatMap((label) => [
      '--platform',
      `${label}=-self-hosted`,
    ]),
    ...pairs('--var', options.variables),
    ...pairs('--local-repository', options.actions),
    // act doesn't set all of an action's variables from its own environment.
    ...pairs('--env', options.env),
    // act would listen on the machine's network address, and nothing here needs it.
    ...['--no-cache-server', '--action-offline-mode'],
  ]
  const { exitCode, log } = await collect(act, args, workTree, env, options.seconds ?? 120)
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 5 })
  await rm(secretFile)
  return { exitCode, log, directory, remove }
}

async function copyWorkTree(git: string, from: string, to: string): Promise<void> {
  const listed = await run(git, ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: from,
  }).catch(() => undefined)
  if (listed === undefined) return cp(from, to, { recursive: true })
  for (const file of new Set(listed.split('\0').filter(Boolean))) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    // The work tree may lack a file that git tracks.
    await copyFile(join(from, file), join(to, file)).catch(() => {})
  }
}

async function commitAll(git: string, cwd: string, env: Record<string, string>): Promise<void> {
  const who = ['-c', 'user.name=rig', '-c', 'user.email=rig@localhost']
  await run(git, ['init', '--quiet', '--initial-branch', 'main'], { cwd, env })
  await run(git, ['remote', 'add', 'origin', 'https://github.com/acme/app'], { cwd, env })
  await run(git, ['add', '--all'], { cwd, env })
  await run(git, [...who, 'commit', '--quiet', '--message', 'rig'], { cwd, env })
}

function collect(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  seconds: number,
): Promise<Pick<ActResult, 'exitCode' | 'log'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: seconds * 1000,
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    }
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, log: Buffer.concat(chunks).toString() }))
  })
}

function pairs(option: string, values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
}

/** In double quotes, where act's parser turns `\n` back into a line break. */
function dotenv(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value).replaceAll('$', '\\$')}\n`)
    .join('')
}
