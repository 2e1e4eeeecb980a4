import { join } from 'node:path'
import type { DockerSettings } from '../leftovers/journal.ts'

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
  return { ...defaults, ...env, ...settings, BUILDX_CONFIG: buildxConfig }
}

/** The same with the user's own `BUILDX_CONFIG`, where buildx finds builders of other steps. */
export function userBuildxEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...defaults, ...env, ...settings }
}

/**
 * Settings that the job's environment overrides.
 *
 * Go's garbage collector: buildx keeps 3 MB alive, and collecting them three times takes a tenth of a warm
 * build. The limit is far above what any build was seen to need.
 *
 * OpenTelemetry: at the end of a build, buildx waits for an OTLP collector that is down, 10 s by its own
 * default and 30 s over HTTP. A collector that is up answers within milliseconds.
 */
const defaults = { GOGC: '400', GOMEMLIMIT: '512MiB', OTEL_BSP_EXPORT_TIMEOUT: '1000' }

/** Makes the `metadata` output contain what docker/build-push-action's contains. */
const settings = { BUILDX_METADATA_WARNINGS: 'true' }

/** Makes buildx use this Docker daemon, whatever the job's own settings name. */
export function dockerEnvironment(env: NodeJS.ProcessEnv, host: string): NodeJS.ProcessEnv {
  return { ...withoutDocker(env), DOCKER_HOST: host }
}

/**
 * Makes buildx need no Docker. It reads the job's Docker settings for any builder, and fails if they name a
 * context or certificates that don't exist, an invalid version of the API, or headers that it can't read.
 */
export function remoteEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // The context that always exists; `config.json` may name another one.
  return { ...withoutDocker(env), DOCKER_CONTEXT: 'default' }
}

/** The same with the job's own Docker settings, for a build that loads its image into the runner's Docker. */
export function loadingEnvironment(
  env: NodeJS.ProcessEnv,
  job: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const own = Object.entries(job).filter(([name]) => daemonSettings.has(name))
  return { ...withoutDocker(env), ...Object.fromEntries(own) }
}

/** Which Docker daemon to use, and how to ask it. `DOCKER_CONFIG` isn't among them: the sign-in to registries is there. */
const daemonSettings = new Set([
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_API_VERSION',
  'DOCKER_CUSTOM_HEADERS',
])

/** The settings with which something is made, for the journal. Docker contexts are in `DOCKER_CONFIG`. */
export function dockerSettings(env: NodeJS.ProcessEnv): DockerSettings {
  const names = [...daemonSettings, 'DOCKER_CONFIG']
  return Object.fromEntries(names.map((name) => [name, env[name] || null]))
}

function withoutDocker(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !daemonSettings.has(name)))
}
