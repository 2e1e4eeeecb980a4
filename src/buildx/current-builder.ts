import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasInstance, jobConfig } from './instances.ts'

/**
 * The builder that buildx would use where none is named: `BUILDX_BUILDER`, or the one that `docker buildx use` has
 * selected, as docker/setup-buildx-action does.
 *
 * @param docker the job's Docker daemon: its address, or the name of a Docker context other than `default`
 * @returns undefined when it is Docker's own, which nothing has created, or where buildx would have to be asked
 */
export function currentBuilder(env: NodeJS.ProcessEnv, docker: string): string | undefined {
  const config = jobConfig(env)
  const name = env.BUILDX_BUILDER || selectedIn(config, docker)
  return name && hasInstance(config, name) ? name : undefined
}

/** `Current` of `store/store.go` in docker/buildx: a selection counts for the Docker daemon where it was made. */
function selectedIn(config: string, docker: string): string | undefined {
  try {
    const { Key, Name, Global } = JSON.parse(readFileSync(join(config, 'current'), 'utf8')) as {
      readonly Key?: string
      readonly Name?: string
      readonly Global?: boolean
    }
    return Global || Key === docker ? Name : undefined
  } catch {
    // No builder was ever selected.
    return undefined
  }
}
