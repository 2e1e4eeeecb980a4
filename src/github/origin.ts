import type { Origin, Untrusted } from '../trust/origin.ts'
import { type Payload, readPayload } from './event.ts'

/** Reads the variables and the event file that the runner gives to each action. */
export function readOrigin(env: NodeJS.ProcessEnv): Origin {
  const payload = readPayload(env.GITHUB_EVENT_PATH)
  const name = env.GITHUB_REF_NAME ?? ''
  const untrusted = findUntrusted(payload, env)
  const defaultBranch = payload.text('repository', 'default_branch')
  const common = {
    ...(defaultBranch && { defaultBranch }),
    ...(untrusted && { untrusted }),
    ...(untrusted === 'dependabot' && { hasDependabotSecrets: getsDependabotSecrets(env) }),
  }
  const queued = readQueued(payload, env)
  if (queued !== undefined) return { kind: 'pull-request', ...queued, ...common }
  if (!isPullRequest(payload, env)) {
    return { kind: env.GITHUB_REF_TYPE === 'tag' ? 'tag' : 'branch', name, ...common }
  }
  const number = payload.at('pull_request', 'number') ?? payload.at('number') ?? name.split('/')[0]
  const base = payload.text('pull_request', 'base', 'ref') || env.GITHUB_BASE_REF
  return { kind: 'pull-request', name: String(number), ...common, ...(base && { base }) }
}

/**
 * The pull request of an entry in a merge queue, whose branch is `gh-readonly-queue/main/pr-7-<commit>`. It is no pull
 * request as far as trust goes: somebody who may write to the repository has put it into the queue.
 */
function readQueued(
  payload: Payload,
  { GITHUB_EVENT_NAME: event, GITHUB_REF_NAME: ref = '' }: NodeJS.ProcessEnv,
): Pick<Origin, 'name' | 'base'> | undefined {
  if (event !== 'merge_group') return undefined
  const [, branch, name] = /^gh-readonly-queue\/(.+)\/pr-(\d+)-[0-9a-f]+$/.exec(ref) ?? []
  if (branch === undefined || name === undefined) return undefined
  const base = payload.text('merge_group', 'base_ref')?.replace(/^refs\/heads\//, '')
  return { name, base: base ?? branch }
}

function isPullRequest(
  payload: Payload,
  { GITHUB_EVENT_NAME: event = '', GITHUB_REF: ref = '' }: NodeJS.ProcessEnv,
): boolean {
  return (
    event.startsWith('pull_request') ||
    ref.startsWith('refs/pull/') ||
    payload.at('pull_request') !== undefined
  )
}

/**
 * A fork's code, and an update that Dependabot proposes, run before anyone has read them. Under
 * `pull_request` they get no secrets; under `pull_request_target`, and under `workflow_run` after a run for
 * a fork, they would get all of them. So what the event doesn't prove to be the repository's own counts as
 * untrusted.
 */
function findUntrusted(payload: Payload, env: NodeJS.ProcessEnv): Untrusted | undefined {
  if (isPullRequest(payload, env)) return findInPullRequest(payload) ?? findDependabot(env)
  const isFollowing =
    env.GITHUB_EVENT_NAME === 'workflow_run' || payload.at('workflow_run') !== undefined
  return (isFollowing ? findInWorkflowRun(payload) : undefined) ?? findDependabot(env)
}

function findInPullRequest(payload: Payload): Untrusted | undefined {
  const head = payload.text('pull_request', 'head', 'repo', 'full_name')
  const base = payload.text('pull_request', 'base', 'repo', 'full_name')
  if (payload.at('pull_request', 'head') === undefined || base === undefined) return 'unknown'
  // The fork may be deleted already: then its repository is null.
  if (head !== base) return 'fork'
  // Its author, since the actor is the person who labels or edits the pull request.
  return payload.text('pull_request', 'user', 'login') === dependabot ? 'dependabot' : undefined
}

function findInWorkflowRun(payload: Payload): Untrusted | undefined {
  const repository = payload.text('repository', 'full_name')
  if (payload.at('workflow_run') === undefined || repository === undefined) return 'unknown'
  if (payload.text('workflow_run', 'head_repository', 'full_name') !== repository) return 'fork'
  if (followsDependabot(payload)) return 'dependabot'
  // It follows another `workflow_run`, and this event doesn't name the first run.
  return payload.text('workflow_run', 'event') === 'workflow_run' ? 'unknown' : undefined
}

/**
 * The actor of the first run is the person who labeled the pull request, if one did; its branch and its commit are
 * still Dependabot's. A merge keeps the author of the commit, and is pushed by a person.
 */
function followsDependabot({ text }: Payload): boolean {
  return (
    text('workflow_run', 'actor', 'login') === dependabot ||
    (text('workflow_run', 'event') !== 'push' &&
      text('workflow_run', 'head_commit', 'author', 'name') === dependabot) ||
    text('workflow_run', 'head_branch')?.startsWith('dependabot/') === true
  )
}

/** The actor of a run stays the same when a person re-runs it. */
function findDependabot({ GITHUB_ACTOR: actor }: NodeJS.ProcessEnv): Untrusted | undefined {
  return actor === dependabot ? 'dependabot' : undefined
}

/**
 * Under these events GitHub gives Dependabot's secrets to a run whose actor is Dependabot. All other runs get the
 * ordinary ones, such as one whose pull request a person labels, or one that follows Dependabot's run.
 * https://docs.github.com/en/code-security/dependabot/troubleshooting-dependabot/troubleshooting-dependabot-on-github-actions
 */
function getsDependabotSecrets({ GITHUB_ACTOR, GITHUB_EVENT_NAME }: NodeJS.ProcessEnv): boolean {
  return GITHUB_ACTOR === dependabot && eventsWithDependabotSecrets.has(GITHUB_EVENT_NAME ?? '')
}

const eventsWithDependabotSecrets = new Set([
  ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'push', 'create'],
  ...['deployment', 'deployment_status'],
])

const dependabot = 'dependabot[bot]'
