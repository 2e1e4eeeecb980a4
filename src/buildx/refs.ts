import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The ids of the builds that buildx started on a builder. The daemon's history records have the same ids.
 * buildx writes each id before its first request to the daemon.
 */
export async function startedBuilds(config: string, builder: string): Promise<readonly string[]> {
  const directory = join(config, 'refs', builder)
  const nodes = await readdir(directory).catch(() => [])
  const builds = nodes.map((node) => readdir(join(directory, node)).catch(() => []))
  return (await Promise.all(builds)).flat()
}
