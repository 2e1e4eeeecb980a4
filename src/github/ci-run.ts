import type { CiRun } from '../inputs/ci-run.ts'
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
    noDefaultAttestations: isTrue(env.BUILDX_NO_DEFAULT_ATTESTATIONS),
    annotateChecks: isTrue(env.DOCKER_BUILD_CHECKS_ANNOTATIONS || 'true'),
  }
}

/** A commit rather than a branch, which may have moved on since the run began. */
function commitOf(env: NodeJS.ProcessEnv): { readonly commit: string; readonly ref: string } {
  const { GITHUB_REF: ref = '', GITHUB_SHA: sha } = env
  const wantsHead = isTrue(env.DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF)
  if (!ref.startsWith('refs/pull/') || (!wantsHead && !ref.endsWith('/head'))) {
    return { commit: sha || ref, ref }
  }
  const headRef = ref.replace(/\/merge$/, '/head')
  const head = readPayload(env.GITHUB_EVENT_PATH).text('pull_request', 'head', 'sha')
  return { commit: head ?? headRef, ref: headRef }
}

/** As Go reads a boolean, which is how buildx reads its own variables. */
function isTrue(text: string | undefined): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '')
}
