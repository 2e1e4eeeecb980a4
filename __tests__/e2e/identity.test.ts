// A certificate for each job, from a real step-ca with the configuration of deploy/step-ca. A real daemon
// trusts its root through deploy/certs. Only GitHub's issuer and token service are imitated.
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { makeAuthority } from '../../script/rig/certificates.ts'
import {
  type IdentityIssuer,
  ownerId,
  startIdentityIssuer,
} from '../../script/rig/identity-issuer.ts'
import { images } from '../../script/rig/images.ts'
import { findSecrets } from '../../script/rig/leaks.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { run } from '../../script/rig/run.ts'
import { freePort } from '../../script/rig/server.ts'
import { type StepCa, startStepCa } from '../../script/rig/step-ca.ts'
import type { DiagnosisCode } from '../../src/base/diagnosis.ts'
import { createHttpClient } from '../../src/base/http-client.ts'
import { makeCertificateRequest } from '../../src/credentials/certificate-request.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { listen, silent } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { withoutCode } from '../helpers/without-code.ts'
import { type DeployedDaemon, deployDaemon } from './deployed-daemon.ts'
import { createMachine, installProgram, start } from './program.ts'
import { createProject, expectNoSecret, type Project, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

const directory = mkdtempSync(join(tmpdir(), 'identity-'))
let issuer: IdentityIssuer
let authority: StepCa
let daemon: DeployedDaemon

beforeAll(async () => {
  issuer = await startIdentityIssuer()
  authority = await startStepCa({
    directory: join(directory, 'authority'),
    githubIssuer: issuer.url,
    owners: ['1', ownerId],
  })
  daemon = await deployDaemon(
    (settings) => `${settings}\n[registry."${rig.registry.host}"]\nhttp = true\n`,
  )
  await daemon.pki.certs('trust', 'jobs', authority.rootPath)
  // No client with a stored certificate remains.
  await daemon.pki.certs('withdraw', 'acme-app')
  daemon.installCertificates()
  await daemon.start()
}, 300_000)
afterAll(async () => {
  await daemon?.remove()
  await authority?.stop()
  await issuer?.stop()
  rmSync(directory, { recursive: true })
})
const docker = dockerOfRunner()

beforeEach(() => {
  issuer.setClaims({})
  issuer.setAnswer(undefined)
})

type Inputs = Record<string, string>

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

function identityInputs({ url, root }: Pick<StepCa, 'url' | 'root'> = authority): Inputs {
  return {
    endpoint: daemon.endpoint,
    ca: daemon.pki.read('authorities/server/1').cert,
    cert: '',
    key: '',
    identity: url.replace('https:', 'step-ca+https:').concat('/github'),
    'identity-ca': root,
    'connect-timeout': '10s',
  }
}

/** Runs the action, and checks what holds for every run: tokens appear only in the masks. */
async function build(
  project: Project,
  inputs: Inputs = {},
  env: Readonly<Record<string, string>> = issuer.variables,
): Promise<PhaseResult> {
  const result = await project.build({ inputs: { ...identityInputs(), ...inputs }, env })
  await expectNoToken(project, result)
  return result
}

async function expectNoToken(project: Project, result: PhaseResult): Promise<void> {
  const texts = {
    log: result.unmaskedLog,
    outputs: JSON.stringify(result.outputs),
    state: JSON.stringify(result.state),
    summary: result.summary,
    variables: JSON.stringify(result.exportedVariables),
  }
  const { home, temp, workspace } = project.runner()
  const places = { texts, directories: [home, temp, workspace] }
  // All tokens have the same header, which is not secret.
  const secrets = issuer.issued.map((token) => token.slice(token.indexOf('.') + 1))
  expect(await findSecrets(secrets, places)).toEqual([])
  expect(filesWithKeys(temp)).toEqual([])
}

function filesWithKeys(below: string): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes('PRIVATE KEY'))
}

