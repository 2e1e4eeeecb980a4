import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { instanceFile } from '../../../src/buildx/instances.ts'
import { insecureClient } from '../../../src/step/platforms/registry-client.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'

const directory = mkdtempSync(join(tmpdir(), 'registry-client-'))
afterAll(() => rmSync(directory, { recursive: true }))

const images = ['registry.example.com/acme/app@sha256:a', 'ghcr.io/acme/app@sha256:a']

/** Asks for the client by a shell script in place of buildx. */
function find(script: string, answerMs = 60_000) {
  const builder = { name: 'a', buildx: fakeBuildx(directory, { script }).program }
  const add = () => {}
  const log = { info: add, notice: add, warning: add, debug: add, group: add }
  const ports = { directory, signal: new AbortController().signal, log }
  return {
    builder,
    client: insecureClient(images, builder, ports, { answerMs, silenceMs: 60_000 }),
  }
}

it.each([
  ['speaks HTTPS', 'exit 0'],
  ['refuses the image', 'echo "ERROR: denied" >&2; exit 1'],
])('is the builder itself where each registry %s', async (_, script) => {
  const { builder, client } = find(script)
  expect(await client).toBe(builder)
})

it('has settings for the registry that speaks HTTP', async () => {
  const words = 'http: server gave HTTP response to HTTPS client'
  const { client } = find(`case "$*" in *ghcr.io*) echo "${words}" >&2; exit 1;; esac`)
  const { name, buildx } = await client
  const file = instanceFile(buildx.env.BUILDX_CONFIG ?? '', name)
  const { Nodes } = JSON.parse(readFileSync(file, 'utf8'))
  const config = Buffer.from(Nodes[0].Files['buildkitd.toml'], 'base64').toString()
  expect(config).toBe('[registry."ghcr.io"]\nhttp = true\n')
})

it('is unknown where a registry is silent', async () => {
  const { client } = find('case "$*" in *ghcr.io*) exec sleep 60;; esac', 50)
  await expect(client).rejects.toThrow(/gave no answer in 0\.05 s$/)
})
