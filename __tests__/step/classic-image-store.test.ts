import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { forPlainStore } from '../../src/step/classic-image-store.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('forPlainStore', () => {
  it('leaves out what nobody asked for', () => {
    const build = { ...nothingToBuild, defaultAttests: ['type=provenance,mode=max'] }
    expect(forPlainStore(build)).toEqual(nothingToBuild)
  })

  it.each([
    { attests: ['type=provenance,disabled=true'] },
    { platforms: ['linux/arm64'] },
    { cacheTo: ['type=inline'] },
    { cacheFrom: ['type=registry,ref=a/b'] },
    { outputs: ['type=docker'] },
    { outputs: ['type=local,dest=out'] },
  ])('takes %j', (asked) => {
    const build = { ...nothingToBuild, ...asked }
    expect(forPlainStore(build)).toEqual(build)
  })

  it.each([
    [{ attests: ['type=provenance,mode=max'] }, /^An attestation \(provenance\) can't be had /],
    [{ attests: ['type=sbom,disabled=false'] }, /^An attestation \(sbom\) /],
    [{ platforms: ['linux/amd64', 'linux/arm64'] }, /^An image for several platforms /],
    [{ cacheTo: ['type=inline', 'type=registry,ref=a/b'] }, /^A cache of type registry /],
    [{ cacheTo: ['a/b'] }, /^A cache of type registry /],
    [{ annotations: ['a=b'] }, /^An image with annotations /],
    [{ outputs: ['type=docker,dest=a.tar'] }, /^An output of type docker /],
  ])('refuses %j, and names the driver that can', (asked, words) => {
    const build = { ...nothingToBuild, ...asked }
    expect(() => forPlainStore(build)).toThrow(ConfigurationError)
    expect(() => forPlainStore(build)).toThrow(words)
    expect(() => forPlainStore(build)).toThrow(/ Set driver: docker-container, /)
  })
})
