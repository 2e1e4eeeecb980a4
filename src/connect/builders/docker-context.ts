// Reads the Docker CLI's own settings, without the Docker CLI. Their layout is that of `cli/config` and
// `cli/context/store` in docker/cli.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dockerConfig } from '../../buildx/docker-config.ts'

/** The name of the Docker context that the Docker CLI uses when no host is named. */
export async function currentContext(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.DOCKER_CONTEXT) return env.DOCKER_CONTEXT
  const settings = (await readSettings(env, 'config.json')) as { currentContext?: unknown }
  const name = settings.currentContext
  return typeof name === 'string' && name !== '' ? name : 'default'
}

/**
 * Whether a daemon runs on this machine.
 *
 * @param endpoint as buildx names it: an address, or the name of a Docker context
 */
export async function isOnThisMachine(endpoint: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (isAddress(endpoint)) return isLocalAddress(endpoint)
  if (endpoint === 'default') return !env.DOCKER_HOST || isLocalAddress(env.DOCKER_HOST)
  const host = await hostOf(endpoint, env)
  return host !== undefined && isLocalAddress(host)
}

/**
 * The Unix socket of a Docker daemon.
 *
 * @param endpoint as buildx names it: an address, or the name of a Docker context
 * @returns undefined when it is reached in another way
 */
export async function socketOf(
  endpoint: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const address = isAddress(endpoint)
    ? endpoint
    : endpoint === 'default'
      ? defaultAddress(env)
      : await hostOf(endpoint, env)
  return /^unix:\/\/(\/.*)$/.exec(address ?? '')?.[1]
}

/** The address of the Docker daemon in the context `default`. */
export function defaultAddress(env: NodeJS.ProcessEnv): string {
  return env.DOCKER_HOST || 'unix:///var/run/docker.sock'
}

/**
 * Whether the Docker CLI and buildx know where a daemon is.
 *
 * @param endpoint as buildx names it: an address, or the name of a Docker context
 */
export function isKnown(endpoint: string, env: NodeJS.ProcessEnv): boolean {
  if (isAddress(endpoint) || endpoint === 'default') return true
  return existsSync(join(dockerConfig(env), contextFile(endpoint)))
}

function isAddress(endpoint: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(endpoint)
}

function isLocalAddress(address: string): boolean {
  return /^(?:unix|npipe):|^tcp:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?\/?$/.test(
    address,
  )
}

async function hostOf(context: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { Endpoints } = (await readSettings(env, contextFile(context))) as {
    Endpoints?: { docker?: { Host?: unknown } }
  }
  const host = Endpoints?.docker?.Host
  return typeof host === 'string' ? host : undefined
}

/** The file that describes a Docker context, in the directory of settings. */
function contextFile(context: string): string {
  const id = createHash('sha256').update(context).digest('hex')
  return join('contexts', 'meta', id, 'meta.json')
}

/** @returns an empty object when the file isn't there or isn't JSON */
async function readSettings(env: NodeJS.ProcessEnv, path: string): Promise<object> {
  try {
    const file = join(dockerConfig(env), path)
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}
