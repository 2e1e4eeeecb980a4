import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../../script/rig/certificates.ts'
import type { ConnectPorts } from '../../../src/connect/builder.ts'
import type { ConnectInputs } from '../../../src/connect/inputs.ts'
import { connectPlatforms } from '../../../src/connect/pool/connect-platforms.ts'
import { givenCredentials } from '../../../src/credentials/source.ts'
import { parseMembers } from '../../../src/pool/members.ts'
import { rank } from '../../../src/pool/rank.ts'
import { type EmptyDocker, startEmptyDocker } from '../../helpers/empty-docker.ts'
import { type FaultyServer, grpcAnswer, http2, info } from '../../helpers/faulty-servers.ts'

// Daemons that answer as BuildKit does, and a buildx whose commands succeed. Real builds are in the end-to-end tests.

const root = mkdtempSync(join(tmpdir(), 'connect-platforms-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(join(root, 'certificates'))
}, 60_000)
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let lines: string[]
let servers: FaultyServer[]
let docker: EmptyDocker
beforeEach(async () => {
  directory = mkdtempSync(join(root, 'x'))
  lines = []
  servers = []
  docker = await startEmptyDocker(join(directory, 'docker.sock'))
})
afterEach(async () => {
  docker.close()
  await Promise.all(servers.map((server) => server.close()))
})

/** A length-delimited field. */
function field(number: number, ...values: (Buffer | string)[]): Buffer {
  const value = Buffer.concat(values.map((each) => Buffer.from(each)))
  return Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), value])
}

/** The address of a daemon with these architectures, its own first. */
async function daemon(...architectures: string[]): Promise<string> {
  const platforms = architectures.map((each) => field(3, field(1, each), field(2, 'linux')))
  const workers = field(1, ...platforms)
  const server = await http2(certificates.server, (path) => {
    if (path.endsWith('/ListenBuildHistory')) {
      return { ...grpcAnswer(Buffer.alloc(0)), body: Buffer.alloc(0) }
    }
    return grpcAnswer(path.endsWith('/Info') ? info : workers)
  })
  servers.push(server)
  return server.endpoint
}

function ports(): ConnectPorts {
  const program = `#!/bin/sh
case "$1" in
version) echo github.com/docker/buildx v0.38.2 abc ;;
inspect) printf 'Driver: docker-container\\nEndpoint: default\\nBuildKit version: v0.34.2\\n' ;;
esac
`
  const bin = mkdtempSync(join(root, 'bin-'))
  writeFileSync(join(bin, 'buildx'), program, { mode: 0o755 })
  const log = (level: string) => (line: string) => lines.push(`${level}: ${line}`)
  return {
    directory,
    signal: new AbortController().signal,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: directory, DOCKER_HOST: docker.address },
    log: { info: log('info'), warning: log('warning'), group: log('group') },
    help: (code: string) => `help#${code}`,
  } as unknown as ConnectPorts
}

async function connectOn(
  endpoint: string,
  platforms: readonly string[],
  fallback: 'auto' | 'never' = 'never',
  key = 'key',
) {
  const members = parseMembers(endpoint)
  const { authority, client } = certificates
  const inputs: ConnectInputs = {
    ...{ builder: undefined, endpoint: members[0]?.endpoint, driver: 'auto', ssh: {}, fallback },
    pool: { lines: members, key, platforms, spillOver: 4 },
    credentials: givenCredentials({ ca: authority.cert, client }),
    ...{ serverName: undefined, connectTimeoutMs: 0, untrustedReason: undefined },
    container: {
      ...{ image: '', driverOpts: [], buildkitdFlags: '' },
      ...{ buildkitdConfig: '', buildkitdConfigInline: '' },
    },
    buildx: { version: undefined, downloadUrl: '', cacheBinary: false },
  }
  const connected = await connectPlatforms(inputs, ports())
  if (connected.kind === 'apart') return connected.builders
  return [{ platform: 'whole', builder: connected.builder }]
}

async function placesOf(connecting: ReturnType<typeof connectOn>) {
  const builders = await connecting
  for (const { builder } of builders) await builder.release()
  return builders.map(({ platform, builder }) => [platform, builder.endpoint])
}
const warnings = () => lines.filter((line) => line.startsWith('warning'))
const both = ['linux/amd64', 'linux/arm64']

it('each platform gets a builder on a daemon that is native to it', async () => {
  const [amd, arm] = [await daemon('amd64', 'arm64'), await daemon('arm64', 'amd64')]
  const places = await placesOf(connectOn(`${amd}\n${arm}`, both))
  expect(places).toEqual([
    ['linux/amd64', amd],
    ['linux/arm64', arm],
  ])
  expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])
})

it('platforms of one daemon are not built apart', async () => {
  const amd = await daemon('amd64', 'arm64')
  const places = await placesOf(connectOn(`linux/amd64=${amd}\nlinux/arm64=${amd}`, both))
  expect(places).toEqual([['whole', amd]])
})