function onlyError({ exitCode, annotations, log }: PhaseResult): string {
  expectExitCode({ exitCode, log }, 1)
  expect(annotations).toMatchObject([{ level: 'error', message: expect.not.stringMatching(/\n/) }])
  return annotations[0]?.message ?? ''
}

const name = () => authority.url.replaceAll('.', '\\.')

describe('a job with an identity', () => {
  it('gets a certificate, builds and pushes, and logs the subject, issuer and expiry', async () => {
    const project = await createProject(files)
    const asked = issuer.issued.length
    const result = await build(project)
    expectExitCode(result, 0)
    expect(result.log).toMatch(
      new RegExp(
        `Client certificate "acme/app", issued to this job by "job certificates \\w+" at ${name()}, valid until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\((?:1 h|59 min \\d+ s)\\)`,
      ),
    )
    expect(result.annotations).toEqual([])
    expect(result.outputs).toMatchObject({ fallback: 'false', driver: 'remote' })
    const { digest } = await rig.registry.manifest(project.repository, 'latest')
    expect(result.outputs.digest).toBe(digest)
    expect(issuer.issued.length).toBe(asked + 1)
    expect(result.masks).toContain(issuer.issued.at(-1))
  })

  it('uses the given token, with ca as the root of both', async () => {
    const project = await createProject(files)
    const token = issuer.mint(`${authority.url}/github`)
    const { 'identity-ca': root = '' } = identityInputs()
    const inputs = {
      ca: daemon.pki.read('authorities/server/1').cert + root,
      'identity-ca': '',
      'identity-token': token,
    }
    const result = await build(project, inputs, {})
    expectExitCode(result, 0)
    expect(result.masks).toContain(token)
    expect(await findSecrets([token.slice(40)], { texts: { log: result.unmaskedLog } })).toEqual([])
  })

  it('uses the token that id_tokens gives a GitLab job, in the program', async () => {
    const program = await installProgram()
    const machine = createMachine()
    const { endpoint = '', ca = '', identity = '', 'identity-ca': root = '' } = identityInputs()
    const token = issuer.mint(`${authority.url}/github`)
    const env = {
      GITLAB_CI: 'true',
      REMOTE_BUILDKIT_CA: ca,
      REMOTE_BUILDKIT_ENDPOINT: endpoint,
      REMOTE_BUILDKIT_IDENTITY: identity,
      REMOTE_BUILDKIT_IDENTITY_AUDIENCE: `${authority.url}/github`,
      REMOTE_BUILDKIT_IDENTITY_CA: root,
      REMOTE_BUILDKIT_ID_TOKEN: token,
    }
    try {
      const { exitCode, stdout, stderr } = await start(machine, [program.file, 'doctor'], { env })
        .ended
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      expect(stdout).toMatch(/^Client certificate: .*; valid until [\d-]+, 0 days left$/m)
      expect(stdout).not.toContain(token.slice(40))
      await machine.expectClean()
    } finally {
      machine.remove()
    }
  })

  it('requests another audience and another lifetime', async () => {
    const other = await startStepCa({
      directory: join(directory, 'audience'),
      githubIssuer: issuer.url,
      owners: [ownerId],
      change: (config, at) => {
        config.authority.provisioners[0].clientID = 'acme-builds'
        shareRoot(at)
      },
    })
    try {
      const project = await createProject(files)
      const inputs = { ...identityInputs(other), 'identity-audience': 'acme-builds' }
      const result = await build(project, { ...inputs, 'identity-lifetime': '5m' })
      expectExitCode(result, 0)
      expect(result.log).toMatch(/valid until .* \((?:5 min|4 min 5\d s)\)/)
      // The requested lifetime is five minutes.
      expect(result.annotations).toEqual([])
    } finally {
      await other.stop()
    }
  })
})

