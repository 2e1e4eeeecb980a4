import { describe, expect, it } from '@jest/globals'
import { pushedRegistries } from '../../src/step/pushed-names.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

describe('pushedRegistries', () => {
  it.each([
    [{ push: true, tags: ['acme/app:1', 'node', 'ghcr.io/acme/app'] }, ['docker.io', 'ghcr.io']],
    [
      { push: true, tags: ['localhost/a', 'a:5000/b', '[::1]:5000/c'] },
      ['localhost', 'a:5000', '[::1]:5000'],
    ],
    [{ push: false, tags: ['ghcr.io/acme/app'] }, []],
    [{ push: false, outputs: ['type=registry,"name=a.b/c,d.e/f"'] }, ['a.b', 'd.e']],
    [{ push: false, tags: ['a.b/c'], outputs: ['type=registry'] }, ['a.b']],
    [{ push: true, outputs: ['type=image,name=a.b/c'] }, ['a.b']],
    [{ push: false, outputs: ['type=local,dest=out'] }, []],
  ])('of %j: %j', (build, registries) => {
    expect(pushedRegistries({ ...nothingToBuild, ...build })).toEqual(registries)
  })
})
