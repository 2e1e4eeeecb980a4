import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { CredentialFiles } from '../../../src/connect/builders/credential-files.ts'
import { createRemoteBuilder } from '../../../src/connect/builders/remote.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'

const root = mkdtempSync(join(tmpdir(), 'remote-builder-'))
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
})

const daemon = { version: 'v0.34.2', platforms: ['linux/amd64'] }
const files = {
  driverOpts: ['cacert=/ca.pem'],
  describe: () => 'Client certificate: ci',
} as unknown as CredentialFiles

interface Situation {
  readonly url?: string
  readonly serverName?: string
  readonly files?: CredentialFiles
  /** Whether a buildx is found without asking it. */
  readonly isGuessed?: boolean
  readonly script?: string
  readonly isKnown?: boolean
  readonly address?: string
  readonly ready?: () => Promise<typeof daemon>
}

async function create({
  url = 'tcp://builder:1234',
  isGuessed = true,
  isKnown = true,
  ...situation
}: Situation = {}) {
  const { program, preparing, calls } = fakeBuildx(directory, {
    ...(situation.script !== undefined && { script: situation.script }),
  })
  const endpoint = parseEndpoint(url)
  if (endpoint.kind !== 'tcp' && endpoint.kind !== 'unix') throw new Error(url)
  const { ready = async () => daemon, address, serverName } = situation
  const builder = await createRemoteBuilder(
    { name: 'mine', directory },
    { endpoint, ...(serverName && { serverName }) },
    situation.files,
    { ...preparing, guess: () => (isGuessed ? program : undefined) },
    { ready, address: () => address },
    { directory, signal: new AbortController().signal },
    async () => isKnown,
  )
  return { builder, calls: calls() }
}

const withoutAsking = 'create --name mine --driver remote --timeout 1ns'

describe('a builder on a BuildKit daemon', () => {
  it('is created by the buildx on the runner, which asks neither the daemon nor Docker', async () => {
    const { builder, calls } = await create()
    expect(calls).toEqual([`${withoutAsking} tcp://builder:1234`])
    expect(builder).toMatchObject({ name: 'mine', driver: 'remote', daemon, details: [] })
    expect(builder.buildx.env.DOCKER_CONTEXT).toBe('default')
  })

  it('gets the certificates, and the name that the daemon’s has', async () => {
    const { builder, calls } = await create({ files, serverName: 'buildkitd' })
    expect(calls).toEqual([
      'create --name mine --driver remote --driver-opt cacert=/ca.pem --driver-opt servername=buildkitd --timeout 1ns tcp://builder:1234',
    ])
    expect(builder.details).toEqual(['Client certificate: ci'])
  })

  it('gets no name of a certificate without certificates', async () => {
    const { calls } = await create({ serverName: 'buildkitd' })
    expect(calls).toEqual([`${withoutAsking} tcp://builder:1234`])
  })

  it('is created on a socket by its path', async () => {
    const { calls } = await create({ url: 'unix:///run/buildkitd.sock' })
    expect(calls).toEqual([`${withoutAsking} unix:///run/buildkitd.sock`])
  })

  it.each([
    ['there is none on the runner', { isGuessed: false }, []],
    [
      'the one on the runner knows no --timeout',
      { script: 'case "$*" in *--timeout*) exit 1;; esac' },
      [`${withoutAsking} tcp://builder:1234`],
    ],
  ])('is created again by the obtained buildx when %s', async (_, situation, before) => {
    const { builder, calls } = await create(situation)
    const again = 'create --name mine-again --driver remote tcp://builder:1234'
    expect(calls).toEqual([...before, again])
    expect(builder.name).toBe('mine-again')
    expect(builder.buildx.env.DOCKER_CONTEXT).toBe('default')
  })
})

describe('the host of a daemon that buildx does not find by itself', () => {
  it.each<[string, Situation, string, string]>([
    ['an IPv4 address', { address: '10.0.0.1' }, '10.0.0.1', 'builder'],
    ['an IPv6 address', { address: 'fd00::1' }, '[fd00::1]', 'builder'],
    ['an address', { address: '10.0.0.1', serverName: 'other' }, '10.0.0.1', 'other'],
  ])('is replaced by %s, for a certificate of its name', async (_, situation, address, name) => {
    const { builder, calls } = await create({ ...situation, files, isKnown: false })
    const certificates = `--driver-opt cacert=/ca.pem --driver-opt servername=${name}`
    expect(calls.at(-1)).toBe(
      `create --name mine-again --driver remote ${certificates} tcp://${address}:1234`,
    )
    expect(builder.details).toEqual([
      'Client certificate: ci',
      `buildx doesn't find builder by itself, so it is given tcp://${address}:1234`,
    ])
  })

  it('stays when no address is known, or it is a socket', async () => {
    expect((await create({ isKnown: false })).builder.name).toBe('mine')
    const socket = { isKnown: false, url: 'unix:///run/x.sock', address: '10.0.0.1' }
    expect((await create(socket)).builder.name).toBe('mine')
  })
})

describe('a daemon that does not answer', () => {
  it('ends buildx, and its fault is the result', async () => {
    const ready = () => Promise.reject(new Error('refused'))
    await expect(create({ ready, script: 'exec sleep 60' })).rejects.toThrow('refused')
  })
})
