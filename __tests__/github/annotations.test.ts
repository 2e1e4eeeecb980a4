import { describe, expect, it } from '@jest/globals'
import { type Annotations, createAnnotations, type Level } from '../../src/github/annotations.ts'

/** How annotations are printed, in order: `level: message` for an annotation, the text for a plain line. */
function collect(add: (annotations: Annotations) => void) {
  const put: string[] = []
  const said: string[] = []
  const annotations = createAnnotations(
    (level, message) => put.push(`${level}: ${message}`),
    (line) => said.push(line),
  )
  add(annotations)
  annotations.close()
  return { put, said }
}

const many = (level: Level, number: number) => (annotations: Annotations) => {
  for (let index = 1; index <= number; index += 1) annotations.add(level, `${index}`)
}

describe('annotations', () => {
  it('are printed in the order in which they arrive', () => {
    const { put, said } = collect((annotations) => {
      annotations.add('warning', 'a')
      annotations.add('error', 'b')
    })
    expect(put).toEqual(['warning: a', 'error: b'])
    expect(said).toEqual([])
  })

  it('are printed once, unless their place or level differs', () => {
    const { put } = collect((annotations) => {
      for (let again = 0; again < 2; again += 1) {
        annotations.add('warning', 'a', { file: 'Dockerfile', startLine: 1 })
        annotations.add('warning', 'a', { file: 'Dockerfile', startLine: 2 })
        annotations.add('notice', 'a')
      }
    })
    expect(put).toEqual(['warning: a', 'warning: a', 'notice: a'])
  })

  it('are limited to ten of a level', () => {
    const { put, said } = collect(many('warning', 10))
    expect(put).toEqual(Array.from({ length: 10 }, (_, index) => `warning: ${index + 1}`))
    expect(said).toEqual([])
  })

  it('beyond the limit are counted in the tenth, and are all in the log', () => {
    const { put, said } = collect((annotations) => {
      many('warning', 13)(annotations)
      many('notice', 10)(annotations)
    })
    const warnings = put.filter((each) => each.startsWith('warning'))
    expect(warnings).toHaveLength(10)
    expect(warnings.at(-1)).toBe('warning: 4 more warnings; the log has them.')
    expect(said.toSorted()).toEqual(['10', '11', '12', '13'].map((each) => `Warning: ${each}`))
    expect(put.filter((each) => each.startsWith('notice'))).toHaveLength(10)
  })
})
