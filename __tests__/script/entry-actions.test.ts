import { expect, it } from '@jest/globals'
import { entriesOf } from '../../script/action-inputs.ts'
import { bakeActionInputs, bakeInputGroups, setupInputs } from '../../script/entry-actions.ts'

// `readInputs`, `keyedByFile` and `readPool` in src/inputs/ make these keys.
it.each([
  ['action.yml', entriesOf('inputs'), "the repository and the Dockerfile's path"],
  ['bake/action.yml', bakeActionInputs(), 'the repository and the first of `files`'],
  [
    'the component bake',
    bakeInputGroups().flatMap(({ entries }) => entries),
    'the repository and the first of `files`',
  ],
  ['setup/action.yml', setupInputs(), 'the repository'],
])('%s says what pool-key is when it is empty', (_, entries, key) => {
  const { description = '' } = entries.find(({ name }) => name === 'pool-key') ?? {}
  expect(description.split('When empty, ')[1]).toBe(key)
})
