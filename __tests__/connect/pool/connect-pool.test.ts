import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import {
  type Certificates,
  makeCertificate,
  makeCertificates,
} from '../../../script/rig/certificates.ts'
import { buildxConfig } from '../../../src/buildx/environment.ts'
import { readInstance } from '../../../src/buildx/instances.ts'
import type { ConnectPorts } from '../../../src/connect/builder.ts'
import { connect } from '../../../src/connect/connect.ts'
import type { ConnectInputs } from '../../../src/connect/inputs.ts'
import { givenCredentials } from '../../../src/credentials/source.ts'
import { type PoolInputs, parseMembers } from '../../../src/pool/members.ts'
import { rank } from '../../../src/pool/rank.ts'
import {
  arm64Workers,
  type FaultyServer,
  grpcAnswer,
  http2,
  info,
  silent,
  workers,
} from '../../helpers/faulty-servers.ts'

// Daemons that answer as BuildKit does, and a buildx that does nothing. Which member is chosen is in
// pool/choose.test.ts, and real daemons are in the end-to-end tests.

const root = mkdtempSync(join(tmpdir(), 'connect-pool-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(join(root, 'certificates'))
}, 60_000)
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let lines: string[]
let servers: FaultyServer[]
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
  lines = []
  servers = []
})
afterEach(() => Promise.all(servers.map((server) => server.close())))

/** A daemon on which so many builds run. @param names whether its certificate is for its address */
async function daemon(
  builds = 0,
  isForAddress = true,
  itsWorkers = workers,
): Promise<FaultyServer> {
  const { server, client } = certificates
  // A started event has only a record, which is empty here.
  const events = Array.from(
    { length: builds },
    () => grpcAnswer(Buffer.from([0x12, 0])).body ?? Buffer.alloc(0),
  )
  const started = await http2(isForAddress ? server : client, (path) => {
    if (path.endsWith('/ListenBuildHistory')) {
      return { ...grpcAnswer(Buffer.alloc(0)), body: Buffer.concat(events) }
    }
    return grpcAnswer(path.endsWith('/Info') ? info : itsWorkers)
  })
  servers.push(started)
  return started
}

function ports(): ConnectPorts {
  const bin = mkdtempSync(join(root, 'bin-'))
  writeFileSync(join(bin, 'buildx'), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  const log = (level: string) => (line: string) => lines.push(`${level}: ${line}`)
  return {
    directory,
    signal: new AbortController().signal,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: directory },
    log: { info: log('info'), warning: log('warning'), group: log('group') },
    help: (code: string) => `help#${code}`,
  } as unknown as ConnectPorts
}

const instances = () => readdirSync(join(buildxConfig(directory), 'instances'))

/** Inputs whose key ranks the addresses as they are given. */
function inputs(urls: readonly string[], more: Partial<ConnectInputs> = {}): ConnectInputs {
  const keys = Array.from({ length: 2000 }, (_, index) => `key-${index}`)
  const key = keys.find((each) => rank(each, urls).join() === urls.join()) ?? ''
  const members = parseMembers(urls.join('\n'))
  const { authority, client } = certificates
  return {
    ...{ builder: undefined, endpoint: members[0]?.endpoint, driver: 'auto', ssh: {} },
    pool: { lines: members, key, platforms: [], spillOver: 4 },
    credentials: givenCredentials({ ca: authority.cert, client }),
    ...{ serverName: undefined, connectTimeoutMs: 0, fallback: 'never' },
    untrustedReason: undefined,
    container: {
      ...{ image: '', driverOpts: [], buildkitdFlags: '' },
      ...{ buildkitdConfig: '', buildkitdConfigInline: '' },
    },
    buildx: { version: undefined, downloadUrl: '', cacheBinary: false },
    ...more,
  }
}

const nothing = 'tcp://127.0.0.1:1'

