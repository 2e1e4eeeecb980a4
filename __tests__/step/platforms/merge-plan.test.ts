import { describe, expect, it } from '@jest/globals'
import { planMerge } from '../../../src/step/platforms/merge-plan.ts'
import { csvFields } from '../../../src/text/csv.ts'
import { nothingToBuild } from '../../helpers/build-inputs.ts'

const tags = ['acme/app:latest', 'localhost:5000/acme/app:v1']
function adapted(build: Partial<typeof nothingToBuild>, cacheWrite?: string) {
  const all = { ...nothingToBuild, tags, platforms: ['linux/amd64', 'linux/arm64'], ...build }
  const plan = { build: all, notices: [], warnings: [], ...(cacheWrite && { cacheWrite }) }
  const merge = planMerge(all)
  return { merge, plan: merge.adapt(plan, 'linux/arm64') }
}

describe('a push', () => {
  it('becomes one without a tag, to the repository of each tag', () => {
    const { merge, plan } = adapted({ push: true })
    expect(merge.tags).toEqual(tags)
    const { outputs, ...build } = plan.build
    expect(build).toMatchObject({ tags: [], push: false, platforms: ['linux/arm64'] })
    expect(outputs.map(csvFields)).toEqual([
      [
        ...['type=registry', 'name=acme/app,localhost:5000/acme/app', 'push-by-digest=true'],
        'name-canonical=true',
      ],
    ])
  })

  it.each(['type=image', 'type=image,push=false', 'type=registry'])(
    'goes by the output %s that is there, with its attributes',
    (output) => {
      const outputs = ['out', `${output},compression=zstd`]
      const { plan } = adapted({ push: true, outputs })
      expect(plan.build.outputs.map(csvFields)).toEqual([
        ['type=local', 'dest=out/linux_arm64'],
        [
          ...['type=registry', 'name=acme/app,localhost:5000/acme/app', 'push-by-digest=true'],
          ...['name-canonical=true', 'compression=zstd'],
        ],
      ])
    },
  )

  it('takes the names of the output that it pushes when there are no tags', () => {
    const { merge, plan } = adapted({ push: true, outputs: ['type=image,name=a/b:1'], tags: [] })
    expect(merge.tags).toEqual(['a/b:1'])
    expect(plan.build.outputs).toEqual([
      'type=registry,name=a/b,push-by-digest=true,name-canonical=true',
    ])
  })

  it.each([
    { push: true, outputs: ['type=image,name=other/name'] },
    { outputs: ['type=image,name=other/name,push=true'] },
    { outputs: ['type=registry,name=other/name'] },
  ])('goes to the tags alone when an output has names too: %j', (build) => {
    const { merge, plan } = adapted(build)
    expect(merge.tags).toEqual(tags)
    expect(plan.build.outputs).toHaveLength(1)
    expect(plan.build.outputs[0]).toContain('"name=acme/app,localhost:5000/acme/app"')
  })

  it('by an output keeps its other attributes', () => {
    const output = 'type=image,"name=acme/a:1,acme/b:1",push=true,compression=zstd'
    const { merge, plan } = adapted({ outputs: [output], tags: [] })
    expect(merge.tags).toEqual(['acme/a:1', 'acme/b:1'])
    expect(csvFields(plan.build.outputs[0] ?? '')).toEqual([
      ...['type=image', 'name=acme/a,acme/b', 'push-by-digest=true', 'name-canonical=true'],
      ...['push=true', 'compression=zstd'],
    ])
  })

  it.each([
    ['type=image,name=a/b,push-by-digest=true,push=true', [], ['a/b']],
    ['type=image,name=a/b,push-by-digest=,push=true', [], ['a/b']],
    ['type=image,name=a/b,push-by-digest=false,push=true', ['a/b'], []],
    ['type=image,"name=a/b,c:5000/d:1",push-by-digest=true,push=true', ['c:5000/d:1'], ['a/b']],
  ])('by %s gives the tags %j, and %j none', (output, ofTags, untagged) => {
    expect(adapted({ outputs: [output], tags: [] }).merge).toMatchObject({ tags: ofTags, untagged })
  })

  it.each([
    ['type=registry', false],
    ['type=registry,registry.insecure=false', false],
    ['type=registry,registry.insecure=true', true],
  ])('by %s may go over HTTP: %s', (output, isInsecure) => {
    expect(adapted({ push: true, outputs: [output] }).merge.isInsecure).toBe(isInsecure)
  })

  it('that is left out leaves outputs and tags as they are', () => {
    const { plan } = adapted({ outputs: ['type=cacheonly'] })
    expect(plan.build).toMatchObject({ outputs: ['type=cacheonly'], tags })
  })
})

it('a folder gets one below it for each platform', () => {
  const { plan } = adapted({ outputs: ['out', 'type=local,dest=other/,mode=delete'] })
  expect(plan.build.outputs).toEqual([
    'type=local,dest=out/linux_arm64',
    'type=local,dest=other/linux_arm64,mode=delete',
  ])
})

it('each platform has a cache of its own', () => {
  const given = [
    'type=registry,ref=acme/app:cache,mode=max',
    'acme/app',
    'type=gha',
    'type=gha,scope=main',
    'type=local,dest=/tmp/cache',
    'type=inline',
    'type=s3,region=x,bucket=y,name=z',
  ]
  const { plan } = adapted({ cacheTo: given }, 'acme/app:cache')
  expect(plan.build.cacheTo).toEqual([
    'type=registry,ref=acme/app:cache-linux-arm64,mode=max',
    'acme/app:latest-linux-arm64',
    'type=gha,scope=buildkit-linux-arm64',
    'type=gha,scope=main-linux-arm64',
    'type=local,dest=/tmp/cache-linux-arm64',
    'type=inline',
    'type=s3,region=x,bucket=y,name=z-linux-arm64',
  ])
  expect(plan.cacheWrite).toBe('acme/app:cache-linux-arm64')
})