/** Makes a second authority that signs with the first one's root and intermediate, which the daemon trusts. */
function shareRoot(at: string): void {
  for (const file of ['root.pem', 'intermediate.pem', 'intermediate.key']) {
    writeFileSync(join(at, file), readFileSync(join(authority.directory, file)))
  }
}

interface Case {
  readonly code: DiagnosisCode
  readonly words: () => RegExp
  readonly inputs?: () => Inputs | Promise<Inputs>
  readonly env?: () => Readonly<Record<string, string>>
  readonly event?: unknown
}

const cases: readonly [string, Case][] = [
  [
    'an owner that the authority does not serve',
    {
      code: 'identity-refused',
      inputs: () => {
        issuer.setClaims({ repository_owner_id: '65002' })
        return {}
      },
      words: () =>
        new RegExp(
          `^${name()} refuses to issue a certificate \\(HTTP 400\\): .*repository_owner_id 65002 is not one of the owners that this authority serves\\.`,
        ),
    },
  ],
  [
    'a token without an owner',
    {
      code: 'identity-refused',
      inputs: () => {
        issuer.setClaims({ repository_owner_id: undefined })
        return {}
      },
      words: () => /\(HTTP 400\): .* is not one of the owners/,
    },
  ],
  [
    'the event pull_request_target',
    {
      code: 'identity-refused',
      inputs: () => {
        issuer.setClaims({ event_name: 'pull_request_target' })
        return {}
      },
      words: () => /there is no certificate for the event pull_request_target\./,
    },
  ],
  [
    'an audience that is not the provisioner’s',
    {
      code: 'identity-refused',
      inputs: () => ({ 'identity-audience': 'https://other.example.com' }),
      words: () =>
        new RegExp(
          `^${name()} refuses .*\\(HTTP 401\\): .* The token is for the audience "https://other\\.example\\.com", from the issuer "${issuer.url}", about "repo:acme/app:[^"]*", issued \\d s ago and valid for \\d+ s more\\. It was requested for this certificate, so it was not used before\\. step-ca finds`,
        ),
    },
  ],
  [
    'a token that was used before',
    {
      code: 'identity-refused',
      inputs: async () => {
        const token = issuer.mint(`${authority.url}/github`)
        const project = await createProject(files)
        expectExitCode(await build(project, { 'identity-token': token }), 0)
        return { 'identity-token': token }
      },
      words: () =>
        /\(HTTP 401\).* It is the one in identity-token; step-ca takes a token only once\./,
    },
  ],
  [
    'a token that has expired',
    {
      code: 'identity-refused',
      inputs: () => {
        const now = Math.floor(Date.now() / 1000)
        issuer.setClaims({ iat: now - 900, nbf: now - 900, exp: now - 600 })
        return {}
      },
      words: () => /\(HTTP 401\).* issued 90\d s ago and expired 60\d s ago by this runner's clock/,
    },
  ],
  [
    'a longer lifetime than the authority allows',
    {
      code: 'identity-refused',
      inputs: () => ({ 'identity-lifetime': '2h' }),
      words: () => /\(HTTP 403\): .* more than the authorized maximum certificate duration of 1h/,
    },
  ],
  [
    'an authority that is down',
    {
      code: 'identity-unreachable',
      inputs: async () => ({
        identity: `step-ca+https://127.0.0.1:${await freePort()}/github`,
        'connect-timeout': '300ms',
      }),
      words: () =>
        /^Nothing listens at https:\S+: the connection was refused \(connect ECONNREFUSED 127\.0\.0\.1:\d+\)\./,
    },
  ],
  [
    'an authority that DNS does not know',
    {
      code: 'identity-unreachable',
      inputs: () => ({ identity: 'step-ca+https://ca.invalid', 'connect-timeout': '300ms' }),
      words: () =>
        /^DNS does not know the host of https:\/\/ca\.invalid \((?:ENOTFOUND|EAI_AGAIN)\)\./,
    },
  ],
  [
    'a proxy that is down',
    {
      code: 'identity-unreachable',
      inputs: () => ({ identity: 'step-ca+https://ca.example.com', 'connect-timeout': '300ms' }),
      env: () => ({ ...issuer.variables, HTTPS_PROXY: 'http://user:password@127.0.0.1:1' }),
      words: () =>
        /^https:\/\/ca\.example\.com can't be asked\. Nothing listens at the proxy http:\/\/127\.0\.0\.1:1 in HTTPS_PROXY: /,
    },
  ],
  [
    'an authority whose own certificate another CA signed',
    {
      code: 'identity-untrusted',
      inputs: async () => {
        const other = await makeAuthority(join(directory, 'other'), { commonName: 'other' })
        return { 'identity-ca': other.cert }
      },
      words: () => new RegExp(`^The certificate of ${name()} leads to no CA that is trusted`),
    },
  ],
  [
    'an authority that the system does not trust',
    {
      code: 'identity-untrusted',
      inputs: () => ({ 'identity-ca': 'system' }),
      words: () => new RegExp(`^The certificate of ${name()} leads to no CA that is trusted`),
    },
  ],
  [
    'a daemon instead of an authority',
    {
      code: 'identity-untrusted',
      inputs: () => ({ identity: daemon.endpoint.replace('tcp:', 'step-ca+https:') }),
      words: () => /^The certificate of https:\S+ leads to no CA/,
    },
  ],
  [
    'a server without TLS',
    {
      code: 'identity-answer',
      inputs: () => ({ identity: issuer.url.replace('http:', 'step-ca+https:') }),
      words: () => /does not answer as an authority does: .*(?:wrong version number|packet length)/,
    },
  ],
  [
    'a job without permission for a token',
    {
      code: 'identity-no-token',
      env: () => ({}),
      words: () => /^This job has no identity token: it lacks permissions: id-token: write\./,
    },
  ],
]