describe('the first in rank', () => {
  it('is asked alone, and gets the only builder', async () => {
    const [a, b] = [await daemon(), await daemon()]
    const builder = await connect(inputs([a.endpoint, b.endpoint]), ports())
    expect(builder).toMatchObject({
      endpoint: a.endpoint,
      daemon: { load: { builds: 0 } },
      pool: { choice: 'first', members: [{ state: 'answered', rank: 1 }, { state: 'not-asked' }] },
    })
    await builder.release()
    expect([a.connections(), b.connections()]).toEqual([1, 0])
    expect(instances()).toEqual([builder.name])
    expect(lines.filter((line) => !line.startsWith('group'))).toEqual([])
  })

  it('gives way to one that is native to the platform of the build, unless its line names it', async () => {
    const [a, b] = [await daemon(), await daemon(0, true, arm64Workers)]
    const chosen = async (...urls: readonly string[]) => {
      const given = inputs([a.endpoint, b.endpoint])
      const pool = { ...given.pool, lines: parseMembers(urls.join('\n')) }
      const platforms = ['linux/arm64/v8']
      const builder = await connect(
        { ...given, pool: { ...pool, platforms } as PoolInputs },
        ports(),
      )
      await builder.release()
      return builder
    }
    const native = await chosen(a.endpoint, b.endpoint)
    expect(native.endpoint).toBe(b.endpoint)
    const members = [{ state: 'not-native' }, { state: 'answered' }]
    expect(native.pool).toMatchObject({ choice: 'first', members })
    const named = await chosen(`linux/arm64=${a.endpoint}`, b.endpoint)
    expect(named.endpoint).toBe(a.endpoint)
    expect(named.pool?.members).toMatchObject([{ state: 'answered' }])
    expect(lines.filter((line) => !line.startsWith('group'))).toEqual([])
  })

  it('gives way to the next when it is busy', async () => {
    const [a, b] = [await daemon(6), await daemon(2)]
    const builder = await connect(inputs([a.endpoint, b.endpoint]), ports())
    await builder.release()
    expect(builder.endpoint).toBe(b.endpoint)
    expect(builder.pool).toMatchObject({ choice: 'busy', members: [{ builds: 6 }, { builds: 2 }] })
    expect(lines).toContain(
      `info: ${a.endpoint} ran 6 builds, so this build is on ${b.endpoint}, whose cache may be colder.`,
    )
  })

  it('gives way with a warning when its certificate is wrong', async () => {
    const [a, b] = [await daemon(0, false), await daemon()]
    const builder = await connect(inputs([a.endpoint, b.endpoint]), ports())
    await builder.release()
    expect(builder.pool?.choice).toBe('unhealthy')
    const warnings = lines.filter((line) => line.startsWith('warning'))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(
      new RegExp(
        `^warning: server-\\S+: .* Another daemon is used instead of ${a.endpoint}\\. See help#server-`,
      ),
    )
  })

  it('gives way after a second when it is silent', async () => {
    const [a, b] = [await silent(), await daemon()]
    servers.push(a)
    const begun = performance.now()
    const patient = inputs([a.endpoint, b.endpoint], { connectTimeoutMs: 20_000 })
    const builder = await connect(patient, ports())
    await builder.release()
    const seconds = (performance.now() - begun) / 1000
    expect(builder.pool).toMatchObject({
      choice: 'unhealthy',
      members: [{ state: 'no-answer' }, {}],
    })
    expect(seconds).toBeGreaterThan(0.95)
    expect(seconds).toBeLessThan(2)
  })
})

describe('a pool of which no member answers', () => {
  it('fails with the code of the first, and counts the others', async () => {
    const urls = [nothing, 'tcp://127.0.0.1:2', 'tcp://127.0.0.1:3']
    await expect(connect(inputs(urls), ports())).rejects.toMatchObject({
      code: 'connection-refused',
      reason: expect.stringMatching(
        /^Nothing listens at tcp:\/\/127\.0\.0\.1:1: .* The other 2 daemons in endpoint can't be used either \(connection-refused\)\.$/,
      ),
    })
  })

  it('is asked until connect-timeout, and used once one answers', async () => {
    const late = await daemon()
    await late.close()
    const urls = [nothing, late.endpoint]
    const connecting = connect(inputs(urls, { connectTimeoutMs: 20_000 }), ports())
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { server } = certificates
    const back = await http2(
      server,
      (path) =>
        grpcAnswer(
          path.endsWith('/Info') ? info : path.endsWith('/ListWorkers') ? workers : Buffer.alloc(0),
        ),
      { port: late.port },
    )
    servers = [back]
    const builder = await connecting
    await builder.release()
    expect(builder.endpoint).toBe(late.endpoint)
    expect(builder.waitSeconds).toBeGreaterThan(0.2)
  })
})