describe('a cache that is read', () => {
  it.each([
    [
      'is that of the platform when the step writes it',
      ['type=registry,ref=acme/a:cache,mode=max', 'type=gha', 'type=local,dest=/c'],
      ['type=registry,ref=acme/a:cache', 'acme/a:cache', 'type=gha', 'type=local,src=/c'],
      [
        ...['type=registry,ref=acme/a:cache-linux-arm64', 'acme/a:cache-linux-arm64'],
        ...['type=gha,scope=buildkit-linux-arm64', 'type=local,src=/c-linux-arm64'],
      ],
    ],
    [
      'is also the given one when another step writes it',
      ['type=registry,ref=acme/a:cache-branch'],
      ['type=registry,ref=acme/a:cache-main'],
      ['type=registry,ref=acme/a:cache-main-linux-arm64', 'type=registry,ref=acme/a:cache-main'],
    ],
    [
      'is also the given one when the step writes none',
      [],
      ['localhost:5000/a/b', 'type=s3,bucket=c'],
      [
        ...['localhost:5000/a/b:latest-linux-arm64', 'localhost:5000/a/b'],
        ...['type=s3,bucket=c,name=buildkit-linux-arm64', 'type=s3,bucket=c'],
      ],
    ],
    [
      'is the given one beside an inline cache',
      ['type=inline'],
      ['type=registry,ref=acme/app:latest', 'acme/app:main'],
      ['type=registry,ref=acme/app:latest', 'acme/app:main'],
    ],
    [
      'is the given one when it is the image',
      [],
      ['type=registry,ref=acme/app', 'localhost:5000/acme/app:v1'],
      ['type=registry,ref=acme/app', 'localhost:5000/acme/app:v1'],
    ],
  ])('%s', (_, cacheTo, cacheFrom, read) => {
    expect(adapted({ cacheTo, cacheFrom }).plan.build.cacheFrom).toEqual(read)
  })

  it('is that of the platform when the workflow writes it and the run may not', () => {
    const cacheTo = ['type=registry,ref=acme/a:cache']
    const build = { ...nothingToBuild, tags, cacheFrom: ['acme/a:cache'] }
    const plan = { build, notices: [], warnings: [] }
    const { cacheFrom } = planMerge({ ...build, cacheTo }).adapt(plan, 'linux/arm64').build
    expect(cacheFrom).toEqual(['acme/a:cache-linux-arm64'])
  })
})

it('annotations of the index go to the index, all others to the images', () => {
  const { merge, plan } = adapted({
    annotations: [
      ...['manifest[linux/arm64/v8],manifest[linux/amd64]:h=own', 'manifest[linux/amd64]:t=u'],
      ...['a=b', 'manifest:c=d:e', 'index:f=g', 'manifest,index:h=i', 'manifest[linux/arm64]:j=k'],
      ...['index,manifest-descriptor[linux/arm64]:l=m', 'org.example:n=o'],
      ...['index-descriptor:p=q', 'index,index-descriptor:r=s'],
    ],
  })
  expect(plan.build.annotations).toEqual([
    ...['a=b', 'manifest:c=d:e', 'manifest:h=i', 'org.example:n=o'],
    // The platform's own, which replace those of every platform.
    ...['manifest:h=own', 'manifest:j=k'],
  ])
  expect(merge.annotations).toEqual([
    ...['index:f=g', 'index:h=i', 'index,manifest-descriptor[linux/arm64]:l=m', 'index:r=s'],
  ])
})

it('annotations of the index in an output go to the index, before those of annotations', () => {
  const { merge, plan } = adapted({
    push: true,
    annotations: ['index:a=later'],
    outputs: [
      [
        ...['type=image', 'annotation-index.a=b', 'annotation-index-descriptor.c=d'],
        ...['annotation-manifest-descriptor[linux/arm64].e.f=g:h', '"annotation-index.i=j,k"'],
        ...['annotation-manifest.l=m', 'annotation.n=o', 'annotation-manifest[linux/arm64].p=q'],
        ...['annotation[linux/arm64].n=own', 'annotation-manifest[linux/amd64].r=s'],
      ].join(','),
    ],
  })
  expect(merge.annotations).toEqual([
    ...['index:a=b', 'manifest-descriptor[linux/arm64]:e.f=g:h', 'index:i=j,k', 'index:a=later'],
  ])
  expect(csvFields(plan.build.outputs[0] ?? '').slice(4)).toEqual([
    ...['annotation-manifest.l=m', 'annotation-manifest.p=q', 'annotation-manifest.n=own'],
  ])
})

it('annotations of the index are left out of an image that is not pushed', () => {
  const { plan } = adapted({ outputs: ['type=image,name=a,annotation-index.b=c,annotation.d=e'] })
  expect(plan.build.outputs).toEqual(['type=image,name=a,annotation.d=e'])
})

it.each([
  [{ load: true }, 'load: true loads one image, but the platforms are built on different daemons'],
  [{ outputs: ['type=oci,dest=a'] }, 'outputs: type=oci makes one file of one image, but'],
  [{ outputs: ['type=docker'] }, 'outputs: type=docker makes'],
  [{ outputs: ['type=tar,dest=a'] }, 'outputs: type=tar makes'],
  [{ outputs: ['type=registry,name=a/b', 'type=image,name=a/c,push=true'] }, 'outputs pushes more'],
])('refuses %j', (build, words) => {
  expect(() => planMerge({ ...nothingToBuild, tags, ...build })).toThrow(words)
})
