import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import { watchRead } from '../../src/bake/watch-read.ts'
import { CanceledError } from '../../src/base/errors.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { startProcess } from '../../src/processes/process.ts'

const directory = mkdtempSync(join(tmpdir(), 'watch-read-'))
afterAll(() => rmSync(directory, { recursive: true }))

const go = join(directory, 'go')
let held: number | undefined
/** Without waiting for a reader, which may be gone after the first time. */
function letGo(): void {
  held ??= openSync(go, constants.O_RDWR | constants.O_NONBLOCK)
  writeSync(held, '\n')
}
function close(): void {
  if (held !== undefined) closeSync(held)
  held = undefined
}
afterEach(close)
const started = (name: string) =>
  JSON.stringify({ vertexes: [{ digest: 'sha256:1', name, started: '2024-01-01T00:00:00Z' }] })

/** Reads with a buildx that reports a vertex, and prints a definition once it is let go. */
async function read(
  name: string,
  options: {
    readonly stallTimeoutMs: number
    readonly periodMs?: number
    readonly askAfterMs?: number
  },
  {
    probe,
    info = () => {},
    signal = new AbortController().signal,
    ...builder
  }: Pick<Builder, 'isOverNetwork' | 'probe'> & {
    readonly info?: (line: string) => void
    readonly signal?: AbortSignal
  },
) {
  rmSync(go, { force: true })
  // Waiting in a loop would read bytes, as a buildx does that the daemon sends something.
  execFileSync('mkfifo', [go])
  const file = join(directory, 'buildx')
  writeFileSync(file, `#!/bin/sh\necho '${started(name)}' >&2\nread -r line <>'${go}'\necho '{}'\n`)
  chmodSync(file, 0o755)
  const stopped = new AbortController()
  const program = { file, env: { PATH: process.env.PATH } }
  const running = await startProcess(program, [], {
    ...{ directory, gracePeriodMs: 0 },
    signal: AbortSignal.any([stopped.signal, signal]),
  })
  const ignore = () => {}
  const log = { info, notice: ignore, warning: ignore, group: ignore, debug: ignore }
  const followed = {
    ...{ name: 'a', driver: 'remote', endpoint: 'tcp://a', connectSeconds: 0, ...builder },
    ...{ buildx: program, daemon: { version: 'v0.12.0', platforms: [] } },
    ...{ release: async () => {}, ...(probe && { probe }) },
  }
  const stop = () => stopped.abort()
  return watchRead({ ...running, stop }, followed, options, { directory, signal, log })
}

const never = () => new Promise<never>(() => {})
const fetching = '[internal] load git source https://a/b.git'

it('ends buildx when the daemon does not answer', async () => {
  const end = await read(fetching, { stallTimeoutMs: 60 }, { probe: never })
  expect(end.exitCode).not.toBe(0)
  expect(end.stall).toMatchObject({ isIdle: false })
})

it('says again and again what a daemon that answers still does', async () => {
  const lines: string[] = []
  const said = () => lines.filter((line) => line.endsWith(fetching))
  let isAnswered = false
  const ready = () => isAnswered && said().length > 1 && letGo()
  const end = await read(
    fetching,
    { stallTimeoutMs: 6000, periodMs: 10 },
    {
      async probe() {
        isAnswered = true
        ready()
      },
      info(line) {
        lines.push(line)
        ready()
      },
    },
  )
  expect(end).toMatchObject({ exitCode: 0, stdout: '{}\n' })
  expect(end).not.toHaveProperty('stall')
  expect(said()[0]).toMatch(
    /^Still reading the bake definition after [\d.]+ s: \[internal\] load git/,
  )
})

it('knows that silence is a fault once a daemon over a network has answered', async () => {
  let asked = 0
  const probe = () => {
    asked += 1
    return asked === 1 ? Promise.resolve() : never()
  }
  const end = await read(fetching, { stallTimeoutMs: 60 }, { isOverNetwork: true, probe })
  expect(end.stall).toMatchObject({ isIdle: false })
})

it('asks a daemon over a network once the read has lasted a while', async () => {
  const probe = async () => letGo()
  const options = { stallTimeoutMs: 600_000, askAfterMs: 10 }
  const end = await read(fetching, options, { isOverNetwork: true, probe })
  expect(end.exitCode).toBe(0)
})

/** How often the daemon is asked while a read lasts until the second line about it. */
async function countQuestions(isOverNetwork: boolean, askAfterMs: number): Promise<number> {
  let asked = 0
  let lines = 0
  const probe = async () => {
    asked += 1
  }
  const info = (line: string) => {
    if (line.endsWith(fetching)) lines += 1
    if (lines === 2) letGo()
  }
  const options = { stallTimeoutMs: 600_000, periodMs: 10, askAfterMs }
  const end = await read(fetching, options, { isOverNetwork, probe, info })
  expect(end.exitCode).toBe(0)
  return asked
}

it('asks nothing during a quick read', async () => {
  expect(await countQuestions(true, 600_000)).toBe(0)
})

it('asks a daemon that is not over a network only when it is silent', async () => {
  expect(await countQuestions(false, 0)).toBe(0)
})

it('does not ask a daemon over a network before buildx is connected', async () => {
  let asked = 0
  const probe = async () => {
    asked += 1
  }
  const waiting = '[internal] waiting for connection'
  const others = { isOverNetwork: true, probe, info: letGo }
  await read(waiting, { stallTimeoutMs: 60, periodMs: 60 }, others)
  expect(asked).toBe(0)
})

it('ends with the cancellation of the job', async () => {
  const canceling = new AbortController()
  const more = { signal: canceling.signal, info: () => canceling.abort() }
  const end = read(fetching, { stallTimeoutMs: 0, periodMs: 10 }, more)
  await expect(end).rejects.toThrow(CanceledError)
})
