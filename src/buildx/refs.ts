import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The ids of the builds that buildx started on a builder. The daemon's history records have the same ids.
 * buildx writes each id before its first request to the daemon.
 *
 * @param target of a bake, which starts a build for each; when absent, all of them
 */
export async function startedBuilds(
  config: string,
  builder: string,
  target?: string,
): Promise<readonly string[]> {
  const directory = join(config, 'refs', builder)
  const nodes = await readdir(directory).catch(() => [])
  const builds = nodes.map(async (node) => {
    const ids = await readdir(join(directory, node)).catch(() => [])
    if (target === undefined) return ids
    const targets = ids.map((id) => targetOf(join(directory, node, id)))
    const found = await Promise.all(targets)
    return ids.filter((_, index) => found[index] === target)
  })
  return (await Promise.all(builds)).flat()
}

/** Of each file that was read: buildx doesn't change it afterwards. */
const known = new Map<string, string | undefined>()

/** `State` in docker/buildx localstate/localstate.go. @returns undefined while buildx writes the file */
async function targetOf(file: string): Promise<string | undefined> {
  if (known.has(file)) return known.get(file)
  try {
    const { Target } = JSON.parse(await readFile(file, 'utf8')) as { Target?: string }
    known.set(file, Target)
    return Target
  } catch {
    return undefined
  }
}
