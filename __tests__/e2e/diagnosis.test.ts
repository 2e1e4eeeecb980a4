import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { tryRun } from '../../script/rig/run.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { withChain } from '../helpers/special-certificates.ts'
import { withoutCode } from '../helpers/without-code.ts'
import {
  behindIntermediate,
  daemon,
  faults,
  type Inputs,
  intermediate,
  other,
  type Setup,
} from './faults.ts'
import { createProject, credentials, rig } from './project.ts'

// Each fault is a real one, and the action is the shipped one.

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

const mayPass = /^(?:dns-not-found|connection-\w+|daemon-unhealthy)$/
const more = 'See https://github.com/org/remote-buildkit/blob/main/docs/troubleshooting.md'
const stackTrace = /^\s+at |index\.js:\d/m

describe('the action that meets', () => {
  it.each(faults)('%s ends with %s', async (_, code, words, setup) => {
    const given = await setup()
    // A permanent fault is reported at once, and its probe must not time out on a busy machine.
    const timeout = { 'connect-timeout': mayPass.test(code) ? '300ms' : '10s' }
    const inputs = { endpoint: rig.endpoint, ...credentials, ...timeout, ...given }
    const project = await createProject(files)

    const failed = await project.build({ inputs: { ...inputs, fallback: 'never' } })
    const message = onlyError(failed)
    expect(message.startsWith(`${code}: `)).toBe(true)
    expect(withoutCode(message)).toMatch(words)
    expect(message.endsWith(` ${more}#${code}`)).toBe(true)
    expect(failed.outputs).toMatchObject({ 'fallback-reason': code, fallback: 'false', driver: '' })
    expect(failed.log).not.toMatch(stackTrace)
    // Only the error, and one line if there was time for a second probe.
    const waits = failed.log.match(/ Asking again for up to .*\n/g) ?? []
    expect(waits.length).toBeLessThanOrEqual(mayPass.test(code) ? 1 : 0)
    expect(failed.log.trimEnd().split('\n')).toHaveLength(waits.length + 1)

    // The fallback is allowed, but there is no Docker daemon for it.
    const stranded = await project.build({
      inputs: { ...inputs, fallback: 'auto' },
      env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    const both = onlyError(stranded)
    expect(withoutCode(both)).toMatch(words)
    expect(both).toMatch(/ Falling back to a local builder failed too: .*\/nowhere\/docker\.sock/)
    expect(both.endsWith(` ${more}#${code}`)).toBe(true)
    expect(stranded.outputs).toMatchObject({ 'fallback-reason': code, fallback: 'false' })
    expect(stranded.log).not.toMatch(stackTrace)
  })

  it('no endpoint, without a fallback, ends with no-endpoint', async () => {
    const project = await createProject(files)
    const result = await project.build({ inputs: { endpoint: '', fallback: 'never' } })
    expect(onlyError(result)).toMatch(/^no-endpoint: endpoint is empty\. .* See \S+#no-endpoint$/)
    expect(result.outputs['fallback-reason']).toBe('no-endpoint')
  })
})

describe('the action without a fault', () => {
  it.each<[string, Setup]>([
    [
      'a server certificate whose intermediate is sent',
      async () => daemon(await withChain(await behindIntermediate('server'), intermediate)),
    ],
    [
      'a client certificate with its intermediate',
      async () => {
        const { cert, key } = await withChain(await behindIntermediate('client'), intermediate)
        return { cert, key }
      },
    ],
    ['the right server-name', () => ({ 'server-name': 'localhost' })],
    ['an old CA beside the new one', () => ({ ca: other.cert + credentials.ca })],
  ])('builds with %s', async (_, setup) => {
    const project = await createProject(files)
    const { exitCode, log } = await project.build({ inputs: { push: 'false', ...(await setup()) } })
    expectExitCode({ exitCode, log }, 0)
  })
})

describe('a mistake in the workflow', () => {
  const { cert, key } = credentials
  const mistakes: readonly [string, RegExp, Inputs][] = [
    ['text as ca', /^ca is neither PEM, .*#credentials-malformed$/, { ca: 'hello' }],
    ['a key as cert', /^cert holds a "PRIVATE KEY"\. .*#credentials-malformed$/, { cert: key }],
    [
      'a certificate as key',
      /^key holds a "CERTIFICATE"\. .*#credentials-malformed$/,
      { key: cert },
    ],
    [
      'cert with the key of another certificate',
      /^key does not belong to the certificate in cert\. .*#client-key-mismatch$/,
      { key: rig.certificates.server.key },
    ],
    ['cert without key', /^key is empty but cert is given\. /, { key: '' }],
    ['key without cert', /^cert is empty but key is given\. /, { cert: '' }],
    ['cert and key without ca', /^ca is empty but cert and key are given\. /, { ca: '' }],
    ['a name as endpoint', /^endpoint: "buildkit" is not an address /, { endpoint: 'buildkit' }],
    ['no port', /^endpoint: "tcp:\/\/buildkit" has no port\. /, { endpoint: 'tcp://buildkit' }],
    ['an unknown fallback', /^fallback: "maybe" /, { fallback: 'maybe' }],
    ['an unknown driver', /^driver: "podman" /, { driver: 'podman' }],
    ['a time without a number', /^connect-timeout: "soon" /, { 'connect-timeout': 'soon' }],
  ]

  it.each(mistakes)('fails with every value of fallback: %s', async (_, words, inputs) => {
    const project = await createProject(files)
    const result = await project.build({ inputs: { fallback: 'auto', ...inputs } })
    const message = onlyError(result)
    expect(withoutCode(message)).toMatch(words)
    const code = message.split('#')[1] ?? ''
    expect(result.outputs).toMatchObject({ fallback: 'false', 'fallback-reason': code, driver: '' })
    expect(result.log.trimEnd().split('\n')).toHaveLength(1)
    expect(result.log).not.toMatch(stackTrace)
  })
})

/** The message of the only annotation of a run that failed. */
function onlyError({ exitCode, annotations, log }: PhaseResult): string {
  expectExitCode({ exitCode, log }, 1)
  expect(annotations).toMatchObject([{ level: 'error', message: expect.not.stringMatching(/\n/) }])
  return annotations[0]?.message ?? ''
}

it('the first commands of the page answer on a healthy daemon as the page says', async () => {
  const page = readFileSync('docs/troubleshooting.md', 'utf8')
  const script = /^```sh\n([\s\S]*?)^```/m.exec(page)?.[1] ?? ''
  const expected = script.match(/(?<=^# {3})\S.*/gm) ?? []
  const directory = mkdtempSync(join(tmpdir(), 'first-commands-'))
  for (const [name, text] of Object.entries(credentials)) {
    writeFileSync(join(directory, `${name}.pem`), text)
  }
  const { buildctl } = await requireParts('buildctl')
  const { port } = new URL(rig.endpoint)
  const here = script.replaceAll(/buildkit\.example\.com([:/])1234/g, `localhost$1${port}`)
  expect(here.match(/localhost/g)).toHaveLength(3)
  const path = `${dirname(buildctl)}:${process.env.PATH}`
  const { code, stdout } = await tryRun('bash', ['-c', here], {
    cwd: directory,
    env: { ...process.env, PATH: path },
  })
  rmSync(directory, { recursive: true })
  expect(code).toBe(0)
  // `subject=`, `ID  PLATFORMS`, and so on. Versions of OpenSSL differ in their order.
  const heads = (lines: readonly string[]) =>
    lines
      .map((line) =>
        /^\s*(?:[a-zA-Z]+(?==)|X509v3 [^:]+|[a-zA-Z]+:|ID\s+PLATFORMS|open)/
          .exec(line)?.[0]
          ?.trim()
          .replaceAll(/\s+/g, ' '),
      )
      .filter(Boolean)
      .toSorted()
  expect(heads(stdout.split('\n'))).toEqual(expect.arrayContaining(heads(expected)))
  expect(heads(expected)).toHaveLength(8)
})
