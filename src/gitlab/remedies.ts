import type { Remedies } from '../base/ports.ts'

/** What hints call the remedies in a pipeline. */
export const remedies: Remedies = {
  folder:
    'A folder as context needs a job that checks the repository out (GIT_STRATEGY: fetch). Without context, BuildKit fetches the repository itself.',
  checkout:
    'Files of the repository need a job that checks the repository out (GIT_STRATEGY: fetch).',
  submodules:
    'Check the repository out (GIT_STRATEGY: fetch, GIT_SUBMODULE_STRATEGY: recursive) and set context: .',
  lfs: 'Check the repository out with Git LFS (GIT_STRATEGY: fetch)',
  signIn:
    "The job is signed in to the project's own registry. For another one, set DOCKER_AUTH_CONFIG, or run docker login before.",
}
