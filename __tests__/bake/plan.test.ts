import { describe, expect, it } from '@jest/globals'
import type { BakeTarget } from '../../src/bake/definition.ts'
import { type BakePlanOptions, planBake, withoutCacheFrom } from '../../src/bake/plan.ts'

const target = (name: string, fields: Partial<BakeTarget> = {}): BakeTarget => ({
  ...{ name, tags: [`ghcr.io/acme/${name}:1`], outputs: [], cacheFrom: [], cacheTo: [] },
  ...{
    attests: [],
    noCache: false,
    noCacheFilters: [],
    args: [],
    links: [],
    buildContexts: [],
    platforms: [],
    context: '.',
  },
  ...{ dockerfile: 'Dockerfile', call: '' },
  ...fields,
})
const pushed = { outputs: ['type=image,push=true'] }

function options(
  targets: readonly BakeTarget[],
  more: Partial<BakePlanOptions> = {},
): BakePlanOptions {
  return {
    bake: {
      ...{ remote: '', allow: [], call: '', files: [], jobs: '', load: false, noCache: false },
      ...{ provenance: 'false', pull: false, push: true, sbom: '', set: [], targets: [], vars: [] },
    },
    definition: { targets, requested: targets.map(({ name }) => name) },
    cache: { reference: '', mode: 'max', compression: '', export: 'auto' },
    origin: { kind: 'branch', name: 'main', defaultBranch: 'main' },
    allowUntrusted: false,
    attestRun: { url: 'https://run', isPrivate: false, noDefaultAttestations: false },
    ...{ isPersistent: true, driver: 'remote', version: 'v0.34.2' },
    ...more,
  }
}
const setOf = (...args: Parameters<typeof options>) => planBake(options(...args)).bake.set

describe('on a daemon that keeps its cache', () => {
  it('leaves the definition as it is', () => {
    const plan = planBake(options([target('app', pushed)]))
    expect(plan.bake).toEqual(options([]).bake)
    expect(plan.targets).toEqual([{ ...target('app', pushed), isPushed: true }])
  })

  it('writes a cache for each target when asked to', () => {
    const cache = { reference: '', mode: 'min', compression: '', export: 'always' } as const
    const found = setOf([target('app'), target('tool')], { cache })
    expect(found.map((entry) => entry.split(',mode')[0])).toEqual([
      'app.cache-to=type=registry,ref=ghcr.io/acme/app:buildcache.app',
      'tool.cache-to=type=registry,ref=ghcr.io/acme/tool:buildcache.tool',
    ])
  })
})

describe('on a local builder', () => {
  const local = { isPersistent: false, driver: 'docker-container' }

  it('gives each target a reference of its own, also where they share a repository', () => {
    const tags = ['ghcr.io/acme/all:1']
    const origin = { kind: 'branch', name: 'topic', defaultBranch: 'main' } as const
    const plan = planBake(
      options([target('app', { tags }), target('tool', { tags })], { ...local, origin }),
    )
    expect(plan.targets.map(({ cacheWrite }) => cacheWrite)).toEqual([
      'ghcr.io/acme/all:buildcache.app.topic',
      'ghcr.io/acme/all:buildcache.tool.topic',
    ])
    expect(plan.bake.set.filter((entry) => entry.startsWith('app.cache-from'))).toEqual([
      'app.cache-from=type=registry,ref=ghcr.io/acme/all:buildcache.app.topic',
      'app.cache-from=type=registry,ref=ghcr.io/acme/all:buildcache.app',
    ])
  })

  it('puts the target behind a tag that is given for all', () => {
    const cache = {
      reference: 'ghcr.io/acme/cache:v1',
      mode: 'max',
      compression: '',
      export: 'auto',
    } as const
    const { targets } = planBake(options([target('app', { tags: [] })], { ...local, cache }))
    expect(targets[0]?.cacheWrite).toBe('ghcr.io/acme/cache:v1.app')
  })

  it('leaves a cache that the definition names, and a target without an image', () => {
    const own = { cacheFrom: ['type=gha'], cacheTo: ['type=gha'] }
    expect(setOf([target('app', own), target('none', { tags: [] })], local)).toEqual([])
  })

  it('takes no name at Docker Hub for a target that is not pushed, and none for one that is loaded', () => {
    const tags = ['acme/app:1']
    const targets = [
      target('linked', { tags }),
      target('loaded', { outputs: ['type=docker'] }),
      target('pushed', { tags, ...pushed }),
    ]
    const plan = planBake(options(targets, local))
    expect(plan.targets.map(({ cacheWrite }) => cacheWrite)).toEqual([
      ...[undefined, undefined, 'acme/app:buildcache.pushed'],
    ])
    expect(plan.note).toMatch(/^linked, loaded: No registry cache: .* cache-ref /)
  })

  it('says which reference is none', () => {
    const cache = {
      reference: 'ghcr.io/ACME/app',
      mode: 'max',
      compression: '',
      export: 'auto',
    } as const
    const plan = planBake(options([target('app')], { ...local, cache }))
    expect(plan.warnings).toEqual([
      'app: cache-ref: "ghcr.io/ACME/app" is not a registry reference, so no cache is read from or written to it.',
    ])
    expect(plan.targets[0]?.refused).toHaveLength(1)
  })
})

