import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { buildxConfig } from '../../../src/buildx/environment.ts'
import { hasInstance } from '../../../src/buildx/instances.ts'
import type { EndpointInputs, EndpointPorts } from '../../../src/connect/builders/endpoint.ts'
import {
  type AskOptions,
  type Candidate,
  createCandidate,
} from '../../../src/connect/pool/candidate.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'
import { type FaultyServer, listen } from '../../helpers/faulty-servers.ts'
import { message } from '../../helpers/protobuf.ts'
import { unixDaemon } from '../../helpers/unix-daemon.ts'
import { until } from '../../helpers/until.ts'

const root = mkdtempSync(join(tmpdir(), 'candidate-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let path: string
let servers: FaultyServer[]
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
  path = join(directory, 'd.sock')
  servers = []
})
afterEach(() => Promise.all(servers.map((server) => server.close())))

const inputs = {
  ...{ driver: 'remote', credentials: undefined, serverName: undefined, ssh: {} },
  connectTimeoutMs: 0,
} as unknown as EndpointInputs

function candidate(url = `unix://${path}`, name?: string) {
  const changes: string[] = []
  const errors: unknown[] = []
  const ports = {
    ...{ directory, signal: new AbortController().signal, env: {} },
    log: { info() {}, warning() {}, group() {} },
  } as unknown as EndpointPorts
  const member = { endpoint: parseEndpoint(url), platforms: [], ...(name && { name }) }
  const created: Candidate = createCandidate(member, {
    ...{ inputs, ports },
    attempt: () => ({ name: 'attempt', directory }),
    onChange: () => changes.push(created.state.kind),
    onError: (error) => errors.push(error),
  })
  return { created, changes, errors }
}

const once: AskOptions = { timeoutMs: 0 }
const settled = ({ state }: Candidate) => state.kind === 'answered' || state.kind === 'faulty'

async function asked(found: ReturnType<typeof candidate>, options = once) {
  found.created.ask(7, options)
  expect(found.created.state).toEqual({ kind: 'asked', sinceMs: 7 })
  await until(() => settled(found.created), 'it has answered')
  return found
}

describe('a candidate that answers', () => {
  it('has its load, and its address as identity', async () => {
    servers.push(await unixDaemon(path, { builds: 2 }))
    const found = candidate()
    expect([found.created.state.kind, found.created.identity]).toEqual([
      'unasked',
      `unix://${path}`,
    ])
    const { created, changes } = await asked(found)
    expect(created.state).toEqual({ kind: 'answered', builds: 2 })
    expect(created.daemon).toMatchObject({ version: 'v0.99.0', load: { builds: 2 } })
    expect([created.fault, created.identity]).toEqual([undefined, `unix://${path}`])
    expect(changes).toEqual(['answered'])
    await created.close()
  })

  it.each([
    ['the id of its worker', 'w1', 'w1'],
    ['its address, when it has no id', undefined, undefined],
  ])('behind a name is identified by %s', async (_, id, identity) => {
    const platform = message({ 1: 'amd64', 2: 'linux' })
    servers.push(
      await unixDaemon(path, { workers: message({ 1: message({ 1: id, 3: platform }) }) }),
    )
    const found = candidate(`unix://${path}`, 'pool')
    expect(found.created.identity).toBeUndefined()
    const { created } = await asked(found)
    expect(created.identity).toBe(identity ?? `unix://${path}`)
    await created.close()
  })

  it('creates its builder once it is chosen', async () => {
    servers.push(await unixDaemon(path))
    const { created } = await asked(candidate())
    const { preparing } = fakeBuildx(directory)
    const builder = await created.create(preparing)
    expect(builder).toMatchObject({ endpoint: `unix://${path}`, waitSeconds: 0 })
    expect(hasInstance(buildxConfig(directory), 'attempt')).toBe(true)
    await created.close()
    expect(await builder.ready?.()).toMatchObject({ version: 'v0.99.0' })
    await builder.release()
  })

  it('gets buildx ahead when it is likely to be chosen, and its builder only then', async () => {
    servers.push(await unixDaemon(path))
    const { program, preparing } = fakeBuildx(directory)
    let obtained = 0
    const obtain = async () => {
      obtained += 1
      return program
    }
    const { created } = await asked(candidate(), { ...once, ahead: { ...preparing, obtain } })
    expect(obtained).toBe(1)
    expect(hasInstance(buildxConfig(directory), 'attempt')).toBe(false)
    await created.create(preparing)
    expect(hasInstance(buildxConfig(directory), 'attempt')).toBe(true)
    await created.close()
  })

  it('is not used when there is no buildx', async () => {
    servers.push(await unixDaemon(path))
    const { created } = await asked(candidate())
    const { preparing } = fakeBuildx(directory)
    const obtain = () => Promise.reject(new Error('no buildx'))
    await expect(created.create({ ...preparing, obtain })).rejects.toThrow('no buildx')
    await created.close()
  })
})

