import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Builder } from '../../src/connect/builder.ts'
import type { Control } from '../../src/daemon/control.ts'
import { remedies } from '../../src/github/remedies.ts'
import { buildWithRetries } from '../../src/step/build.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'
import { testFence } from '../helpers/fence.ts'

const directory = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(directory, { recursive: true }))

const anyOutput = () => new Writable({ write: (_chunk, _encoding, done) => done() })

interface Options extends Partial<Builder> {
  readonly output?: Writable
  readonly retries?: number
  /** Collects the lines of the action's own log. */
  readonly lines?: string[]
}

/** Builds with a shell script in place of buildx. */
async function build(
  script: string,
  { output = anyOutput(), retries = 0, lines = [], ...more }: Options = {},
) {
  const file = join(directory, 'buildx.sh')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const builder: Builder = {
    name: 'a',
    driver: 'remote',
    endpoint: 'tcp://a:1',
    daemon: { version: 'v0.32.2', platforms: [] },
    connectSeconds: 0,
    release: async () => {},
    buildx: { file, env: { PATH: process.env.PATH } },
    ...more,
  }
  const add = (line: string) => lines.push(line)
  const log = { info: add, notice: add, warning: add, debug: add, group: add }
  const { signal } = new AbortController()
  const ports = {
    directory,
    env: {},
    remedies,
    help: (code: string) => code,
    output,
    signal,
    log,
    fence: () => testFence,
  }
  const plan = { build: nothingToBuild, notices: [], warnings: [] }
  return buildWithRetries(builder, plan, { retries, cacheMounts: false, stallTimeoutMs: 0 }, ports)
}

// A real buildx would exit once it can't write. A silent one wouldn't.
it('stops buildx when the log cannot be written', async () => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no more')) })
  await expect(build('echo some words >&2\nexec sleep 600', { output })).rejects.toThrow('no more')
  expect(processesWith(directory)).toEqual([])
})

it('prints a result inside the fence, on its own lines', async () => {
  let shown = ''
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += chunk
      done()
    },
  })
  await build("printf '::error::a\\nb'", { output })
  expect(shown).toBe(`${testFence.open}::error::a\nb\n${testFence.close}`)
})

it('retries after a transient fault, once the daemon answers, and counts the try', async () => {
  const lines: string[] = []
  let asked = 0
  const fault = 'ERROR: failed to do request: Head "https://a/v2/": net/http: TLS handshake timeout'
  const built = await build(
    `if [ -e "$0.tried" ]; then exit 0; fi; touch "$0.tried"; echo '${fault}' >&2; exit 1`,
    { retries: 1, lines, ready: async () => (asked += 1) },
  )
  expect(built).toMatchObject({ outcome: { kind: 'succeeded' }, retries: 1 })
  expect(asked).toBe(1)
  expect(lines).toEqual([
    'The build failed: the TLS handshake timed out (net/http: TLS handshake timeout). Trying again in 2 s (1 of 1).',
  ])
})

it('counts as cached what another build had finished before buildx was started', async () => {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
  const context = { digest: 'a', name: '[internal] load build context' }
  const step = { name: '[1/1] COPY a /', inputs: ['a'] }
  const ran = { started: at(-0.2), completed: at(-0.1) }
  const stream = [
    { vertexes: [context, { ...step, digest: 'b' }] },
    { vertexes: [{ ...context, started: at(60), completed: at(61) }] },
    { vertexes: [{ ...step, ...ran, digest: 'other' }] },
  ]
  writeFileSync(join(directory, 'stream'), stream.map((each) => JSON.stringify(each)).join('\n'))
  const { record } = await build(`cat '${join(directory, 'stream')}' >&2`)
  expect(record.steps).toMatchObject([{ status: 'cached', seconds: 0 }])
})

it('warns when the metadata cannot be read, and the build succeeds', async () => {
  const lines: string[] = []
  const script = `while [ "$1" != --metadata-file ]; do shift; done; echo '{' > "$2"`
  const built = await build(script, { lines })
  expect(built.outcome).toEqual({ kind: 'succeeded' })
  expect(lines).toEqual([expect.stringMatching(/^The metadata of the build is incomplete: .*JSON/)])
})

it('names the signal when the system kills buildx', async () => {
  expect(await build('kill -KILL $$')).toMatchObject({
    outcome: { kind: 'failed', cause: { kind: 'killed', signal: 'SIGKILL' } },
  })
})

it('reports the error of the build when the daemon does not return', async () => {
  const built = await build('echo "ERROR: code = Unavailable desc = EOF" >&2; exit 1', {
    retries: 1,
    ready: () => Promise.reject(new Error('refused')),
  })
  expect(built).toMatchObject({ outcome: { kind: 'lost' }, retries: 0 })
})

it('finds its own build in the history of the daemon by the ref that buildx wrote', async () => {
  const noteBuild = () => {
    mkdirSync(join(directory, 'buildx/refs/a/node'), { recursive: true })
    writeFileSync(join(directory, 'buildx/refs/a/node/own'), '')
  }
  const following = 0x08
  // An event whose record has this ref; the other answers are empty.
  const event = Buffer.from('\x12\x05\x0a\x03own')
  const control: Control = {
    async call(_path, request, onMessage) {
      if (request[0] !== following) return
      onMessage(event)
      await new Promise(() => {})
    },
    close: () => {},
  }
  const file = join(directory, 'buildx.sh')
  const { historyFacts } = await build('exit 0', {
    control: async () => control,
    buildx: {
      // Evaluated when buildx is started.
      get file() {
        noteBuild()
        return file
      },
      env: {},
    },
  })
  expect(historyFacts).toMatchObject({ misses: [] })
})

describe('a daemon that does not return after a broken connection', () => {
  const lost =
    'echo "ERROR: failed to receive status: rpc error: code = Unavailable desc = EOF" >&2; exit 1'

  it('is reported, with the outcome of the build', async () => {
    const fault = new Diagnosis('connection-refused', 'Nothing listens there.')
    const built = await build(lost, { retries: 1, ready: () => Promise.reject(fault) })
    expect(built).toMatchObject({ outcome: { kind: 'lost' }, retries: 0, daemonFault: fault })
  })

  it('is not reported when the job is canceled meanwhile', async () => {
    const ready = () => Promise.reject(new Error('canceled'))
    const built = await build(lost, { retries: 1, ready })
    expect(built.outcome.kind).toBe('lost')
    expect(built.daemonFault).toBeUndefined()
  })
})
