import type { CommandResult, Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { instanceFile } from '../../buildx/instances.ts'
import type { Builder } from '../../connect/builder.ts'
import { createAttemptDirectory, writePrivateFile } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import { registryOf } from '../../text/image-reference.ts'

/** A builder whose settings for registries `buildx imagetools` goes by. It doesn't connect its daemon. */
export type RegistryClient = Pick<Builder, 'name' | 'buildx'>

/** In milliseconds. */
export interface RegistryLimits {
  readonly answerMs: number
  /** A longer wait is announced. */
  readonly silenceMs: number
}

/** No registry has answered in time. */
export class SilentRegistryError extends Error {
  override readonly name = 'SilentRegistryError'

  constructor(registries: string, milliseconds: number) {
    super(`${registries} gave no answer in ${milliseconds / 1000} s`)
  }
}

/**
 * Runs `buildx imagetools`. The log mentions a wait, and for which registries.
 *
 * @param names of the images
 * @throws SilentRegistryError when it takes too long, CanceledError, Error when it can't be run
 */
export async function askRegistries(
  { buildx }: RegistryClient,
  args: readonly string[],
  names: readonly string[],
  { answerMs, silenceMs }: RegistryLimits,
  { directory, signal, log }: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<CommandResult> {
  const registries = [...new Set(names.map(registryOf))].join(', ')
  const seconds = startStopwatch()
  const timer = setTimeout(() => {
    log.info(`Waiting for the registry (${registries}), for at most ${answerMs / 1000} s.`)
  }, silenceMs)
  try {
    return await runToEnd(buildx, args, { directory, signal, timeoutMs: answerMs })
  } catch (error) {
    if (signal.aborted || seconds() * 1000 < answerMs) throw error
    throw new SilentRegistryError(registries, answerMs)
  } finally {
    clearTimeout(timer)
  }
}

const defaultLimits: RegistryLimits = { answerMs: 30_000, silenceMs: 3000 }

/**
 * Finds out which registries speak HTTP where `registry.insecure=true` allows it, as BuildKit does: HTTPS first. buildx
 * has no flag for that, but reads the buildkitd.toml that a builder was created with.
 *
 * @param images an image in each repository, which exists
 * @returns a builder with settings for those registries, or the given one if there are none
 * @throws SilentRegistryError, since a registry that gives no answer may speak either; Error when it is canceled, or
 *   can't be written
 */
export async function insecureClient(
  images: readonly string[],
  builder: RegistryClient,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
  limits: RegistryLimits = defaultLimits,
): Promise<RegistryClient> {
  const byRegistry = new Map(images.map((image) => [registryOf(image), image]))
  const asked = [...byRegistry].map(async ([registry, image]) =>
    (await speaksHttp(image)) ? [registry] : [],
  )
  const registries = (await Promise.all(asked)).flat()
  if (registries.length === 0) return builder
  const config = createAttemptDirectory(ports.directory)
  const settings = registries.map((each) => `[registry.${JSON.stringify(each)}]\nhttp = true\n`)
  const files = { 'buildkitd.toml': Buffer.from(settings.join('')).toString('base64') }
  const name = 'registries'
  const node = { Name: `${name}0`, Endpoint: 'unix:///unused', Files: files }
  const instance = { Name: name, Driver: 'remote', Nodes: [node], Dynamic: false }
  await writePrivateFile(instanceFile(config, name), JSON.stringify(instance))
  const { file, env } = builder.buildx
  return { name, buildx: { file, env: { ...env, BUILDX_CONFIG: config } } }

  /** The same errors let BuildKit fall back to HTTP: without a port, HTTP has another one than HTTPS. */
  async function speaksHttp(image: string): Promise<boolean> {
    const args = ['imagetools', 'inspect', '--builder', builder.name, '--raw', image]
    const { exitCode, stderr } = await askRegistries(builder, args, [image], limits, ports)
    return exitCode !== 0 && /server gave HTTP response to HTTPS|connection refused/.test(stderr)
  }
}
