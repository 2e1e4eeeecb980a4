import { expect, it } from '@jest/globals'
import { mergeMetadata, readTargetMetadata } from '../../src/bake/target-metadata.ts'

const json = JSON.stringify({
  app: { 'containerimage.digest': 'sha256:1', 'image.name': 'a:1,a:2' },
  tool: {},
  'buildx.build.warnings': [],
})

it('reads the digest and the names of each target that it has', () => {
  expect(Object.fromEntries(readTargetMetadata(json, ['app', 'tool', 'late']))).toEqual({
    app: { digest: 'sha256:1', images: ['a:1', 'a:2'] },
    tool: { digest: '', images: [] },
  })
  expect([...readTargetMetadata('', ['app'])]).toEqual([])
})

it('takes no part of every object for a target, and a target with such a name for one', () => {
  const names = ['__proto__', 'constructor', 'toString']
  expect([...readTargetMetadata('{}', names)]).toEqual([])
  const named = '{"__proto__":{"containerimage.digest":"sha256:1"},"constructor":{}}'
  expect([...readTargetMetadata(mergeMetadata('{}', named), names)]).toEqual([
    ['__proto__', { digest: 'sha256:1', images: [] }],
    ['constructor', { digest: '', images: [] }],
  ])
})

it('lets a later try replace what an earlier one said of a target', () => {
  const later = JSON.stringify({ tool: { 'containerimage.digest': 'sha256:2' } })
  const merged = readTargetMetadata(mergeMetadata(json, later), ['app', 'tool'])
  expect(merged.get('app')?.digest).toBe('sha256:1')
  expect(merged.get('tool')?.digest).toBe('sha256:2')
  expect([mergeMetadata('', later), mergeMetadata(json, '')]).toEqual([later, json])
})
