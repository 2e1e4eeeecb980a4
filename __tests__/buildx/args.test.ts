import { describe, expect, it } from '@jest/globals'
import { buildArgs } from '../../src/buildx/build-args.ts'
import { createArgs } from '../../src/buildx/create-args.ts'
import { csvField } from '../../src/text/csv.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('buildArgs', () => {
  it('keeps a context that looks like a flag from being one', () => {
    const options = { builder: 'b', metadataFile: '/m.json', secretFile: () => '' }
    const args = buildArgs({ ...nothingToBuild, context: '--help' }, options)
    expect(args.slice(-2)).toEqual(['--', '--help'])
  })
})

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

describe('csvField', () => {
  it.each([
    ['cert=/tmp/cert.pem', 'cert=/tmp/cert.pem'],
    ['cert=/tmp/a,b/cert.pem', '"cert=/tmp/a,b/cert.pem"'],
    ['cert=/tmp/"b"/cert.pem', '"cert=/tmp/""b""/cert.pem"'],
  ])('quotes %s only if it must', (value, field) => {
    expect(csvField(value)).toBe(field)
  })
})
