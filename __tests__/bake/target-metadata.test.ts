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

it('lets a later try replace what an earlier one said of a target', () => {
  const later = JSON.stringify({ tool: { 'containerimage.digest': 'sha256:2' } })
  const merged = readTargetMetadata(mergeMetadata(json, later), ['app', 'tool'])
  expect(merged.get('app')?.digest).toBe('sha256:1')
  expect(merged.get('tool')?.digest).toBe('sha256:2')
  expect([mergeMetadata('', later), mergeMetadata(json, '')]).toEqual([later, json])
})
