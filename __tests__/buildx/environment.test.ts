import { expect, it } from '@jest/globals'
import { buildxEnvironment, forgetSecrets } from '../../src/buildx/environment.ts'

it('passes the environment on, less the inputs and certificates in it', () => {
  expect(
    buildxEnvironment(
      {
        PATH: '/bin',
        DOCKER_CONFIG: '/docker',
        BUILDX_CONFIG: '/shared',
        INPUT_KEY: 'secret',
        'INPUT_SERVER-NAME': 'name',
        BUILDER_NODE_0_AUTH_TLS_KEY: 'secret',
      },
      '/private',
    ),
  ).toEqual({
    PATH: '/bin',
    DOCKER_CONFIG: '/docker',
    BUILDX_CONFIG: '/private',
    BUILDX_METADATA_WARNINGS: 'true',
    GOGC: '400',
    GOMEMLIMIT: '512MiB',
  })
})

it('leaves it to the runner how Go collects garbage, if it says so', () => {
  expect(buildxEnvironment({ GOGC: '50' }, '/private').GOGC).toBe('50')
})

it('takes secrets out of what a library hands on', () => {
  const env = { PATH: '/bin', INPUT_KEY: 'secret', BUILDER_NODE_0_AUTH_TLS_KEY: 'secret' }
  forgetSecrets(env)
  expect(env).toEqual({ PATH: '/bin' })
})