it('a platform that no daemon is native to is emulated, with a warning', async () => {
  const [amd, arm] = [await daemon('amd64', 's390x'), await daemon('arm64')]
  const places = await placesOf(connectOn(`${amd}\n${arm}`, [...both, 'linux/s390x']))
  expect(places.at(-1)).toEqual(['linux/s390x', amd])
  expect(lines).toContain(
    'warning: No daemon in endpoint is native to linux/s390x, so it is emulated, which is slow. Add one as linux/s390x=tcp://host:port.',
  )
})

it('platforms that all daemons emulate are emulated with a warning too', async () => {
  const [one, other] = [await daemon('amd64', 'arm64'), await daemon('amd64', 'arm64')]
  const places = await placesOf(connectOn(`${one}\n${other}`, both))
  expect(places).toEqual([['whole', expect.stringMatching(`^(?:${one}|${other})$`)]])
  expect(warnings()).toEqual([
    'warning: No daemon in endpoint is native to linux/arm64, so it is emulated, which is slow. Add one as linux/arm64=tcp://host:port.',
  ])
})

it('a platform is emulated while no native daemon answers, with a warning that names the silent one', async () => {
  const amd = await daemon('amd64', 'arm64')
  const places = await placesOf(connectOn(`${amd}\ntcp://127.0.0.1:1`, both))
  expect(places).toEqual([['whole', amd]])
  expect(warnings()).toEqual([
    "warning: No daemon in endpoint that answered is native to linux/arm64, and tcp://127.0.0.1:1 (connection-refused) didn't answer, so it is emulated, which is slow. Add one as linux/arm64=tcp://host:port.",
  ])
})

it('a platform that only a silent daemon may have fails, or falls back, with the code of that one', async () => {
  const arm = await daemon('arm64')
  const endpoint = `tcp://127.0.0.1:1\nlinux/arm64=${arm}`
  await expect(connectOn(endpoint, both)).rejects.toMatchObject({
    code: 'connection-refused',
    reason: expect.stringMatching(
      /^Nothing listens at tcp:\/\/127\.0\.0\.1:1: .* No daemon in endpoint that answered builds for linux\/amd64\.$/,
    ),
  })
  const builders = await connectOn(endpoint, both, 'auto')
  for (const { builder } of builders) await builder.release()
  expect(builders.map(({ builder }) => builder.fallback?.code)).toEqual([
    ...['connection-refused', undefined],
  ])
})

it('a daemon that gives no answer is reported as such, although another is native', async () => {
  const amd = await daemon('amd64')
  const dead = 'tcp://127.0.0.1:1'
  const keys = Array.from({ length: 100 }, (_, number) => `key ${number}`)
  const key = keys.find((each) => rank(each, [amd, dead])[0] === dead)
  const builders = await connectOn(`${amd}\n${dead}`, ['linux/amd64'], 'never', key)
  for (const { builder } of builders) await builder.release()
  expect(builders.map(({ builder }) => builder.pool)).toMatchObject([
    {
      choice: 'unhealthy',
      members: [
        { endpoint: dead, rank: 1, state: 'connection-refused' },
        { endpoint: amd, rank: 2, state: 'answered' },
      ],
    },
  ])
})

it('when no daemon answers, the diagnosis is that of a build without platforms', async () => {
  const dead = ['tcp://127.0.0.1:1', 'tcp://127.0.0.1:2']
  const [first] = rank('key', dead)
  await expect(connectOn(dead.join('\n'), both)).rejects.toMatchObject({
    code: 'connection-refused',
    reason: expect.stringMatching(
      new RegExp(
        `^Nothing listens at ${first}: .* The other daemon in endpoint can't be used either`,
      ),
    ),
  })
})

it('a platform that no daemon has gets a local builder, that platform only', async () => {
  const [amd, arm] = [await daemon('amd64'), await daemon('arm64')]
  const endpoint = `${amd}\n${arm}`
  const platforms = [...both, 'linux/riscv64']
  const builders = await connectOn(endpoint, platforms, 'auto')
  for (const { builder } of builders) await builder.release()
  expect(builders.map(({ builder }) => builder.driver)).toEqual([
    ...['remote', 'remote', 'docker-container'],
  ])
  expect(builders.at(-1)?.builder.fallback).toEqual({
    reason: 'No daemon in endpoint builds for linux/riscv64.',
  })
  expect(lines.filter((line) => line.startsWith('warning'))).toHaveLength(1)
  await expect(connectOn(endpoint, platforms)).rejects.toMatchObject({ code: 'no-endpoint' })
})

it('a platform whose daemon is down gets a local builder, that platform only', async () => {
  const amd = await daemon('amd64')
  const endpoint = `linux/amd64=${amd}\nlinux/arm64=tcp://127.0.0.1:1`
  const builders = await connectOn(endpoint, both, 'auto')
  for (const { builder } of builders) await builder.release()
  expect(builders.map(({ builder }) => builder.fallback?.code)).toEqual([
    ...[undefined, 'connection-refused'],
  ])
  await expect(connectOn(endpoint, both)).rejects.toMatchObject({ code: 'connection-refused' })
})
