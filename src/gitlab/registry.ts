import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dockerConfig } from '../buildx/docker-config.ts'

interface DockerConfig {
  readonly auths?: Readonly<Record<string, unknown>>
  readonly credHelpers?: Readonly<Record<string, string>>
}

/**
 * Signs in to the job's own registry, in a Docker configuration for this build only: on a machine
 * with several jobs, a sign-in in the user's own one would be every job's.
 *
 * Everything else of the user's configuration stays in force, so that other sign-ins and plugins are found.
 *
 * @param directory that exists and is private
 * @returns the variables to set, and as undefined those to unset; none when the job has no registry
 */
export function signIn(directory: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { CI_REGISTRY: registry, CI_REGISTRY_USER: user, CI_REGISTRY_PASSWORD: password } = env
  if (!registry || !user || !password) return {}
  const users = dockerConfig(env)
  const own = join(directory, 'docker')
  mkdirSync(own, { mode: 0o700 })
  for (const name of entriesOf(users)) {
    if (name !== 'config.json') symlinkSync(join(users, name), join(own, name))
  }
  const config = withSignIn(readConfig(users, env), registry, `${user}:${password}`)
  writeFileSync(join(own, 'config.json'), JSON.stringify(config), { mode: 0o600, flag: 'wx' })
  // buildx looks there first, before any file: its sign-in to the job's registry, such as one that may only pull, would
  // win over the job's.
  return { DOCKER_CONFIG: own, ...(env.DOCKER_AUTH_CONFIG && { DOCKER_AUTH_CONFIG: undefined }) }
}

/** @param credentials as `user:password` */
export function withSignIn(
  config: DockerConfig,
  registry: string,
  credentials: string,
): DockerConfig {
  const auth = Buffer.from(credentials).toString('base64')
  return {
    ...config,
    auths: { ...config.auths, [registry]: { auth } },
    // With an empty name, the file's own credentials count for this registry, whatever store or helper others have.
    credHelpers: { ...config.credHelpers, [registry]: '' },
  }
}

/**
 * The user's, with the sign-ins in `DOCKER_AUTH_CONFIG`, with which GitLab's runner pulls images. Those of the user's own
 * file come first, and a store of the user's hides no others.
 */
function readConfig(directory: string, env: NodeJS.ProcessEnv): DockerConfig {
  const file = parseConfig(() => readFileSync(join(directory, 'config.json'), 'utf8'))
  const { auths = {}, credHelpers = {} } = parseConfig(() => env.DOCKER_AUTH_CONFIG ?? '{}')
  const added = Object.keys(auths).filter((registry) => !Object.hasOwn(file.auths ?? {}, registry))
  const inFile = Object.fromEntries(added.map((registry) => [registry, '']))
  return {
    ...file,
    auths: { ...auths, ...file.auths },
    credHelpers: { ...inFile, ...credHelpers, ...file.credHelpers },
  }
}

function parseConfig(read: () => string): DockerConfig {
  try {
    const parsed: unknown = JSON.parse(read())
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