describe('the action that meets', () => {
  it.each(cases)('%s', async (_, { code, words, inputs = () => ({}), env }) => {
    const given = await inputs()
    const variables = env?.() ?? issuer.variables
    const project = await createProject(files)
    const failed = await build(project, { ...given, fallback: 'never' }, variables)
    const message = onlyError(failed)
    expect(message).toMatch(new RegExp(`^${code}: `))
    expect(withoutCode(message)).toMatch(words())
    expect(message).toMatch(new RegExp(` See \\S+/docs/troubleshooting\\.md#${code}$`))
    expect(failed.outputs).toMatchObject({ 'fallback-reason': code, fallback: 'false', driver: '' })
    const waits = failed.log.match(/ Asking again for up to .*\n/g) ?? []
    expect(failed.log.trimEnd().split('\n')).toHaveLength(waits.length + 1)
    expect(waits.length).toBeLessThanOrEqual(code === 'identity-unreachable' ? 1 : 0)

    // The fallback is allowed, but there is no Docker daemon for it.
    const docker = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
    const stranded = await build(
      project,
      { ...given, fallback: 'auto' },
      { ...variables, ...docker },
    )
    expect(onlyError(stranded)).toMatch(
      /Falling back to a local builder failed too: .*nowhere\/docker\.sock/,
    )
    expect(stranded.outputs['fallback-reason']).toBe(code)
  })

  it('another CA’s certificate sends no request, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const other = await makeAuthority(join(directory, 'untrusted'), { commonName: 'other' })
    const result = await build(
      await createProject(files),
      { 'identity-ca': other.cert },
      { ...issuer.variables, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    )
    expect(onlyError(result)).toMatch(/#identity-untrusted$/)
  })

  it('a fork’s pull request sends no request', async () => {
    const asked = issuer.issued.length
    const event = {
      pull_request: {
        number: 7,
        head: { sha: 'abc', repo: { full_name: 'fork/app' } },
        base: { ref: 'main', repo: { full_name: 'acme/app' } },
      },
    }
    const project = await createProject(files)
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }
    const step = await project.start({
      inputs: identityInputs(),
      env: { ...issuer.variables, ...env },
      event,
    })
    expect(onlyError(await step.done)).toMatch(/^The code comes from a fork, so /)
    expect(issuer.issued.length).toBe(asked)
    // With allow-untrusted it still has no token, since GitHub gives a fork none.
    const allowed = await project.start({
      inputs: { ...identityInputs(), 'allow-untrusted': 'true' },
      env,
      event,
    })
    expect(onlyError(await allowed.done)).toMatch(
      /^identity-no-token: This job has no identity token: GitHub gives none to a run of code from a fork\..*#identity-no-token$/,
    )
  })
})

