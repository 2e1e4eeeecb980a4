import { describe, expect, it } from '@jest/globals'
import { createArgs } from '../../src/buildx/create-args.ts'

describe('createArgs', () => {
  it('names the endpoint and the options of the driver', () => {
    expect(
      createArgs({
        name: 'b',
        endpoint: 'context',
        driverOpts: ['image=moby/buildkit', 'network=host'],
      }),
    ).toEqual([
      ...['create', '--name', 'b', '--driver', 'docker-container'],
      ...['--driver-opt', 'image=moby/buildkit', '--driver-opt', 'network=host'],
      'context',
    ])
  })

  it('passes flags and configuration to a builder in a container', () => {
    expect(
      createArgs({
        name: 'b',
        driverOpts: [],
        buildkitdFlags: '--debug --oci-worker-gc',
        buildkitdConfig: '/etc/buildkitd.toml',
      }),
    ).toEqual([
      ...['create', '--name', 'b', '--driver', 'docker-container'],
      ...['--buildkitd-flags', '--debug --oci-worker-gc'],
      ...['--buildkitd-config', '/etc/buildkitd.toml'],
    ])
  })
})