describe('a builder whose daemon is lost', () => {
  it('is replaced by one on the next member, and the lost one is asked last', async () => {
    const [a, b, c] = [await daemon(), await daemon(), await daemon()]
    const first = await connect(inputs([a.endpoint, b.endpoint, c.endpoint]), ports())
    const second = await first.failOver?.('died')
    await first.release()
    expect(second?.endpoint).toBe(b.endpoint)
    expect(second?.pool).toMatchObject({ choice: 'died', members: [{ state: 'died' }, {}, {}] })
    await b.close()
    await c.close()
    servers = [a]
    const third = await second?.failOver?.('died')
    await second?.release()
    expect(third?.endpoint).toBe(a.endpoint)
    expect(third?.pool?.choice).toBe('first')
    await third?.release()
  })

  it('is replaced by one for the same buildx, if that had to be replaced too', async () => {
    const [a, b] = [await daemon(), await daemon()]
    const [old, other] = [mkdtempSync(join(root, 'bin-')), mkdtempSync(join(root, 'bin-'))]
    for (const [bin, version] of [
      [old, 'v0.14.1'],
      [other, 'v0.38.2'],
    ] as const)
      writeFileSync(join(bin, 'buildx'), `#!/bin/sh\necho buildx ${version}\n`, { mode: 0o755 })
    const env = { PATH: `${old}:${other}`, HOME: directory }
    const first = await connect(inputs([a.endpoint, b.endpoint]), { ...ports(), env })
    const checked = await first.checkedBuildx?.()
    const second = await first.failOver?.('died')
    await first.release()
    await second?.release()
    expect(checked?.file).not.toBe(join(old, 'buildx'))
    expect(second?.buildx.file).toBe(checked?.file)
  })

  it('is not replaced by one on a member that turned out to be unusable', async () => {
    const [a, b] = [await daemon(), await daemon()]
    const first = await connect(inputs([a.endpoint, b.endpoint]), ports())
    const second = await first.failOver?.('daemon-disk-full')
    await first.release()
    expect(second?.pool).toMatchObject({
      choice: 'unhealthy',
      members: [{ state: 'daemon-disk-full' }, { state: 'answered' }],
    })
    await expect(second?.failOver?.('daemon-disk-full')).rejects.toThrow()
    await second?.release()
  })
})

describe('a name for several daemons', () => {
  it('leads to one that answers, whose certificate has the name', async () => {
    const { authority } = certificates
    const server = await makeCertificate(authority, join(directory, 'named'), {
      names: ['DNS:localhost'],
      extendedKeyUsage: 'serverAuth',
    })
    const worker = Buffer.concat([
      Buffer.from([0x0a, 5 + 16, 0x0a, 3]),
      Buffer.from('abc'),
      workers.subarray(2),
    ])
    const named = await http2(server, (path) =>
      grpcAnswer(
        path.endsWith('/Info') ? info : path.endsWith('/ListWorkers') ? worker : Buffer.alloc(0),
      ),
    )
    servers.push(named)
    const builder = await connect(inputs([`dns+tcp://localhost:${named.port}`]), ports())
    await builder.release()
    expect(builder.endpoint).toBe(named.endpoint)
    expect(builder.pool).toMatchObject({ choice: 'first' })
    const members = builder.pool?.members ?? []
    expect(members).toContainEqual({
      ...{ endpoint: named.endpoint, rank: 1, state: 'answered', worker: 'abc', builds: 1 },
    })
    expect(readInstance(buildxConfig(directory), builder.name)?.Nodes).toMatchObject([
      { Endpoint: named.endpoint, DriverOpts: { servername: 'localhost' } },
    ])
  })

  it('that is not known fails with its code', async () => {
    const unknown = inputs(['dns+tcp://daemon.invalid:1'])
    await expect(connect(unknown, ports())).rejects.toMatchObject({ code: 'dns-not-found' })
  })
})