it('a job without a certificate builds on a local builder, and logs why', async () => {
  issuer.setClaims({ repository_owner_id: '65002' })
  const project = await createProject(files)
  const inputs = { 'builder-image': images.buildkit, 'driver-opts': 'network=host' }
  const result = await build(
    project,
    { ...inputs, fallback: 'auto' },
    { ...issuer.variables, DOCKER_HOST: docker().host },
  )
  expectExitCode(result, 0)
  expect(result.annotations).toMatchObject([
    {
      level: 'warning',
      message: expect.stringMatching(
        /^identity-refused: https:\S+ refuses to issue a certificate \(HTTP 400\): .*#identity-refused$/,
      ),
    },
  ])
  expect(result.outputs).toMatchObject({
    fallback: 'true',
    'fallback-reason': 'identity-refused',
    driver: 'docker-container',
  })
  await rig.registry.manifest(project.repository, 'latest')
})

describe('an unusable certificate', () => {
  it('is not requested under a name that the authority’s own certificate lacks', async () => {
    const other = await startStepCa({
      directory: join(directory, 'name'),
      githubIssuer: issuer.url,
      owners: [ownerId],
      change: (config) => {
        config.dnsNames = ['ca.example.com']
      },
    })
    try {
      const result = await build(await createProject(files), identityInputs(other))
      expect(onlyError(result)).toMatch(
        /^identity-untrusted: The certificate of https:\S+ is for another host: .* Write the name in identity .*#identity-untrusted$/,
      )
    } finally {
      await other.stop()
    }
  })

  it('is refused when its template forgets clientAuth', async () => {
    const other = await startStepCa({
      directory: join(directory, 'server-auth'),
      githubIssuer: issuer.url,
      owners: [ownerId],
      change: (_, at) => {
        const path = join(at, 'github.tpl')
        writeFileSync(path, readFileSync(path, 'utf8').replace('clientAuth', 'serverAuth'))
        shareRoot(at)
      },
    })
    try {
      const result = await build(await createProject(files), identityInputs(other))
      expect(onlyError(result)).toMatch(
        /^identity-answer: The certificate that https:\S+ issued \("acme\/app"\) is not for clients: its extendedKeyUsage lacks clientAuth\. .*#identity-answer$/,
      )
    } finally {
      await other.stop()
    }
  })

  it('is refused by a daemon that does not know its CA, which the message names', async () => {
    const other = await startStepCa({
      directory: join(directory, 'stranger'),
      githubIssuer: issuer.url,
      owners: [ownerId],
    })
    try {
      const result = await build(await createProject(files), identityInputs(other))
      expect(onlyError(result)).toMatch(
        /^client-cert-rejected: tcp:\S+ does not know "job certificates root \w+", the last issuer in the chain of the client certificate that https:\S+ issued \("acme\/app"\) \(TLS alert 48\)\. Add .*#client-cert-rejected$/,
      )
    } finally {
      await other.stop()
    }
  })
})

