import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { type IdentityIssuer, startIdentityIssuer } from '../../script/rig/identity-issuer.ts'
import { freePort } from '../../script/rig/server.ts'
import {
  type AuthorityAnswer,
  type AuthorityRequest,
  type AuthorityServer,
  serveAuthority,
} from '../helpers/authority-server.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createProject, rig } from './project.ts'

// A real daemon behind an imitated routing service: it answers as buildkit-operator's source says
// (cmd/buildd/route.go), and marks each answer as an imitation. GitHub's token service is imitated too.

jest.setTimeout(120_000)

const directory = mkdtempSync(join(tmpdir(), 'router-'))
const [key, buildId] = ['p0123456789abcdef', 'fedcba9876543210']
let issuer: IdentityIssuer
let certificate: Awaited<ReturnType<typeof makeCertificate>>
beforeAll(async () => {
  issuer = await startIdentityIssuer()
  certificate = await makeCertificate(rig.certificates.authority, join(directory, 'server'), {
    names: ['IP:127.0.0.1'],
    extendedKeyUsage: 'serverAuth',
  })
})
afterAll(async () => {
  await issuer.stop()
  rmSync(directory, { recursive: true })
})

let service: AuthorityServer | undefined
afterEach(async () => {
  await service?.stop()
  service = undefined
})

const routed = { key, buildId, namespace: 'builds', ready: true }

/** Answers the first requests for a route with these, and each later one with the daemon. */
async function startService(
  first: readonly AuthorityAnswer[] = [],
  endpoint = rig.endpoint,
): Promise<AuthorityServer> {
  const answers = [...first]
  const headers = { 'x-imitation': 'buildkit-operator' }
  service = await serveAuthority(certificate, ({ path }) => {
    if (path === '/complete') return { status: 204, headers }
    return { headers, ...(answers.shift() ?? { body: { ...routed, endpoint } }) }
  })
  return service
}

const always = (answer: AuthorityAnswer) => Array.from({ length: 1000 }, () => answer)

const inputs = (url: string) => ({
  endpoint: url,
  'identity-ca': rig.certificates.authority.cert,
})
const env = () => ({ ...issuer.variables })
const files = { Dockerfile: 'FROM @base@\nRUN echo @id@\n' }

const bodies = (requests: readonly AuthorityRequest[], path: string) =>
  requests.filter((each) => each.path === path).map(({ body }) => body)

it('leads a build to the daemon that a router names, and reports the end', async () => {
  const { url, requests } = await startService([
    { status: 504, body: 'daemon not ready: it starts' },
    { status: 503 },
  ])
  const project = await createProject(files)
  const step = await project.start({ inputs: inputs(url), env: env() })
  const result = await step.done
  expectExitCode(result, 0)
  expect(result.outputs).toMatchObject({ endpoint: rig.endpoint, fallback: 'false' })
  expect(bodies(requests, '/route')).toEqual(
    Array.from({ length: 3 }, () => ({
      repo: 'https://github.com/acme/app',
      ...{ target: '', arch: process.arch === 'arm64' ? 'arm64' : 'amd64', untrusted: false },
    })),
  )
  expect(bodies(requests, '/complete')).toEqual([{ key, buildId }])
  // A token of its own for the end, since that of the beginning may have expired.
  expect(issuer.issued.slice(-2).map((token) => `Bearer ${token}`)).toEqual([
    requests[0]?.headers.authorization,
    requests.at(-1)?.headers.authorization,
  ])
  expect(result.log).toMatch(
    /^https:\S+ has no daemon ready yet\. Asking again for up to (?:5 min|4 min 5\d s)\.$/m,
  )
  expect(result.log).toContain(`${url} sends this build to ${rig.endpoint}, after`)
  for (const secret of [buildId, ...issuer.issued]) {
    expect([result.log, JSON.stringify(result.outputs)].join()).not.toContain(secret)
  }
  expect(await step.post()).toBe('skipped')
})

