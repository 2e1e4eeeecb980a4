import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The ids of the builds that buildx began on a builder, which are those of the daemon's records. buildx
 * notes each before it asks the daemon for anything.
 */
export async function startedBuilds(config: string, builder: string): Promise<readonly string[]> {
  const directory = join(config, 'refs', builder)
  const nodes = await readdir(directory).catch(() => [])
  const builds = nodes.map((node) => readdir(join(directory, node)).catch(() => []))
  return (await Promise.all(builds)).flat()
}
