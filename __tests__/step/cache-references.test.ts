import { describe, expect, it } from '@jest/globals'
import { readPlatform } from '../../src/pool/platform.ts'
import { cacheReferences, defaultReference, variantOf } from '../../src/step/cache-references.ts'
import type { Origin } from '../../src/trust/origin.ts'

const repository = 'ghcr.io/acme/app'
const branch = (name: string): Origin => ({ kind: 'branch', name, defaultBranch: 'trunk' })

function tagsOf(origin: Origin): { read: string[]; write: string } | undefined {
  const references = cacheReferences(repository, origin)
  const tag = (reference: string) => reference.slice(repository.length + 1)
  return references && { read: references.read.map(tag), write: tag(references.write) }
}

describe('cacheReferences', () => {
  it.each<[string, Origin, string[]]>([
    ['the default branch', branch('trunk'), ['buildcache']],
    ['another branch', branch('feature'), ['buildcache-feature', 'buildcache']],
    ['a pull request', { ...branch('7'), kind: 'pull-request' }, ['buildcache-pr-7', 'buildcache']],
    [
      'a pull request to the default branch',
      { ...branch('7'), kind: 'pull-request', base: 'trunk' },
      ['buildcache-pr-7', 'buildcache'],
    ],
    [
      'a pull request to another branch',
      { ...branch('7'), kind: 'pull-request', base: 'v2' },
      ['buildcache-pr-7', 'buildcache-v2', 'buildcache'],
    ],
  ])('lets %s write the first tag of those that it reads', (_, origin, tags) => {
    expect(tagsOf(origin)).toEqual({ read: tags, write: tags[0] })
  })

  it('lets a Git tag read and write its own tag', () => {
    expect(tagsOf({ ...branch('v1.0'), kind: 'tag' })).toEqual({
      read: [expect.stringMatching(/^buildcache-tag-v1\.0-[0-9a-f]{8}$/), 'buildcache'],
      write: expect.stringMatching(/^buildcache-tag-v1\.0-/),
    })
  })

  it('treats main and master as the default branch when its name is unknown', () => {
    for (const name of ['main', 'master']) {
      expect(tagsOf({ kind: 'branch', name })?.write).toBe('buildcache')
    }
    expect(tagsOf({ kind: 'branch', name: 'trunk' })?.write).toBe('buildcache-trunk')
    expect(tagsOf(branch('main'))?.write).toBe('buildcache-main')
  })

  it('uses a reference with a tag unchanged, on every branch', () => {
    const reference = 'localhost:5000/app:cache'
    expect(cacheReferences(reference, branch('feature'))).toEqual({
      read: [reference],
      write: reference,
    })
  })

  const names = [
    'feature/login',
    'feature-login',
    'feature_login',
    'feature.login',
    'Feature/Login',
    'feature//login',
    'feature/login/',
    '-feature',
    '.feature',
    'pr-7',
    'tag-v1.0',
    'tag-v1.0-00000000',
    'feature-0123abcd',
    'ünïcödé',
    '日本語',
    '中文',
    'a'.repeat(200),
    'a'.repeat(201),
    `${'a'.repeat(59)}/b`,
    '',
  ]

  it.each(names)('makes a valid tag of branch %j', (name) => {
    expect(tagsOf(branch(name))?.write).toMatch(/^buildcache-[A-Za-z0-9_][A-Za-z0-9_.-]{0,116}$/)
  })

  it('makes a different tag for each branch, Git tag and pull request', () => {
    const origins: Origin[] = [
      ...names.map(branch),
      ...names.map((name): Origin => ({ kind: 'tag', name })),
      { kind: 'pull-request', name: '7' },
      { kind: 'tag', name: 'v1.0' },
    ]
    const tags = origins.map((origin) => tagsOf(origin)?.write)
    expect(new Set(tags).size).toBe(origins.length)
  })

  it.each(['ghcr.io/acme/App', 'app:', 'a b', 'ghcr.io//app', 'https://ghcr.io/app', ':tag', ''])(
    'is undefined for %j, which is not a reference',
    (reference) => {
      expect(cacheReferences(reference, branch('trunk'))).toBeUndefined()
    },
  )
})

describe('a variant', () => {
  const plain = { target: '', dockerfile: '', folder: '', platforms: [] }

  it('is none for the build of the whole repository, also for several platforms', () => {
    expect(variantOf(plain)).toBeUndefined()
    expect(variantOf({ ...plain, platforms: ['linux/amd64', 'linux/arm64'] })).toBeUndefined()
  })

  it('is different for each target, Dockerfile, folder and platform', () => {
    const variants = [
      ...['api', 'a-0123abcd', 'a.b', 'linux-arm64', 'a'.repeat(200), 'a'.repeat(201)].map(
        (target) => ({ ...plain, target }),
      ),
      ...['api', 'api/x.Dockerfile', 'api-x.Dockerfile'].map((dockerfile) => ({
        ...plain,
        dockerfile,
      })),
      ...['api', 'a/b', 'a-b', '日本語'].map((folder) => ({ ...plain, folder })),
      ...['linux/arm64', 'linux/amd64'].map((platform) => ({ ...plain, platforms: [platform] })),
      { ...plain, target: 'api', folder: 'api' },
    ].map(variantOf)
    expect(new Set(variants).size).toBe(variants.length)
    expect(variants[0]).toBe('api')
    for (const variant of variants) expect(variant).toMatch(/^[A-Za-z0-9_-]{1,80}$/)
  })

  it('is the same for other names of a platform', () => {
    const named = (platform: string) => variantOf({ ...plain, platforms: [platform] })
    expect(named('linux/aarch64')).toBe(named('linux/arm64'))
    // Machines of several platforms would write one cache.
    expect(named('local')).toBe(named(readPlatform('local') ?? ''))
  })

  it('has tags of its own, and reads the cache of the whole repository last', () => {
    const origin: Origin = { ...branch('7'), kind: 'pull-request', base: 'v2' }
    const tags = ['.api.pr-7', '.api.v2', '.api', '']
    const read = tags.map((tag) => `${repository}:buildcache${tag}`)
    expect(cacheReferences(repository, origin, { variant: 'api' })).toEqual({
      read,
      write: read[0],
    })
  })

  it('is no part of a tag that is given', () => {
    const reference = `${repository}:cache`
    expect(cacheReferences(reference, branch('trunk'), { variant: 'api' })?.write).toBe(reference)
  })
})

describe('defaultReference', () => {
  it.each([
    [['acme/app:1.2', 'other/app'], 'acme/app'],
    [['localhost:5000/app'], 'localhost:5000/app'],
    [['[::1]:5000/team/app:x'], '[::1]:5000/team/app'],
    [[`ghcr.io/acme/app:1@sha256:${'0'.repeat(64)}`], 'ghcr.io/acme/app'],
    [[], undefined],
    [['Not A Reference'], undefined],
  ])('is the repository of the first tag of %j', (tags, reference) => {
    expect(defaultReference(tags)).toBe(reference)
  })
})
