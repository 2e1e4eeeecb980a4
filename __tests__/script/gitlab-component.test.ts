import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { choicesOf } from '../../script/action-inputs.ts'
import { read } from '../docs/markdown.ts'

interface Input {
  readonly type?: 'boolean' | 'number'
  readonly options?: readonly string[]
  readonly default: unknown
}

/** The inputs that GitLab checks: it takes any text for the others. */
function checkedInputs(component: string): [string, Input][] {
  const [head = ''] = read(component).split('\n---\n')
  const inputs: Record<string, Input> = parse(head).spec.inputs
  return Object.entries(inputs).filter(([, input]) => input.type ?? input.options)
}

function isAccepted({ type, options }: Input, value: string): boolean {
  if (type === 'number') return /^\d+$/.test(value)
  if (type === 'boolean') return value === 'true' || value === 'false'
  return options === undefined || options.includes(value)
}

/** Words in descriptions that are no values: names of outputs. */
const outputs = ['cache-report', 'image-changed']

describe.each([
  ['templates/build.yml', 'action.yml'],
  ['templates/bake.yml', 'bake/action.yml'],
])('%s', (component, action) => {
  const described: Record<string, { readonly description: string }> = parse(read(action)).inputs

  it.each(checkedInputs(component))(
    'has %s accept each value of its description',
    (name, input) => {
      const values = choicesOf(described[name]?.description ?? '').filter(
        (value) => !outputs.includes(value),
      )
      expect(values.filter((value) => !isAccepted(input, value))).toEqual([])
      expect(isAccepted(input, String(input.default))).toBe(true)
    },
  )

  it('takes a word for the number of builds', () => {
    expect(checkedInputs(component).map(([name]) => name)).not.toContain('spill-over')
  })
})
