import { describe, expect, it } from '@jest/globals'
import { remedies } from '../../src/github/remedies.ts'
import { createLastWords } from '../../src/log/last-words.ts'
import { type BuildEnd, type Outcome, readOutcome } from '../../src/step/outcome.ts'
import { readStream, record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const privateDirectory = '/temp/remote-buildkit-00000000-0000-4000-8000-000000000000'

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
    record: record(events, { reason: lastWords.error }),
    builder: { endpoint: 'tcp://daemon:1234' },
    help: (code) => `help#${code}`,
    remedies,
    directory: privateDirectory,
    metadataFile: `${privateDirectory}/2/metadata.json`,
    ...end,
  })
}

const recorded = (name: string, end: Partial<BuildEnd> = {}) =>
  outcomeOf(readStream(`${name}.rawjson`), end)

describe('readOutcome', () => {
  it('is a success when buildx succeeds, whatever was canceled or failed meanwhile', () => {
    for (const name of ['stages-again', 'export-cache-refused']) {
      expect(recorded(name, { exitCode: 0, isCanceled: true })).toEqual({ kind: 'succeeded' })
    }
  })

  it('is canceled when the job is canceled, and names no step', () => {
    expect(recorded('canceled', { exitCode: 130, isCanceled: true })).toEqual({ kind: 'canceled' })
  })

  it('names the step that failed, and its place in the Dockerfile', () => {
    expect(recorded('failed')).toMatchObject({
      kind: 'failed',
      error: 'exit code: 3',
      cause: { kind: 'lasting' },
      vertex: {
        name: expect.stringMatching(/^\[broken 3\/4\] RUN /),
        lastOutput: expect.arrayContaining(['line 25']),
      },
      excerpt: { filename: 'Dockerfile', text: expect.stringContaining('>>> RUN') },
    })
  })

  it('names the image that could not be pushed', () => {
    expect(recorded('push-refused')).toMatchObject({
      error: expect.stringMatching(/^failed to push/),
      vertex: { name: 'exporting to image' },
    })
  })

  it('reports that the connection broke, and what was running', () => {
    expect(recorded('daemon-lost')).toEqual({
      kind: 'lost',
      running: ['[3/4] RUN echo ready; sleep 60'],
      error: expect.stringMatching(/^failed to build: .*EOF$/),
    })
  })

  it.each([
    'failed to solve: rpc error: code = Unavailable desc = transport is closing',
    'failed to receive status: unexpected EOF',
    'failed to solve: closing transport due to: error reading from server: EOF',
  ])('is lost when buildx ends with: %s', (words) => {
    expect(outcomeOf({ text: [`ERROR: ${words}`] })).toEqual({
      kind: 'lost',
      running: [],
      error: words,
    })
  })

  it.each([
    'failed to receive status: rpc error: code = NotFound desc = no such job',
    'failed to solve: rpc error: code = Unavailable desc = unexpected HTTP status code received from server: 403 Forbidden',
    'failed to build: something new',
  ])("repeats buildx's message when no step failed: %s", (words) => {
    expect(outcomeOf({ text: [`ERROR: ${words}`] })).toEqual({
      kind: 'failed',
      error: words,
      cause: { kind: 'lasting' },
    })
  })

  it.each([
    [true, 60.2, 60],
    [true, 2, undefined],
    [false, 60.2, undefined],
  ])(
    'knows how long a connection was idle that broke: over a network %s, %d s',
    (isOverNetwork, silentSeconds, idleSeconds) => {
      const builder = { endpoint: 'tcp://daemon:1234', isOverNetwork }
      const lost = recorded('daemon-lost', { builder, silentSeconds })
      expect(lost.kind === 'lost' && lost.idleSeconds).toBe(idleSeconds)
    },
  )

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
      running: ['[1/1] RUN make'],
    })
  })

  it.each([
    [{ seconds: 60, isIdle: false }, /BuildKit at tcp:\S+ has not answered for 60 s\. /],
    [{ seconds: 60, isIdle: true }, /BuildKit at tcp:\S+ no longer runs the build, /],
  ])('is lost when the daemon became silent: %j', (stall, message) => {
    const end = { exitCode: 130, signal: 'SIGKILL', stall } as const
    expect(recorded('daemon-lost', end)).toMatchObject({
      kind: 'lost',
      running: ['[3/4] RUN echo ready; sleep 60'],
      diagnosis: { code: 'daemon-silent', message: expect.stringMatching(message) },
      help: 'help#daemon-silent',
    })
  })

  describe('is unusable', () => {
    // The error of buildx v0.38.2 for a server that accepts connections and never answers.
    const waiting = vertex('[internal] waiting for connection', {
      ...{ started: 0, completed: 20, error: 'context deadline exceeded' },
    })
    const text = ['ERROR: failed to build: context deadline exceeded']

    it('when buildx gets no connection', () => {
      const outcome = outcomeOf({ events: [waiting], text })
      expect(outcome).toMatchObject({
        kind: 'unusable',
        diagnosis: {
          code: 'buildx-not-connected',
          reason: expect.stringMatching(
            /^BuildKit at tcp:\/\/daemon:1234 answers the action, but buildx can't connect to it \(context deadline exceeded\)\. /,
          ),
        },
        help: 'help#buildx-not-connected',
      })
    })

    const full = 'failed to create snapshot: mkdir /var/lib/buildkit/1: no space left on device'
    const times = { started: 1, completed: 2 }

    it.each<[string, Parameters<typeof outcomeOf>[0]]>([
      [
        'when its disk is full before the first step',
        {
          events: [vertex('[internal] load build definition', { ...times, error: full })],
          text: [`ERROR: failed to build: ${full}`],
        },
      ],
      [
        'when its disk is full at the first step',
        {
          events: [vertex('[1/2] COPY . .', { ...times, error: full })],
          text: [`ERROR: failed to build: ${full}`],
        },
      ],
      ['when its disk is full before any vertex', { text: [`ERROR: failed to build: ${full}`] }],
    ])('%s', (_, stream) => {
      expect(outcomeOf(stream)).toMatchObject({
        kind: 'unusable',
        diagnosis: {
          code: 'daemon-disk-full',
          reason: expect.stringMatching(/^The disk of the BuildKit daemon at tcp:\S+ is full /),
        },
      })
    })

    it.each<[string, Parameters<typeof outcomeOf>[0], Partial<BuildEnd>]>([
      [
        'a step has run',
        {
          events: [
            vertex('[1/2] RUN make', { started: 0, completed: 1 }),
            vertex('[2/2] COPY . .', { ...times, error: full }),
          ],
          text: [`ERROR: failed to build: ${full}`],
        },
        {},
      ],
      [
        'the words are those of a command',
        {
          events: [
            vertex('[1/2] RUN echo', {
              ...times,
              error: `process "/bin/sh -c echo ${full}" did not complete successfully: exit code: 1`,
            }),
          ],
        },
        {},
      ],
      [
        'it is the disk of a registry',
        { text: ['ERROR: unexpected status: 500: no space left on device'] },
        {},
      ],
      [
        "it is the runner's own disk",
        {
          events: [vertex('exporting to client directory', { ...times, error: full })],
          text: [`ERROR: failed to build: ${full}`],
        },
        {},
      ],
      [
        'the builder is local',
        { events: [waiting], text },
        { builder: { endpoint: 'default', isOwn: true } },
      ],
    ])('not when %s', (_, stream, end) => {
      expect(outcomeOf(stream, end).kind).toBe('failed')
    })
  })

  it.each([
    ['import-broken', { kind: 'missing-layer', error: expect.stringContaining('not found') }],
    ['no-base', { kind: 'lasting' }],
    ['retry-failed', { kind: 'transient', reason: expect.stringMatching(/^the .* \(.+\)$/) }],
  ])('finds the cause of %s', (name, cause) => {
    expect(recorded(name)).toMatchObject({ kind: 'failed', cause })
  })

  it.each([
    ['tcp://daemon:1234', true],
    ['docker-container://buildkitd', true],
    ['tcp://127.0.0.1:1234', false],
  ])(
    'may try again after a registry on localhost refused the daemon at %s, and has a hint: %j',
    (endpoint, hasHint) => {
      const words =
        'failed to push localhost:5000/app: failed to do request: Head "http://localhost:5000/v2/app/blobs/sha256:44": dial tcp 127.0.0.1:5000: connect: connection refused'
      const error = `failed to solve: ${words}`
      const events = [vertex('exporting to image', { started: 0, completed: 1, error: words })]
      for (const stream of [{ events }, { text: [`ERROR: ${error}`] }]) {
        const outcome = outcomeOf(stream, { builder: { endpoint } })
        expect(outcome).toMatchObject({ kind: 'failed', cause: { kind: 'transient' } })
        expect('hint' in outcome).toBe(hasHint)
      }
    },
  )

  it('has a lasting cause when only the command has the words of another', () => {
    const words = 'could not fetch content descriptor a from remote: not found; exit 1'
    const error = `process "/bin/sh -c echo ${words}" did not complete successfully: exit code: 1`
    const events = [vertex('[1/1] RUN echo', { started: 0, completed: 1, error })]
    expect(outcomeOf({ events })).toMatchObject({ cause: { kind: 'lasting' } })
  })

  it('has the findings of the build checks when buildx names no error', () => {
    const findings = 'Check complete, 1 warning has been found!'
    expect(outcomeOf({}, { findings })).toEqual({
      kind: 'failed',
      error: findings,
      cause: { kind: 'findings' },
    })
    expect(outcomeOf({ text: ['ERROR: no'] }, { findings })).toMatchObject({ error: 'no' })
  })

  it('names the signal when another process ended buildx', () => {
    expect(recorded('failed', { exitCode: 130, signal: 'SIGKILL' })).toEqual({
      kind: 'failed',
      cause: { kind: 'killed', signal: 'SIGKILL' },
      error: 'buildx was ended by SIGKILL, which this action did not send',
      hint: expect.stringContaining('memory'),
    })
    expect(outcomeOf({}, { exitCode: 130, signal: 'SIGTERM' })).not.toHaveProperty('hint')
    expect(outcomeOf({}, { exitCode: 130, signal: 'SIGINT', isCanceled: true })).toEqual({
      kind: 'canceled',
    })
  })

  it("knows the runner's disk for temporary files from the daemon's", () => {
    // As buildx v0.38.2 writes it on a tmpfs of 20 kB.
    const error = `failed to build: failed to update builder last activity time: write ${privateDirectory}/buildx/activity/.tmp-a1: no space left on device`
    expect(outcomeOf({ text: [`ERROR: ${error}`] })).toEqual({
      kind: 'failed',
      cause: { kind: 'lasting' },
      error: '/temp, the directory for temporary files, is on a full disk (ENOSPC).',
    })
  })

  it('is a success when only the metadata could not be written', () => {
    const error = `write ${privateDirectory}/2/.tmp-metadata.json885894590: no space left on device`
    expect(outcomeOf({ text: [`ERROR: ${error}`] })).toEqual({
      kind: 'succeeded',
      fault:
        'The metadata of the build could not be written: /temp, the directory for temporary files, is on a full disk (ENOSPC).',
    })
  })

  it('names the exit code when buildx prints nothing', () => {
    expect(outcomeOf({}, { exitCode: 3 })).toMatchObject({
      error: 'buildx ended with exit code 3.',
    })
  })

  it.each([
    [
      // As buildx v0.38.2 writes it with DOCKER_CUSTOM_HEADERS=bad.
      ['Failed to initialize: failed to set custom headers from DOCKER_CUSTOM_HEADERS environment'],
      'Failed to initialize: failed to set custom headers from DOCKER_CUSTOM_HEADERS environment',
    ],
    [
      ['', 'panic: runtime error: index out of range', '', 'goroutine 1 [running]:', '\tmain.go:9'],
      'panic: runtime error: index out of range',
    ],
    [['WARNING: something else', 'a reason', ''], 'a reason'],
  ])("gives buildx's own words where there is no ERROR: %j", (text, reason) => {
    expect(outcomeOf({ text }, { exitCode: 2 })).toMatchObject({
      cause: { kind: 'lasting' },
      error: `buildx ended with exit code 2: ${reason}`,
    })
  })

  it("keeps the frontend's suggestion, which only buildx's last error has", () => {
    // As buildx v0.38.2 and BuildKit v0.34.2 write it.
    const name = '[internal] load metadata for docker.io/library/biuld:latest'
    const error =
      'failed to do request: Head "https://registry-1.docker.io/v2/library/biuld/manifests/latest": dial tcp: lookup registry-1.docker.io: no such host'
    const events = [vertex(name, { started: 0, completed: 1, error })]
    const words =
      'failed to build: failed to solve: biuld: failed to resolve source metadata for docker.io/library/biuld:latest'
    const errorOf = (end: string) => {
      const outcome = outcomeOf({ events, text: [`ERROR: ${words}: ${error}${end}`] })
      return outcome.kind === 'failed' && outcome.error
    }
    expect(errorOf(' (did you mean build?)')).toBe(`${error} (did you mean build?)`)
    expect(errorOf('')).toBe(error)
    expect(errorOf(' (and more)')).toBe(error)
  })

  it('has the error on one line, without control characters', () => {
    const error = 'failed to fetch\u001b[2J:\n  git stderr:\nfatal: early EOF\n'
    const events = [vertex('[internal] load git source a', { started: 0, completed: 1, error })]
    expect(outcomeOf({ events })).toMatchObject({
      error: 'failed to fetch: git stderr: fatal: early EOF',
    })
  })

  it.each([
    [
      'unable to prepare context: path "nodir" not found',
      /^There is no such path here\. .*actions\/checkout/,
    ],
    ['failed to read dockerfile: open Dockerfile: no such file or directory', /no such Dockerfile/],
    ['invalid tag "a/B:1": repository name must be lowercase', /in lowercase/],
    ['additional privileges requested: pass "--allow=ssh" to grant', /Add ssh to allow/],
  ])('gives the remedy for an error outside of any vertex: %s', (error, hint) => {
    const text = [`ERROR: failed to build: ${error}`]
    expect(outcomeOf({ text })).toMatchObject({ hint: expect.stringMatching(hint) })
  })

  it('gives the remedy for a submodule that the daemon cannot read', () => {
    const error = 'failed to update submodules for https://github.com/a/b.git: git stderr:\n…'
    const events = [vertex('[internal] load git source a', { started: 0, completed: 1, error })]
    expect(outcomeOf({ events })).toMatchObject({
      hint: expect.stringContaining('actions/checkout (submodules: true'),
    })
  })
})
