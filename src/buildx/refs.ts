import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The ids of the builds that buildx started on a builder. The daemon's history records have the same ids.
 * buildx writes each id before its first request to the daemon.
 *
 * The files are few and small, so that reading them at once takes less than waiting for each.
 *
 * @param target of a bake, which starts a build for each; when absent, all of them
 */
export function startedBuilds(config: string, builder: string, target?: string): readonly string[] {
  const directory = join(config, 'refs', builder)
  return list(directory).flatMap((node) => {
    const ids = list(join(directory, node))
    if (target === undefined) return ids
    return ids.filter((id) => targetOf(join(directory, node, id)) === target)
  })
}

/** Of each file that was read: buildx doesn't change it afterwards. */
const known = new Map<string, string | undefined>()

/** `State` in docker/buildx localstate/localstate.go. @returns undefined while buildx writes the file */
function targetOf(file: string): string | undefined {
  if (known.has(file)) return known.get(file)
  try {
    const { Target } = JSON.parse(readFileSync(file, 'utf8')) as { Target?: string }
    known.set(file, Target)
    return Target
  } catch {
    return undefined
  }
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
