import { describe, expect, it } from '@jest/globals'
import { type PlanOptions, planBuild } from '../../src/step/plan.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

const trusted: PlanOptions = {
  reuseUpload: 'auto',
  place: { context: '.', file: '', defaultContext: '', workspace: '/repository' },
  build: { ...nothingToBuild, push: true, tags: ['acme/app:1'] },
  cache: { reference: '', mode: 'max', compression: '', export: 'auto' },
  origin: { kind: 'branch', name: 'main', defaultBranch: 'main' },
  isPersistent: false,
  driver: 'docker-container',
  version: 'v0.32.2',
  allowUntrusted: false,
}
const fork = { ...trusted, origin: { ...trusted.origin, untrusted: 'fork' } } as const
const written =
  'type=registry,ref=acme/app:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true'

describe('a cache that a router names', () => {
  const cacheHints = { from: 'type=s3,name=p1', to: 'type=s3,name=p1,mode=max' }
  const routed = { ...trusted, isPersistent: true, cacheHints }
  it.each<[string, Partial<PlanOptions>, readonly string[], readonly string[]]>([
    ['is read and written', {}, [cacheHints.from], [cacheHints.to]],
    ['is only read if it says so', { cacheHints: { from: 'a' } }, ['a'], []],
    [
      'is only read with cache-export: never',
      { cache: { ...trusted.cache, export: 'never' } },
      [cacheHints.from],
      [],
    ],
    [
      'is replaced by that of the workflow',
      { build: { ...trusted.build, cacheFrom: ['type=gha'], cacheTo: ['type=inline'] } },
      ['type=gha'],
      ['type=inline'],
    ],
    ['is not written by untrusted code', { origin: fork.origin }, [cacheHints.from], []],
  ])('%s', (_, options, cacheFrom, cacheTo) => {
    expect(planBuild({ ...routed, ...options }).build).toMatchObject({ cacheFrom, cacheTo })
  })
})

