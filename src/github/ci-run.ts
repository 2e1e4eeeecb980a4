import type { CiRun } from '../inputs/ci-run.ts'
import { goBoolean } from '../text/boolean.ts'
import { readPayload } from './event.ts'

/** Reads the variables that the runner sets for each action. */
export function readCiRun(env: NodeJS.ProcessEnv): CiRun {
  const server = env.GITHUB_SERVER_URL || 'https://github.com'
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = env
  const { commit, ref } = commitOf(env)
  return {
    server,
    url:
      repository && id
        ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt || '1'}`
        : '',
    ...(repository && commit
      ? { defaultContext: `${server}/${repository}.git#${commit}`, noDefaultContext: '' }
      : { defaultContext: '', noDefaultContext: 'GITHUB_REPOSITORY and GITHUB_SHA are empty' }),
    ...(ref.startsWith('refs/') && { gitRef: ref }),
    isPrivate: readPayload(env.GITHUB_EVENT_PATH).at('repository', 'private') === true,
    noDefaultAttestations: goBoolean(env.BUILDX_NO_DEFAULT_ATTESTATIONS) === true,
    annotateChecks: goBoolean(env.DOCKER_BUILD_CHECKS_ANNOTATIONS || 'true') === true,
  }
}

/** A commit rather than a branch, which may have moved on since the run began. */
function commitOf(env: NodeJS.ProcessEnv): { readonly commit: string; readonly ref: string } {
  const { GITHUB_REF: ref = '', GITHUB_SHA: sha } = env
  const wantsHead = goBoolean(env.DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF) === true
  if (!ref.startsWith('refs/pull/') || (!wantsHead && !ref.endsWith('/head'))) {
    return { commit: sha || ref, ref }
  }
  const headRef = ref.replace(/\/merge$/, '/head')
  const head = readPayload(env.GITHUB_EVENT_PATH).text('pull_request', 'head', 'sha')
  return { commit: head ?? headRef, ref: headRef }
}
