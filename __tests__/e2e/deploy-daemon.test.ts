import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { dirname, join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { findSecrets } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { asRoot, run } from '../../script/rig/run.ts'
import type { Step } from '../../script/rig/runner.ts'
import { deploy, preStop } from '../deploy/units.ts'
import { until } from '../helpers/until.ts'
import { createBakeProject } from './bake-project.ts'
import { type DeployedDaemon, deployDaemon } from './deployed-daemon.ts'
import { createProject, expectNoSecret, type Project } from './project.ts'

jest.setTimeout(120_000)

let daemon: DeployedDaemon

beforeEach(async () => {
  daemon = await deployDaemon()
  await daemon.start()
})

afterEach(() => daemon.remove())

const quick = 'FROM @base@\nARG N\nRUN echo "@id@ $N"\n'
// Long enough for a restart to start in the middle of it.
const slow = 'FROM @base@\nARG N\nRUN echo "started @id@ $N" && sleep 3\nRUN echo "after $N"\n'

/** The inputs of a client, with the present content of its files. */
function inputsOf(client = 'acme-app', more: Readonly<Record<string, string>> = {}) {
  return {
    endpoint: daemon.endpoint,
    ...daemon.pki.read(`client/${client}`),
    fallback: 'never',
    ...more,
  }
}

let builds = 0

async function startSlowBuild(): Promise<Step> {
  const project = await createProject({ Dockerfile: slow })
  const step = await project.start({
    inputs: inputsOf('acme-app', { 'build-args': `N=${builds++}` }),
  })
  await until(() => / started /.test(step.log()), 'the build runs')
  return step
}

async function build(project: Project, inputs = inputsOf()): Promise<PhaseResult> {
  return project.build({ inputs: { ...inputs, 'build-args': `N=${builds++}` } })
}

/**
 * Restarts the daemon with the installed files, while one build runs and another starts. Both
 * must succeed, and the old daemon must finish the running one.
 */
async function restartUnderLoad(): Promise<void> {
  daemon.installCertificates()
  const running = await startSlowBuild()
  const stopping = daemon.stop()
  await until(isRefused, 'the old daemon accepts no more connections')
  const project = await createProject({ Dockerfile: quick })
  const late = await project.start({ inputs: inputsOf() })
  await until(() => late.log().includes('Asking again'), 'the late build waits')
  await stopping
  const finished = await running.done
  await daemon.start()
  expect(finished.annotations).toEqual([])
  expect(finished.exitCode).toBe(0)
  const waited = await late.done
  await expectNoSecret(waited)
  expect(waited).toMatchObject({ exitCode: 0, outputs: { fallback: 'false', driver: 'remote' } })
  expect(await late.post()).toBe('skipped')
}

function isRefused(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket(daemon.port, '127.0.0.1')
    socket.on('error', () => resolve(true))
    socket.on('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })
}

describe('the daemon of deploy/', () => {
  it('starts with the command line of the unit, and builds, pushes and keeps cache mounts', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@
        ARG N
        RUN --mount=type=cache,id=@id@,target=/cache if [ -e /cache/seen ]; then echo mount was warm $N; else echo mount was cold; touch /cache/seen; fi
      `,
    })
    expect((await build(project)).log).toContain('mount was cold')
    const again = await build(project)
    expect(again).toMatchObject({ exitCode: 0, outputs: { driver: 'remote', fallback: 'false' } })
    expect(again.log).toContain('mount was warm')
    const { key, cert } = daemon.pki.read('client/acme-app')
    expect(await findSecrets([key, cert], { texts: { log: again.unmaskedLog } })).toEqual([])
  })

  it('has every gc rule of buildkitd.toml, from which a misspelt key would be missing', async () => {
    const workers = await daemon.control('debug', 'workers', '--verbose')
    const rules = workers.split(/^GC Policy rule#\d+:$/m).slice(1)
    const facts = rules.map((rule) =>
      rule
        .split('\n')
        .map((line) => line.trim().split(':')[0])
        .filter((name) => name && name !== 'All'),
    )
    const bounds = ['Minimum free space', 'Maximum used space']
    expect(facts).toEqual([
      ['Filters', 'Keep duration', 'Maximum used space'],
      ['Keep duration', 'Reserved space'],
      ['Filters', 'Reserved space', ...bounds],
      ['Reserved space', ...bounds],
      ['Reserved space', ...bounds],
    ])
    expect(rules[0]).toContain('type==source.local type==source.git.checkout')
    expect(rules[2]).toContain('type!=exec.cachemount')
    expect(rules[4]).toMatch(/All:\s+true/)
    expect(daemon.log()).not.toMatch(/deprecated|CDI setup error|TLS is not enabled/)
  })

  it('refuses a client without a certificate, or with one from another authority', async () => {
    const project = await createProject({ Dockerfile: quick })
    const none = await build(project, inputsOf('acme-app', { cert: '', key: '' }))
    expect(none.exitCode).toBe(1)
    expect(none.outputs['fallback-reason']).toBe('client-cert-required')
    const other = await build(project, { ...inputsOf(), ...foreignClient() })
    expect(other.exitCode).toBe(1)
    expect(other.outputs['fallback-reason']).toBe('client-cert-rejected')
  })

  it('shows on its debug socket the metrics that docs/operate.md names', async () => {
    const project = await createProject({ Dockerfile: quick })
    await build(project)
    const failing = await createProject({ Dockerfile: 'FROM @base@\nRUN false @id@\n' })
    expect((await build(failing)).exitCode).toBe(1)
    const metrics = await daemon.debug('/metrics')
    const docs = readFileSync(join(deploy, '..', 'docs', 'operate.md'), 'utf8')
    const named = new Set(docs.match(/\b(buildkit_|rpc_server_|process_|go_)[a-z_]+/g))
    expect([...named].filter((name) => !metrics.includes(name))).toEqual([])
    expect(named.size).toBeGreaterThan(4)
    expect(metrics).toMatch(/^buildkit_builds_total\{.*status="failure"\} 1$/m)
  })
})

/** The cache of the rig's own daemon, which this one doesn't have. */
function foreignClient() {
  const { cert, key } = daemon.pki.read('server/localhost')
  return { cert, key }
}

/** The serial number of the daemon's certificate. */
function servedSerial(): Promise<string> {
  const { ca, cert, key } = daemon.pki.read('client/acme-app')
  return new Promise((resolve, reject) => {
    const socket = connect({ host: 'localhost', port: daemon.port, ca, cert, key })
    socket.on('error', reject)
    socket.on('secureConnect', () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    })
  })
}

describe('a bake with a target that waits for another', () => {
  const file = `
    target "first" {
      dockerfile = "first.Dockerfile"
    }
    target "second" {
      dockerfile = "second.Dockerfile"
      contexts = { first = "target:first" }
      tags = ["@images@/second"]
    }
  `
  const files = {
    'docker-bake.hcl': file,
    'first.Dockerfile': 'FROM @base@\nRUN echo "first @id@" >/first && sleep 3\n',
    'second.Dockerfile': 'FROM first\nRUN echo "second @id@" && sleep 3\n',
  }

  /** @returns what the bake will return, once its first target runs */
  async function startBake(retries: string): Promise<{ readonly done: Promise<PhaseResult> }> {
    const project = await createBakeProject(files)
    const done = project.bake({ inputs: { ...inputsOf(), targets: 'second', retries } })
    const isRunning = async () => (await daemon.control('debug', 'histories')).includes('STARTED')
    await until(isRunning, 'the first target is built')
    return { done }
  }

  it('loses nothing when its replica on Kubernetes stops', async () => {
    const { buildctl } = await requireParts('buildctl')
    const { done } = await startBake('0')
    const [command = '', ...words] = asRoot(
      'env',
      `PATH=${dirname(buildctl)}:${process.env.PATH}`,
      `BUILDKIT_HOST=unix://${join(daemon.directory, 'buildkitd.sock')}`,
      ...['sh', '-c', preStop(join(daemon.directory, 'stopping'))],
    )
    await run(command, words)
    await daemon.stop()
    expect(await done).toMatchObject({ exitCode: 0, annotations: [] })
  })

  it('is tried again when its daemon stops at once', async () => {
    const { done } = await startBake('1')
    await daemon.stop()
    await daemon.start()
    const { exitCode, log } = await done
    expect([exitCode, log]).toEqual([0, expect.stringMatching(/Trying again/)])
  })
})

