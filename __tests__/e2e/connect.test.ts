import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { freePort } from '../../script/rig/server.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { withoutCode } from '../helpers/without-code.ts'
import { createProject, credentials, rig } from './project.ts'

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

let directory: string
let own: Buildkitd | undefined
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'connect-'))
})
afterEach(async () => {
  await own?.stop()
  own = undefined
  rmSync(directory, { recursive: true })
})

describe('the action, while its daemon is still starting', () => {
  it('probes until the daemon answers, and logs once that it is waiting', async () => {
    const project = await createProject(files)
    const port = await freePort()
    const endpoint = `tcp://127.0.0.1:${port}`
    const step = await project.start({
      inputs: { endpoint, push: 'false', 'connect-timeout': '30s' },
    })
    await until(() => step.log().includes('Asking again'), 'it waits')
    own = await startBuildkitd({ directory, certificates: rig.certificates, port })
    const { exitCode, log, outputs } = await step.done
    expect(exitCode).toBe(0)
    expect(log.match(/Asking again/g)).toHaveLength(1)
    const { seconds } = JSON.parse(outputs['cache-report'] ?? '')
    expect(seconds.waiting).toBeGreaterThan(seconds.connecting)
    expect(log).toMatch(
      /^connection-refused: Nothing listens at tcp:.* Asking again for up to 30 s\.$/m,
    )
    expect(log).toMatch(/^▼ BuildKit v\S+ at tcp:\S+, ready in [\d.]+ s$/m)
    expect(outputs.endpoint).toBe(endpoint)
  })

  it('fails after connect-timeout', async () => {
    const project = await createProject(files)
    const { exitCode, annotations } = await project.build({
      inputs: { endpoint: 'tcp://127.0.0.1:1', 'connect-timeout': '1s' },
    })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => withoutCode(message))).toEqual([
      expect.stringMatching(/^Nothing listens at tcp:\/\/127\.0\.0\.1:1: /),
    ])
  })
})

describe('an endpoint', () => {
  it('may be a socket, without certificates', async () => {
    own = await startBuildkitd({ directory })
    const project = await createProject(files)
    const { exitCode, outputs, log } = await project.build({
      inputs: {
        endpoint: `unix://${directory}/buildkitd.sock`,
        push: 'false',
        ca: '',
        cert: '',
        key: '',
      },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.endpoint).toBe(`unix://${directory}/buildkitd.sock`)
    expect(log).toMatch(/^▼ BuildKit v\S+ at unix:/m)
  })

  it('may differ from the name in the certificate, with server-name', async () => {
    const { authority } = rig.certificates
    const server = await makeCertificate(authority, join(directory, 'server'), {
      commonName: 'buildkit',
      names: ['DNS:buildkit.internal'],
      extendedKeyUsage: 'serverAuth',
    })
    own = await startBuildkitd({ directory, certificates: { authority, server } })
    const project = await createProject(files)
    const inputs = { endpoint: own.endpoint, push: 'false' }
    const { annotations } = await project.build({ inputs })
    expect(annotations[0]?.message).toMatch(/is for DNS:buildkit\.internal, not for 127\.0\.0\.1\./)
    const named = await project.build({ inputs: { ...inputs, 'server-name': 'buildkit.internal' } })
    expectExitCode(named, 0)
  })
})

describe('certificates', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const forms: [string, (pem: string) => string][] = [
    ['base64', base64],
    ['\\n written out', (pem) => pem.replaceAll('\n', '\\n')],
    ['CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
    ['no last newline', (pem) => pem.trimEnd()],
    [
      'paths',
      (pem) => {
        const path = join(directory, `${base64(pem).slice(40, 60).replaceAll('/', '_')}.pem`)
        writeFileSync(path, pem)
        return path
      },
    ],
  ]

  it.each(forms)('may be given as %s', async (_, form) => {
    const project = await createProject(files)
    const { exitCode, log } = await project.build({
      inputs: {
        push: 'false',
        ca: form(credentials.ca),
        cert: form(credentials.cert),
        key: form(credentials.key),
      },
    })
    expectExitCode({ exitCode, log }, 0)
  })

  it('that expire soon cause a warning, and the build continues', async () => {
    const soon = await makeCertificate(rig.certificates.authority, join(directory, 'soon'), {
      commonName: 'ci',
      extendedKeyUsage: 'clientAuth',
      notBefore: new Date(Date.now() - 30 * 86_400_000),
      notAfter: new Date(Date.now() + 5.5 * 86_400_000),
    })
    const project = await createProject(files)
    const { exitCode, annotations } = await project.build({
      inputs: { push: 'false', cert: soon.cert, key: soon.key },
    })
    expect(exitCode).toBe(0)
    expect(annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^The certificate in cert expires in 5 days, on /),
      },
    ])
  })
})
