import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import {
  loadsIntoDocker,
  pushes,
  readOutput,
  refuseStandardOutput,
} from '../../src/buildx/outputs.ts'

// `buildx bake --print` of buildx v0.38.2 prints these outputs so.
describe('readOutput', () => {
  it.each([
    ['out', 'local', 'out'],
    ['-', 'tar', '-'],
    ['TYPE=docker', 'local', 'TYPE=docker'],
    ['type = docker', 'local', 'type = docker'],
    ['type=docker', 'docker', undefined],
    ['"type=docker"', 'docker', undefined],
    ['TYPE=docker,DEST=a.tar', 'docker', 'a.tar'],
    ['type=local,dest=a,dest=b', 'local', 'b'],
    ['"dest=a,b",type=local', 'local', 'a,b'],
    ['type=oci,dest=', 'oci', undefined],
  ])('reads %j as %j to %j', (text, type, dest) => {
    const output = readOutput(text)
    expect([output.type, output.dest]).toEqual([type, dest])
  })

  it('keeps the other attributes', () => {
    const { attributes } = readOutput('type=image,Name=a=b,push=true')
    expect(Object.fromEntries(attributes)).toEqual({ name: 'a=b', push: 'true' })
  })
})

describe('pushes', () => {
  it.each([
    ['type=registry', true],
    ['"type=registry",name=a', true],
    ['name=a,type=REGISTRY', true],
    ...['true', '1', 'T', ' True', 'yes', ''].map(
      (push) => [`type=image,push=${push}`, true] as const,
    ),
    ['type=image,"push=true"', true],
    ['type=image,push = true', true],
    ['type=image,push=false', false],
    ['type=image,push=0', false],
    ['type=image', false],
    ['type=local,dest=out', false],
    ['push=true', false],
  ])('%j: %j', (output, isPush) => {
    expect(pushes(output)).toBe(isPush)
  })
})

describe('loadsIntoDocker', () => {
  it.each([
    ['type=docker', true],
    ['"type=docker",name=a', true],
    ['type=Docker,dest=', true],
    ['type=docker,dest=image.tar', false],
    ['type=oci,dest=docker', false],
    ['type=docker-archive', false],
    ['type=image,push=true', false],
    ['docker', false],
  ])('%j: %j', (output, isLoaded) => {
    expect(loadsIntoDocker([output])).toBe(isLoaded)
    expect(loadsIntoDocker(['type=cacheonly', output])).toBe(isLoaded)
  })

  it('is false for no output', () => {
    expect(loadsIntoDocker([])).toBe(false)
  })
})

describe('refuseStandardOutput', () => {
  it.each(['type=oci', 'type=oci,dest=', 'type=tar', 'type=tar,dest=-', 'type=docker,dest=-', '-'])(
    'refuses %j',
    (output) => {
      expect(() => refuseStandardOutput(output)).toThrow(ConfigurationError)
      expect(() => refuseStandardOutput(output)).toThrow(
        `outputs: "${output}" would write an archive into the log. Set dest to a file,`,
      )
    },
  )

  it.each([
    'type=oci,dest=a.tar',
    'type=oci,tar=false,dest=out',
    'type=docker',
    'type=docker,dest=a.tar',
    'type=image',
    'type=cacheonly',
    'out',
  ])('accepts %j', (output) => {
    expect(() => refuseStandardOutput(output)).not.toThrow()
  })
})
