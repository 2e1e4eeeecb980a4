import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { forClassicStore } from '../../src/step/classic-image-store.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('forClassicStore', () => {
  it('leaves out the default attestations', () => {
    const build = { ...nothingToBuild, defaultAttests: ['type=provenance,mode=max'] }
    expect(forClassicStore(build)).toEqual(nothingToBuild)
  })

  it.each([
    { attests: ['type=provenance,disabled=true'] },
    { platforms: ['linux/arm64'] },
    { cacheTo: ['type=inline'] },
    { cacheFrom: ['type=registry,ref=a/b'] },
    { outputs: ['type=docker'] },
    { outputs: ['type=local,dest=out'] },
  ])('keeps %j unchanged', (asked) => {
    const build = { ...nothingToBuild, ...asked }
    expect(forClassicStore(build)).toEqual(build)
  })

  it.each([
    [
      { attests: ['type=provenance,mode=max'] },
      /^An attestation \(provenance\) is not supported by this Docker daemon's classic image store\./,
    ],
    [{ attests: ['type=sbom,disabled=false'] }, /^An attestation \(sbom\) /],
    [{ platforms: ['linux/amd64', 'linux/arm64'] }, /^An image for several platforms /],
    [{ cacheTo: ['type=inline', 'type=registry,ref=a/b'] }, /^A cache of type registry /],
    [{ cacheTo: ['a/b'] }, /^A cache of type registry /],
    [{ annotations: ['a=b'] }, /^An image with annotations /],
    [{ outputs: ['type=docker,dest=a.tar'] }, /^An output of type docker /],
  ])('refuses %j, and names a driver that supports it', (asked, words) => {
    const build = { ...nothingToBuild, ...asked }
    expect(() => forClassicStore(build)).toThrow(ConfigurationError)
    expect(() => forClassicStore(build)).toThrow(words)
    expect(() => forClassicStore(build)).toThrow(/ Set driver: docker-container, /)
  })
})
