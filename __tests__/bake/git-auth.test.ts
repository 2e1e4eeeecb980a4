import { expect, it } from '@jest/globals'
import { gitAuthEnvironment } from '../../src/bake/git-auth.ts'

it.each(['BUILDX_BAKE_GIT_AUTH_TOKEN', 'buildx_bake_git_auth_header'])(
  "leaves the job's own secret for a remote definition: %s",
  (name) => {
    const secret = { BUILDX_BAKE_GIT_AUTH_TOKEN: 'of the input' }
    expect(gitAuthEnvironment({ [name]: 'own' }, secret)).toEqual({ [name]: 'own' })
    expect(gitAuthEnvironment({ PATH: '/bin' }, secret)).toEqual({ PATH: '/bin', ...secret })
  },
)
