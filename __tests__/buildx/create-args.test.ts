import { describe, expect, it } from '@jest/globals'
import { createArgs } from '../../src/buildx/create-args.ts'

describe('createArgs', () => {
  it('names the endpoint and the options of a remote builder', () => {
    expect(
      createArgs({
        name: 'b',
        driver: 'remote',
        endpoint: 'tcp://host:1',
        driverOpts: ['cacert=/tmp/ca.pem', 'servername=host'],
      }),
    ).toEqual([
      ...['create', '--name', 'b', '--driver', 'remote'],
      ...['--driver-opt', 'cacert=/tmp/ca.pem', '--driver-opt', 'servername=host'],
      'tcp://host:1',
    ])
  })

  it('passes flags and configuration to a builder in a container', () => {
    expect(
      createArgs({
        name: 'b',
        driver: 'docker-container',
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