describe('a restart during a build', () => {
  it('makes renewed certificates effective and loses no build', async () => {
    const before = daemon.pki.read('server/localhost')
    await daemon.pki.certs('renew', '--all')
    await restartUnderLoad()
    expect(daemon.pki.read('server/localhost').cert).not.toBe(before.cert)
    const renewed = new X509Certificate(daemon.pki.read('server/localhost').cert)
    expect(await servedSerial()).toBe(renewed.serialNumber)
  })

  it('rotates every authority with an overlap, in which no client is refused', async () => {
    const { pki } = daemon
    const project = await createProject({ Dockerfile: quick })
    const old = inputsOf()

    await pki.certs('roll-ca')
    await restartUnderLoad()
    // The daemon trusts the new authorities. Nothing changes for a client with its old files.
    expect(await build(project, old)).toMatchObject({ exitCode: 0 })
    const between = inputsOf()
    expect(between.ca).not.toBe(old.ca)

    await pki.certs('renew', '--all')
    await restartUnderLoad()
    // Signed again. Nothing changes for a client that has the new ca.crt but still its old certificate.
    expect(await build(project, between)).toMatchObject({ exitCode: 0 })
    expect(await build(project)).toMatchObject({ exitCode: 0 })

    await pki.certs('retire-ca')
    await restartUnderLoad()
    const refused = await build(project, { ...between, ca: inputsOf().ca })
    expect(refused.exitCode).toBe(1)
    expect(refused.outputs['fallback-reason']).toBe('client-cert-rejected')
    expect(await build(project)).toMatchObject({ exitCode: 0 })
  })

  it('shuts out a withdrawn client, and no other', async () => {
    const { pki } = daemon
    await pki.certs('client', 'acme-web')
    await restartUnderLoad()
    const project = await createProject({ Dockerfile: quick })
    const withdrawn = inputsOf('acme-web')
    expect(await build(project, withdrawn)).toMatchObject({ exitCode: 0 })

    await pki.certs('withdraw', 'acme-web')
    daemon.installCertificates()
    // Not yet, as docs/operate.md says.
    expect(await build(project, withdrawn)).toMatchObject({ exitCode: 0 })
    await restartUnderLoad()
    const refused = await build(project, withdrawn)
    expect(refused.exitCode).toBe(1)
    expect(refused.outputs['fallback-reason']).toBe('client-cert-rejected')
    expect(await build(project)).toMatchObject({ exitCode: 0 })
  })
})
