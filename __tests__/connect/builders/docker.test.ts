import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Ports } from '../../../src/base/ports.ts'
import { createDockerBuilder } from '../../../src/connect/builders/docker.ts'
import { type FaultyServer, started } from '../../helpers/faulty-servers.ts'

const root = mkdtempSync(join(tmpdir(), 'docker-builder-'))
afterAll(() => rmSync(root, { recursive: true }))
const path = join(root, 'docker.sock')
const url = `unix://${path}`

let server: FaultyServer | undefined
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
})
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The Docker API's answer about the container, and a buildx that finds it running or not. */
async function make(
  answer: (response: ServerResponse) => void,
  { exitCode = 0, signal = new AbortController().signal, buildkitdConfig = '' } = {},
) {
  server = await started(
    createServer((_, response) => answer(response)),
    { path },
  )
  const bin = join(directory, 'bin')
  mkdirSync(bin)
  const file = join(bin, 'buildx')
  const inspect = `echo 'Driver: docker-container'; echo no such image >&2; exit ${exitCode}`
  writeFileSync(file, `#!/bin/sh\n[ "$1" != inspect ] && exit 0\n${inspect}\n`, { mode: 0o755 })
  const warnings: string[] = []
  const log = { warning: (line: string) => warnings.push(line) }
  const ports = { directory, signal, log, env: { HOME: directory } } as unknown as Pick<
    Ports,
    'directory' | 'signal' | 'log' | 'env'
  >
  const container = {
    ...{ image: 'acme/buildkit', driverOpts: [], buildkitdFlags: '' },
    ...{ buildkitdConfig, buildkitdConfigInline: '' },
  }
  const daemon = { version: 'v0.99.0', platforms: [] }
  const options = { driver: 'docker-container', path, url, daemon, container } as const
  const attempt = { name: 'attempt', directory }
  const buildx = { file, env: process.env }
  const { name } = await createDockerBuilder(attempt, options, buildx, ports)
  return { name, warnings }
}

describe('a container on the user’s Docker daemon', () => {
  it('is inspected for its image', async () => {
    const { warnings } = await make((response) =>
      response.end(JSON.stringify({ Config: { Image: 'other/buildkit' } })),
    )
    expect(warnings).toEqual([
      expect.stringMatching(/ exists already, created from other\/buildkit\. /),
    ])
  })

  it.each([
    ['refused', (response: ServerResponse) => response.writeHead(403).end('no')],
    ['not answered', () => {}],
  ])('is used even when that inspection is %s', async (_, answer) => {
    expect(await make(answer)).toEqual({ name: 'attempt', warnings: [] })
  })

  it('is not made with a configuration that is not there', async () => {
    const buildkitdConfig = join(directory, 'buildkitd.toml')
    const made = make((response) => response.end(), { buildkitdConfig })
    const message = `buildkitd-config: there is no file ${buildkitdConfig}.`
    await expect(made).rejects.toMatchObject({ message, lacksFile: true })
  })

  it('is not awaited once the job is canceled', async () => {
    const canceling = new AbortController()
    const made = make(() => canceling.abort(new Error('canceled')), { signal: canceling.signal })
    await expect(made).rejects.toThrow('canceled')
  })

  it('that does not start throws a diagnosis, so the action may fall back', async () => {
    const made = make((response) => response.writeHead(404).end(), { exitCode: 1 })
    await expect(made).rejects.toMatchObject({
      code: 'daemon-unhealthy',
      mayPass: false,
      reason: expect.stringMatching(/^The Docker daemon at unix:\S+ starts no .* no such image/),
    })
  })

  it("that does not start throws BuildKit's own reason", async () => {
    const made = make((response) => response.end('buildkitd: no worker found\n'), { exitCode: 1 })
    await expect(made).rejects.toMatchObject({
      code: 'daemon-unhealthy',
      reason: expect.stringMatching(/ BuildKit wrote in its container: no worker found\.$/),
    })
  })
})
