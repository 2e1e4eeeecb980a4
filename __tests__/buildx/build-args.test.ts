import { describe, expect, it } from '@jest/globals'
import { buildArgs } from '../../src/buildx/build-args.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('buildArgs', () => {
  it('does not let a context that looks like a flag act as one', () => {
    const options = { builder: 'b', metadataFile: '/m.json', secretFile: () => '' }
    const args = buildArgs({ ...nothingToBuild, context: '--help' }, options)
    expect(args.slice(-2)).toEqual(['--', '--help'])
  })
})
