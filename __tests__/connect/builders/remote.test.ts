import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { buildxConfig } from '../../../src/buildx/environment.ts'
import { readInstance } from '../../../src/buildx/instances.ts'
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
  driverOpts: { cacert: '/ca.pem' },
  describe: () => 'Client certificate: ci',
} as unknown as CredentialFiles

interface Situation {
  readonly url?: string
  readonly serverName?: string
  readonly files?: CredentialFiles
  /** Whether a buildx is found without asking it. */
  readonly isGuessed?: boolean
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
  const { program, preparing, calls } = fakeBuildx(directory)
  const endpoint = parseEndpoint(url)
  if (endpoint.kind !== 'tcp' && endpoint.kind !== 'unix') throw new Error(url)
  const { ready = async () => daemon, address, serverName } = situation
  const guess = { ...program, file: '/found/buildx' }
  const builder = await createRemoteBuilder(
    { name: 'mine', directory },
    { endpoint, ...(serverName && { serverName }) },
    situation.files,
    { ...preparing, guess: () => (isGuessed ? guess : undefined) },
    { ready, address: () => address },
    { directory },
    async () => isKnown,
  )
  const instance = readInstance(buildxConfig(directory), 'mine')
  return { builder, program, calls: calls(), node: instance?.Nodes[0] }
}

describe('a builder on a BuildKit daemon', () => {
  it('is created without a process', async () => {
    const { builder, calls, node } = await create()
    expect(calls).toEqual([])
    expect(builder).toMatchObject({ name: 'mine', driver: 'remote', daemon, details: [] })
    expect(node).toMatchObject({ Endpoint: 'tcp://builder:1234', DriverOpts: {} })
  })

  it('is used by the buildx on the runner, which needs no Docker and is checked only on demand', async () => {
    const { builder, program } = await create()
    expect(builder.buildx.file).toBe('/found/buildx')
    const checked = await builder.checkedBuildx?.()
    expect(checked?.file).toBe(program.file)
    for (const each of [builder.buildx, checked]) expect(each?.env.DOCKER_CONTEXT).toBe('default')
  })

  it('is used by the obtained buildx, which has been checked, when there is none on the runner', async () => {
    const { builder, program } = await create({ isGuessed: false })
    expect(builder.buildx).toMatchObject({ file: program.file, env: { DOCKER_CONTEXT: 'default' } })
    expect(builder).not.toHaveProperty('checkedBuildx')
  })

  it('gets the certificates, and the name that the daemon’s has', async () => {
    const { builder, node } = await create({ files, serverName: 'buildkitd' })
    expect(node?.DriverOpts).toEqual({ cacert: '/ca.pem', servername: 'buildkitd' })
    expect(builder.details).toEqual(['Client certificate: ci'])
  })

  it('gets no name of a certificate without certificates', async () => {
    const { node } = await create({ serverName: 'buildkitd' })
    expect(node?.DriverOpts).toEqual({})
  })

  it('is created on a socket by its path', async () => {
    const { node } = await create({ url: 'unix:///run/buildkitd.sock' })
    expect(node?.Endpoint).toBe('unix:///run/buildkitd.sock')
  })
})

describe('the host of a daemon that buildx does not find by itself', () => {
  it.each<[string, Situation, string, string]>([
    ['an IPv4 address', { address: '10.0.0.1' }, '10.0.0.1', 'builder'],
    ['an IPv6 address', { address: 'fd00::1' }, '[fd00::1]', 'builder'],
    ['an address', { address: '10.0.0.1', serverName: 'other' }, '10.0.0.1', 'other'],
  ])('is replaced by %s, for a certificate of its name', async (_, situation, address, name) => {
    const { builder, node } = await create({ ...situation, files, isKnown: false })
    expect(node).toMatchObject({
      Endpoint: `tcp://${address}:1234`,
      DriverOpts: { cacert: '/ca.pem', servername: name },
    })
    expect(builder.details).toEqual([
      'Client certificate: ci',
      `buildx doesn't find builder by itself, so it is given tcp://${address}:1234`,
    ])
  })

  it('stays when no address is known, or it is a socket', async () => {
    expect((await create({ isKnown: false })).node?.Endpoint).toBe('tcp://builder:1234')
    rmSync(buildxConfig(directory), { recursive: true })
    const socket = { isKnown: false, url: 'unix:///run/x.sock', address: '10.0.0.1' }
    expect((await create(socket)).node?.Endpoint).toBe('unix:///run/x.sock')
  })
})

it('does not create a builder of a daemon that does not answer', async () => {
  const ready = () => Promise.reject(new Error('refused'))
  await expect(create({ ready })).rejects.toThrow('refused')
  expect(readInstance(buildxConfig(directory), 'mine')).toBeUndefined()
})
