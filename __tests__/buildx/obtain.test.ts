import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from '@jest/globals'
import { CanceledError } from '../../src/base/errors.ts'
import { obtainBuildx } from '../../src/buildx/obtain.ts'
import { createBinaryStore } from '../../src/github/buildx-store/store.ts'

const directory = mkdtempSync(join(tmpdir(), 'obtain-'))
afterAll(() => rmSync(directory, { recursive: true }))

it('neither blames nor replaces a buildx whose answer nobody waited for', async () => {
  const plugins = join(directory, '.docker', 'cli-plugins')
  mkdirSync(plugins, { recursive: true })
  // A real one would have answered before it could be told to stop.
  writeFileSync(join(plugins, 'docker-buildx'), '#!/bin/sh\nexec sleep 20\n', {
    mode: 0o755,
  })
  const canceled = new AbortController()
  const lines: string[] = []
  const obtaining = obtainBuildx(
    { version: undefined, downloadUrl: '', cacheBinary: false },
    {
      env: { HOME: directory, PATH: '/usr/bin:/bin' },
      directory,
      binaries: createBinaryStore({}),
      signal: canceled.signal,
      log: { info: (line) => lines.push(line) },
    },
  )
  const outcome = expect(obtaining).rejects.toBeInstanceOf(CanceledError)
  await sleep(100)
  canceled.abort()
  await outcome
  // Time for what must not come.
  await sleep(100)
  expect(lines).toEqual([])
})

it('begins nothing once the step is canceled', async () => {
  let hasBegun = false
  const obtaining = obtainBuildx({ version: undefined, downloadUrl: '', cacheBinary: false }, {
    get env() {
      hasBegun = true
      return { HOME: directory, PATH: '' }
    },
    directory,
    signal: AbortSignal.abort(),
    log: { info: () => {} },
  } as unknown as Parameters<typeof obtainBuildx>[1])
  await expect(obtaining).rejects.toBeInstanceOf(CanceledError)
  expect(hasBegun).toBe(false)
})
