import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Builder } from '../../src/connect/builder.ts'
import type { ConnectInputs } from '../../src/connect/inputs.ts'
import { choosePrivateDirectory } from '../../src/leftovers/private-directory.ts'
import { hold, type LeasePorts, open } from '../../src/step/lease.ts'
import { type EmptyDocker, startEmptyDocker } from '../helpers/empty-docker.ts'

const root = mkdtempSync(join(tmpdir(), 'lease-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let notes: string[]
let docker: EmptyDocker
beforeEach(async () => {
  directory = choosePrivateDirectory(root)
  notes = []
  docker = await startEmptyDocker(join(mkdtempSync(join(root, 'docker-')), 'docker.sock'))
})
afterEach(() => docker.close())

/** A buildx whose commands succeed, except those that the script handles. */
function ports(script = ''): LeasePorts {
  const bin = mkdtempSync(join(root, 'bin-'))
  const program = `#!/bin/sh
${script}
case "$1" in
version) echo github.com/docker/buildx v0.38.2 abc ;;
inspect) printf 'Driver: docker-container\\nEndpoint: default\\nBuildKit version: v0.34.2\\n' ;;
esac
`
  writeFileSync(join(bin, 'buildx'), program, { mode: 0o755 })
  const note = (line: string) => notes.push(line)
  return {
    directory,
    signal: new AbortController().signal,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: root, DOCKER_HOST: docker.address },
    log: { info: note, warning: note, group: note },
    help: (code: string) => code,
    needNoPost: () => notes.push('no post'),
  } as unknown as LeasePorts
}

const inputs: ConnectInputs = {
  ...{ builder: undefined, endpoint: undefined, driver: 'auto', credentials: undefined, ssh: {} },
  ...{ serverName: undefined, connectTimeoutMs: 0, fallback: 'auto', untrustedReason: undefined },
  container: {
    ...{ image: '', driverOpts: [], buildkitdFlags: '' },
    ...{ buildkitdConfig: '', buildkitdConfigInline: '' },
  },
  buildx: { version: undefined, downloadUrl: '', cacheBinary: false },
}

it('holds a builder, and leaves nothing once it is released', async () => {
  const lease = await open(inputs, ports())
  expect(lease.builder).toMatchObject({ driver: 'docker-container', isOwn: true })
  expect(existsSync(directory)).toBe(true)
  expect(await lease.release()).toBeGreaterThan(0)
  expect(existsSync(directory)).toBe(false)
  expect(notes.at(-1)).toBe('no post')
})

it('leaves nothing when there is no builder', async () => {
  const failing = ports('[ "$1" = create ] && { echo "ERROR: oh no" >&2; exit 1; }')
  await expect(open(inputs, failing)).rejects.toThrow('oh no')
  expect(existsSync(directory)).toBe(false)
  expect(notes).toContain('no post')
})

it('leaves to post what it cannot remove', async () => {
  const lease = await open(inputs, ports('[ "$1" = rm ] && exit 1'))
  await lease.release()
  expect(existsSync(directory)).toBe(true)
  expect(notes).not.toContain('no post')
})

it('has nothing to fall back to from a local builder', async () => {
  const lease = await open(inputs, ports())
  const before = lease.builder
  expect(await lease.fallBack(new Diagnosis('daemon-disk-full', 'It is full.'))).toBe(false)
  expect(lease.builder).toBe(before)
  await lease.release()
})

describe('a buildx that was not asked for its version', () => {
  const held = (checked: string) =>
    hold({
      buildx: { file: '/found', env: {} },
      checkedBuildx: async () => ({ file: checked, env: {} }),
      release: async () => {},
    } as unknown as Builder)

  it('stays when it can be used, and is checked once', async () => {
    const lease = held('/found')
    expect(await lease.checkBuildx()).toBe(false)
    expect(lease.builder).not.toHaveProperty('checkedBuildx')
    expect(await lease.checkBuildx()).toBe(false)
  })

  it('gives way to another', async () => {
    const lease = held('/other')
    expect(await lease.checkBuildx()).toBe(true)
    expect(lease.builder.buildx.file).toBe('/other')
    expect(await lease.checkBuildx()).toBe(false)
  })
})