describe('the registry cache', () => {
  it('is read from and written to the image’s repository when the builder keeps no cache', () => {
    expect(planBuild(trusted)).toEqual({
      build: {
        ...trusted.build,
        cacheFrom: ['type=registry,ref=acme/app:buildcache'],
        cacheTo: [written],
      },
      cacheWrite: 'acme/app:buildcache',
      notices: [],
      warnings: [],
    })
  })

  it('is not used with a daemon that keeps its own cache', () => {
    expect(planBuild({ ...trusted, isPersistent: true }).build).toEqual(trusted.build)
  })

  it('is also written with such a daemon by cache-export: always, but not read', () => {
    const cache = { ...trusted.cache, export: 'always' } as const
    const { build } = planBuild({ ...trusted, cache, isPersistent: true })
    expect(build).toEqual({ ...trusted.build, cacheTo: [written] })
  })

  it('is only read with cache-export: never', () => {
    const cache = { ...trusted.cache, export: 'never' } as const
    const { build, cacheWrite } = planBuild({ ...trusted, cache })
    expect(build.cacheFrom).toHaveLength(1)
    expect(build.cacheTo).toEqual([])
    expect(cacheWrite).toBeUndefined()
  })

  it('uses cache-ref and cache-mode', () => {
    const cache = {
      reference: 'ghcr.io/acme/cache:x',
      mode: 'min',
      compression: '',
      export: 'auto',
    } as const
    expect(planBuild({ ...trusted, cache }).build.cacheTo[0]).toMatch(
      /^type=registry,ref=ghcr\.io\/acme\/cache:x,mode=min,/,
    )
  })

  it('has the compression of BuildKit, unless cache-compression names one', () => {
    const cache = { ...trusted.cache, compression: 'zstd' } as const
    expect(planBuild({ ...trusted, cache }).build.cacheTo[0]).toMatch(/,compression=zstd,/)
    expect(planBuild(trusted).build.cacheTo[0]).not.toContain('compression')
  })

  it.each<[string, Partial<PlanOptions['cache']>, readonly string[]]>([
    ['is neither read nor written', {}, []],
    ['is written with cache-ref', { reference: 'acme/app' }, [written]],
    ['is written with cache-export: always', { export: 'always' }, [written]],
  ])('%s, if cache-from names another', (_, more, cacheTo) => {
    const build = { ...trusted.build, cacheFrom: ['type=gha'] }
    const plan = planBuild({ ...trusted, build, cache: { ...trusted.cache, ...more } })
    expect(plan.build).toMatchObject({ cacheFrom: ['type=gha'], cacheTo })
    expect(plan.note).toBeUndefined()
  })

  it('is read if only cache-to is given', () => {
    const to = planBuild({ ...trusted, build: { ...trusted.build, cacheTo: ['type=gha'] } })
    expect(to.build).toMatchObject({
      cacheFrom: ['type=registry,ref=acme/app:buildcache'],
      cacheTo: ['type=gha'],
    })
    expect(to.cacheWrite).toBeUndefined()
  })

  it('is not used for an image without a name, and the log says so', () => {
    const build = { ...nothingToBuild }
    const note = expect.stringMatching(/^No registry cache: .* cache-ref /)
    const none = { build, notices: [], warnings: [] }
    expect(planBuild({ ...trusted, build })).toEqual({ ...none, note })
    expect(planBuild({ ...trusted, build, isPersistent: true })).toEqual(none)
  })

  it.each<[string, readonly string[], string | undefined]>([
    ['is pushed by digest', ['type=image,name=acme/a,push-by-digest=true,push=true'], 'acme/a'],
    ['is pushed second', ['type=image,name=acme/a', 'type=registry,name=acme/b:1'], 'acme/b'],
    ['has two names', ['type=registry,"name=acme/a:1,acme/b"'], 'acme/a'],
    ['is pushed on other events', ['type=image,name=ghcr.io/acme/a,push=false'], 'ghcr.io/acme/a'],
    ['is nowhere', ['type=image,name=acme/a'], undefined],
  ])('is beside an image that only an output names and that %s', (_, outputs, repository) => {
    const build = { ...nothingToBuild, outputs }
    const { cacheWrite } = planBuild({ ...trusted, build })
    expect(cacheWrite).toBe(repository && `${repository}:buildcache`)
  })

  it.each<[string, Partial<PlanOptions['build']>, string | undefined]>([
    ['a name at Docker Hub that is not pushed', { push: false }, undefined],
    ['one that is loaded', { push: false, load: true }, undefined],
    ['one in an image that is not pushed', { push: false, outputs: ['type=image'] }, undefined],
    ['one that an output pushes', { push: false, outputs: ['type=registry'] }, 'acme/app'],
    ['one that is loaded and pushed', { load: true }, 'acme/app'],
  ])('of %s', (_, fields, repository) => {
    const { build } = planBuild({ ...trusted, build: { ...trusted.build, ...fields } })
    const ref = repository && `type=registry,ref=${repository}:buildcache`
    expect(build.cacheFrom).toEqual(ref === undefined ? [] : [ref])
    expect(build.cacheTo).toHaveLength(ref === undefined ? 0 : 1)
  })

  it.each(['docker.io', 'index.docker.io', 'registry-1.docker.io'])(
    'is at Docker Hub under the name %s only for an image that is pushed there',
    (host) => {
      const tags = [`${host}/acme/app:test`]
      const plan = planBuild({ ...trusted, build: { ...nothingToBuild, tags } })
      expect(plan.build).toMatchObject({ cacheFrom: [], cacheTo: [] })
      expect(plan.note).toMatch(/other than Docker Hub/)
      const { cacheWrite } = planBuild({ ...trusted, build: { ...trusted.build, tags } })
      expect(cacheWrite).toBe(`${host}/acme/app:buildcache`)
    },
  )

  it.each<[string, Partial<PlanOptions['build']>, boolean]>([
    ['is not pushed', {}, true],
    ['is a result of type cacheonly', { outputs: ['type=cacheonly'] }, true],
    ['goes nowhere', { outputs: ['type=image,push=false'] }, true],
    ['is loaded', { load: true }, false],
    ['is loaded by an output', { outputs: ['type=docker'] }, false],
    ['is written to a folder', { outputs: ['out'] }, false],
    ['is written to a file and stays', { outputs: ['type=oci,dest=a', 'type=image'] }, true],
  ])('of an image that names its registry and %s', (_, fields, isUsed) => {
    for (const host of ['ghcr.io', 'localhost', 'registry:5000']) {
      const build = { ...nothingToBuild, tags: [`${host}/acme/app:pr`], ...fields }
      expect(planBuild({ ...trusted, build }).build.cacheFrom).toHaveLength(isUsed ? 1 : 0)
    }
  })

  it.each<[string, Partial<PlanOptions>, RegExp]>([
    ['a target', { build: { ...trusted.build, target: 'api' } }, /^api$/],
    [
      'a Dockerfile',
      { place: { ...trusted.place, file: 'ci/api.Dockerfile' } },
      /^ci-api-Dockerfile-[0-9a-f]{8}$/,
    ],
    ['a subfolder', { place: { ...trusted.place, context: 'api' } }, /^api-[0-9a-f]{8}$/],
    [
      'one platform',
      { build: { ...trusted.build, platforms: ['linux/arm64'] } },
      /^linux-arm64-[0-9a-f]{8}$/,
    ],
  ])('has a tag of its own for %s', (_, options, variant) => {
    const { build, cacheWrite = '' } = planBuild({ ...trusted, ...options })
    expect(cacheWrite.slice('acme/app:buildcache.'.length)).toMatch(variant)
    expect(build.cacheFrom).toEqual(
      [cacheWrite, 'acme/app:buildcache'].map((ref) => `type=registry,ref=${ref}`),
    )
  })

  it('is where cache-ref says, whatever the image is called', () => {
    const cache = { ...trusted.cache, reference: 'acme/cache' }
    const build = { ...trusted.build, push: false, load: true }
    expect(planBuild({ ...trusted, cache, build }).cacheWrite).toBe('acme/cache:buildcache')
  })

  it('is left out with a warning when cache-ref is not a registry reference', () => {
    const cache = { ...trusted.cache, reference: 'Not A Reference' }
    expect(planBuild({ ...trusted, cache })).toEqual({
      build: trusted.build,
      refused: [
        {
          name: 'Not A Reference',
          status: 'failed',
          seconds: 0,
          error: 'not a registry reference',
        },
      ],
      notices: [],
      warnings: [
        'cache-ref: "Not A Reference" is not a registry reference, so no cache is read from or written to it.',
      ],
    })
  })
})

