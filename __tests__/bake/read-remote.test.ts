import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { type RemoteOptions, readRemote } from '../../src/bake/read-remote.ts'
import type { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { remedies } from '../../src/github/remedies.ts'
import type { Held } from '../../src/step/lease.ts'

const directory = mkdtempSync(join(tmpdir(), 'read-remote-'))
afterAll(() => rmSync(directory, { recursive: true }))

const options: RemoteOptions = {
  bake: {
    ...{ remote: 'https://a/b.git', allow: [], call: '', files: [], jobs: '', load: false },
    ...{ noCache: false, provenance: '', pull: false, push: false, sbom: '', set: [] },
    ...{ targets: [], vars: [] },
  },
  ...{ directory, gitAuth: {}, retries: 2, stallTimeoutMs: 0, workspace: directory },
  defaultContext: '',
}

/** A builder whose buildx runs a script. */
function builderOf(name: string, script: string): Builder {
  const file = join(directory, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return {
    ...{ name, driver: 'remote', endpoint: `tcp://${name}`, connectSeconds: 0 },
    buildx: { file, env: { PATH: process.env.PATH } },
    daemon: { version: 'v0.12.0', platforms: [] },
    release: async () => {},
  }
}

function failing(name: string, error: string): string {
  const times = { started: '2024-01-01T00:00:00Z', completed: '2024-01-01T00:00:01Z' }
  const event = JSON.stringify({ vertexes: [{ digest: 'sha256:1', name, ...times, error }] })
  return `cat >&2 <<'END'\n${event}\nERROR: it failed\nEND\nexit 1`
}

/** Reads by a builder, and by the other one if it falls back. */
async function read(
  script: string,
  fallback?: string,
  { stallTimeoutMs, ...more }: Partial<Builder & Pick<RemoteOptions, 'stallTimeoutMs'>> = {},
) {
  let builder: Builder = { ...builderOf('first', script), ...more }
  const diagnoses: Diagnosis[] = []
  const lease: Held = {
    get builder() {
      return builder
    },
    replace: async () => {},
    checkBuildx: async () => false,
    async fallBack(diagnosis) {
      diagnoses.push(diagnosis)
      if (fallback !== undefined) builder = builderOf('second', fallback)
      return fallback !== undefined
    },
  }
  const ignore = () => {}
  const log = { info: ignore, notice: ignore, warning: ignore, group: ignore, debug: ignore }
  const { signal } = new AbortController()
  const ports = { directory, signal, log, remedies, help: () => '' }
  const given = { ...options, ...(stallTimeoutMs && { stallTimeoutMs, retries: 0 }) }
  const end = await readRemote(lease, given, ports).catch((error: Error) => error)
  return { end, diagnoses }
}

const unconnected = failing('[internal] waiting for connection', 'deadline exceeded')

it('reads by another builder when buildx does not get through to the daemon', async () => {
  const { end, diagnoses } = await read(unconnected, `echo '{"target":{"app":{}}}'`)
  expect(end).toMatchObject({ definition: { requested: ['app'] }, retries: 0 })
  expect(diagnoses.map(({ code }) => code)).toEqual(['buildx-not-connected'])
})

it('ends with the diagnosis of the daemon when there is no other builder', async () => {
  expect((await read(unconnected)).end).toMatchObject({ code: 'buildx-not-connected' })
})

it('adds the hint that a build has for the same fault', async () => {
  const fault = 'failed to update submodules for https://a/b.git: git stderr:\n403'
  const { end, diagnoses } = await read(failing('load git source https://a/b.git', fault))
  expect(end).toMatchObject({
    message: expect.stringMatching(
      /^The bake definition can't be read: failed to update submodules .*\. The daemon clones submodules/,
    ),
  })
  expect(diagnoses).toEqual([])
})

it('ends with the diagnosis of a daemon that falls silent', async () => {
  const probe = () => new Promise<never>(() => {})
  const { end } = await read('exec sleep 100', undefined, { probe, stallTimeoutMs: 60 })
  expect(end).toMatchObject({
    ...{ code: 'daemon-silent', message: expect.stringContaining('has not answered for') },
  })
})
