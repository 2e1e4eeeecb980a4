import { expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { emptyRecord } from '../../src/record/empty-record.ts'
import { hold } from '../../src/step/lease.ts'
import { buildElsewhere, isSettled } from '../../src/step/move.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import type { TriedBuild } from '../../src/step/result.ts'

const lost: Outcome = { kind: 'lost', running: [], error: 'EOF' }
const succeeded: Outcome = { kind: 'succeeded' }
const disk = new Diagnosis('daemon-disk-full', 'It is full.')
const unusable: Outcome = { kind: 'unusable', diagnosis: disk, help: '' }

const built = (outcome: Outcome, retries = 0, executed = 0) => ({
  build: { outcome, retries, record: { ...emptyRecord, executed }, checks: [] } as TriedBuild,
})

interface Scene {
  /** How the builds end, the first one's retries and steps included. */
  readonly outcomes: readonly Outcome[]
  /** How many other daemons of the pool there are. */
  readonly others?: number
  readonly mayFallBack?: boolean
  readonly mostRetries?: number
}

/** Plays builds that end so, and returns what was done. */
async function play({ outcomes, others = 2, mayFallBack = false, mostRetries = 2 }: Scene) {
  const deeds: string[] = []
  const lines: string[] = []
  const builder = (index: number): Builder => {
    const endpoint = `tcp://${'abc'[index]}:1`
    return {
      endpoint,
      pool: { key: 'k', choice: index === 0 ? 'first' : 'died', members: [] },
      release: async () => void deeds.push(`release ${endpoint}`),
      failOver: async (why: string) => {
        deeds.push(`fail over: ${why}`)
        if (index < others) return builder(index + 1)
        throw new Diagnosis('connection-refused', 'None answers.')
      },
      ...(mayFallBack && {
        fallBack: async ({ code }: Diagnosis) => {
          deeds.push(`fall back: ${code}`)
          return { endpoint: 'local', release: async () => {} } as Builder
        },
      }),
    } as unknown as Builder
  }
  const held = hold(builder(0))
  const [first, ...rest] = outcomes as [Outcome, ...Outcome[]]
  const ended = await buildElsewhere(
    held,
    { ...built(first, 0, 3), seconds: 41 },
    { retries: mostRetries },
    {
      signal: new AbortController().signal,
      log: { info: (line: string) => lines.push(line) } as never,
    },
    async ({ endpoint }, retries) => {
      deeds.push(`build on ${endpoint}, retry ${retries}`)
      return built(rest.shift() ?? succeeded, retries)
    },
  )
  return { deeds, lines, outcome: ended.build.outcome.kind, held }
}

it('a build whose daemon dies goes on at the next one, which counts, and what it had done is kept', async () => {
  const { deeds, lines, outcome, held } = await play({ outcomes: [lost, succeeded] })
  expect(outcome).toBe('succeeded')
  expect(deeds).toEqual(['fail over: died', 'release tcp://a:1', 'build on tcp://b:1, retry 1'])
  expect(lines).toEqual([
    'The connection to tcp://a:1 broke. The build is repeated on tcp://b:1 (retry 1 of 2).',
  ])
  expect(held.builder.pool?.lost).toEqual([{ endpoint: 'tcp://a:1', executed: 3, seconds: 41 }])
})

it('a build moves as often as retries allows', async () => {
  const { deeds, outcome, held } = await play({ outcomes: [lost, lost, lost] })
  expect(outcome).toBe('lost')
  expect(deeds.filter((deed) => deed.startsWith('build'))).toEqual([
    ...['build on tcp://b:1, retry 1', 'build on tcp://c:1, retry 2'],
  ])
  expect(held.builder.pool?.lost).toHaveLength(2)
  expect((await play({ outcomes: [lost], mostRetries: 0 })).deeds).toEqual([])
})

it('a daemon that turns out to be unusable is left without a retry', async () => {
  const { deeds, held } = await play({ outcomes: [unusable, succeeded], mostRetries: 0 })
  expect(deeds).toEqual([
    ...['fail over: daemon-disk-full', 'release tcp://a:1', 'build on tcp://b:1, retry 0'],
  ])
  expect(held.builder.pool?.lost).toBeUndefined()
})

it('a local builder is used only when no other daemon can be', async () => {
  const scene = { outcomes: [unusable, succeeded], others: 0 }
  expect((await play({ ...scene, mayFallBack: true })).deeds).toEqual([
    ...['fail over: daemon-disk-full', 'fall back: daemon-disk-full', 'release tcp://a:1'],
    'build on local, retry 0',
  ])
  const { deeds, outcome } = await play(scene)
  expect(outcome).toBe('unusable')
  expect(deeds).toEqual(['fail over: daemon-disk-full'])
  const dead = await play({ outcomes: [lost, succeeded], others: 0, mayFallBack: true })
  expect(dead.deeds).toContain('fall back: connection-refused')
})

it.each<[string, TriedBuild, boolean]>([
  ['succeeded', built(succeeded).build, true],
  ['was canceled', built({ kind: 'canceled' }).build, true],
  ['lost its daemon', built(lost).build, false],
  ['found its daemon unusable', built(unusable).build, false],
  [
    'failed, after which the daemon was gone',
    { ...built(succeeded).build, daemonFault: disk },
    false,
  ],
])('isSettled of a build that %s', (_, build, expected) => {
  expect(isSettled(build)).toBe(expected)
})
