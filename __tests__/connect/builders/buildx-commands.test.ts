import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import {
  bootstrapBuilder,
  createBuilder,
  probeThroughBuildx,
  readInspection,
} from '../../../src/connect/builders/buildx-commands.ts'

const directory = mkdtempSync(join(tmpdir(), 'buildx-commands-'))
afterAll(() => rmSync(directory, { recursive: true }))

// The output of `buildx inspect --bootstrap`, shortened.
const twoNodes = `Name:          both
Driver:        docker-container
Last Activity: 2026-11-26 20:00:00 +0000 UTC

Nodes:
Name:                  both0
Endpoint:              default
Driver Options:        network="host"
Status:                running
BuildKit daemon flags: --allow-insecure-entitlement=network.host
BuildKit version:      v0.34.2
Platforms:             linux/amd64, linux/amd64/v2, linux/386

Name:      both1
Endpoint:  ssh://ci@builder
Status:    running
BuildKit version:      v0.30.0
Platforms: linux/arm64
`
const docker = `Name:   default
Driver: docker

Nodes:
Name:             default
Endpoint:         default
Status:           running
BuildKit version: v0.22.0
Platforms:        linux/amd64
Labels:
 org.mobyproject.buildkit.worker.snapshotter: overlayfs
`

describe('readInspection', () => {
  it('reads the first node, and the endpoints of all', () => {
    expect(readInspection(twoNodes)).toEqual({
      daemon: {
        version: 'v0.34.2',
        platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386'],
      },
      driver: 'docker-container',
      endpoint: 'default',
      endpoints: ['default', 'ssh://ci@builder'],
    })
  })

  it.each([
    ['containerd', docker, true],
    ['classic', docker.slice(0, docker.indexOf('Labels')), false],
  ])("knows the daemon's image store: %s", (_, inspection, hasContainerdStore) => {
    expect(readInspection(inspection).daemon.docker).toEqual({ hasContainerdStore })
  })

  it('reports fields that are not printed as unknown', () => {
    expect(readInspection('Name: none\n')).toEqual({
      daemon: { version: 'of unknown version', platforms: [] },
      driver: 'unknown',
      endpoint: '',
      endpoints: [],
    })
  })

  it('reads the version in the form of buildx before v0.14', () => {
    expect(readInspection('Driver: remote\nBuildkit: v0.12.5\n').daemon.version).toBe('v0.12.5')
  })
})

/** A buildx that runs this script. */
const buildx = (script: string) => {
  const file = join(directory, 'buildx')
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return { file, env: { PATH: process.env.PATH } }
}
const lines: string[] = []
const add = (line: string) => lines.push(line)
const log = { info: add, notice: add, warning: add, debug: add, group: add }
const ports = { directory, signal: new AbortController().signal, log }

describe('bootstrapBuilder', () => {
  it('starts the builder', async () => {
    const program = buildx(`echo "$@" > ${directory}/call; echo 'Driver: remote'`)
    expect(await bootstrapBuilder('mine', program, ports)).toMatchObject({ driver: 'remote' })
    expect(readFileSync(join(directory, 'call'), 'utf8')).toBe('inspect --bootstrap mine\n')
  })

  it("fails in buildx's own words", async () => {
    const program = buildx('echo "ERROR: no builder \\"mine\\" found" >&2; exit 1')
    await expect(bootstrapBuilder('mine', program, ports)).rejects.toThrow(
      'buildx inspect --bootstrap failed: no builder "mine" found',
    )
  })
})

it('bootstrapBuilder says that it waits for a builder that takes long to start', async () => {
  lines.splice(0)
  await bootstrapBuilder('mine', buildx("echo 'Driver: remote'"), ports)
  expect(lines).toEqual([])
  await bootstrapBuilder('mine', buildx("sleep 0.5; echo 'Driver: remote'"), ports, 50)
  expect(lines).toEqual([
    'Waiting for BuildKit to start, which may pull its image first, for at most 120 s.',
  ])
})

describe('probeThroughBuildx', () => {
  const probe = (script: string, timeoutMs = 10_000) =>
    probeThroughBuildx('mine', buildx(script), ports)(timeoutMs, ports.signal)
  const inspection = (...nodes: readonly string[]) =>
    `cat <<'.'\nDriver: remote\n\nNodes:\n${nodes.join('\n\n')}\n.`
  const healthy = 'Name: a\nStatus: running\nBuildKit version: v0.34.2\nPlatforms: linux/arm64'
  // A frozen container, and a daemon that isn't reached although its platforms are fixed.
  const silent = ['Name: b\nError: listing workers', 'Name: c\nStatus: inactive\nPlatforms: x/y*']

  it.each([
    ['the daemon', [healthy]],
    ['one of several daemons', [...silent, healthy]],
  ])('succeeds when %s answers', async (_, nodes) => {
    const daemon = { version: 'v0.34.2', platforms: ['linux/arm64'] }
    expect(await probe(inspection(...nodes))).toEqual(daemon)
  })

  it.each([['one'], ['all of several']])('fails when %s doesn’t answer', async (which) => {
    const nodes = which === 'one' ? silent.slice(0, 1) : silent
    await expect(probe(inspection(...nodes))).rejects.toThrow("the builder mine doesn't answer")
  })

  it('leaves buildx less time than it has itself', async () => {
    await expect(probe('exec sleep 60', 100)).rejects.toThrow('did not end within')
    const script = `[ "$2 $3" = '--timeout 8000ms' ] || exit 1\n${inspection(healthy)}`
    await expect(probe(script)).resolves.toMatchObject({ version: 'v0.34.2' })
  })

  it('knows a buildx without that option', async () => {
    const script = `[ "$2" = mine ] || { echo 'unknown flag: --timeout' >&2; exit 1; }`
    await expect(probe(`${script}\n${inspection(healthy)}`)).resolves.toBeDefined()
  })
})

describe('createBuilder', () => {
  it("fails in buildx's own words", async () => {
    const program = buildx('echo "ERROR: existing instance" >&2; exit 1')
    await expect(createBuilder(['create'], program, ports)).rejects.toThrow(
      'buildx create failed: existing instance',
    )
  })

  it('is asked to stop when it is no longer needed', async () => {
    const controller = new AbortController()
    const trap = `trap 'echo asked > ${directory}/said; exit 1' INT`
    const program = buildx(`${trap}; : > ${directory}/said; while :; do sleep 0.01; done`)
    const creating = createBuilder(['create'], program, { directory, signal: controller.signal })
    setTimeout(() => controller.abort(), 200)
    await expect(creating).rejects.toThrow('canceled')
    expect(readFileSync(join(directory, 'said'), 'utf8')).toBe('asked\n')
  })
})
