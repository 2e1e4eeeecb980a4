import { expect, it } from '@jest/globals'
import { buildxEnvironment, forgetSecrets } from '../../src/buildx/environment.ts'

it('passes the environment on, with a configuration of its own', () => {
  expect(
    buildxEnvironment(
      {
        PATH: '/bin',
        DOCKER_CONFIG: '/docker',
        BUILDX_CONFIG: '/shared',
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

it('takes out secrets, in every way that an input may be written, but not what is named', () => {
  const env = {
    PATH: '/bin',
    INPUT_KEY: 'secret',
    'INPUT_SSH-KEY': 'secret',
    INPUT_SSH_KEY: 'secret',
    INPUT_TOKEN: 'secret',
    INPUT_VERSION: '1.2',
    BUILDER_NODE_0_AUTH_TLS_KEY: 'secret',
  }
  forgetSecrets(env, ['INPUT_VERSION'])
  expect(env).toEqual({ PATH: '/bin', INPUT_VERSION: '1.2' })
})
