import { expect, it } from '@jest/globals'
import { createPushedImages } from '../../src/record/pushed-images.ts'

it('finds the images whose push has ended, with their digests', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const images = createPushedImages()
  const at = { vertex: 'v', timestamp: '2026-01-01T00:00:00Z', started: '2026-01-01T00:00:00Z' }
  const push = (name: string, completed?: string) => ({
    ...{ ...at, id: `pushing manifest for ${name}@${digest}` },
    ...(completed && { completed }),
  })
  images.update({ statuses: [push('a:5000/app:1'), push('b/app:1', at.started)] })
  expect(images.all()).toEqual([{ name: 'b/app:1', digest }])
  images.update({
    statuses: [push('a:5000/app:1', at.started), { ...at, id: 'pushing layers' }],
  })
  expect(images.all().map(({ name }) => name)).toEqual(['b/app:1', 'a:5000/app:1'])
})
