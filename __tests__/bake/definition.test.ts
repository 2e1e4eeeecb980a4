import { expect, it } from '@jest/globals'
import { readDefinition } from '../../src/bake/definition.ts'

const read = (definition: object) => readDefinition(JSON.stringify(definition))
const nothing = {
  ...{ tags: [], outputs: [], cacheFrom: [], cacheTo: [], attests: [], noCache: false },
  ...{
    noCacheFilters: [],
    args: [],
    links: [],
    buildContexts: [],
    platforms: [],
    context: '.',
    dockerfile: 'Dockerfile',
    call: '',
  },
}

it('reads the fields of a target, with attributes in the form of an option', () => {
  const target = {
    context: 'app',
    contexts: { base: 'target:common', other: './other' },
    dockerfile: 'Containerfile',
    args: { VERSION: '1', UNSET: null },
    tags: ['app:1'],
    output: [
      { dest: 'out', type: 'local' },
      { push: 'true', type: 'image', name: 'a,b' },
    ],
    'cache-from': [{ type: 'gha' }],
    'cache-to': [{ ref: 'app:cache', type: 'registry' }],
    attest: [{ mode: 'min', type: 'provenance' }],
    'no-cache': true,
    'no-cache-filter': ['build'],
    call: 'check',
    platforms: ['linux/arm64'],
  }
  expect(read({ target: { app: target } }).targets).toEqual([
    {
      ...{ name: 'app', context: 'app', dockerfile: 'Containerfile', links: ['common'] },
      buildContexts: ['base=target:common', 'other=./other'],
      ...{ args: ['VERSION=1', 'UNSET='], tags: ['app:1'], noCache: true },
      platforms: ['linux/arm64'],
      outputs: ['type=local,dest=out', 'type=image,push=true,"name=a,b"'],
      ...{ cacheFrom: ['type=gha'], cacheTo: ['type=registry,ref=app:cache'] },
      ...{ attests: ['type=provenance,mode=min'], noCacheFilters: ['build'], call: 'check' },
    },
  ])
})

it('reads what an older buildx prints as texts, and what is absent as nothing', () => {
  const { targets } = read({ target: { app: { output: ['type=registry'], call: 'build' }, b: {} } })
  expect(targets).toEqual([
    { ...nothing, name: 'app', outputs: ['type=registry'] },
    { ...nothing, name: 'b' },
  ])
})

it('has no path for a Dockerfile whose text is in the definition', () => {
  const inline = { dockerfile: 'Dockerfile', 'dockerfile-inline': 'FROM scratch' }
  expect(read({ target: { app: inline } }).targets[0]?.dockerfile).toBe('')
})

it('resolves groups to the targets that were asked for, without those that are only linked', () => {
  const target = { app: {}, tool: {}, linked: {} }
  const group = {
    default: { targets: ['all', 'app'] },
    all: { targets: ['app', 'tool', 'all'] },
  }
  expect(read({ group, target }).requested).toEqual(['app', 'tool'])
  expect(read({ target }).requested).toEqual(['app', 'tool', 'linked'])
})

it.each([
  ['a target that is called default', { default: ['app', 'default'] }, ['app', 'default']],
  [
    'a group with the name of a target',
    { default: ['app'], app: ['app', 'tool'] },
    ['app', 'tool'],
  ],
  [
    'a target called default in a group that was asked for',
    { default: ['all'], all: ['default', 'tool'] },
    ['default', 'tool'],
  ],
])('resolves %s as buildx does', (_, groups, requested) => {
  const group = Object.fromEntries(
    Object.entries(groups).map(([name, targets]) => [name, { targets }]),
  )
  const target = { app: {}, default: {}, tool: {} }
  expect(read({ group, target }).requested).toEqual(requested)
})

it('is an error for what is no JSON', () => {
  expect(() => readDefinition('#1 reading')).toThrow(SyntaxError)
})
