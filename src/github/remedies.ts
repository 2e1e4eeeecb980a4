import type { Remedies } from '../base/ports.ts'

/** What hints call the remedies in a workflow. */
export const remedies: Remedies = {
  folder:
    'A folder as context needs actions/checkout in the job, before this action. Without context, BuildKit fetches the repository itself.',
  checkout: 'Files of the repository need actions/checkout in the job, before this action.',
  submodules:
    'Check the repository out with actions/checkout (submodules: true, and a token that can) and set context: .',
  lfs: 'Check the repository out with lfs: true (actions/checkout)',
  signIn:
    'Sign in before this action, for instance with docker/login-action. For ghcr.io the job needs permissions: packages: write.',
}