describe('a cache-ref that is not a registry reference', () => {
  const cache = { ...trusted.cache, reference: 'Not A Reference' }
  const given = { cacheFrom: ['type=gha'], cacheTo: ['type=gha'] }

  it('is ignored when cache-from and cache-to replace it', () => {
    const build = { ...trusted.build, ...given }
    expect(planBuild({ ...trusted, cache, build })).toEqual({ build, notices: [], warnings: [] })
  })

  it('is reported for the direction that it would have had', () => {
    const build = { ...trusted.build, cacheTo: given.cacheTo }
    expect(planBuild({ ...trusted, cache, build })).toEqual({
      build,
      notices: [],
      warnings: [
        'cache-ref: "Not A Reference" is not a registry reference, so no cache is read from it.',
      ],
    })
  })
})

describe('untrusted code', () => {
  it('reads cache, but neither pushes nor writes cache', () => {
    const pushing = ['push=true', 'push=1', 'push=T', '"push=true"', 'push = True', 'push=yes']
    const outputs = [
      'type=local,dest=out',
      'type=image,name=a,push=false',
      ...pushing.map((push) => `type=image,name=a,${push}`),
      'type=registry',
      '"type=registry",name=a',
      'name=a,type=REGISTRY',
    ]
    const build = { ...fork.build, outputs, cacheTo: ['type=gha', 'type=local,dest=cache'] }
    expect(planBuild({ ...fork, build })).toMatchObject({
      build: {
        push: false,
        outputs: ['type=local,dest=out', 'type=image,name=a,push=false'],
        cacheFrom: ['type=registry,ref=acme/app:buildcache'],
        cacheTo: [],
      },
      notices: [
        'The code comes from a fork: nothing is pushed and no cache is written. allow-untrusted: true lifts this.',
      ],
      unpushed: 'The code comes from a fork',
    })
  })

  it('lacks no push that the inputs do not ask for', () => {
    const build = { ...fork.build, push: false }
    expect(planBuild({ ...fork, build })).not.toHaveProperty('unpushed')
  })

  it('gets a notice that names Dependabot', () => {
    const origin = { ...trusted.origin, untrusted: 'dependabot' } as const
    expect(planBuild({ ...trusted, origin }).notices).toEqual([
      expect.stringMatching(/^This run comes from Dependabot: nothing is pushed/),
    ])
  })

  it('is treated like trusted code with allow-untrusted', () => {
    expect(planBuild({ ...fork, allowUntrusted: true })).toEqual(planBuild(trusted))
  })
})

