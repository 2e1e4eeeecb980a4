import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { readDefinition } from '../../src/bake/definition.ts'
import { targetPlace } from '../../src/bake/target-place.ts'

const directory = resolve('/work')
const placeOf = (definition: object) => {
  const [target] = readDefinition(JSON.stringify({ target: { app: definition } })).targets
  if (target === undefined) throw new Error('no target')
  return targetPlace({ name: 'app', target: { ...target, isPushed: false } }, directory)
}

it.each([
  ['its own folder', { context: 'app', dockerfile: 'Dockerfile.app' }, 'app', 'app/Dockerfile.app'],
  [
    'a path from the root',
    { context: 'app', dockerfile: resolve('/ci/Dockerfile') },
    'app',
    resolve('/ci/Dockerfile'),
  ],
])('finds the Dockerfile of a target by %s', (_, definition, context, file) => {
  expect(placeOf(definition)).toMatchObject({
    context: resolve(directory, context),
    file: resolve(directory, file),
  })
})

it('takes a named context for a folder beside the definition, unless it is remote or a target', () => {
  const contexts = { lib: 'lib', base: 'target:base', remote: 'https://example.com/a.git' }
  expect(placeOf({ context: 'app', contexts }).buildContexts).toEqual(
    expect.arrayContaining([
      `lib=${resolve(directory, 'lib')}`,
      'base=target:base',
      'remote=https://example.com/a.git',
    ]),
  )
})
