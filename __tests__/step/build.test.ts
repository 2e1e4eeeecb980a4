import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, it } from '@jest/globals'
import type { Builder } from '../../src/connect/builder.ts'
import type { Control } from '../../src/daemon/control.ts'
import { buildWithRetries } from '../../src/step/build.ts'
import { fatalError, passingFault } from '../../src/step/retry.ts'
import type { BuildPorts } from '../../src/step/watch.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'
import { vertex } from '../helpers/stream-events.ts'

const directory = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(directory, { recursive: true }))

const anyOutput = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** Builds once with a stand-in for buildx that does so. */
async function build(
  script: string,
  { output = anyOutput(), ...more }: Partial<Builder> & { readonly output?: Writable } = {},
) {
  const file = join(directory, 'buildx.sh')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const builder = { name: 'a', driver: 'remote', buildx: { file, env: {} }, ...more } as Builder
  const ports = { directory, output, signal: new AbortController().signal } as BuildPorts
  const plan = { build: nothingToBuild, notices: [], warnings: [] }
  return buildWithRetries(builder, plan, { retries: 0, cacheMounts: false }, ports)
}

// A real buildx would end by itself: what it says here nobody takes.
it('ends a build that nobody watches any more', async () => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no more')) })
  await expect(build('echo some words >&2\nexec sleep 600', { output })).rejects.toThrow('no more')
  const pid = readFileSync(join(directory, 'buildx.pid'), 'utf8')
  expect(pid).toMatch(/^\d+$/)
  expect(existsSync(`/proc/${pid}`)).toBe(false)
})

it('blames what buildx names, not what it got over before the connection broke', async () => {
  const error = 'failed to fetch oauth token: unexpected status: 401 Unauthorized'
  const lines = [
    JSON.stringify(vertex('[auth] a:pull token for b', { started: 0, completed: 1, error })),
    JSON.stringify(vertex('[1/1] RUN make', { started: 2 })),
    'ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = EOF',
  ]
  const built = await build(`cat >&2 <<'.'\n${lines.join('\n')}\n.\nexit 1`)
  expect(built.failure).toMatch(/^The connection .* broke while it ran \[1\/1\] RUN make\./)
  expect(passingFault(fatalError(built) ?? '')).toBeDefined()
})

it('puts a result between the words that keep the runner from obeying it, on lines of their own', async () => {
  let shown = ''
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += chunk
      done()
    },
  })
  await build("printf '::error::a\\nb'", { output })
  const token = /^::stop-commands::(\S+)\n/.exec(shown)?.[1]
  expect(shown).toBe(`::stop-commands::${token}\n::error::a\nb\n::${token}::\n`)
})

it('finds its own build among those of the daemon, as soon as buildx has noted it', async () => {
  const noteBuild = () => {
    mkdirSync(join(directory, 'buildx/refs/a/node'), { recursive: true })
    writeFileSync(join(directory, 'buildx/refs/a/node/own'), '')
  }
  const following = 0x08
  // An event with a record of this name; what is listed besides has none.
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
  const { insight } = await build('exit 0', {
    control: async () => control,
    buildx: {
      // Read in the moment in which it is started.
      get file() {
        noteBuild()
        return file
      },
      env: {},
    },
  })
  expect(insight).toMatchObject({ misses: [] })
})
