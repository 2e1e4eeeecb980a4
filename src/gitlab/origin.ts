import type { Origin, Untrusted } from '../trust/origin.ts'

/** Reads where the code of a job comes from, by GitLab's predefined variables. */
export function readOrigin(env: NodeJS.ProcessEnv): Origin {
  const untrusted = findUntrusted(env)
  const defaultBranch = env.CI_DEFAULT_BRANCH
  const common = { ...(defaultBranch && { defaultBranch }), ...(untrusted && { untrusted }) }
  if (isMergeRequest(env)) {
    const base =
      env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME || env.CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME
    const number = env.CI_MERGE_REQUEST_IID || env.CI_EXTERNAL_PULL_REQUEST_IID || 'unknown'
    return { kind: 'pull-request', name: number, ...common, ...(base && { base }) }
  }
  if (env.CI_COMMIT_TAG) return { kind: 'tag', name: env.CI_COMMIT_TAG, ...common }
  return { kind: 'branch', name: env.CI_COMMIT_BRANCH || env.CI_COMMIT_REF_NAME || '', ...common }
}

function isMergeRequest({
  CI_PIPELINE_SOURCE: source,
  CI_MERGE_REQUEST_IID: number,
  CI_EXTERNAL_PULL_REQUEST_IID: external,
}: NodeJS.ProcessEnv): boolean {
  return (
    source === 'merge_request_event' ||
    source === 'external_pull_request_event' ||
    Boolean(number || external)
  )
}

/**
 * A member of the parent project may run a pipeline there for a fork's merge request: then the fork's code
 * would get the variables of the parent project. In the fork's own project its pipelines count as its own.
 */
function findUntrusted(env: NodeJS.ProcessEnv): Untrusted | undefined {
  if (!isMergeRequest(env)) return undefined
  const [source, own] = env.CI_EXTERNAL_PULL_REQUEST_IID
    ? [
        env.CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY,
        env.CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY,
      ]
    : [env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID, env.CI_PROJECT_ID]
  if (!source || !own) return 'unknown'
  return source === own ? undefined : 'fork'
}
