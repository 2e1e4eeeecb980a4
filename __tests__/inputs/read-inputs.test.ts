import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import { parse } from 'yaml'
import { type Certificates, makeCertificates } from '../../script/rig/certificates.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import type { Log } from '../../src/base/ports.ts'
import { buildArgs } from '../../src/buildx/build-args.ts'
import type { CredentialPorts } from '../../src/credentials/source.ts'
import { createInputSource } from '../../src/github/input-source.ts'
import { bakeInputNames } from '../../src/inputs/bake-names.ts'
import { inputNames } from '../../src/inputs/names.ts'
import { readBakeOptions } from '../../src/inputs/read-bake.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

const directory = mkdtempSync(join(tmpdir(), 'inputs-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(directory)
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

const environment = { ...process.env }
let printed: string[]
beforeEach(() => {
  printed = []
  for (const name of Object.keys(process.env)) {
    if (/^(?:GITHUB_|(?:BUILDKIT_HOST|DOCKER_DEFAULT_PLATFORM)$)/.test(name))
      delete process.env[name]
  }
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text))
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = { ...environment }
})

function read(inputs: Record<string, string>) {
  for (const [name, value] of Object.entries({ context: '.', tags: 'acme/app', ...inputs })) {
    process.env[`INPUT_${name.toUpperCase()}`] = value
  }
  return readInputs(createInputSource(process.env, inputNames))
}

/** The credentials in the inputs; undefined without any. */
function obtained(inputs: Record<string, string>) {
  const log = { warning: () => {} } as unknown as Log
  return read(inputs).connect.credentials?.obtain({ log } as CredentialPorts)
}

/** The masks in the form that the runner keeps. */
function masks(): string[] {
  return printed
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('::add-mask::'))
    .map((line) =>
      line.slice('::add-mask::'.length).replaceAll('%0A', '\n').replaceAll('%0D', '\r'),
    )
}

