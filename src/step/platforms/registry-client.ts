import type { Ports } from '../../base/ports.ts'
import { instanceFile } from '../../buildx/instances.ts'
import type { Builder } from '../../connect/builder.ts'
import { createAttemptDirectory, writePrivateFile } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import { registryOf } from '../plan.ts'

/** A builder whose settings for registries `buildx imagetools` goes by. It doesn't connect its daemon. */
export type RegistryClient = Pick<Builder, 'name' | 'buildx'>

const longestAnswerMs = 30_000

/**
 * Finds out which registries speak HTTP where `registry.insecure=true` allows it, as BuildKit does: HTTPS first. buildx
 * has no flag for that, but reads the buildkitd.toml that a builder was created with.
 *
 * @param images an image in each repository, which exists
 * @returns a builder with settings for those registries, or the given one if there are none
 * @throws Error when it is canceled, or can't be written
 */
export async function insecureClient(
  images: readonly string[],
  builder: RegistryClient,
  { directory, signal }: Pick<Ports, 'directory' | 'signal'>,
): Promise<RegistryClient> {
  const byRegistry = new Map(images.map((image) => [registryOf(image), image]))
  const asked = [...byRegistry].map(async ([registry, image]) =>
    (await speaksHttp(image)) ? [registry] : [],
  )
  const registries = (await Promise.all(asked)).flat()
  if (registries.length === 0) return builder
  const config = createAttemptDirectory(directory)
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
    const options = { directory, signal, timeoutMs: longestAnswerMs }
    const { exitCode, stderr } = await runToEnd(builder.buildx, args, options)
    return exitCode !== 0 && /server gave HTTP response to HTTPS|connection refused/.test(stderr)
  }
}
