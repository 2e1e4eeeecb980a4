import { once } from 'node:events'
import { CanceledError, messageOf } from '../base/errors.ts'
import { runToEnd } from '../processes/process.ts'
import { buildxConfig, buildxEnvironment, remoteEnvironment } from './environment.ts'
import type { InstallPorts } from './install/install.ts'
import { pinnedVersion } from './install/pin.ts'
import { findVersion, isOlder, oldestUsable } from './install/version.ts'
import { locateBuildx } from './locate.ts'

export interface ObtainInputs {
  /** A release in the form `v0.36.1`, or `latest`. Undefined: the buildx on the runner, if it is new enough. */
  readonly version: string | undefined
  readonly downloadUrl: string
  readonly cacheBinary: boolean
}

export interface ObtainPorts extends InstallPorts {
  readonly signal: AbortSignal
  /** The plugin directories of all users, if not those of the Docker CLI. */
  readonly systemDirectories?: readonly string[]
}

/**
 * Gets a buildx: the one on the runner if it is usable, else a release.
 *
 * A usable one costs some file look-ups and one process. The code for downloads is loaded only for a
 * download.
 *
 * @returns the binary
 * @throws Error in one line
 */
export async function obtainBuildx(inputs: ObtainInputs, ports: ObtainPorts): Promise<string> {
  if (ports.signal.aborted) throw new CanceledError()
  const obtained = obtain(inputs, ports)
  const settled = new AbortController()
  const canceled = once(ports.signal, 'abort', { signal: settled.signal }).then(() => {
    throw new CanceledError()
  })
  // A download can't be stopped, but the action doesn't wait for it any longer.
  return Promise.race([obtained, canceled]).finally(() => {
    settled.abort()
    obtained.catch(() => {})
    canceled.catch(() => {})
  })
}

/** The buildx on the runner that `obtainBuildx` would check first, without a process. */
export function guessBuildx(
  { version }: Pick<ObtainInputs, 'version'>,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (version !== undefined) return undefined
  const [first] = locateBuildx(env)
  return first
}

async function obtain(inputs: ObtainInputs, ports: ObtainPorts): Promise<string> {
  const { downloadUrl, cacheBinary } = inputs
  const version =
    inputs.version === 'latest'
      ? await (await installer()).findLatest(downloadUrl, ports)
      : inputs.version
  let fault: string | undefined
  for (const found of locateBuildx(ports.env, ports.systemDirectories)) {
    const unfit = await check(found)
    if (unfit === undefined) return found
    fault ??= unfit
  }
  fault ??= 'There is no buildx on this runner'
  ports.log.info(`${fault}. Using ${version ?? pinnedVersion}.`)
  const options = { version: version ?? pinnedVersion, downloadUrl, useJobCache: cacheBinary }
  try {
    return await (await installer()).installBuildx(options, ports)
  } catch (error) {
    throw new Error(`${fault}, and ${options.version} could not be obtained: ${messageOf(error)}`, {
      cause: error,
    })
  }

  async function check(file: string): Promise<string | undefined> {
    const answer = await askVersion(file, ports)
    // A canceled check proves nothing about the buildx.
    if (ports.signal.aborted) throw new CanceledError()
    if (answer instanceof Error) return `${file} does not run (${messageOf(answer)})`
    if (version !== undefined) {
      return answer === version ? undefined : `${file} is ${answer ?? 'of unknown version'}`
    }
    // A build that doesn't know its own version was installed on purpose.
    if (answer === undefined || !isOlder(answer, oldestUsable)) return undefined
    return `${file} is ${answer}, older than ${oldestUsable}`
  }
}

/** buildx answers within some hundredths of a second, but the file may be any program. */
const longestVersionMs = 20_000

async function askVersion(
  file: string,
  { env, directory, signal }: ObtainPorts,
): Promise<string | undefined | Error> {
  try {
    const own = buildxEnvironment(env, buildxConfig(directory))
    // The version doesn't depend on Docker, and must not fail because of it.
    const buildx = { file, env: remoteEnvironment(own) }
    const { exitCode, stdout } = await runToEnd(buildx, ['version'], {
      directory,
      signal,
      timeoutMs: longestVersionMs,
      gracePeriodMs: 0,
    })
    if (exitCode !== 0) return new Error(`exit code ${exitCode}`)
    return findVersion(stdout)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function installer(): Promise<typeof import('./install/install.ts')> {
  return import('./install/install.ts')
}
