import type { CiRun } from '../inputs/ci-run.ts'
import { goBoolean } from '../text/boolean.ts'

/** The user of a job's token: Git over HTTP accepts the token only with this name. */
const tokenUser = 'gitlab-ci-token'

/** Reads GitLab's predefined variables. */
export function readCiRun(env: NodeJS.ProcessEnv): CiRun {
  const server = env.CI_SERVER_URL || 'https://gitlab.com'
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit } = env
  const ref = refOf(env)
  return {
    server,
    url: env.CI_JOB_URL ?? '',
    ...(project && commit
      ? { defaultContext: `${project}.git#${commit}`, noDefaultContext: '' }
      : { defaultContext: '', noDefaultContext: 'CI_PROJECT_URL and CI_COMMIT_SHA are empty' }),
    ...(ref !== undefined && { gitRef: ref }),
    gitUser: tokenUser,
    // A project for all users of the instance isn't public either.
    isPrivate: env.CI_PROJECT_VISIBILITY !== 'public',
    noDefaultAttestations: goBoolean(env.BUILDX_NO_DEFAULT_ATTESTATIONS) === true,
    annotateChecks: goBoolean(env.DOCKER_BUILD_CHECKS_ANNOTATIONS || 'true') === true,
  }
}

/** The pipeline of a merge request names the merge request's own ref, and no branch. */
function refOf(env: NodeJS.ProcessEnv): string | undefined {
  const { CI_MERGE_REQUEST_REF_PATH: request, CI_COMMIT_TAG: tag, CI_COMMIT_BRANCH: branch } = env
  if (request) return request
  if (tag) return `refs/tags/${tag}`
  return branch ? `refs/heads/${branch}` : undefined
}
