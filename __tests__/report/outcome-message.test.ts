import { describe, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { outcomeMessage } from '../../src/report/outcome-message.ts'
import type { Outcome } from '../../src/step/outcome.ts'

const hide = (text: string) => text.replaceAll('code', '$NAME')
const diagnosis = new Diagnosis('daemon-silent', 'It is silent.')
const cause = { kind: 'lasting' } as const
const vertex = (name: string, error: string) => ({ name, error, lastOutput: [] })

describe('outcomeMessage', () => {
  it.each<[string, Outcome, string]>([
    ['a success', { kind: 'succeeded' }, ''],
    ['a canceled build', { kind: 'canceled' }, 'The build was canceled.'],
    [
      'a lost connection',
      { kind: 'lost', running: ['[1/2] RUN code'], error: 'code = Unavailable desc = EOF' },
      'The connection to the BuildKit daemon broke while it ran [1/2] RUN $NAME. Was the daemon stopped or restarted? (code = Unavailable desc = EOF)',
    ],
    [
      'a lost connection while nothing ran',
      { kind: 'lost', running: [], error: 'EOF' },
      'The connection to the BuildKit daemon broke. Was the daemon stopped or restarted? (EOF)',
    ],
    [
      'a lost connection that had been idle',
      { kind: 'lost', running: [], error: 'EOF', idleSeconds: 60 },
      'The connection to the BuildKit daemon broke. Nothing had been sent for 60 s. Was the daemon stopped or restarted, or does a load balancer on the way close idle connections? (EOF)',
    ],
    [
      'a connection that the daemon ended',
      {
        ...{ kind: 'lost', running: [], idleSeconds: 60 },
        error: 'EOF", received prior goaway: code: NO_ERROR, debug data: "graceful_stop"',
      },
      'The connection to the BuildKit daemon broke. The daemon was stopped. (EOF", received prior goaway: code: NO_ERROR, debug data: "graceful_stop")',
    ],
    [
      'a silent daemon',
      { kind: 'lost', running: ['[1/2] RUN code'], error: '', diagnosis, help: 'the page' },
      'daemon-silent: The build was ended while it ran [1/2] RUN $NAME. It is silent. See the page',
    ],
    [
      'an unusable daemon',
      { kind: 'unusable', diagnosis, help: 'the page' },
      `${diagnosis.message} See the page`,
    ],
    [
      "a RUN that failed, whose error is all BuildKit's",
      {
        kind: 'failed',
        cause,
        error: 'exit code: 1',
        vertex: vertex(
          '[1/2] RUN code',
          'process "code" did not complete successfully: exit code: 1',
        ),
      },
      '[1/2] RUN $NAME failed: exit code: 1',
    ],
    [
      'another step that failed, with a hint',
      {
        kind: 'failed',
        cause,
        error: '"/code": not found',
        vertex: vertex('[1/2] COPY code /', '"/code": not found'),
        hint: 'Check the code out.',
      },
      '[1/2] COPY $NAME / failed: "/$NAME": not found. Check the code out.',
    ],
    [
      'a failure outside of any step',
      { kind: 'failed', cause, error: 'failed to build: no code' },
      'failed to build: no $NAME',
    ],
  ])('of %s', (_, outcome, message) => {
    expect(outcomeMessage(outcome, hide)).toBe(message)
  })

  it('is bounded, whatever a step is called, and keeps why it failed', () => {
    const name = `[1/2] RUN ${'x'.repeat(100_000)}`
    const error = `process "${name}" did not complete successfully: exit code: 1`
    const failed = { kind: 'failed', cause, error: 'exit code: 1', vertex: vertex(name, error) }
    const message = outcomeMessage(failed as Outcome, hide)
    expect(message.length).toBeLessThan(1000)
    expect(message).toMatch(/… failed: exit code: 1$/)
    const running = Array.from({ length: 9 }, () => name)
    const lost = outcomeMessage({ kind: 'lost', running, error: 'y'.repeat(100_000) }, hide)
    expect(lost.length).toBeLessThan(5000)
    expect(lost).toMatch(/^The connection .* while it ran \[1\/2\] RUN x+…, .* and 5 more\. Was /)
  })
})