describe('for untrusted code', () => {
  const origin = { kind: 'pull-request', name: '7', untrusted: 'fork' } as const
  const targets = [
    target('app', { ...pushed, cacheTo: ['type=gha', 'type=local,dest=cache'] }),
    target('both', { outputs: ['type=registry', 'type=local,dest=out'] }),
    target('plain'),
  ]

  it('pushes nothing and writes no cache, whatever the definition and the overrides say', () => {
    const set = ['*.output=type=registry', 'app.cache-to+=type=gha', 'app.args.A=1', '*.push=true']
    const { bake } = options(targets)
    const plan = planBake(options(targets, { origin, bake: { ...bake, set } }))
    expect(plan.bake).toMatchObject({ push: false, load: false })
    expect(plan.bake.set).toEqual([
      ...['app.args.A=1', '*.output=type=cacheonly', '*.cache-to='],
      'both.output=type=local,dest=out',
    ])
    expect(plan.targets.map(({ isPushed, cacheTo }) => [isPushed, cacheTo])).toEqual([
      ...[
        [false, []],
        [false, []],
        [false, []],
      ],
    ])
    expect(plan.notices).toEqual([
      'The code comes from a fork: nothing is pushed and no cache is written, whatever the definition says. allow-untrusted: true lifts this.',
    ])
  })

  it('keeps overrides whose other parts have the name of such a field', () => {
    const { bake } = options(targets)
    const set = ['app.args.push=1', '*.labels.output=x', 'app.context=a.load=b']
    const kept = [...set, 'app.output.name=type=registry']
    expect(setOf([target('app')], { origin, bake: { ...bake, set: kept } })).toEqual([
      ...set,
      ...['*.output=type=cacheonly', '*.cache-to='],
    ])
  })

  // buildx before v0.38 takes these for overrides of the output, and of an argument.
  it('knows an override by its second part', () => {
    const set = ['app.output.x=type=registry', 'app.cache-to.x=type=gha', 'app.args.push=1']
    const { bake } = options(targets)
    const found = setOf([target('plain')], { origin, bake: { ...bake, set } })
    expect(found).toEqual(['app.args.push=1', '*.output=type=cacheonly', '*.cache-to='])
  })

  it('reads a cache on a local builder all the same', () => {
    const found = setOf([target('app')], { origin, isPersistent: false })
    expect(found).toContain('app.cache-from=type=registry,ref=ghcr.io/acme/app:buildcache.app.pr-7')
    expect(found.filter((entry) => entry.includes('cache-to'))).toEqual(['*.cache-to='])
  })

  it('leaves the image in Docker where Docker builds', () => {
    expect(setOf(targets, { origin, driver: 'docker' })).toEqual([
      ...['*.output=type=cacheonly', '*.cache-to='],
      ...['both.output=type=local,dest=out', 'plain.output=type=image'],
    ])
  })

  it('is as for any other when that is allowed', () => {
    expect(setOf(targets, { origin, allowUntrusted: true })).toEqual([])
  })
})

describe('provenance', () => {
  const { bake } = options([])
  const byDefault = { bake: { ...bake, provenance: '' } }

  it('is given to each target by default, as by docker/bake-action', () => {
    const attests = ['type=provenance,mode=min']
    expect(setOf([target('app'), target('own', { attests })], byDefault)).toEqual([
      'app.attest=type=provenance,mode=max,builder-id=https://run',
    ])
  })

  it.each<[string, Partial<BakePlanOptions>]>([
    ['an input says otherwise', {}],
    ['any image is loaded into Docker', { bake: { ...bake, provenance: '', load: true } }],
    ['Docker builds', { ...byDefault, driver: 'docker' }],
    ['BuildKit is older than 0.11', { ...byDefault, version: 'v0.10.6' }],
    [
      'the job wants none',
      { ...byDefault, attestRun: { ...options([]).attestRun, noDefaultAttestations: true } },
    ],
  ])('is left out when %s', (_, more) => {
    expect(setOf([target('app')], more)).toEqual([])
  })
})

