import { describe, expect, it } from '@jest/globals'
import { createLastWords } from '../../src/log/last-words.ts'
import { type BuildEnd, type Outcome, readOutcome } from '../../src/step/outcome.ts'
import { readStream, record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

/** The outcome of a build with these events and these lines of text. */
function outcomeOf(
  { events = [], text = [] }: Partial<ReturnType<typeof readStream>>,
  end: Partial<BuildEnd> = {},
): Outcome {
  const words = createLastWords()
  for (const line of text) words.add(line)
  const lastWords = words.result()
  return readOutcome({
    exitCode: 1,
    isCanceled: false,
    lastWords,
    record: record(events, lastWords.error),
    ...end,
  })
}

const recorded = (name: string, end: Partial<BuildEnd> = {}) =>
  outcomeOf(readStream(`${name}.rawjson`), end)

describe('readOutcome', () => {
  it('is a success when buildx says so, whatever was canceled or failed on the way', () => {
    for (const name of ['stages-again', 'export-cache-refused']) {
      expect(recorded(name, { exitCode: 0, isCanceled: true })).toEqual({ kind: 'succeeded' })
    }
  })

  it('is canceled when the job is, and blames no step', () => {
    expect(recorded('canceled', { exitCode: 130, isCanceled: true })).toEqual({
      kind: 'canceled',
      message: 'The build was canceled.',
    })
  })

  it('names the step that failed, and its place in the Dockerfile', () => {
    expect(recorded('failed')).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^\[broken 3\/4\] RUN .* failed: exit code: 3$/),
      cause: { kind: 'lasting' },
      vertex: { lastOutput: expect.arrayContaining(['line 25']) },
      excerpt: { filename: 'Dockerfile', text: expect.stringContaining('>>> RUN') },
    })
  })

  it('names what could not be pushed', () => {
    expect(recorded('push-refused')).toMatchObject({
      message: expect.stringMatching(/^exporting to image failed: failed to push/),
      vertex: { name: 'exporting to image' },
    })
  })

  it('says that the connection broke, and what was running', () => {
    expect(recorded('daemon-lost')).toEqual({
      kind: 'lost',
      message: expect.stringMatching(
        /^The connection to the BuildKit daemon broke while it ran \[3\/4\] RUN echo ready; sleep 60\. .*\(failed to build: .*EOF\)$/,
      ),
    })
  })

  it.each([
    'failed to solve: rpc error: code = Unavailable desc = transport is closing',
    'failed to receive status: unexpected EOF',
    'failed to solve: closing transport due to: error reading from server: EOF',
  ])('is lost when buildx ends with: %s', (words) => {
    expect(outcomeOf({ text: [`ERROR: ${words}`] })).toMatchObject({
      kind: 'lost',
      message: expect.stringMatching(/^The connection to the BuildKit daemon broke\. /),
    })
  })

  it.each([
    'failed to receive status: rpc error: code = NotFound desc = no such job',
    'failed to solve: rpc error: code = Unavailable desc = unexpected HTTP status code received from server: 403 Forbidden',
    'failed to build: something new',
  ])("repeats buildx's words when no step is to blame: %s", (words) => {
    expect(outcomeOf({ text: [`ERROR: ${words}`] })).toEqual({
      kind: 'failed',
      message: words,
      cause: { kind: 'lasting' },
    })
  })

  it('blames the connection, not an error that was overcome before it broke', () => {
    const error = 'failed to fetch oauth token: unexpected status: 401 Unauthorized'
    const times = { started: 0, completed: 1 }
    const events = [
      vertex('[auth] a:pull token for b', { ...times, error }),
      vertex('[1/1] RUN make', { started: 2 }),
    ]
    const text = ['ERROR: failed to receive status: rpc error: code = Unavailable desc = EOF']
    expect(outcomeOf({ events, text })).toMatchObject({
      kind: 'lost',
      message: expect.stringMatching(/ broke while it ran \[1\/1\] RUN make\. /),
    })
  })

  it.each([
    ['import-broken', { kind: 'missing-layer', error: expect.stringContaining('not found') }],
    ['no-base', { kind: 'lasting' }],
    ['retry-failed', { kind: 'transient', reason: expect.stringMatching(/^the .* \(.+\)$/) }],
  ])('finds the cause of %s', (name, cause) => {
    expect(recorded(name)).toMatchObject({ kind: 'failed', cause })
  })

  it('gives what the build checks found when buildx names no error', () => {
    const findings = 'Check complete, 1 warning has been found!'
    expect(outcomeOf({}, { findings })).toEqual({
      kind: 'failed',
      message: findings,
      cause: { kind: 'findings' },
    })
    expect(outcomeOf({ text: ['ERROR: no'] }, { findings })).toMatchObject({ message: 'no' })
  })

  it('names the exit code when buildx says nothing', () => {
    expect(outcomeOf({}, { exitCode: 3 })).toMatchObject({
      message: 'buildx ended with exit code 3.',
    })
  })

  it('keeps control characters out of its message', () => {
    const run = '[1/1] RUN a\u001b[2J\nb'
    const events = [vertex(run, { started: 0, completed: 1, error: 'exit code: 1' })]
    const { message } = outcomeOf({ events }) as { readonly message: string }
    expect(message).toBe('[1/1] RUN a b failed: exit code: 1')
  })
})