it('asks for a daemon apart for the code of a fork, and pushes nothing', async () => {
  const { url, requests } = await startService()
  const project = await createProject(files)
  const result = await project.build({
    inputs: { ...inputs(url), push: 'true' },
    env: { ...env(), GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
    event: {
      number: 7,
      pull_request: {
        number: 7,
        head: { ref: 'topic', repo: { full_name: 'other/app' } },
        base: { ref: 'main', repo: { full_name: 'acme/app' } },
      },
      repository: { full_name: 'acme/app', default_branch: 'main' },
    },
  })
  expectExitCode(result, 0)
  expect(bodies(requests, '/route')).toEqual([expect.objectContaining({ untrusted: true })])
  expect(result.annotations[0]?.message).toMatch(/^The code comes from a fork: nothing is pushed/)
})

describe('a router that gives no daemon', () => {
  it.each<[string, string, readonly AuthorityAnswer[], RegExp]>([
    [
      'refuses',
      'router-refused',
      [{ status: 403, body: 'Forbidden' }],
      /gives this build no daemon \(HTTP 403: Forbidden\)\. The identity token was for the audience "buildkit-operator"\./,
    ],
    [
      'is no router',
      'router-refused',
      [{ body: 'hello' }],
      /no daemon \(the answer names no daemon\)/,
    ],
    [
      'has none ready in time',
      'router-slow',
      always({ status: 504, body: 'daemon not ready' }),
      /has had no daemon ready for .* \(HTTP 504: daemon not ready\)\. Raise connect-timeout/,
    ],
  ])('because it %s ends the action with %s', async (_, code, answers, words) => {
    const { url, requests } = await startService(answers)
    const project = await createProject(files)
    const { exitCode, annotations, outputs, seconds } = await project.build({
      inputs: { ...inputs(url), 'connect-timeout': '2s' },
      env: env(),
    })
    expect(exitCode).toBe(1)
    expect(outputs['fallback-reason']).toBe(code)
    expect(annotations.map(({ message }) => message)).toEqual([expect.stringMatching(words)])
    expect(seconds).toBeLessThan(15)
    expect(bodies(requests, '/complete')).toEqual([])
  })

  it('because nothing listens there ends the action with router-unreachable', async () => {
    const project = await createProject(files)
    const { exitCode, annotations, outputs } = await project.build({
      inputs: { ...inputs(`https://127.0.0.1:${await freePort()}`), 'connect-timeout': '1s' },
      env: env(),
    })
    expect([exitCode, outputs['fallback-reason']]).toEqual([1, 'router-unreachable'])
    expect(annotations[0]?.message).toMatch(/can't be asked where to build: .*ECONNREFUSED/)
  })

  it('because its certificate is not trusted ends the action at once', async () => {
    const { url, requests } = await startService()
    const project = await createProject(files)
    const { exitCode, annotations, outputs, seconds } = await project.build({
      inputs: { endpoint: url },
      env: env(),
    })
    expect([exitCode, outputs['fallback-reason']]).toEqual([1, 'router-unreachable'])
    expect(annotations[0]?.message).toMatch(
      /Give the CA that signed its certificate in identity-ca/,
    )
    expect(requests).toEqual([])
    expect(seconds).toBeLessThan(10)
  })

  it('to a job without an identity says what is missing', async () => {
    const { url, requests } = await startService([{ status: 401, body: 'Unauthorized' }])
    const project = await createProject(files)
    const { annotations } = await project.build({ inputs: inputs(url) })
    expect(annotations[0]?.message).toMatch(/HTTP 401: Unauthorized.* id-token: write/)
    expect(requests[0]?.headers.authorization).toBeUndefined()
  })
})

it('reports the end too when the daemon that it names cannot be used', async () => {
  const { url, requests } = await startService([], `tcp://127.0.0.1:${await freePort()}`)
  const project = await createProject(files)
  const { exitCode, outputs } = await project.build({
    inputs: { ...inputs(url), 'connect-timeout': '1s' },
    env: env(),
  })
  expect([exitCode, outputs['fallback-reason']]).toEqual([1, 'connection-refused'])
  expect(bodies(requests, '/complete')).toEqual([{ key, buildId }])
})

it('reports the end of a canceled build, and post that of a killed one', async () => {
  const slow = { Dockerfile: 'FROM @base@\nRUN echo started && sleep 300 && echo @id@\n' }
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const { url, requests, stop } = await startService()
    const project = await createProject(slow)
    const step = await project.start({ inputs: inputs(url), env: env() })
    await until(() => / started$/m.test(step.log()), 'the step runs')
    expect(bodies(requests, '/complete')).toEqual([])
    step.child.kill(signal)
    await step.done
    if (signal === 'SIGKILL') expect(bodies(requests, '/complete')).toEqual([])
    const post = await step.post()
    if (post !== 'skipped') expect(post).toMatchObject({ exitCode: 0 })
    expect(bodies(requests, '/complete')).toEqual([{ key, buildId }])
    expect(requests.at(-1)?.headers.authorization).toMatch(/^Bearer eyJ/)
    await stop()
    service = undefined
  }
})
