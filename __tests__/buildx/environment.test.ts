import { describe, expect, it } from '@jest/globals'
import {
  buildxEnvironment,
  dockerEnvironment,
  loadingEnvironment,
  remoteEnvironment,
} from '../../src/buildx/environment.ts'

it('passes the environment on, with its own configuration directory', () => {
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
    OTEL_BSP_EXPORT_TIMEOUT: '1000',
  })
})

it('keeps the job’s own settings of the garbage collector', () => {
  expect(buildxEnvironment({ GOGC: '50' }, '/private').GOGC).toBe('50')
})

it("waits a second for the OpenTelemetry collector, unless the job's environment sets another time", () => {
  expect(buildxEnvironment({}, '/private').OTEL_BSP_EXPORT_TIMEOUT).toBe('1000')
  const own = { OTEL_BSP_EXPORT_TIMEOUT: '5000' }
  expect(buildxEnvironment(own, '/private').OTEL_BSP_EXPORT_TIMEOUT).toBe('5000')
})

describe("the job's Docker settings", () => {
  const docker = {
    DOCKER_CONTEXT: 'mine',
    DOCKER_HOST: 'tcp://host:2376',
    DOCKER_TLS: '1',
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: '/certs',
    DOCKER_API_VERSION: '1.41',
    DOCKER_CUSTOM_HEADERS: 'a=b',
  }
  const others = { PATH: '/bin', DOCKER_CONFIG: '/docker', DOCKER_BUILDKIT: '1' }

  it('are ignored for a remote builder', () => {
    expect(remoteEnvironment({ ...others, ...docker })).toEqual({
      ...others,
      DOCKER_CONTEXT: 'default',
    })
  })

  it('are ignored when the Docker daemon is given', () => {
    expect(dockerEnvironment({ ...others, ...docker }, 'unix:///s')).toEqual({
      ...others,
      DOCKER_HOST: 'unix:///s',
    })
  })

  it('apply when an image is loaded', () => {
    const env = remoteEnvironment({ ...others, ...docker })
    expect(loadingEnvironment(env, { ...docker, PATH: '/other' })).toEqual({ ...others, ...docker })
    expect(loadingEnvironment(env, {})).toEqual(others)
  })
})
