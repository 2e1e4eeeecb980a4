import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import type { Ports } from '../../../src/base/ports.ts'
import { useExistingBuilder } from '../../../src/connect/builders/existing.ts'

const directory = mkdtempSync(join(tmpdir(), 'existing-'))
afterAll(() => rmSync(directory, { recursive: true }))

const untrustedReason = 'The code comes from a fork.'
const lines: string[] = []
const ports = {
  directory,
  signal: new AbortController().signal,
  log: { group: (title: string) => lines.push(title) },
} as unknown as Pick<Ports, 'directory' | 'signal' | 'log'>

/** Uses a builder for which `buildx inspect` prints this. */
async function use(
  inspection: string,
  { exitCode = 0, ...decision }: { readonly untrustedReason?: string; exitCode?: number } = {},
) {
  const file = join(directory, 'buildx')
  const print = `cat <<'.'\n${inspection}\n.\necho no such builder >&2; exit ${exitCode}`
  writeFileSync(file, `#!/bin/sh\n${print}\n`, { mode: 0o755 })
  const env = { PATH: process.env.PATH, DOCKER_CONFIG: directory }
  return useExistingBuilder({ kind: 'existing', name: 'mine', ...decision }, { file, env }, ports)
}

const inspection = (driver: string, ...endpoints: readonly string[]) =>
  [`Driver: ${driver}`, ...endpoints.map((endpoint) => `Endpoint: ${endpoint}`)].join('\n')

describe('an existing builder', () => {
  it('is used unchanged and is not removed', async () => {
    const builder = await use(inspection('kubernetes', 'cluster'))
    expect(builder).toMatchObject({ name: 'mine', driver: 'kubernetes', endpoint: 'cluster' })
    expect(builder.isOwn).toBeUndefined()
    await builder.release()
    expect(lines).toEqual([
      expect.stringMatching(/^BuildKit .* of the builder mine \(kubernetes\)/),
    ])
  })

  it('of a Docker daemon with a Unix socket is asked by the action itself', async () => {
    const builder = await use(inspection('docker', 'unix:///run/docker.sock'))
    expect(builder.control).toBeDefined()
    expect(builder.probe).toBeUndefined()
    // The ids of other runs' builds are in the user's own configuration.
    expect(builder.buildx.env.BUILDX_CONFIG).toBe(join(directory, 'buildx'))
  })

  it.each([
    ['docker', 'tcp://builder:2376'],
    ['docker-container', 'unix:///run/docker.sock'],
  ])('with driver %s at %s is asked through buildx', async (driver, endpoint) => {
    const builder = await use(inspection(driver, endpoint))
    expect(builder.control).toBeUndefined()
    expect(builder.probe).toBeDefined()
    expect(builder.buildx.env.BUILDX_CONFIG).toBeUndefined()
  })

  it('that does not exist is an error in the workflow', async () => {
    await expect(use('', { exitCode: 1 })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringMatching(/^builder: "mine" can't be used\. .*no such builder$/),
    })
  })

  it.each([
    ['docker', ['default'], true],
    ['docker-container', ['unix:///run/docker.sock'], true],
    ['docker-container', ['default', 'ssh://ci@builder'], false],
    ['docker-container', ['ssh://ci@builder', 'default'], false],
    ['docker-container', [], false],
    ['remote', ['unix:///run/buildkitd.sock'], false],
    ['kubernetes', ['cluster'], false],
  ])(
    'serves untrusted code only if it is on this machine: %s at %j',
    async (driver, at, isUsed) => {
      const using = use(inspection(driver, ...at), { untrustedReason })
      if (isUsed) expect(await using).toMatchObject({ driver })
      else {
        await expect(using).rejects.toThrow(
          `${untrustedReason} builder: "mine" may be one (driver ${driver} at ${at.join(', ')}). Without builder, such a run builds on a local builder;`,
        )
      }
    },
  )
})