describe('a build that outlives its certificate', () => {
  let brief: StepCa
  beforeAll(async () => {
    brief = await startStepCa({
      directory: join(directory, 'brief'),
      githubIssuer: issuer.url,
      owners: [ownerId],
      change: (config, at) => {
        config.authority.claims.minTLSCertDuration = '1s'
        shareRoot(at)
      },
    })
  })
  afterAll(() => brief?.stop())

  it.each([
    ['for a retry', 1, /the connection to the daemon broke\. Trying again/],
    [
      'for the next of several daemons',
      2,
      /^The connection to \S+ broke\. The build is repeated on \S+ \(retry 1 of 2\)\./m,
    ],
  ])('continues, and gets another one %s', async (_, count, words) => {
    const sockets: Socket[] = []
    const relays = await Promise.all(
      Array.from({ length: count }, () =>
        listen((socket) => {
          sockets.push(socket)
          const inner = connect(daemon.port, '127.0.0.1')
          inner.on('error', () => socket.destroy())
          socket.on('error', () => inner.destroy())
          socket.on('close', () => inner.destroy())
          socket.pipe(inner).pipe(socket)
        }),
      ),
    )
    try {
      const project = await createProject({
        Dockerfile: 'FROM @base@\nRUN echo started && sleep 13 && echo @id@\n',
      })
      const inputs = {
        ...identityInputs(brief),
        endpoint: relays.map(({ endpoint }) => endpoint).join('\n'),
        'identity-lifetime': '10s',
      }
      const step = await project.start({ inputs, env: issuer.variables })
      await until(() => / started$/m.test(step.log()), 'the step runs')
      await sleep(11_000)
      // The first certificate has expired, and the build still runs.
      expect(step.log()).not.toMatch(/Trying again|repeated/)
      const asked = issuer.issued.length
      // Of several daemons only the one that builds has been asked.
      for (const socket of sockets) socket.destroy()
      const result = await step.done
      expectExitCode(result, 0)
      expect(result.log).toMatch(words)
      expect(issuer.issued.length).toBeGreaterThan(asked)
      expect(
        result.log.match(/Client certificate "acme\/app", issued to this job/g)?.length,
      ).toBeGreaterThan(1)
      await expectNoToken(project, result)
      await step.post()
    } finally {
      for (const relay of relays) await relay.close()
    }
  })
})

describe('an action that is killed', () => {
  it('leaves no key, at any moment', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ && sleep 2\n' })
    let withKey = 0
    for (const wait of [50, 100, 150, 200, 250, 300, 400, 600, 1000, 2000]) {
      const step = await project.start({ inputs: identityInputs(), env: issuer.variables })
      await sleep(wait)
      step.child.kill('SIGKILL')
      const result = await step.done
      if (filesWithKeys(project.runner().temp).length > 0) withKey += 1
      const post = await step.post()
      if (post !== 'skipped') expect(post).toMatchObject({ exitCode: 0, log: '' })
      await expectNoSecret(result)
      await expectNoToken(project, result)
      expect(existsSync(result.state.directory ?? '')).toBe(false)
    }
    // Otherwise the test would prove nothing.
    expect(withKey).toBeGreaterThan(0)
  })
})

describe('an authority that is silent', () => {
  it('does not delay a canceled job', async () => {
    const { endpoint, close } = await silent()
    const project = await createProject(files)
    const inputs = { ...identityInputs(), identity: endpoint.replace('tcp:', 'step-ca+https:') }
    const step = await project.start({ inputs, env: issuer.variables })
    await sleep(500)
    const { exitCode, annotations } = await step.cancel()
    await close()
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual(['The step was canceled.'])
  })
})

