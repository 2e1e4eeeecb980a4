import { describe, expect, it } from '@jest/globals'
import { byDigest, holdsThroughout, walkInputs } from '../../src/progress/vertex-inputs.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'

/** Vertices by their names, with the names of their inputs. */
function graph(inputs: Readonly<Record<string, readonly string[]>>) {
  const table = createVertexTable()
  for (const [name, of] of Object.entries(inputs)) {
    table.update({ digest: name, name, inputs: of })
  }
  return byDigest(table.all())
}

const diamond = graph({ base: [], left: ['base'], right: ['base'], top: ['left', 'right'] })

describe('what holds throughout the inputs of a vertex', () => {
  const holds = (vertices: ReturnType<typeof graph>, failing: string) =>
    holdsThroughout(vertices, ({ name }) => name !== failing)

  it('must hold for the vertex and for each vertex below it', () => {
    const all = ['base', 'left', 'right', 'top']
    expect(all.map(holds(diamond, ''))).toEqual([true, true, true, true])
    expect(all.map(holds(diamond, 'left'))).toEqual([true, false, true, false])
    expect(all.map(holds(diamond, 'base'))).toEqual([false, false, false, false])
    // The questions may be asked in any order.
    expect(all.toReversed().map(holds(diamond, 'left'))).toEqual([false, true, false, true])
  })

  it('does not hold where an input is unknown', () => {
    expect(holds(graph({ top: ['elsewhere'] }), '')('top')).toBe(false)
    expect(holds(diamond, '')('elsewhere')).toBe(false)
  })

  it('is read of a chain deeper than the stack', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `${index}`)
    const chain = graph(
      Object.fromEntries(names.map((name, index) => [name, names.slice(index + 1, index + 2)])),
    )
    expect(holds(chain, '')('0')).toBe(true)
    expect(holds(chain, '19999')('0')).toBe(false)
  })

  it('ends in a circle', () => {
    const circle = graph({ a: ['b'], b: ['a'] })
    expect(holds(circle, '')('a')).toBe(true)
    expect(holds(circle, 'b')('a')).toBe(false)
  })

  it('examines each vertex once', () => {
    const names = Array.from({ length: 400 }, (_, index) => String(index))
    const chain = graph(
      Object.fromEntries(names.map((name, index) => [name, names.slice(0, index).slice(-1)])),
    )
    const examined: string[] = []
    const read = holdsThroughout(chain, ({ name }) => examined.push(name) > 0)
    expect(names.toReversed().every(read)).toBe(true)
    expect(examined).toHaveLength(400)
  })
})

describe('the walk through inputs', () => {
  it('finds each once, and stops behind an end', () => {
    const top = diamond.get('top')
    if (top === undefined) throw new Error('no top')
    const names = (isEnd?: Parameters<typeof walkInputs>[2]) =>
      walkInputs(top, diamond, isEnd)
        .map(({ name }) => name)
        .sort()
    expect(names()).toEqual(['base', 'left', 'right'])
    expect(names(({ name }) => name !== 'base')).toEqual(['left', 'right'])
  })
})