describe('for a call that is no build', () => {
  const { bake } = options([])
  const check = { bake: { ...bake, call: 'check' } }
  const writes = { outputs: ['type=registry'], cacheTo: ['type=gha'] }
  const local = { isPersistent: false, driver: 'docker-container' }
  const noWrites = ['*.output=type=cacheonly', '*.cache-to=']

  it('pushes, loads and exports nothing, and says once what has no effect', () => {
    const plan = planBake(options([target('app', { ...pushed, call: 'lint' })], check))
    expect(plan.bake).toMatchObject({ call: 'check', push: false, load: false, set: noWrites })
    expect(plan.targets).toMatchObject([{ isPushed: false, outputs: [], cacheTo: [] }])
    expect(plan.notices).toEqual([
      'call: check builds nothing, so nothing is pushed, loaded or exported. Without effect: push.',
    ])
  })

  it('leaves out the writes of the definition and of overrides, too', () => {
    const set = [
      '*.output=type=registry',
      'app.cache-to+=type=gha',
      'app.args.output=1',
      'app.tags=',
    ]
    const given = { bake: { ...bake, call: 'outline', push: false, load: true, set } }
    const plan = planBake(options([target('app', writes), target('tool')], given))
    expect(plan.bake.set).toEqual(['app.args.output=1', 'app.tags=', ...noWrites])
    expect(plan.notices).toEqual([
      expect.stringMatching(/^call: outline .* Without effect: load, output, cache-to\.$/),
    ])
  })

  it('adds no cache and no provenance, and is silent where nothing was asked for', () => {
    const given = { bake: { ...check.bake, push: false, provenance: '' }, ...local }
    const plan = planBake(options([target('app')], given))
    expect(plan.bake.set).toEqual([])
    expect(plan).toMatchObject({ notices: [], warnings: [] })
  })

  it('limits what is written to the other targets where only the definition has it', () => {
    const set = [
      '*.output=type=registry',
      'app.push=true',
      'to[a-z]l.output=type=tar',
      'no.output=a',
    ]
    const targets = [target('app', { ...writes, call: 'check' }), target('tool', pushed)]
    const plan = planBake(options(targets, { bake: { ...bake, provenance: '', set } }))
    expect(plan.bake.push).toBe(true)
    expect(plan.bake.set).toEqual([
      ...['tool.output=type=registry', 'to[a-z]l.output=type=tar', 'no.output=a'],
      ...['app.output=type=cacheonly', 'app.cache-to='],
      'tool.attest=type=provenance,mode=max,builder-id=https://run',
    ])
    expect(plan.targets.map(({ isPushed }) => isPushed)).toEqual([false, true])
    expect(plan.notices).toEqual([
      'app: call = "check" builds nothing, so nothing is pushed, loaded or exported. Without effect: push, output, cache-to.',
    ])
  })

  it.each<[string, Partial<BakePlanOptions>, Partial<BakeTarget>]>([
    ['the input', check, {}],
    ['the definition', {}, { call: 'check' }],
  ])('of %s keeps the rules for untrusted code', (_, more, fields) => {
    const origin = { kind: 'pull-request', name: '7', untrusted: 'fork' } as const
    const given = { ...options([], more).bake, set: ['*.push=true', 'app.args.A=1'] }
    const outputs = ['type=registry', 'type=local,dest=out']
    const targets = [target('app', { ...writes, outputs, ...fields })]
    const plan = planBake(options(targets, { bake: given, origin, driver: 'docker' }))
    expect(plan.bake).toMatchObject({ push: false, load: false })
    expect(plan.bake.set).toEqual(['app.args.A=1', '*.output=type=cacheonly', '*.cache-to='])
    // A call writes nothing for anybody, so that allow-untrusted would lift nothing.
    expect(plan.notices).toEqual([
      expect.stringMatching(/Without effect: push, output, cache-to\.$/),
    ])
  })

  it('has no image, whatever its tags, beside one that is built for untrusted code', () => {
    const origin = { kind: 'pull-request', name: '7', untrusted: 'fork' } as const
    const targets = [target('lint', { ...writes, call: 'check', tags: ['a'] }), target('app')]
    const plan = planBake(options(targets, { origin }))
    expect(plan.targets.map(({ tags }) => tags.length > 0)).toEqual([false, true])
    expect(plan.notices[0]).toMatch(/^The code comes from a fork: nothing is pushed/)
  })
})

describe('an output that would go into the log', () => {
  const archive = { outputs: ['type=image', 'type=tar,dest=-'] }

  it('is refused, with its target', () => {
    expect(() => planBake(options([target('app'), target('tool', archive)]))).toThrow(
      'The output "type=tar,dest=-" of target tool would write an archive into the log. Set dest to a file, or',
    )
  })

  it('is without effect for what is no build', () => {
    const { bake } = options([])
    const called = { bake: { ...bake, call: 'check' } }
    expect(() => planBake(options([target('app', archive)], called))).not.toThrow()
    const ofTarget = target('app', { ...archive, call: 'outline' })
    expect(() => planBake(options([ofTarget]))).not.toThrow()
  })
})

it('leaves out every cache source, those of earlier overrides too', () => {
  const others = ['app.cache-to=type=inline', 'app.args.cache-from=1', '*.tags=a:1']
  const sources = ['app.cache-from=a', '*.cache-from+=b', 'app.cache-from=', 'app.cache-from.x=a']
  expect(withoutCacheFrom([...sources, ...others])).toEqual([...others, '*.cache-from='])
})
