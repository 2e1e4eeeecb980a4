import { describe, expect, it } from '@jest/globals'
import { chooseStages } from '../../script/stages.ts'

const run = async () => ({ passed: 1, failed: 0 })
const stages = {
  lint: { run, isQuick: true },
  unit: { run, isQuick: true },
  parts: { run },
  cluster: { run, isOnlyByName: true },
}

describe('chooseStages', () => {
  it.each([
    ['the default run', [], ['lint', 'unit', 'parts']],
    ['one stage', ['parts'], ['parts']],
    ['stages in the order of the table', ['parts', 'lint'], ['lint', 'parts']],
    ['the quick ones', ['quick'], ['lint', 'unit']],
    ['the quick stages and another', ['parts', 'quick'], ['lint', 'unit', 'parts']],
    ['a stage that the default run leaves out', ['cluster'], ['cluster']],
  ])('chooses %s', (_, words, chosen) => {
    expect(chooseStages(stages, words)).toEqual(chosen)
  })

  it('lists the stages when a word names none', () => {
    expect(() => chooseStages(stages, ['lint', 'lints'])).toThrow(
      'There is no stage lints, only quick, lint, unit, parts, cluster.',
    )
  })
})