describe('readInputs', () => {
  it('gives each empty input its default', () => {
    expect(read({ endpoint: '', push: '', 'connect-timeout': '' })).toEqual({
      connect: {
        builder: undefined,
        endpoint: undefined,
        driver: 'auto',
        credentials: undefined,
        serverName: undefined,
        ssh: {},
        connectTimeoutMs: 60_000,
        fallback: 'auto',
        untrustedReason: undefined,
        container: {
          image: '',
          driverOpts: [],
          buildkitdFlags: '',
          buildkitdConfig: '',
          buildkitdConfigInline: '',
        },
        buildx: {
          version: undefined,
          downloadUrl: 'https://github.com/docker/buildx/releases/download',
          cacheBinary: true,
        },
      },
      cache: { reference: '', mode: 'max', compression: '', export: 'auto' },
      origin: { kind: 'branch', name: '' },
      advice: true,
      allowUntrusted: false,
      build: {
        ...nothingToBuild,
        defaultAttests: ['type=provenance,mode=max'],
        push: true,
        tags: ['acme/app'],
      },
      summary: true,
      cacheMounts: false,
      summaryBuildArgs: false,
      compare: false,
      retries: 2,
      reuseUpload: 'auto',
      stallTimeoutMs: 60_000,
      warnings: [],
      dockerfile: 'Dockerfile',
      checkout: { directory: process.cwd(), isFetched: false },
      place: { context: '.', file: '', defaultContext: '', workspace: process.cwd() },
      annotateChecks: true,
    })
  })

  it.each([
    ['nothing else is said', {}, true],
    ['load is true', { load: 'true' }, false],
    ['outputs are given', { outputs: 'type=local,dest=out' }, false],
    ['push is true nevertheless', { load: 'true', push: 'true' }, true],
    ['push is false', { push: 'false' }, false],
  ])('decides whether to push when %s', (_, inputs, push) => {
    expect(read(inputs).build.push).toBe(push)
  })

  it.each([
    [{ tags: '' }, 'tags is empty but push is true'],
    [
      { context: '' },
      'context: the repository at this commit would be built, but GITHUB_REPOSITORY',
    ],
    [{ context: '-' }, 'context: "-" is the standard input, which buildx does not get here.'],
    [{ file: '-' }, 'file: "-" is the standard input'],
    [{ labels: '"a=b' }, 'labels: a quote is not closed'],
    [{ endpoint: 'somewhere' }, 'endpoint: "somewhere" is not an address'],
    [{ endpoint: 'tcp://a:1\ntcp://b' }, 'endpoint, line 2: "tcp://b" has no port'],
    [
      { driver: 'docker', endpoint: 'ssh://a\ntcp://b:1' },
      'driver: docker is for a Docker daemon, which is reached at ssh:// or unix://, but endpoint is tcp://b:1',
    ],
    [
      { endpoint: 'tcp://a:1\ntcp://b:1', 'spill-over': '0' },
      'spill-over: "0" is neither never nor a number from 1 to 100.',
    ],
    [{ endpoint: 'dns+tcp://a:1', 'spill-over': 'always' }, 'spill-over: "always" is neither'],
    [{ push: 'yes' }, 'push: "yes" is neither true nor false'],
    [{ 'connect-timeout': 'soon' }, 'connect-timeout: "soon" is not a duration'],
    [{ 'stall-timeout': 'never' }, 'stall-timeout: "never" is not a duration'],
    [{ key: 'nonsense' }, 'cert is empty but key is given'],
    [
      { driver: 'podman' },
      'driver: "podman" is not one of auto, remote, docker-container, docker.',
    ],
    [{ driver: 'docker-container', endpoint: 'tcp://a:1' }, 'but endpoint is tcp://a:1'],
    [{ driver: 'docker', endpoint: 'tcp://a:1' }, 'driver: docker is for a Docker daemon'],
    [{ retries: 'often' }, 'retries: "often" is not a number from 0 to 100.'],
    [{ 'reuse-upload': 'yes' }, 'reuse-upload: "yes" is not one of auto, never.'],
    [{ fallback: 'maybe' }, 'fallback: "maybe" is not one of auto, never, always.'],
    [{ 'ssh-key': 'k' }, 'ssh-key is neither a key, nor base64 of one, nor the path of a file'],
    [{ 'ssh-known-hosts': 'host' }, 'ssh-known-hosts: line 1 is not a line of known_hosts'],
    [
      { builder: 'b', 'connect-timeout': '5s' },
      'existing builder, which is used as it is, but connect-timeout',
    ],
    [
      { 'buildkitd-config': 'ci/buildkitd.toml', 'buildkitd-config-inline': 'debug = true' },
      'buildkitd-config and buildkitd-config-inline are both given. Give one',
    ],
    [
      { builder: 'b', endpoint: 'tcp://a:1' },
      'existing builder, which is used as it is, but endpoint',
    ],
  ])('refuses %j in one line', (inputs, words) => {
    expect(() => read(inputs as unknown as Record<string, string>)).toThrow(ConfigurationError)
    expect(() => read(inputs as unknown as Record<string, string>)).toThrow(words)
  })

  it.each([
    [{}, undefined],
    [{ fallback: 'auto', driver: 'auto', 'connect-timeout': '60s' }, undefined],
    [{ 'driver-opts': 'network=host' }, true],
    [{ fallback: 'always' }, true],
  ])('knows of %j whether builder may be given too', (inputs, isRefused) => {
    expect(read(inputs).connect.isBuilderRefused).toBe(isRefused)
    const both = () => read({ ...inputs, builder: 'b' })
    if (isRefused) expect(both).toThrow('builder names an existing builder')
    else expect(both).not.toThrow()
  })

  it('denies untrusted code the daemon, except Dependabot with a certificate', () => {
    const { authority, client } = certificates
    const given = { 'allow-untrusted': '', ca: authority.cert, cert: client.cert, key: client.key }
    const reasonFor = (inputs: Record<string, string>) => read(inputs).connect.untrustedReason
    Object.assign(process.env, { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'push' })
    const denied = /^This run comes from Dependabot, so /
    expect(reasonFor({})).toMatch(denied)
    expect(reasonFor({ 'allow-untrusted': 'true' })).toBeUndefined()
    expect(reasonFor({ ...given, cert: '', key: '' })).toMatch(denied)
    expect(reasonFor(given)).toBeUndefined()
    // Under this event GitHub gives it the secrets of all other runs.
    process.env.GITHUB_EVENT_NAME = 'workflow_dispatch'
    expect(reasonFor(given)).toMatch(denied)
  })

  it('takes a list of endpoints, whose key is the repository and the path of the Dockerfile', () => {
    const endpoint = 'tcp://a:1\ntcp://b:1'
    Object.assign(process.env, { GITHUB_REPOSITORY: 'acme/app', GITHUB_SHA: '0123' })
    const none = { file: '', 'pool-key': '', 'spill-over': '' }
    const poolOf = (inputs: Record<string, string>) =>
      read({ endpoint, ...none, ...inputs }).connect.pool
    const lines = ['tcp://a:1', 'tcp://b:1'].map((url) => ({ endpoint: { url } }))
    const repository = 'https://github.com/acme/app'
    expect(poolOf({})).toMatchObject({ lines, key: `${repository}:Dockerfile`, spillOver: 4 })
    expect(poolOf({ context: '', file: '' })?.key).toBe(`${repository}:Dockerfile`)
    expect(poolOf({ context: 'web' })?.key).toBe(`${repository}:web/Dockerfile`)
    expect(poolOf({ file: 'api/Dockerfile' })?.key).toBe(`${repository}:api/Dockerfile`)
    const others = { 'pool-key': 'team-a', file: 'api/Dockerfile', 'spill-over': 'never' }
    expect(poolOf(others)).toMatchObject({ key: 'team-a', spillOver: undefined })
    expect(poolOf({ platforms: 'linux/x86_64,linux/amd64' })?.platforms).toEqual(['linux/amd64'])
    expect(poolOf({ endpoint: 'tcp://a:1' })).toBeUndefined()
    expect(() => poolOf({ platforms: 'linux-amd64' })).toThrow(/^platforms: "linux-amd64" is not/)
  })

  it.each([
    ['/repository/docker/Dockerfile', 'docker/Dockerfile'],
    ['/temporary/x1/api.Dockerfile', 'api.Dockerfile'],
  ])('has no folder of the runner in the key of a pool for file %j', (file, path) => {
    const given = { endpoint: 'tcp://a:1\ntcp://b:1', 'pool-key': '', file }
    Object.assign(process.env, { GITHUB_REPOSITORY: 'acme/app', GITHUB_SHA: '0123' })
    process.env.GITHUB_WORKSPACE = '/repository'
    for (const context of ['', '.', 'https://github.com/acme/other.git']) {
      const key = read({ ...given, context }).connect.pool?.key
      expect(key).toBe(`https://github.com/acme/app:${path}`)
    }
  })

  it.each([
    ['', 'docker-bake'],
    ['ci/bake.hcl', 'ci/bake.hcl'],
    ['/repository/bake.hcl', 'bake.hcl'],
    ['cwd:///temporary/x1/metadata.json', 'metadata.json'],
  ])('has no folder of the runner in the key of a pool for files %j of a bake', (files, path) => {
    const inputs = { endpoint: 'tcp://a:1\ntcp://b:1', 'pool-key': '', source: '', files }
    Object.assign(process.env, { GITHUB_REPOSITORY: 'acme/app', GITHUB_SHA: '0123' })
    process.env.GITHUB_WORKSPACE = '/repository'
    for (const [name, value] of Object.entries(inputs)) {
      process.env[`INPUT_${name.toUpperCase()}`] = value
    }
    const { connect } = readBakeOptions(createInputSource(process.env, bakeInputNames))
    expect(connect.pool?.key).toBe(`https://github.com/acme/app:${path}`)
  })

  it('takes a router, which is asked for the daemon of the repository', () => {
    Object.assign(process.env, { GITHUB_REPOSITORY: 'acme/app', GITHUB_SHA: '0123' })
    process.env.BUILDKIT_HOST = 'tcp://host:1'
    const endpoint = 'https://buildd.example.com/'
    const routed = (inputs: Record<string, string>) =>
      read({ ...{ endpoint, 'connect-timeout': '60s', 'pool-key': '', target: '' }, ...inputs })
        .connect
    expect(routed({}).endpoint).toBeUndefined()
    expect(routed({}).router).toEqual({
      url: 'https://buildd.example.com',
      audience: 'buildkit-operator',
      token: undefined,
      ca: undefined,
      // The default of connect-timeout is too short for a daemon that starts from nothing.
      timeoutMs: 300_000,
      request: {
        repo: 'https://github.com/acme/app',
        ...{ name: '', target: '', arch: process.arch === 'arm64' ? 'arm64' : 'amd64' },
        untrusted: false,
      },
    })
    const token = 'eyJhbGciOiJub25lIn0.e30.c2ln'
    const own = {
      ...{ 'connect-timeout': '90s', 'pool-key': 'web', target: 'app', platforms: 'linux/arm64' },
      ...{ 'identity-audience': 'other', 'identity-token': token },
      'identity-ca': certificates.authority.cert,
    }
    expect(routed(own).router).toMatchObject({
      ...{ audience: 'other', token, timeoutMs: 90_000, ca: certificates.authority.cert },
      request: { name: 'web', target: 'app', arch: 'arm64' },
    })
    expect(routed({ platforms: 'Linux/AArch64' }).router?.request.arch).toBe('arm64')
    expect(routed({ platforms: 'local' }).router).toEqual(routed({}).router)
    expect(printed.join('')).toContain(`::add-mask::${token}`)
    expect(() => routed({ ...own, 'identity-token': 'x' })).toThrow('holds no identity token')
    expect(() => routed({ ...own, driver: 'docker' })).toThrow('but endpoint is https://buildd')
  })

  it('takes platforms from DOCKER_DEFAULT_PLATFORM for a build that names none, as buildx does', () => {
    process.env.DOCKER_DEFAULT_PLATFORM = ' Linux/AArch64 '
    const routed = read({ endpoint: 'https://buildd.example.com', platforms: '' })
    expect(routed.connect.router?.request.arch).toBe('arm64')
    const endpoint = 'linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1'
    const { connect, build } = read({ endpoint })
    expect(connect.pool?.platforms).toEqual(['linux/arm64'])
    const args = buildArgs(build, { builder: 'b', metadataFile: '/m.json', secretFile: String })
    expect(args.filter((_, index) => args[index - 1] === '--platform')).toEqual(['Linux/AArch64'])
    expect(read({ endpoint, platforms: 'linux/amd64' })).toMatchObject({
      connect: { pool: { platforms: ['linux/amd64'] } },
      build: { platforms: ['linux/amd64'] },
    })
    process.env.DOCKER_DEFAULT_PLATFORM = 'linux/amd64,linux/arm64'
    expect(read({ endpoint, platforms: '' }).build.platforms).toEqual([
      'linux/amd64',
      'linux/arm64',
    ])
    process.env.DOCKER_DEFAULT_PLATFORM = 'arm/v7'
    expect(() => read({ endpoint })).toThrow(
      new ConfigurationError(
        'DOCKER_DEFAULT_PLATFORM: "arm/v7" is not a platform. Write linux/arm/v7.',
      ),
    )
    expect(read({ endpoint, platforms: 'linux/amd64' }).build.platforms).toEqual(['linux/amd64'])
  })

  it('ignores DOCKER_DEFAULT_PLATFORM in a bake, as buildx does', () => {
    process.env.DOCKER_DEFAULT_PLATFORM = 'linux/arm64'
    process.env.INPUT_ENDPOINT = 'linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1'
    process.env.INPUT_SOURCE = '.'
    const { connect } = readBakeOptions(createInputSource(process.env, bakeInputNames))
    expect(connect.pool?.platforms).toEqual([])
  })

  it('asks a router for a daemon apart for untrusted code', () => {
    const endpoint = 'https://buildd.example.com'
    process.env.GITHUB_ACTOR = 'dependabot[bot]'
    const none = { ca: '', cert: '', key: '', 'connect-timeout': '' }
    const untrusted = (inputs: Record<string, string>) =>
      read({ endpoint, ...none, ...inputs }).connect.router?.request.untrusted
    expect(untrusted({})).toBe(true)
    expect(untrusted({ 'allow-untrusted': 'true' })).toBe(false)
  })

  it('takes an endpoint from BUILDKIT_HOST when the inputs leave it open', () => {
    process.env.BUILDKIT_HOST = 'tcp://host:1'
    expect(read({}).connect.endpoint).toMatchObject({ url: 'tcp://host:1' })
    expect(read({ endpoint: 'tcp://b:2' }).connect.endpoint).toMatchObject({ url: 'tcp://b:2' })
    expect(read({ endpoint: '', driver: 'docker-container' }).connect.endpoint).toBeUndefined()
    expect(read({ driver: '', builder: 'b', 'connect-timeout': '60s' }).connect).toMatchObject({
      builder: 'b',
      endpoint: undefined,
    })
    process.env.BUILDKIT_HOST = 'ssh://ci@host'
    const open = { builder: '', endpoint: '' }
    expect(read(open).connect).toMatchObject({ driver: 'remote', endpoint: { kind: 'ssh' } })
    expect(read({ endpoint: 'ssh://b' }).connect).toMatchObject({ driver: 'auto' })
    process.env.BUILDKIT_HOST = 'somewhere'
    expect(() => read(open)).toThrow(/^BUILDKIT_HOST: "somewhere" is not an address/)
  })

  describe('certificates in the variables of setup-buildx-action', () => {
    beforeEach(() => {
      const { authority, client } = certificates
      Object.assign(process.env, {
        BUILDER_NODE_0_AUTH_TLS_CACERT: authority.cert,
        BUILDER_NODE_0_AUTH_TLS_CERT: client.cert,
        BUILDER_NODE_0_AUTH_TLS_KEY: client.key,
      })
    })

    it('are used when no input gives a certificate', async () => {
      const { authority, client } = certificates
      expect(await obtained({ endpoint: 'tcp://a:1' })).toEqual({
        ca: authority.cert,
        client: { cert: client.cert, key: client.key },
      })
      expect(masks()).toEqual(expect.arrayContaining(client.key.split('\n').slice(1, -2)))
      expect(await obtained({ ca: authority.cert })).toEqual({ ca: authority.cert })
    })

    it.each(['CACERT', 'CERT', 'KEY'])('are named in the message when one is wrong: %s', (name) => {
      const variable = `BUILDER_NODE_0_AUTH_TLS_${name}`
      process.env[variable] = 'nonsense'
      expect(() => read({ endpoint: 'tcp://a:1' })).toThrow(`${variable} is neither PEM`)
      process.env[variable] = ''
      expect(() => read({ endpoint: 'tcp://a:1' })).toThrow(`${variable} is empty but BUILDER_NODE`)
    })

    it('are named in the message when they do not belong together', () => {
      process.env.BUILDER_NODE_0_AUTH_TLS_KEY = certificates.server.key
      expect(() => read({ endpoint: 'tcp://a:1' })).toThrow(
        'BUILDER_NODE_0_AUTH_TLS_KEY does not belong to the certificate in BUILDER_NODE_0_AUTH_TLS_CERT.',
      )
    })

    it.each(['unix:///run/buildkit.sock', 'ssh://ci@host', ''])(
      'are ignored when the endpoint is "%s"',
      (endpoint) => {
        process.env.BUILDER_NODE_0_AUTH_TLS_CACERT = 'nonsense-all-the-same'
        expect(read({ endpoint }).connect.credentials).toBeUndefined()
        expect(masks()).toContain('nonsense-all-the-same')
      },
    )
  })

  it('reads a certificate from PEM, base64 or a file', async () => {
    const { authority, client } = certificates
    const path = join(directory, 'windows.pem')
    writeFileSync(path, client.key.replaceAll('\n', '\r\n'))
    expect(
      await obtained({
        ca: authority.cert.trim(),
        cert: Buffer.from(client.cert).toString('base64'),
        key: path,
      }),
    ).toEqual({ ca: authority.cert, client: { cert: client.cert, key: client.key } })
  })

  it('masks every line of a key and its base64, whatever its source', () => {
    const { authority, client } = certificates
    const inputs = { ca: authority.cert, cert: client.cert }
    const lines = client.key.split('\n').slice(1, -2)
    for (const key of [
      client.key,
      Buffer.from(client.key).toString('base64'),
      client.key.replaceAll('\n', '\\n'),
      client.keyPath,
    ]) {
      printed = []
      read({ ...inputs, key })
      expect(masks()).toEqual(
        expect.arrayContaining([...lines, Buffer.from(client.key).toString('base64')]),
      )
      // A path is not secret, and the runner itself masks each line of a text.
      expect(masks().includes(key.trim())).toBe(key !== client.keyPath && !key.includes('\n'))
    }
  })

  it('masks no CA certificate: they are public, and the system has hundreds', () => {
    const { authority, client } = certificates
    const ofClient = { cert: client.cert, key: client.key }
    read({ ...ofClient, ca: authority.cert })
    const expected = masks()
    expect(expected).toContain(client.key.split('\n')[1])
    expect(expected).not.toContain(authority.cert.split('\n')[1])
    const bundle = `# Root CA\n${authority.cert}`.repeat(150)
    const path = join(directory, 'ca-certificates.crt')
    writeFileSync(path, bundle)
    for (const ca of [bundle, Buffer.from(bundle).toString('base64'), path]) {
      printed = []
      read({ ...ofClient, ca })
      expect(masks()).toEqual(expected)
    }
  })

  it('masks a key that is given in the place of a CA certificate, whole or broken', () => {
    const { authority, client } = certificates
    const line = client.key.split('\n')[1]
    for (const ca of [
      client.key,
      `${authority.cert}${client.key}`,
      `${authority.cert}${client.key.slice(0, -30)}`,
    ]) {
      printed = []
      try {
        read({ ca, endpoint: 'tcp://a:1' })
      } catch {
        // It is a fault too.
      }
      expect(masks()).toContain(line)
    }
  })

  it('masks each secret of the build, and warns about an entry without a value but does not print it', () => {
    const secrets = 'A=first\n"B=two\nthree"\nC='
    const { build, warnings } = read({ secrets })
    expect(build.secrets).toEqual([
      { id: 'A', value: 'first' },
      { id: 'B', value: 'two\nthree' },
    ])
    expect(masks()).toEqual(expect.arrayContaining(['first', 'three']))
    expect(warnings).toEqual(["secrets: entry 3 has no value, so the build doesn't get it."])
  })

  it.each(['abc', 'true', 'FALSE'])(
    'does not mask the secret %s, which would blank the log, and warns',
    (value) => {
      const { warnings } = read({ secrets: `A=${value}` })
      expect(masks()).not.toContain(value)
      expect(warnings).toEqual([expect.stringMatching(/^secrets: the value of A is not masked\./)])
    },
  )

  it('masks everything, longest first, before an error can print it', () => {
    const { key, cert } = certificates.client
    const inputs = { key, cert, ca: certificates.authority.cert, secrets: 'A=first' }
    expect(() => read({ ...inputs, endpoint: 'nonsense' })).toThrow(ConfigurationError)
    const lengths = masks().map((mask) => mask.length)
    expect(lengths.length).toBeGreaterThan(10)
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
  })

  it('prints no part of a value with missing quotes', () => {
    const { build, warnings } = read({
      secrets: 'KEY=-----BEGIN KEY-----\nMIIEvQ\nq83vEjRWeJCrze8=\n-----END KEY-----\nB=second',
    })
    expect(build.secrets.map(({ id }) => id)).toEqual(['KEY', 'B'])
    expect(warnings.join()).not.toMatch(/MIIEvQ|q83v/)
    expect(warnings).toHaveLength(3)
  })

  it('does not take the padding of base64 for a secret', () => {
    const { build, warnings } = read({ secrets: 'KEY=AAAA\nq83vEjRWeJCrzQ==' })
    expect(build.secrets).toEqual([{ id: 'KEY', value: 'AAAA' }])
    expect(warnings).toEqual(["secrets: entry 2 has no value, so the build doesn't get it."])
  })

  it('masks each line of a build secret, for hosts that mask only single lines', () => {
    read({ secrets: '"KEY=first-line\nsecond-line"' })
    expect(masks()).toEqual(expect.arrayContaining(['first-line', 'second-line']))
  })

  it('masks no line of a secret that would blank every brace, and each other line alone', () => {
    const key = '{\n  "type": "robot",\n  "pin": 1,\n  "retries": 0\n},\n-----\nab-9\ntrue\n'
    const { warnings } = read({ secrets: `"KEY=${key.replaceAll('"', '""')}"` })
    // The runner makes a mask of each line of a mask.
    const lines = masks().flatMap((mask) => mask.split('\n'))
    expect(lines.toSorted()).toEqual(['"pin": 1,', '"retries": 0', '"type": "robot",', 'ab-9'])
    expect(warnings).toEqual([])
  })

  it.each([
    ['context', 'https://x-access-token:s3cr3t-one@host/a.git#main'],
    ['build-contexts', 'a=.\nb=https://s3cr3t-one@host/a.git'],
    ['file', 'https://user:s3cr3t-one@host/Dockerfile'],
  ])('masks a credential in the URL of %s, also when another input is wrong', (name, value) => {
    expect(() => read({ [name]: value, endpoint: 'nonsense' })).toThrow(ConfigurationError)
    expect(masks()).toEqual(['s3cr3t-one'])
  })

  it.each([
    ['source', 'https://user:s3cr3t-one@host/a.git'],
    ['files', 'https://user:s3cr3t-one@host/docker-bake.hcl'],
    ['set', 'app.contexts.lib=https://user:s3cr3t-one@host/lib.git'],
  ])('masks a credential in the URL of %s of a bake', (name, value) => {
    process.env[`INPUT_${name.toUpperCase()}`] = value
    process.env.INPUT_ENDPOINT = 'nonsense'
    const source = createInputSource(process.env, bakeInputNames)
    expect(() => readBakeOptions(source)).toThrow(ConfigurationError)
    expect(masks()).toEqual(['s3cr3t-one'])
  })

  it('masks a value before it throws an error about it', () => {
    expect(() =>
      read({ ca: 'first-half\nsecond-half', cert: 'a-certificate', key: 'a-key-of-sorts' }),
    ).toThrow()
    expect(masks()).toEqual(expect.arrayContaining(['first-half', 'second-half', 'a-key-of-sorts']))
  })
})

describe('action.yml', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    inputs: Record<string, { default?: string }>
  }

  it.each(Object.keys(action.inputs))('does not ignore %s', (name) => {
    process.env.GITHUB_REPOSITORY = 'acme/app'
    process.env.GITHUB_SHA = 'abc'
    const context = name === 'github-token' ? '' : '.'
    const endpoint = name === 'pool-key' ? 'tcp://a:1\ntcp://b:1' : ''
    const without = read({ context, endpoint })
    let withIt: unknown
    try {
      withIt = read({ context, endpoint, [name]: 'some-value' })
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error).toHaveProperty('message', expect.stringContaining(name))
      return
    }
    expect(withIt).not.toEqual(without)
  })

  it('has defaults that pass the checks of the inputs', () => {
    const defaults = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value]),
    )
    expect(read({ ...defaults, context: '.', tags: 'acme/app' }).build.push).toBe(true)
  })
})
