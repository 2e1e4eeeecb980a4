import { join } from 'node:path'

/** Where the private `BUILDX_CONFIG` is. */
export function buildxConfig(directory: string): string {
  return join(directory, 'buildx')
}

/**
 * The environment of a buildx that creates its own builders.
 *
 * The private `BUILDX_CONFIG` keeps the builders of other jobs apart, leaves none behind, and hides a
 * `buildkitd.default.toml`, with which buildx refuses to create a remote builder. `DOCKER_CONFIG`
 * stays as it is, so that buildx finds the sign-in of docker/login-action.
 */
export function buildxEnvironment(env: NodeJS.ProcessEnv, buildxConfig: string): NodeJS.ProcessEnv {
  return { ...memory, ...env, ...settings, BUILDX_CONFIG: buildxConfig }
}

/** The same with the user's own `BUILDX_CONFIG`, where buildx finds builders of other steps. */
export function userBuildxEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...memory, ...env, ...settings }
}

/**
 * Settings of Go's garbage collector, unless the runner has its own. buildx keeps 3 MB alive, and collecting
 * them three times takes a tenth of a warm build. The limit is far above what any build was seen to need.
 */
const memory = { GOGC: '400', GOMEMLIMIT: '512MiB' }

/** Makes the `metadata` output contain what docker/build-push-action's contains. */
const settings = { BUILDX_METADATA_WARNINGS: 'true' }

/** Makes buildx use this Docker daemon, whatever the runner's own settings name. */
export function dockerEnvironment(env: NodeJS.ProcessEnv, host: string): NodeJS.ProcessEnv {
  const own = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']
  const kept = Object.entries(env).filter(([name]) => !own.includes(name))
  return { ...Object.fromEntries(kept), DOCKER_HOST: host }
}