describe('a candidate that cannot be used', () => {
  it('is not asked again when that cannot help', async () => {
    servers.push(await listen((socket) => socket.end('SSH-2.0-x\r\n'), { path }))
    const { created, changes } = await asked(candidate(), { timeoutMs: 5000 })
    const { fault } = created
    expect(created.state).toMatchObject({ kind: 'faulty', sinceMs: 7, mayPass: false })
    expect(created.state).toHaveProperty('code', fault?.code)
    expect(changes).toEqual(['faulty'])
    await created.close()
  })

  it('is asked again while its fault may pass', async () => {
    const found = candidate()
    found.created.ask(7, { timeoutMs: 60_000 })
    await until(() => settled(found.created), 'the first probe has failed')
    expect(found.created.state).toEqual({
      ...{ kind: 'faulty', sinceMs: 7, code: 'connection-refused', mayPass: true },
    })
    servers.push(await unixDaemon(path))
    await until(() => found.created.state.kind === 'answered', 'it has answered')
    expect(found.changes).toEqual(['faulty', 'answered'])
    expect(found.created.fault?.code).toBe('connection-refused')
    await found.created.close()
  })

  it('is not asked again once the time is up', async () => {
    const { created } = await asked(candidate())
    expect(created.state).toMatchObject({ code: 'connection-refused', mayPass: false })
    await created.close()
  })

  it('needs certificates over TCP', async () => {
    const { created, errors } = await asked(candidate('tcp://127.0.0.1:1'))
    expect(created.fault).toMatchObject({
      code: 'credentials-missing',
      reason: 'tcp://127.0.0.1:1 needs TLS, but ca, cert and key are empty.',
    })
    expect(errors).toEqual([])
    await created.close()
  })

  it('can have no builder before it has answered', async () => {
    const { created } = candidate()
    const { preparing } = fakeBuildx(directory)
    await expect(created.create(preparing)).rejects.toThrow('has not answered')
  })

  it('has no state of its own after it was closed', async () => {
    const found = candidate()
    found.created.ask(7, { timeoutMs: 60_000 })
    await until(() => settled(found.created), 'the first probe has failed')
    await found.created.close()
    expect(found.errors).toEqual([])
    expect(found.changes).toEqual(['faulty'])
  })
})

it('a route that is still being opened when the candidate is closed is closed with it', async () => {
  const first = candidate('docker-container://mine')
  first.created.ask(0, once)
  await first.created.close()
  // Its socket has the same path, where only one can listen.
  const { created, errors } = candidate('docker-container://mine')
  created.ask(0, once)
  await until(() => settled(created) || errors.length > 0, 'its route is open')
  expect([first.errors, errors]).toEqual([[], []])
  await created.close()
})

it('an error that is not about the daemon is passed on', async () => {
  const found = candidate()
  const { created } = found
  const error = new Error('no space left')
  const failing = createCandidate(
    { endpoint: created.member.endpoint, platforms: [] },
    {
      ...{ inputs, ports: { directory, signal: new AbortController().signal } as EndpointPorts },
      attempt: () => {
        throw error
      },
      onChange() {},
      onError: (each) => found.errors.push(each),
    },
  )
  failing.ask(0, once)
  await until(() => found.errors.length > 0, 'the error is known')
  expect(found.errors).toEqual([error])
})
