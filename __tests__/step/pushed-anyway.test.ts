import { expect, it } from '@jest/globals'
import { emptyRecord } from '../../src/record/empty-record.ts'
import type { BuildRecord } from '../../src/record/recorder.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { acceptPushed, findWholePush, withPushedDigest } from '../../src/step/pushed-anyway.ts'
import { makeResult } from '../helpers/build-results.ts'

const digest = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`
const pushed = (...names: readonly string[]) => ({
  vertices: [],
  pushed: names.map((name) => ({ name, digest })),
})
const image = { push: true, load: false, outputs: [] }
const lost: Outcome = { kind: 'lost', running: [], error: 'Unavailable' }
const asking = { name: '[app] resolving provenance for metadata file', error: 'x', lastOutput: [] }
const failed: Outcome = { kind: 'failed', cause: { kind: 'lasting' }, error: 'x' }

type Asked = Partial<Parameters<typeof findWholePush>[1]>
it.each<[string, readonly [Parameters<typeof findWholePush>[0], readonly string[], Asked?]]>([
  ['it is loaded too', [pushed('ghcr.io/a:1'), ['ghcr.io/a:1'], { load: true }]],
  [
    'a folder is written too',
    [pushed('ghcr.io/a:1'), ['ghcr.io/a:1'], { outputs: ['type=image', 'type=local,dest=out'] }],
  ],
  ['nothing was to be pushed', [pushed('ghcr.io/a:1'), []]],
  ['a name is missing', [pushed('ghcr.io/a:1'), ['ghcr.io/a:1', 'ghcr.io/a:2']]],
  [
    'the digests differ',
    [
      {
        vertices: [],
        pushed: [
          { name: 'ghcr.io/a:1', digest },
          { name: 'ghcr.io/a:2', digest: other },
        ],
      },
      ['ghcr.io/a:1', 'ghcr.io/a:2'],
    ],
  ],
])('proves nothing when %s', (_, args) => {
  const [record, tags, more] = args
  expect(findWholePush(record, { ...image, tags, ...more })).toBeUndefined()
})

it('a build that still writes its cache, or ran something, is not over', () => {
  const { plan, ...result } = makeResult({ outcome: lost })
  const push = { ...plan.build, push: true }
  const log = { warning: () => {} } as never
  const kindOf = (more: Partial<BuildRecord>) => {
    const record = { ...emptyRecord, ...pushed('ghcr.io/acme/app:1'), ...more }
    return acceptPushed({ ...result, record }, push, { log }).outcome.kind
  }
  const cache = { name: 'registry', seconds: 1 }
  expect(kindOf({ exports: [{ ...cache, status: 'exported' }] })).toBe('succeeded')
  expect(kindOf({ exports: [{ ...cache, status: 'unfinished' }] })).toBe('lost')
  expect(kindOf({ exports: [{ ...cache, status: 'failed' }] })).toBe('lost')
  expect(kindOf({ running: [asking.name] })).toBe('succeeded')
  expect(kindOf({ running: ['exporting to client directory'] })).toBe('lost')
})

it.each<[string, Outcome, readonly string[], string]>([
  ['a connection that broke after the push', lost, ['ghcr.io/acme/app:1'], 'succeeded'],
  [
    'a question for the metadata that failed',
    { ...failed, vertex: asking },
    ['ghcr.io/acme/app:1'],
    'succeeded',
  ],
  ['a connection that broke before the push', lost, [], 'lost'],
  ['any other failure', failed, ['ghcr.io/acme/app:1'], 'failed'],
])('%s: %#', (_, outcome, names, kind) => {
  const warnings: string[] = []
  const { plan, ...result } = makeResult({ outcome })
  const record = { ...emptyRecord, ...pushed(...names) }
  const log = { warning: (line: string) => warnings.push(line) } as never
  const accepted = acceptPushed({ ...result, record }, { ...plan.build, push: true }, { log })
  expect(accepted.outcome.kind).toBe(kind)
  expect(warnings).toHaveLength(kind === 'succeeded' ? 1 : 0)
  if (kind === 'succeeded') {
    expect(accepted.metadata).toMatchObject({ digest, imageId: '' })
    expect(JSON.parse(accepted.metadata?.json ?? '')).toEqual({
      'containerimage.digest': digest,
      'image.name': 'ghcr.io/acme/app:1',
    })
  }
})

const archive = { json: '{}', digest: other, imageId: other }
const app = 'ghcr.io/acme/app:1'
const settle = (
  record: Partial<BuildRecord>,
  build: Partial<Parameters<typeof withPushedDigest>[1]>,
  imageId = other,
) => {
  const { plan, ...result } = makeResult({ metadata: { ...archive, imageId } })
  const tried = { ...result, record: { ...emptyRecord, ...record } }
  return withPushedDigest(tried, { ...plan.build, tags: [app], push: true, ...build })
}

it('the digest of a build that also writes an archive is that of the pushed image', () => {
  const { metadata, variants } = settle(pushed(app), { outputs: ['type=oci,dest=o.tar'] })
  expect(metadata).toEqual({ json: '{}', digest, imageId: digest })
  expect(variants).toBeUndefined()
})

it('the digest of an image that is loaded too is that of the pushed image, and its ID stays', () => {
  const expected = { json: '{}', digest, imageId: other }
  expect(settle(pushed(app), { load: true }).metadata).toEqual(expected)
  expect(settle(pushed(app), { outputs: ['type=docker'] }).metadata).toEqual(expected)
  const id = `sha256:${'c'.repeat(64)}`
  expect(settle(pushed(app), {}, id).metadata).toMatchObject({ digest, imageId: id })
})

it('a build whose stream shows no push keeps the digest that buildx gives', () => {
  expect(settle({}, { load: true }).metadata).toEqual(archive)
  expect(settle(pushed(app), { push: false, load: true }).metadata).toEqual(archive)
  expect(settle(pushed(app), { tags: [app, 'ghcr.io/acme/app:2'] }).metadata).toEqual(archive)
})

it.each([
  ['of the first name', 'ghcr.io/acme/app:2', digest],
  ['not known when one name got both', app, ''],
])('the digest of images that differ is %s', (_, second, expected) => {
  const images = [
    { name: app, digest },
    { name: second, digest: other },
  ]
  const { metadata, variants } = settle({ pushed: images }, { tags: [app, second] })
  expect(metadata?.digest).toBe(expected)
  expect(variants).toEqual(images)
})
