import { expect, it } from '@jest/globals'
import { emptyRecord } from '../../src/record/empty-record.ts'
import type { BuildRecord } from '../../src/record/recorder.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { acceptPushed, findPushed } from '../../src/step/pushed-anyway.ts'
import { makeResult } from '../helpers/build-results.ts'

const digest = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`
const pushed = (...names: readonly string[]) => ({
  pushed: names.map((name) => ({ name, digest })),
})
const image = { push: true, load: false, outputs: [] }
const lost: Outcome = { kind: 'lost', running: [], error: 'Unavailable' }
const asking = { name: '[app] resolving provenance for metadata file', error: 'x', lastOutput: [] }
const failed: Outcome = { kind: 'failed', cause: { kind: 'lasting' }, error: 'x' }

it.each<[string, readonly string[], readonly string[]]>([
  ['its whole name', ['ghcr.io/acme/app:1'], ['ghcr.io/acme/app:1']],
  ['no tag', ['localhost:5000/app'], ['localhost:5000/app:latest']],
  ['no registry', ['acme/app:1'], ['docker.io/acme/app:1']],
  ['one word', ['app'], ['docker.io/library/app:latest']],
  ['one word at Docker Hub', ['docker.io/app:1'], ['docker.io/library/app:1']],
  ["Docker Hub's old name", ['index.docker.io/acme/app'], ['docker.io/acme/app:latest']],
])('finds what was pushed by %s', (_, names, found) => {
  expect(findPushed(pushed(...found), { ...image, tags: names })).toEqual({ names: found, digest })
})

type Asked = Partial<Parameters<typeof findPushed>[1]>
it.each<[string, readonly [Parameters<typeof findPushed>[0], readonly string[], Asked?]]>([
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
  expect(findPushed(record, { ...image, tags, ...more })).toBeUndefined()
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
