import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { requireParts } from './parts.ts'
import { run, tryRun } from './run.ts'
import { freePort, type Server, startServer } from './server.ts'

/** A step-ca with the configuration of deploy/step-ca. */
export interface StepCa extends Server {
  /** `https://127.0.0.1:PORT` */
  readonly url: string
  /** PEM of the root, which signed its own TLS certificate and those that it issues. */
  readonly root: string
  readonly rootPath: string
  readonly directory: string
  /** Runs deploy/step-ca/check. */
  check(): ReturnType<typeof tryRun>
}

export interface StepCaOptions {
  readonly directory: string
  /** The issuer of GitHub's tokens. */
  readonly githubIssuer: string
  readonly gitlabIssuer?: string
  readonly owners: readonly string[]
  readonly namespaces?: readonly string[]
  readonly port?: number
  /** Changes the configuration, or the files in its directory. */
  readonly change?: (config: Config, directory: string) => void | Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: a foreign file, changed in places.
export type Config = any

const deploy = resolve(import.meta.dirname, '..', '..', 'deploy', 'step-ca')

/** Makes a configuration with deploy/step-ca/init, and starts step-ca with it on loopback. */
export async function startStepCa(options: StepCaOptions): Promise<StepCa> {
  const { 'step-ca': program } = await requireParts('step-ca')
  const port = options.port ?? (await freePort())
  const config = await makeStepCaConfig({ ...options, port })
  const state = join(options.directory, 'state')
  await mkdir(state, { recursive: true })
  const url = `https://127.0.0.1:${port}`
  const rootPath = join(config, 'root.pem')
  // It reads the port in ca.json.
  const check = () => tryRun(join(deploy, 'check'), [rootPath])
  const server = await startServer({
    name: 'step-ca',
    // It looks for its database in the working directory.
    command: [
      ...['env', '--chdir', state, `STEPPATH=${config}`],
      ...['setpriv', '--pdeathsig', 'KILL', program, join(config, 'ca.json')],
    ],
    logPath: join(options.directory, 'step-ca.log'),
    remove: state,
    isReady: async () => (await tryRun('curl', ['-sfk', `${url}/health`])).code === 0,
  })
  return {
    ...server,
    url,
    rootPath,
    root: await readFile(rootPath, 'utf8'),
    directory: config,
    check,
  }
}

/** @returns the directory with ca.json */
export async function makeStepCaConfig(
  options: StepCaOptions & { readonly port: number },
): Promise<string> {
  const { githubIssuer, gitlabIssuer, owners, namespaces = [], port, change } = options
  const directory = join(options.directory, 'config')
  await mkdir(options.directory, { recursive: true })
  await run(join(deploy, 'init'), [
    ...[
      '-d',
      directory,
      '--name',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--github-issuer',
      githubIssuer,
    ],
    ...(gitlabIssuer ? ['--gitlab-issuer', gitlabIssuer] : []),
    ...owners.flatMap((owner) => ['--github', owner]),
    ...namespaces.flatMap((namespace) => ['--gitlab', namespace]),
  ])
  const path = join(directory, 'ca.json')
  const text = (await readFile(path, 'utf8')).replaceAll('/etc/step-ca/', `${directory}/`)
  const config = { ...JSON.parse(text), address: `127.0.0.1:${port}` }
  await change?.(config, directory)
  await writeFile(path, JSON.stringify(config))
  return directory
}
