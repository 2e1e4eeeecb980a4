import { expect, it } from '@jest/globals'
import { daemonWarning } from '../../src/advice/daemon-faults.ts'
import { exportWarnings, lacksRecord, warnOfFaults } from '../../src/step/after-build.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import type { TriedBuild } from '../../src/step/result.ts'
import { failed } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

it('warns about a cache that was not written, and adds that the image is not affected unless the build failed', () => {
  const times = { started: 0, completed: 1 }
  const built: Pick<TriedBuild, 'record' | 'outcome'> = {
    outcome: { kind: 'succeeded' },
    record: record([vertex('exporting cache to registry', { ...times, error: 'refused' })]),
  }
  const plan = { cacheWrite: 'a/b:c' }
  const words = 'The cache was not written to a/b:c: refused.'
  expect(exportWarnings(built, plan)).toEqual([`${words} The image is not affected.`])
  expect(exportWarnings({ ...built, outcome: failed(built.record, 'it broke') }, plan)).toEqual([
    words,
  ])
  expect(exportWarnings(built, {})).toEqual([])
})

it('misses the record of a build that succeeded or began, but not of one that BuildKit refused', () => {
  const name = '[internal] load build definition from Dockerfile'
  const refused = record([vertex(name)])
  const began = record([vertex(name, { started: 0, completed: 1 })])
  const historyFacts = { ...noFacts, isUnrecorded: true } as const
  const succeeded: Outcome = { kind: 'succeeded' }
  const broken = failed(refused, 'failed to solve: exporter "foo" could not be found')
  expect(lacksRecord({ historyFacts, outcome: broken, record: refused })).toBe(false)
  expect(lacksRecord({ historyFacts, outcome: broken, record: began })).toBe(true)
  expect(lacksRecord({ historyFacts, outcome: succeeded, record: refused })).toBe(true)
  expect(lacksRecord({ historyFacts: noFacts, outcome: succeeded, record: began })).toBe(false)
})

it('warns of a daemon with known faults by its version, but of no builder without other users', () => {
  const warned: string[][] = []
  const ports = { warnOnce: (...warning: string[]) => void warned.push(warning) }
  const daemon = (version: string) => ({ version, platforms: [] })
  warnOfFaults({ driver: 'remote', daemon: daemon('v0.34.2') }, ports)
  warnOfFaults({ driver: 'docker', daemon: daemon('v0.32.2') }, ports)
  warnOfFaults({ driver: 'remote', daemon: daemon('v0.32.2'), isOwn: true }, ports)
  expect(warned).toEqual([])
  warnOfFaults({ driver: 'remote', daemon: daemon('v0.32.2') }, ports)
  expect(warned).toEqual([['faults-v0.32.2', daemonWarning('v0.32.2')]])
})
