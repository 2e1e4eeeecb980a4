import { expect, it } from '@jest/globals'
import { buildxEnvironment } from '../../src/buildx/environment.ts'

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
