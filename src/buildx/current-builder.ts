import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasInstance, jobConfig } from './instances.ts'

/**
 * The builder that buildx would use where none is named: `BUILDX_BUILDER`, or the one that `docker buildx use` has
 * selected, as docker/setup-buildx-action does.
 *
 * @returns undefined when it is Docker's own, which nothing has created
 */
export function currentBuilder(env: NodeJS.ProcessEnv): string | undefined {
  const config = jobConfig(env)
  const name = env.BUILDX_BUILDER || selectedIn(config)
  return name && hasInstance(config, name) ? name : undefined
}

/** `GetCurrent` of `store/store.go` in docker/buildx. */
function selectedIn(config: string): string | undefined {
  try {
    const { Name } = JSON.parse(readFileSync(join(config, 'current'), 'utf8')) as {
      readonly Name?: string
    }
    return Name
  } catch {
    // No builder was ever selected.
    return undefined
  }
}
