import type { VerticesByDigest } from '../progress/vertex-inputs.ts'
import type { Mount, Op, Provenance } from './provenance.ts'
import { provenanceSteps } from './provenance-steps.ts'

/** What surrounds the command of a `RUN`, the base image's share included. */
export interface StepEnvironment {
  /** Build arguments are among them. */
  readonly variables: ReadonlyMap<string, string>
  /** As `USER` writes it; absent when nothing says it, which is root. */
  readonly user?: string
}

/** The operation of a vertex, from BuildKit's own provenance of a build. */
export interface Operation extends StepEnvironment {
  /** Of a `RUN`: the command's words. */
  readonly args?: readonly string[]
  /** Everything else that a result depends on, as text to compare. */
  readonly rest: string
}

/**
 * The operation of each vertex of a build, by its digest.
 *
 * @param vertices those of `provenanceSteps`
 */
export function readOperations(
  provenance: Provenance,
  vertices?: VerticesByDigest,
): ReadonlyMap<string, Operation> {
  return new Map(
    [...provenanceSteps(provenance, vertices)].map(([digest, { op }]) => [
      digest,
      readOperation(op?.Op ?? {}),
    ]),
  )
}

/** It leaves out what BuildKit leaves out of its cache keys: `CacheMap` in `solver/llbsolver/ops/exec.go`. */
function readOperation({ exec = {}, file }: Op): Operation {
  const { meta = {}, mounts = [], ...execution } = exec
  const { args, env = [], proxy_env: _, extraHosts = [], ...others } = meta
  const hosts = extraHosts.map(({ Host }) => Host)
  return {
    ...(args && { args }),
    variables: new Map(env.map(splitVariable)),
    ...(meta.user && { user: meta.user }),
    rest: JSON.stringify([others, hosts, mounts.map(withoutCacheId), execution, file?.actions]),
  }
}

/** The id of a cache mount is kept only if it is the target, which is the default. */
function withoutCacheId(mount: Mount): Mount {
  const { ID = '', sharing = 0 } = mount.cacheOpt ?? {}
  const isDefault = sharing === 0 && [ID, ID.replace(/^[^/]*\//, '')].includes(mount.dest ?? '')
  return mount.cacheOpt === undefined || isDefault ? mount : { ...mount, cacheOpt: {} }
}

function splitVariable(text: string): readonly [string, string] {
  const [name = '', ...value] = text.split('=')
  return [name, value.join('=')]
}