describe('deploy/step-ca', () => {
  const post = async (path: string, body: unknown, { url, root }: StepCa = authority) => {
    const { signal } = new AbortController()
    const client = await createHttpClient(new URL(url), {
      ca: [root],
      env: {},
      signal,
      timeoutMs: 10_000,
    })
    try {
      const answer = await client.send({
        url: new URL(path, url),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: JSON.parse(answer.text) }
    } finally {
      client.close()
    }
  }

  it('issues a certificate only for client authentication, with the repository’s names, whatever the request contains', async () => {
    const at = join(directory, 'greedy')
    const request = await run('openssl', [
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', `${at}.key`, '-subj', '/CN=evil.example.com'],
      ...[
        '-addext',
        'subjectAltName=DNS:evil.example.com',
        '-addext',
        'extendedKeyUsage=serverAuth',
      ],
      ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ])
    const ott = issuer.mint(`${authority.url}/github`)
    const { status, body } = await post('/1.0/sign', { csr: request, ott })
    expect(status).toBe(201)
    const certificate = new X509Certificate(body.crt)
    expect(certificate.subject).toBe('CN=acme/app')
    expect(certificate.subjectAltName).toBe(`URI:${issuer.url}/acme/app`)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
    expect(certificate.ca).toBe(false)
    const lifetime = certificate.validToDate.getTime() - certificate.validFromDate.getTime()
    expect(lifetime).toBeLessThanOrEqual(3_660_000)
    // The log line that docs/identity.md describes.
    expect(authority.log()).toContain(ott)

    writeFileSync(`${at}.pem`, body.certChain.join(''))
    const files = ['--cacert', authority.rootPath, '--cert', `${at}.pem`, '--key', `${at}.key`]
    for (const path of ['/1.0/renew', '/1.0/rekey']) {
      const data = JSON.stringify({ csr: request })
      const words = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-X', 'POST', '-d', data]
      expect(await run('curl', [...words, ...files, `${authority.url}${path}`])).toBe('401')
    }
  })

  it('serves only the given namespaces of GitLab', async () => {
    const gitlab = await startStepCa({
      directory: join(directory, 'gitlab'),
      githubIssuer: issuer.url,
      gitlabIssuer: issuer.url,
      owners: [ownerId],
      namespaces: ['7', '9'],
    })
    try {
      const sign = (claims: Readonly<Record<string, unknown>>) => {
        const ott = issuer.mint(`${gitlab.url}/gitlab`, { project_path: 'acme/sub/app', ...claims })
        return post('/1.0/sign', { csr: makeCertificateRequest('x').text, ott }, gitlab)
      }
      const { status, body } = await sign({ namespace_id: '9' })
      expect(status).toBe(201)
      const certificate = new X509Certificate(body.crt)
      expect(certificate.subject).toBe('CN=acme/sub/app')
      expect(certificate.subjectAltName).toBe(`URI:${issuer.url}/acme/sub/app`)
      for (const claims of [{ namespace_id: '8' }, { namespace_id: '79' }, {}]) {
        expect(await sign(claims)).toMatchObject({
          status: 400,
          body: { message: expect.stringContaining('not one of the namespaces') },
        })
      }
      // A token for one provisioner is not valid for the other.
      const ott = issuer.mint(`${gitlab.url}/github`, {
        namespace_id: '9',
        repository_owner_id: '8',
      })
      const csr = makeCertificateRequest('x').text
      expect(await post('/1.0/sign', { csr, ott }, gitlab)).toMatchObject({ status: 400 })
    } finally {
      await gitlab.stop()
    }
  })

  it('is not healthy when a provisioner could not reach its issuer, though /health says so', async () => {
    const port = await freePort()
    const options = {
      directory: join(directory, 'unhealthy'),
      githubIssuer: `http://127.0.0.1:${port}`,
      owners: [ownerId],
    }
    const broken = await startStepCa(options)
    try {
      expect(
        await run('curl', ['-sf', '--cacert', broken.rootPath, `${broken.url}/health`]),
      ).toMatch(/"status":"ok"/)
      expect(await broken.check()).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^check: a provisioner failed at start: /),
      })
      const result = await build(await createProject(files), identityInputs(broken))
      expect(onlyError(result)).toMatch(
        /\(HTTP 401\): provisioner "github" is disabled due to an initialization error\. .*#identity-refused$/,
      )
    } finally {
      await broken.stop()
    }
    expect(await authority.check()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await broken.check()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not answer/),
    })
  })
})
