import type { Origin, Untrusted } from '../trust/origin.ts'
import { type Payload, readPayload } from './event.ts'

/** Reads the variables and the event file that the runner gives to each step. */
export function readOrigin(env: NodeJS.ProcessEnv): Origin {
  const payload = readPayload(env.GITHUB_EVENT_PATH)
  const { pull_request: pullRequest, repository } = payload
  const name = env.GITHUB_REF_NAME ?? ''
  const untrusted = findUntrusted(payload, env)
  const common = {
    ...(repository?.default_branch && { defaultBranch: repository.default_branch }),
    ...(untrusted && { untrusted }),
  }
  if (pullRequest === undefined) {
    return { kind: env.GITHUB_REF_TYPE === 'tag' ? 'tag' : 'branch', name, ...common }
  }
  const number = pullRequest.number ?? payload.number ?? name.split('/')[0]
  const base = pullRequest.base?.ref || env.GITHUB_BASE_REF
  return { kind: 'pull-request', name: String(number), ...common, ...(base && { base }) }
}

/**
 * A fork's code, and an update that a bot proposes, run before anyone has read them. Under
 * `pull_request` they get no secrets; under `pull_request_target`, and under `workflow_run` after a run
 * for a fork, its code would get them all.
 */
function findUntrusted(
  { pull_request, workflow_run, repository }: Payload,
  env: NodeJS.ProcessEnv,
): Untrusted | undefined {
  const { head, base } = pull_request ?? {}
  // The fork may be deleted already: then its repository is null.
  if (head !== undefined && head.repo?.full_name !== base?.repo?.full_name) return 'fork'
  const ran = workflow_run?.head_repository
  if (ran !== undefined && ran?.full_name !== repository?.full_name) return 'fork'
  return env.GITHUB_ACTOR === 'dependabot[bot]' ? 'dependabot' : undefined
}
