import { describe, expect, it } from '@jest/globals'
import type { Op, Provenance } from '../../src/history/provenance.ts'
import { provenanceSteps } from '../../src/history/provenance-steps.ts'
import { byDigest } from '../../src/progress/vertex-inputs.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { vertex } from '../helpers/stream-events.ts'

const base = '[build 1/3] FROM example.com/base:1@sha256:aa'
const context = '[internal] load build context'
const definition = '[internal] load build definition from Dockerfile'

const image = (reference = 'example.com/base:1@sha256:aa'): Op => ({
  source: { identifier: `docker-image://${reference}` },
})
const run = (...words: string[]): Op => ({ exec: { meta: { args: words } } })
const shell = (text: string) => run('/bin/sh', '-c', text)
const local: Op = { source: { identifier: 'local://context' } }
const file: Op = { file: { actions: [] } }

/** A provenance whose digests are no vertex's. */
function provenance(
  steps: Readonly<Record<string, readonly [Op, ...string[]]>>,
  digestOf = (id: string) => `written ${id}`,
): Provenance {
  return {
    buildConfig: {
      llbDefinition: Object.entries(steps).map(([id, [Op, ...inputs]]) => ({
        ...{ id, op: { Op } },
        ...(inputs.length > 0 && { inputs: inputs.map((input) => `${input}:0`) }),
      })),
      digestMapping: Object.fromEntries(Object.keys(steps).map((id) => [digestOf(id), id])),
    },
  }
}

/** For each vertex that is known: its name, and the id of its step. */
function match(of: Provenance, vertices: Readonly<Record<string, readonly string[]>>) {
  const table = createVertexTable()
  for (const [name, inputs] of Object.entries(vertices)) {
    for (const each of vertex(name, { inputs }).vertexes ?? []) table.update(each)
  }
  const steps = provenanceSteps(of, byDigest(table.all()))
  return Object.fromEntries([...steps].map(([digest, { id }]) => [digest, id]))
}

describe('the steps of a provenance with other digests than the stream', () => {
  const copy = '[build 2/3] COPY a /'
  const make = '[build 3/3] RUN make two'
  const take = '[stage-1 1/1] COPY --from=build /made /'
  const steps = {
    s0: [image()],
    s1: [local],
    s2: [file, 's0', 's1'],
    s3: [shell('make $V'), 's2'],
    s4: [file, 's0', 's3'],
    s5: [{}, 's4'],
  } as const
  const vertices = {
    ...{ [definition]: [], [context]: [], [base]: [] },
    ...{ [copy]: [base, context], [make]: [copy], [take]: [base, make] },
  }

  it('are found from the images upward', () => {
    expect(match(provenance(steps), vertices)).toEqual({
      ...{ [base]: 's0', [copy]: 's2', [make]: 's3', [take]: 's4' },
    })
  })

  it('are those of its digests, if one is in the stream', () => {
    const digestOf = (id: string) => (id === 's0' ? base : `written ${id}`)
    expect(match(provenance(steps, digestOf), vertices)).toMatchObject({ [base]: 's0' })
    expect(match(provenance(steps, digestOf), vertices)).not.toHaveProperty([make])
  })

  const two = (...texts: readonly (readonly [Op, string])[]) => {
    const ops = texts.map(([op], index) => [`s${index + 1}`, [op, 's0']] as const)
    const names = texts.map(([, name], index) => [`[s${index} 2/2] RUN ${name}`, [base]] as const)
    return Object.values(
      match(provenance({ s0: [image()], ...Object.fromEntries(ops) }), {
        ...{ [base]: [] },
        ...Object.fromEntries(names),
      }),
    ).toSorted()
  }

  it.each<[string, readonly string[], readonly (readonly [Op, string])[]]>([
    [
      'found where their texts differ',
      ['s0', 's1', 's2'],
      [
        [shell('make a'), 'make a'],
        [shell('make b'), '--network=none make b'],
      ],
    ],
    [
      'found where only one text is expanded',
      ['s0', 's1', 's2'],
      [
        [shell('make $A'), 'make a'],
        [shell('make b'), 'make b'],
      ],
    ],
    [
      'unknown where both are expanded',
      ['s0'],
      [
        [shell('make $A'), 'make a'],
        [shell('make $B'), 'make b'],
      ],
    ],
    [
      'unknown where an expanded text is as another',
      ['s0'],
      [
        [shell('make $A'), 'make b'],
        [shell('make b'), 'make b'],
      ],
    ],
    [
      'unknown where their texts are the same',
      ['s0'],
      [
        [shell('make'), 'make'],
        [shell('make'), '--network=none make'],
      ],
    ],
    [
      'unknown where one is in exec form',
      ['s0'],
      [
        [run('b'), '["b"]'],
        [shell('a b'), 'a b'],
      ],
    ],
  ])('of two commands on one image are %s', (_, ids, texts) => {
    expect(two(...texts)).toEqual(ids)
  })

  it('are unknown where the stream has a further vertex on the same inputs', () => {
    const more = { ...vertices, '[other 2/2] COPY b /': [base, context] }
    expect(match(provenance(steps), more)).toEqual({ [base]: 's0' })
  })

  it('are unknown behind a step that is unknown', () => {
    const twice = { ...vertices, [base.replace('build', 'linux/arm64 build')]: [] }
    expect(match(provenance(steps), twice)).toEqual({})
  })
})
