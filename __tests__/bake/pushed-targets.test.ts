import { expect, it } from '@jest/globals'
import { acceptPushedTargets, withPushedDigests } from '../../src/bake/pushed-targets.ts'
import type { TargetStatus } from '../../src/bake/result.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { bakeResult } from '../helpers/bake-results.ts'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const lost: Outcome = { kind: 'lost', running: [], error: 'Unavailable' }
const failed: Outcome = { kind: 'failed', cause: { kind: 'lasting' }, error: 'exit code: 1' }

/** A bake of two targets, of which some are pushed, and buildx has written no metadata. */
function accept(
  outcome: Outcome,
  pushed: Readonly<Record<string, string>>,
  status: TargetStatus = 'canceled',
  running: readonly string[] = [],
) {
  const { plan, ...result } = bakeResult('warm', ['app', 'tool'])
  const targets = result.targets.map(({ metadata, ...each }) => {
    const found = pushed[each.name]
    const images = found ? [{ name: `ghcr.io/acme/${each.name}:1`, digest: found }] : []
    return { ...each, status, record: { ...each.record, pushed: images, running } }
  })
  const warnings: string[] = []
  const log = { warning: (line: string) => warnings.push(line) } as never
  const tried = { ...result, outcome, targets, metadata: '' }
  return { ...acceptPushedTargets(tried, plan, { log }), warnings }
}

it('a bake succeeds whose daemon went away once all targets were pushed', () => {
  const both = { app: digest('a'), tool: digest('b') }
  const { outcome, targets, metadata, warnings } = accept(lost, both)
  expect(outcome).toMatchObject({ kind: 'succeeded', fault: warnings[0] })
  expect(targets).toMatchObject([
    { status: 'succeeded', metadata: { digest: both.app, images: ['ghcr.io/acme/app:1'] } },
    { status: 'succeeded', metadata: { digest: both.tool } },
  ])
  expect(JSON.parse(metadata)).toEqual({
    app: { 'containerimage.digest': both.app, 'image.name': 'ghcr.io/acme/app:1' },
    tool: { 'containerimage.digest': both.tool, 'image.name': 'ghcr.io/acme/tool:1' },
  })
})

it('a bake that still writes a cache is not over', () => {
  const both = { app: digest('a'), tool: digest('b') }
  const { outcome } = accept(lost, both, 'canceled', ['exporting cache to registry'])
  expect(outcome).toEqual(lost)
})

it('a target that failed with its push done stays a failure', () => {
  const both = { app: digest('a'), tool: digest('b') }
  const { outcome, targets } = accept(lost, both, 'failed')
  expect(outcome).toEqual(lost)
  expect(targets).toMatchObject([
    { status: 'failed', metadata: { digest: both.app } },
    { status: 'failed' },
  ])
})

it.each([
  ['whose daemon went away before all were', lost],
  ['that failed', failed],
])('a bake %s has the digests of those that are pushed', (_, outcome) => {
  const result = accept(outcome, { app: digest('a') })
  expect(result.outcome).toEqual(outcome)
  expect(result.warnings).toEqual([])
  expect(result.metadata).toBe('')
  expect(result.targets).toMatchObject([
    { status: 'succeeded', metadata: { digest: digest('a') } },
    { status: 'canceled' },
  ])
})

const image = (name: string, letter: string) => ({ name, digest: digest(letter) })

/** A target of which buildx has written what its last output responded. */
function settle(
  target: { readonly outputs: readonly string[]; readonly tags?: readonly string[] },
  pushed: readonly ReturnType<typeof image>[],
  images: readonly string[],
) {
  const [result] = bakeResult('warm', ['app']).targets
  if (result === undefined) throw new Error('no target')
  const [settled] = withPushedDigests([
    {
      ...result,
      target: { ...result.target, tags: [], ...target },
      record: { ...result.record, pushed },
      metadata: { digest: digest('f'), images },
    },
  ])
  return settled
}

it.each<[string, Parameters<typeof settle>, readonly string[]]>([
  [
    'an output that is loaded and one that is written',
    [
      {
        outputs: [
          'type=image,name=a.io/app:1,push=true',
          'type=docker,name=app:local',
          'type=oci,dest=o',
        ],
      },
      [image('a.io/app:1', 'a')],
      ['docker.io/library/app:local'],
    ],
    ['a.io/app:1'],
  ],
  [
    'two pushed outputs',
    [
      { outputs: ['type=registry,name=a.io/c/app:1', 'type=registry,name=a.io/d/app:1'] },
      [image('a.io/c/app:1', 'a'), image('a.io/d/app:1', 'a')],
      ['a.io/d/app:1'],
    ],
    ['a.io/c/app:1', 'a.io/d/app:1'],
  ],
  [
    'a tag that was another when the definition was read',
    [
      { tags: ['a.io/app:1'], outputs: ['type=registry', 'type=oci,dest=o'] },
      [image('a.io/app:2', 'a')],
      ['a.io/app:2'],
    ],
    ['a.io/app:2'],
  ],
])('a target with %s has the names and the digest of what is pushed', (_, args, images) => {
  expect(settle(...args)).toMatchObject({ metadata: { digest: digest('a'), images } })
  expect(settle(...args)).not.toHaveProperty('variants')
})

it('a target that pushes images that differ has the digest of the first name', () => {
  const outputs = ['type=registry,name=a.io/c:1', 'type=registry,name=a.io/d:1,compression=zstd']
  const pushed = [image('a.io/c:1', 'a'), image('a.io/d:1', 'b')]
  expect(settle({ outputs }, pushed, ['a.io/d:1'])).toMatchObject({
    metadata: { digest: digest('a'), images: ['a.io/c:1', 'a.io/d:1'] },
    variants: pushed,
  })
})

it('a target that pushes nothing has what buildx gives', () => {
  expect(settle({ outputs: ['type=docker,name=app:local'] }, [], ['app:local'])).toMatchObject({
    metadata: { digest: digest('f'), images: ['app:local'] },
  })
})
