import { describe, expect, it } from '@jest/globals'
import { type Annotations, createAnnotations, type Level } from '../../src/github/annotations.ts'

/** What becomes of annotations, in order: `level: message` for one, the plain line for the others. */
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
  it('are put out as they come', () => {
    const { put, said } = collect((annotations) => {
      annotations.add('warning', 'a')
      annotations.add('error', 'b')
    })
    expect(put).toEqual(['warning: a', 'error: b'])
    expect(said).toEqual([])
  })

  it('are put out once, unless they are of another place or level', () => {
    const { put } = collect((annotations) => {
      for (let again = 0; again < 2; again += 1) {
        annotations.add('warning', 'a', { file: 'Dockerfile', startLine: 1 })
        annotations.add('warning', 'a', { file: 'Dockerfile', startLine: 2 })
        annotations.add('notice', 'a')
      }
    })
    expect(put).toEqual(['warning: a', 'warning: a', 'notice: a'])
  })

  it('are ten of a level', () => {
    const { put, said } = collect(many('warning', 10))
    expect(put).toEqual(Array.from({ length: 10 }, (_, index) => `warning: ${index + 1}`))
    expect(said).toEqual([])
  })

  it('are counted in the tenth when they are more, and all are in the log', () => {
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
