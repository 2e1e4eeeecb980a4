import { describe, expect, it } from '@jest/globals'
import { dockerfileOf, type Provenance } from '../../src/history/provenance.ts'

const sourceOf = (text: string, language = 'Dockerfile') => ({
  source: { infos: [{ filename: 'Dockerfile', language, data: btoa(text) }] },
})
const slsa1 = (text: string, language?: string): Provenance => ({
  runDetails: { metadata: { buildkit_metadata: sourceOf(text, language) } },
})
const slsa02 = (text: string): Provenance => ({
  metadata: { 'https://mobyproject.org/buildkit@v1#metadata': sourceOf(text) },
})

describe('dockerfileOf', () => {
  it.each([
    ['SLSA 1', [slsa1('FROM a\n')]],
    ['SLSA 0.2', [slsa02('FROM a\n')]],
    ['two platforms', [slsa1('FROM a\n'), slsa1('FROM a\n')]],
  ])('reads the text from provenance of %s', (_, provenances) => {
    expect(dockerfileOf(provenances)).toBe('FROM a\n')
  })

  it.each([
    ['there is none', []],
    ['it has no source', [{}, { runDetails: { metadata: {} } }]],
    ['the source is no Dockerfile', [slsa1('a: b\n', 'YAML')]],
    ['there are two different ones', [slsa1('FROM a\n'), slsa1('FROM b\n')]],
  ])('knows none when %s', (_, provenances) => {
    expect(dockerfileOf(provenances)).toBeUndefined()
  })
})
