import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stringify } from 'yaml'
import { requireParts } from './parts.ts'
import { run, tryRun } from './run.ts'

export interface PipelineOptions {
  /** The repository's files by path, `.gitlab-ci.yml` among them. */
  readonly files: Readonly<Record<string, string>>
  /** Variables of the project, and predefined ones that differ from gitlab-ci-local's. */
  readonly variables?: Readonly<Record<string, string>>
  /** Prepares the home directory of the jobs. */
  readonly onHome?: (home: string) => void
}

export interface Pipeline {
  readonly exitCode: number
  /** The log. Each line begins with the job's name. */
  readonly log: string
  /** The repository, into which the artifacts are copied. */
  readonly workspace: string
  readonly home: string
  /** For temporary files of the jobs. */
  readonly temp: string
  remove(): void
}

const root = resolve(import.meta.dirname, '..', '..')

/** The instance of GitLab. */
const instance = 'https://gitlab.example.com/'

/** The mirror's path there. */
const repository = 'org/remote-buildkit'

/**
 * Runs a pipeline with gitlab-ci-local, its jobs directly on this machine. The project is `acme/app`, and
 * contains the components of this repository. Its instance has a mirror of this repository, with the tag `v1`.
 */
export async function runPipeline(options: PipelineOptions): Promise<Pipeline> {
  const parts = await requireParts('gitlab-ci-local', 'rsync', 'git')
  const directory = mkdtempSync(join(tmpdir(), 'gitlab-'))
  const below = (name: string) => join(directory, name)
  const [home, temp, workspace] = [below('home'), below('tmp'), below('repository')]
  for (const path of [home, temp, join(workspace, 'templates')]) {
    mkdirSync(path, { recursive: true })
  }
  options.onHome?.(home)
  for (const name of ['build.yml', 'bake.yml']) {
    const component = join('templates', name)
    await copyFile(join(root, component), join(workspace, component))
  }
  for (const [path, text] of Object.entries(options.files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
  // Not as arguments, since every process can read those.
  const variables = { GITLAB_CI: 'true', ...options.variables }
  writeFileSync(below('variables.yml'), stringify(variables), { mode: 0o600 })
  const env = {
    HOME: home,
    TMPDIR: temp,
    LANG: 'C.UTF-8',
    PATH: [
      ...[process.execPath, ...Object.values(parts)].map((file) => dirname(file)),
      ...['/usr/local/bin', '/usr/bin', '/bin'],
    ].join(delimiter),
  }
  await commit(parts.git, workspace, env)
  await makeMirror(parts.git, { workspace, home, mirrors: below('mirrors') }, env)
  const { code, stdout, stderr } = await tryRun(
    parts['gitlab-ci-local'],
    [
      ...['--force-shell-executor', '--variables-file', below('variables.yml')],
      ...['--ignore-predefined-vars', Object.keys(variables).join(',')],
    ],
    { cwd: workspace, env, timeout: 120_000 },
  )
  rmSync(below('variables.yml'))
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  return { exitCode: code, log: stdout + stderr, workspace, home, temp, remove }
}

/**
 * The mirror of this repository. It has only the tag that moves: gitlab-ci-local takes `1` for a tag `v1.2.3`, which
 * GitLab does only for a component that is published in its catalog.
 */
async function makeMirror(
  git: string,
  { workspace, home, mirrors }: Readonly<Record<'workspace' | 'home' | 'mirrors', string>>,
  env: Record<string, string>,
): Promise<void> {
  const mirror = join(mirrors, `${repository}.git`)
  await run(git, ['clone', '--quiet', '--bare', workspace, mirror], { env })
  await run(git, ['tag', 'v1'], { cwd: mirror, env })
  const host = instance.slice(0, -1)
  const owner = dirname(repository)
  // gitlab-ci-local writes the port when it asks for the tags.
  const addresses = [`${host}/${owner}/`, `${host}:443/${owner}/`].map(
    (each) => `\tinsteadOf = ${each}\n`,
  )
  const target = pathToFileURL(join(mirrors, `${owner}/`))
  writeFileSync(join(home, '.gitconfig'), `[url "${target}"]\n${addresses.join('')}`)
}

async function commit(git: string, cwd: string, env: Record<string, string>): Promise<void> {
  const settings = { 'user.name': 'rig', 'user.email': 'rig@localhost' }
  await run(git, ['init', '--quiet', '--initial-branch', 'main'], { cwd, env })
  await run(git, ['remote', 'add', 'origin', `${instance}acme/app.git`], { cwd, env })
  for (const [name, value] of Object.entries(settings)) {
    await run(git, ['config', name, value], { cwd, env })
  }
  await run(git, ['add', '--all'], { cwd, env })
  await run(git, ['commit', '--quiet', '--message', 'rig'], { cwd, env })
}
