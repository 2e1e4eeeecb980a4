import { describe, expect, it } from '@jest/globals'
import { matrixOf } from '../../src/bake/matrix.ts'

const definition = JSON.stringify({
  group: { default: { targets: ['app', 'tool'] } },
  target: {
    app: { platforms: ['linux/amd64', 'linux/arm64'], tags: ['app:1', 'app:2'], context: 'app' },
    tool: { tags: ['tool:1'] },
  },
})

describe('a job matrix', () => {
  it('has an entry for each target', () => {
    expect(matrixOf(definition, [])).toEqual([{ target: 'app' }, { target: 'tool' }])
  })

  it('has one for each value of a field, and one for a target without it', () => {
    expect(matrixOf(definition, ['platforms'])).toEqual([
      { target: 'app', platforms: 'linux/amd64' },
      { target: 'app', platforms: 'linux/arm64' },
      { target: 'tool' },
    ])
  })

  it('has one for each combination of fields, also of a single value', () => {
    expect(matrixOf(definition, ['platforms', 'context'])).toEqual([
      { target: 'app', platforms: 'linux/amd64', context: 'app' },
      { target: 'app', platforms: 'linux/arm64', context: 'app' },
      { target: 'tool' },
    ])
    expect(matrixOf(definition, ['platforms', 'tags'])).toHaveLength(5)
  })

  it('is empty without targets', () => {
    expect(matrixOf('{}', ['platforms'])).toEqual([])
  })
})
