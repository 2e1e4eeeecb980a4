import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, it } from '@jest/globals'
import { buildWithRetries } from '../src/build.ts'
import type { Builder } from '../src/connect/builder.ts'
import type { BuildPorts } from '../src/watch.ts'
import { nothingToBuild } from './helpers/build-inputs.ts'

const directory = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(directory, { recursive: true }))

// A real buildx would end by itself: what it says here nobody takes.
it('ends a build that nobody watches any more', async () => {
  const file = join(directory, 'buildx')
  writeFileSync(file, '#!/bin/sh\necho some words >&2\nexec sleep 600\n')
  chmodSync(file, 0o755)
  const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no more')) })
  const builder = { name: 'a', driver: 'remote', buildx: { file, env: {} } } as Builder
  const ports = { directory, output, signal: new AbortController().signal } as BuildPorts
  const plan = { build: nothingToBuild, notices: [], warnings: [] }
  await expect(
    buildWithRetries(builder, plan, { retries: 0, cacheMounts: false }, ports),
  ).rejects.toThrow('no more')
  const pid = readFileSync(join(directory, 'buildx.pid'), 'utf8')
  expect(pid).toMatch(/^\d+$/)
  expect(existsSync(`/proc/${pid}`)).toBe(false)
})
