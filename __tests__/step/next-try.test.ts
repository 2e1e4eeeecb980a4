import { expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { type NextTry, nextTry } from '../../src/step/next-try.ts'
import type { FailureCause, Outcome } from '../../src/step/outcome.ts'

const failed = (cause: FailureCause): Outcome => ({ kind: 'failed', error: 'It failed.', cause })
const timedOut = failed({ kind: 'transient', reason: 'the registry timed out (i/o timeout)' })
const missingLayer = failed({ kind: 'missing-layer', error: 'not found' })
const lost = { kind: 'lost', running: [], error: 'EOF' } as const

const diagnosis = new Diagnosis('daemon-silent', 'It is silent.')
const silent: Outcome = { ...lost, diagnosis, help: '' }
const unusable: Outcome = { kind: 'unusable', diagnosis, help: '' }

const again = (reason: string, pauseSeconds: number): NextTry => ({
  kind: 'again',
  reason,
  pauseSeconds,
})
const first = { retries: 0, mostRetries: 2, hasCacheFrom: true, canMove: false }

it.each<[string, Outcome, Partial<typeof first>, NextTry | undefined]>([
  ['a success', { kind: 'succeeded' }, {}, undefined],
  ['a canceled build', { kind: 'canceled' }, {}, undefined],
  ['a lost connection', lost, {}, again('the connection to the daemon broke', 2)],
  ['a silent daemon', silent, {}, again('the daemon fell silent', 2)],
  ['a lost daemon that another one can replace', lost, { canMove: true }, undefined],
  ['an unusable daemon', unusable, {}, undefined],
  ['a transient fault', timedOut, {}, again('the registry timed out (i/o timeout)', 2)],
  ['the second failure', lost, { retries: 1 }, again('the connection to the daemon broke', 4)],
  [
    'the ninth failure',
    lost,
    { retries: 8, mostRetries: 9 },
    again('the connection to the daemon broke', 30),
  ],
  ['the last allowed failure', timedOut, { retries: 2 }, undefined],
  ['a failure where none is retried', lost, { mostRetries: 0 }, undefined],
  ['a lasting fault', failed({ kind: 'lasting' }), {}, undefined],
  ['findings of the build checks', failed({ kind: 'findings' }), {}, undefined],
  [
    'a missing layer, retries used up',
    missingLayer,
    { retries: 2 },
    { kind: 'without-cache-from', error: 'not found' },
  ],
  ['a missing layer without cache-from', missingLayer, { hasCacheFrom: false }, undefined],
])('the decision after %s', (_, outcome, tries, next) => {
  expect(nextTry(outcome, { ...first, ...tries })).toEqual(next)
})
