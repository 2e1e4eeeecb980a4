import { join } from 'node:path'

/** Where the private `BUILDX_CONFIG` is. */
export function buildxConfig(directory: string): string {
  return join(directory, 'buildx')
}

/**
 * The runner's environment, as `forgetSecrets` has left it.
 *
 * The private `BUILDX_CONFIG` keeps builders of other jobs apart, leaves none behind, and hides a
 * `buildkitd.default.toml`, with which buildx refuses to create a remote builder. `DOCKER_CONFIG`
 * stays as it is, so that the sign-in of docker/login-action is found.
 */
export function buildxEnvironment(env: NodeJS.ProcessEnv, buildxConfig: string): NodeJS.ProcessEnv {
  return { ...memory, ...env, ...settings, BUILDX_CONFIG: buildxConfig }
}

/**
 * The same with the user's own `BUILDX_CONFIG`, where builders of other steps are. The step's directory
 * is in it for the post step, which ends only a buildx that it knows by that.
 */
export function usersEnvironment(env: NodeJS.ProcessEnv, directory: string): NodeJS.ProcessEnv {
  return { ...memory, ...env, ...settings, REMOTE_BUILDKIT_DIRECTORY: directory }
}

/**
 * How Go collects garbage, unless the runner says otherwise. buildx keeps 3 MB alive, and collecting them
 * three times takes a tenth of a warm build; the limit is for one that keeps more than any seen.
 */
const memory = { GOGC: '400', GOMEMLIMIT: '512MiB' }

/** So that the `metadata` output has what docker/build-push-action's has. */
const settings = { BUILDX_METADATA_WARNINGS: 'true' }

/** Of that Docker daemon and no other, whatever the runner's own settings name. */
export function dockerEnvironment(env: NodeJS.ProcessEnv, host: string): NodeJS.ProcessEnv {
  const own = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']
  const kept = Object.entries(env).filter(([name]) => !own.includes(name))
  return { ...Object.fromEntries(kept), DOCKER_HOST: host }
}
