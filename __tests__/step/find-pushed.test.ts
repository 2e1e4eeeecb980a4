import { expect, it } from '@jest/globals'
import { findPushed } from '../../src/step/find-pushed.ts'
import { record as recordStream } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const digest = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`
const record = (...names: readonly string[]) => ({
  pushed: names.map((name) => ({ name, digest })),
  vertices: [],
})

it.each([
  ['its whole name', 'ghcr.io/acme/app:1', 'ghcr.io/acme/app:1'],
  ['a nested name with a port', 'localhost:5000/a/b/app:1', 'localhost:5000/a/b/app:1'],
  ['no tag', 'localhost:5000/app', 'localhost:5000/app:latest'],
  ['no registry', 'acme/app:1', 'docker.io/acme/app:1'],
  ['one word', 'app', 'docker.io/library/app:latest'],
  ['Docker Hub and one word', 'docker.io/app:1', 'docker.io/library/app:1'],
  ["Docker Hub's old name", 'index.docker.io/acme/app:1', 'docker.io/acme/app:1'],
])('finds what was pushed by %s', (_, name, found) => {
  const images = [{ name, digest }]
  expect(findPushed(record(found), { push: true, outputs: [], tags: [name] })).toEqual({
    ...{ images, digest, differ: false },
  })
})

it.each<[string, readonly string[], Partial<Parameters<typeof findPushed>[1]>]>([
  [
    'the list of an output',
    ['a.io/a:1', 'a.io/b:1'],
    { outputs: ['type=image,"name=a.io/a:1,a.io/b:1",push=true'] },
  ],
  [
    'several outputs',
    ['a.io/a:1', 'a.io/b:1'],
    { outputs: ['type=registry,name=a.io/a:1', 'type=image,name=a.io/b:1,push=true'] },
  ],
  [
    'one output of several',
    ['a.io/a:1'],
    {
      outputs: [
        'type=image,name=a.io/a:1,push=true',
        'type=docker,name=app:local',
        'type=image,name=a.io/b:1',
      ],
    },
  ],
  [
    'tags, which replace the names of an output',
    ['a.io/t:1'],
    { tags: ['a.io/t:1'], outputs: ['type=registry,name=a.io/a:1'] },
  ],
  [
    'an input, which makes each image output a push',
    ['a.io/a:1'],
    { push: true, outputs: ['type=image,name=a.io/a:1', 'type=oci,name=a.io/o:1,dest=o.tar'] },
  ],
])('asks for the names of %s', (_, names, build) => {
  const found = findPushed(record(...names, 'a.io/other:1'), {
    ...{ tags: [], push: false, outputs: [] },
    ...build,
  })
  expect(found).toEqual({ images: names.map((name) => ({ name, digest })), digest, differ: false })
})

it('finds an image without a tag only by a name that is pushed by digest', () => {
  const build = { tags: ['a.io/app'], push: false }
  const outputs = ['type=image,push-by-digest=true,name-canonical=true,push=true']
  const images = [{ name: 'a.io/app', digest }]
  expect(findPushed(record('a.io/app'), { ...build, outputs })).toEqual({
    images,
    digest,
    differ: false,
  })
  expect(findPushed(record('a.io/app:latest'), { ...build, outputs })).toBeUndefined()
  expect(findPushed(record('a.io/app'), { ...build, outputs: ['type=registry'] })).toBeUndefined()
})

it.each([
  ['nothing was to be pushed', { push: false, tags: ['a.io/app:1'] }],
  ['no name is known', { push: true, tags: [] }],
  ['a name is missing', { push: true, tags: ['a.io/app:1', 'a.io/app:2'] }],
])('proves nothing when %s', (_, build) => {
  expect(findPushed(record('a.io/app:1'), { ...build, outputs: [] })).toBeUndefined()
})

it('takes the digest of the first name when the images differ', () => {
  const images = [
    { name: 'a.io/app:1', digest },
    { name: 'a.io/app:2', digest: other },
  ]
  const build = { push: true, outputs: [], tags: ['a.io/app:1', 'a.io/app:2'] }
  expect(findPushed({ pushed: images, vertices: [] }, build)).toEqual({
    images,
    digest,
    differ: true,
  })
})

it('proves nothing of the parts of an image that buildx puts together for several nodes', () => {
  const merging = vertex('merging manifest list a.io/app', { inputs: [], started: 1, completed: 2 })
  const { vertices } = recordStream([merging])
  expect(vertices).toHaveLength(1)
  const build = { push: true, outputs: [], tags: ['a.io/app:1'] }
  expect(findPushed({ ...record('a.io/app:1'), vertices }, build)).toBeUndefined()
})

it('knows no digest when the first name got two images', () => {
  const images = [
    { name: 'a.io/app:1', digest },
    { name: 'a.io/app:1', digest: other },
  ]
  const build = { push: true, outputs: ['type=image', 'type=image'], tags: ['a.io/app:1'] }
  expect(findPushed({ pushed: images, vertices: [] }, build)).toEqual({ images, differ: true })
})