describe('a call that is not a build', () => {
  const call = { ...trusted.build, call: 'check', outputs: ['type=docker'], cacheTo: ['type=gha'] }

  it('pushes, loads and exports nothing, and warns once', () => {
    const { build, notices, warnings } = planBuild({ ...trusted, build: { ...call, load: true } })
    expect(build).toEqual({ ...call, push: false, load: false, outputs: [], cacheTo: [] })
    expect(notices).toEqual([
      'call: check builds nothing, so nothing is pushed, loaded or exported. Without effect: push, load, outputs, cache-to.',
    ])
    expect(warnings).toEqual([])
  })

  it('does not warn when the inputs request none of these', () => {
    const build = { ...nothingToBuild, call: 'outline' }
    expect(planBuild({ ...trusted, build })).toEqual({ build, notices: [], warnings: [] })
  })

  it('needs no registry cache', () => {
    const build = { ...trusted.build, push: false, call: 'check' }
    expect(planBuild({ ...trusted, build }).build.cacheFrom).toEqual([])
  })

  it('does not apply to call: build', () => {
    const build = { ...trusted.build, call: 'build' }
    expect(planBuild({ ...trusted, build }).build.push).toBe(true)
  })
})

describe('provenance by default', () => {
  const defaultAttests = ['type=provenance,mode=max']
  const attestsOf = (options: Partial<PlanOptions>) =>
    planBuild({ ...trusted, build: { ...trusted.build, defaultAttests }, ...options }).build
      .defaultAttests

  it.each([
    ['remote', 'v0.32.2', true],
    ['docker-container', 'v0.11.0', true],
    ['remote', 'v1.0.0', true],
    ['remote', 'unknown', true],
    ['remote', 'v0.0.0+unknown', true],
    ['remote', 'v0.10.6', false],
    ['docker', 'v0.32.2', false],
  ])('for driver %s at BuildKit %s: %j', (driver, version, isGiven) => {
    expect(attestsOf({ driver, version })).toEqual(isGiven ? defaultAttests : [])
  })
})

describe('the query of the Git context', () => {
  const url = 'https://github.com/acme/app.git'
  const repository = { context: `${url}#${'0'.repeat(40)}`, ref: 'refs/heads/main' }
  const given = { ...trusted, repository, isPersistent: true }
  const contextOf = (options: Partial<PlanOptions>, buildArgs: readonly string[] = []) => {
    const build = { ...trusted.build, context: repository.context, buildArgs }
    return planBuild({ ...given, ...options, build }).build.context
  }

  it.each([
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR=1'],
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR=true'],
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR'],
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR=fALSE'],
  ])('is left out for a .git in the context: %s', (argument) => {
    expect(contextOf({}, [argument])).toBe(repository.context)
  })

  it.each([
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR=0'],
    ['BUILDKIT_CONTEXT_KEEP_GIT_DIR=False'],
    ['OTHER=1'],
  ])('stays with %s', (argument) => {
    expect(contextOf({}, [argument])).toMatch(/fetch-by-commit=true$/)
  })

  it('is left out with reuse-upload: never', () => {
    expect(contextOf({ reuseUpload: 'never' })).toBe(repository.context)
  })
})
