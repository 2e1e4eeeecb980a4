import { describe, expect, it } from '@jest/globals'
import { type BuildInputs, buildArgs } from '../../src/buildx/build-args.ts'
import { createArgs, csvField } from '../../src/buildx/create-args.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('buildArgs', () => {
  const always = ['build', '--builder', 'b', '--progress', 'rawjson', '--metadata-file', '/m.json']

  it.each<[Partial<BuildInputs>, string[]]>([
    [{}, []],
    [{ buildArgs: ['A=1', 'B=x y'] }, ['--build-arg', 'A=1', '--build-arg', 'B=x y']],
    [{ cacheFrom: ['type=gha', 'a/b:c'] }, ['--cache-from', 'type=gha', '--cache-from', 'a/b:c']],
    [{ cacheTo: ['type=inline'] }, ['--cache-to', 'type=inline']],
    [{ file: 'ci/Dockerfile' }, ['--file', 'ci/Dockerfile']],
    [{ labels: ['a=b', 'c=d,e'] }, ['--label', 'a=b', '--label', 'c=d,e']],
    [{ outputs: ['type=local,dest=out'] }, ['--output', 'type=local,dest=out']],
    [{ platforms: ['linux/amd64', 'linux/arm64'] }, ['--platform', 'linux/amd64,linux/arm64']],
    [{ provenance: 'mode=max' }, ['--provenance', 'mode=max']],
    [{ tags: ['a/b:1', 'a/b:2'] }, ['--tag', 'a/b:1', '--tag', 'a/b:2']],
    [{ target: 'test' }, ['--target', 'test']],
    [{ load: true }, ['--load']],
    [{ noCache: true }, ['--no-cache']],
    [{ pull: true }, ['--pull']],
    [{ push: true }, ['--push']],
  ])('turns %j into flags', (inputs, flags) => {
    expect(
      buildArgs({ ...nothingToBuild, ...inputs }, { builder: 'b', metadataFile: '/m.json' }),
    ).toEqual([...always, ...flags, '--', '.'])
  })

  it('keeps a context that looks like a flag from being one', () => {
    expect(
      buildArgs(
        { ...nothingToBuild, context: '--help' },
        { builder: 'b', metadataFile: '/m.json' },
      ).slice(-2),
    ).toEqual(['--', '--help'])
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
