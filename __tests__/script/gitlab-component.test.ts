import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { choicesOf } from '../../script/action-inputs.ts'
import { read } from '../docs/markdown.ts'

interface Input {
  readonly description: string
  readonly type?: 'boolean' | 'number' | 'string'
  readonly options?: readonly string[]
  readonly default: unknown
}

function inputsOf(component: string): [string, Input][] {
  const [head = ''] = read(component).split('\n---\n')
  const inputs: Record<string, Input> = parse(head).spec.inputs
  return Object.entries(inputs)
}

/** The inputs for which GitLab takes some values only, rather than any text. */
function checkedInputs(component: string): [string, Input][] {
  return inputsOf(component).filter(([, input]) => input.type ?? input.options)
}

/** Whether GitLab takes a value that YAML has read. It converts none: a number is no text, and a text no number. */
function isAccepted({ type = 'string', options }: Input, value: unknown): boolean {
  return typeof value === type && (options?.some((option) => option === value) ?? true)
}

/** As a workflow has it: in quotes where YAML would read something other than the text that the input takes. */
function asWritten({ type }: Input, value: string): unknown {
  return type === undefined ? value : parse(value)
}

/** Words in descriptions that are no values: names of outputs. */
const outputs = ['cache-report', 'image-changed']

describe.each([
  ['templates/build.yml', 'action.yml'],
  ['templates/bake.yml', 'bake/action.yml'],
])('%s', (component, action) => {
  const described: Record<string, { readonly description: string; readonly default?: string }> =
    parse(read(action)).inputs

  it.each(checkedInputs(component))(
    'has %s accept each value of its description',
    (name, input) => {
      const values = choicesOf(described[name]?.description ?? '').filter(
        (value) => !outputs.includes(value),
      )
      expect(values.filter((value) => !isAccepted(input, asWritten(input, value)))).toEqual([])
      expect(isAccepted(input, input.default)).toBe(true)
    },
  )

  it('takes a word for the number of builds', () => {
    expect(checkedInputs(component).map(([name]) => name)).not.toContain('spill-over')
  })

  const inputs = inputsOf(component).filter(([name]) => described[name] !== undefined)
  it.each(inputs)('says which values of %s need quotes', (name, input) => {
    const { description = '', default: fallback = '' } = described[name] ?? {}
    const named = [...description.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value)
    const unquoted = [fallback, ...named].filter((value) => /^(?:\d+|true|false)$/.test(value))
    const kinds = unquoted.filter((value) => !isAccepted(input, parse(value)))
    const hints = kinds.map((value) => (/\d/.test(value) ? 'a number' : 'true or false'))
    const said = ['a number', 'true or false'].filter((kind) =>
      input.description.includes(`Write ${kind} in quotes, such as '`),
    )
    expect(said).toEqual([...new Set(hints)])
    if (said.length > 0) expect(read('docs/gitlab.md')).toMatch(new RegExp(`\\b${name}: "`))
  })
})
