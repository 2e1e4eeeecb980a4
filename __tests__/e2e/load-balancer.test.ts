import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { type Haproxy, type HaproxyOptions, startHaproxy } from '../../script/rig/haproxy.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createProject, credentials, rig } from './project.ts'

// A real HAProxy between the action and the daemon.

const directory = mkdtempSync(join(tmpdir(), 'load-balancer-'))
afterAll(() => rmSync(directory, { recursive: true }))

let proxy: Haproxy | undefined
afterEach(async () => {
  await proxy?.stop()
  proxy = undefined
})

let made = 0
async function start(options: Omit<HaproxyOptions, 'directory'>): Promise<string> {
  proxy = await startHaproxy({ directory: join(directory, `haproxy-${made++}`), ...options })
  return `tcp://127.0.0.1:${proxy.port}`
}

const daemonPort = new URL(rig.endpoint).port
const files = { Dockerfile: 'FROM @base@\nRUN echo @id@\n' }
const slowFiles = { Dockerfile: 'FROM @base@\nRUN sleep 4 && echo @id@\n' }

/** The daemon recognizes builds of one project by the repository. */
const checkedOut = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': '[remote "origin"]\n\turl = https://github.com/acme/@id@.git\n',
  '.git/objects/.keep': '',
  '.git/refs/.keep': '',
}

/** Forwards TCP, with a limit of simultaneous connections. Further connections wait in a queue. */
const limited = (connections: number) => (port: number) => [
  'frontend limited',
  `  bind 127.0.0.1:${port}`,
  '  default_backend buildkit',
  'backend buildkit',
  `  server buildkit 127.0.0.1:${daemonPort} maxconn ${connections}`,
]

describe('a proxy that limits connections', () => {
  it('to one lets a build through at once', async () => {
    const endpoint = await start({ sections: limited(1) })
    const project = await createProject(files)
    const started = performance.now()
    const { exitCode, log } = await project.build({ inputs: { endpoint, push: 'false' } })
    expectExitCode({ exitCode, log }, 0)
    // buildx gives up after 20 seconds, then tries again.
    expect(performance.now() - started).toBeLessThan(15_000)
  })

  it('to one does not end a long quiet step', async () => {
    const endpoint = await start({ sections: limited(1) })
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN sleep 8 && echo @id@\n' })
    const { exitCode, log } = await project.build({
      inputs: { endpoint, push: 'false', 'stall-timeout': '2s' },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(log).toContain('so it is not known whether it still builds')
  })

  it('to two lets two builds through side by side', async () => {
    const endpoint = await start({ sections: limited(2) })
    const projects = [await createProject(slowFiles), await createProject(slowFiles)]
    const started = performance.now()
    const steps = await Promise.all(
      projects.map((project) => project.start({ inputs: { endpoint, push: 'false' } })),
    )
    for (const step of steps) expectExitCode(await step.done, 0)
    expect(performance.now() - started).toBeLessThan(18_000)
  })

  it('to two lets a build through while another has been building for a while', async () => {
    const endpoint = await start({ sections: limited(2) })
    const inputs = { endpoint, push: 'false' }
    const long = await createProject({
      ...checkedOut,
      Dockerfile: 'FROM @base@\nRUN echo @id@\nRUN echo started && sleep 16 && echo @id@\n',
    })
    const short = await createProject({
      ...checkedOut,
      Dockerfile: 'FROM @base@\nRUN echo @id@\nRUN sleep 3 && echo @id@\n',
    })
    const change = { Dockerfile: 'FROM @base@\nRUN echo @id@\nRUN sleep 2 && echo @id@\n' }
    expectExitCode(await short.build({ inputs }), 0)
    short.write(change)
    const building = await long.start({ inputs })
    await until(() => / started$/m.test(building.log()), 'the step runs')
    const second = await short.build({ inputs })
    expect(await Promise.race([building.done, 'still building'])).toBe('still building')
    const first = await building.done
    for (const result of [first, second]) expectExitCode(result, 0)
    const reports = [first, second].map(({ outputs }) => JSON.parse(outputs['cache-report'] ?? ''))
    expect(reports.map(({ misses }) => misses)).toMatchObject([
      [{ reason: 'never-built-here' }],
      [{ reason: 'instruction-changed' }],
    ])
    expect(Number(second.outputs['seconds-saved'])).toBeGreaterThan(0)
    // Those of other tests count, too.
    for (const { company } of reports) expect(company.builds).toBeGreaterThan(0)
  })

  it.each([1, 2])('to %d still allows an explanation of a miss', async (connections) => {
    const endpoint = await start({ sections: limited(connections) })
    const project = await createProject({ ...checkedOut, ...slowFiles })
    const inputs = { endpoint, push: 'false' }
    expectExitCode(await project.build({ inputs }), 0)
    project.write({ Dockerfile: 'FROM @base@\nRUN sleep 5 && echo @id@\n' })
    const { exitCode, log, outputs } = await project.build({ inputs })
    expectExitCode({ exitCode, log }, 0)
    const { misses } = JSON.parse(outputs['cache-report'] ?? '')
    expect(misses).toMatchObject([{ reason: 'instruction-changed' }])
  })
})

describe('a proxy that cuts idle connections', () => {
  it('does not hide why a step missed the cache', async () => {
    const endpoint = await start({ sections: limited(100), idleSeconds: 6 })
    const project = await createProject({
      ...checkedOut,
      Dockerfile: 'FROM @base@\nRUN sleep 9 && echo @id@\n',
    })
    const inputs = { endpoint, push: 'false' }
    expectExitCode(await project.build({ inputs }), 0)
    project.write({ Dockerfile: 'FROM @base@\nRUN sleep 10 && echo @id@\n' })
    const { exitCode, log, outputs } = await project.build({ inputs })
    expectExitCode({ exitCode, log }, 0)
    const { misses } = JSON.parse(outputs['cache-report'] ?? '')
    expect(misses).toMatchObject([{ reason: 'instruction-changed' }])
  })
})

describe('a proxy that cuts idle connections so soon that a build breaks', () => {
  it('is named', async () => {
    const endpoint = await start({ sections: limited(100), idleSeconds: 4 })
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN sleep 20 && echo @id@\n' })
    const { exitCode, annotations } = await project.build({
      inputs: { endpoint, push: 'false', retries: '0' },
    })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The connection to the BuildKit daemon broke while it ran \[2\/2\] RUN sleep 20 .*\. Nothing had been sent for \d+ s\. .* does a load balancer on the way close idle connections\? \(/,
      ),
    ])
  })
})

describe('a proxy that routes by the server name', () => {
  const byName = (port: number) => [
    'frontend names',
    `  bind 127.0.0.1:${port}`,
    '  tcp-request inspect-delay 5s',
    '  tcp-request content accept if { req.ssl_hello_type 1 }',
    '  use_backend buildkit if { req.ssl_sni -i localhost }',
    'backend buildkit',
    `  server buildkit 127.0.0.1:${daemonPort}`,
  ]

  it('forwards a build by server-name', async () => {
    const endpoint = await start({ sections: byName })
    const project = await createProject(files)
    const inputs = { endpoint, push: 'false', 'server-name': 'localhost' }
    expectExitCode(await project.build({ inputs }), 0)
  })

  it.each([
    [
      'another name',
      'other.example.com',
      /It was asked for the name other\.example\.com \(SNI\); /,
    ],
    ['no name', '', /No server name \(SNI\) was sent, as the endpoint is an IP address; /],
  ])('closes the connection for %s, which the message names', async (_, name, words) => {
    const endpoint = await start({ sections: byName })
    const project = await createProject(files)
    const { exitCode, annotations, outputs } = await project.build({
      inputs: { endpoint, 'connect-timeout': '300ms', ...(name && { 'server-name': name }) },
    })
    expect(exitCode).toBe(1)
    expect(outputs['fallback-reason']).toBe('connection-reset')
    expect(annotations[0]?.message).toMatch(words)
  })
})

describe('a proxy that terminates TLS and speaks HTTP/2', () => {
  let pem: string
  beforeAll(async () => {
    const { authority, client } = rig.certificates
    const server = await makeCertificate(authority, join(directory, 'server'), {
      names: ['DNS:localhost', 'IP:127.0.0.1'],
    })
    pem = join(directory, 'server.pem')
    writeFileSync(pem, server.cert + server.key)
    writeFileSync(join(directory, 'client.pem'), client.cert + client.key)
    writeFileSync(join(directory, 'ca.pem'), authority.cert)
  })

  const gate =
    (...rules: readonly string[]) =>
    (port: number) => [
      'frontend gate',
      `  bind 127.0.0.1:${port} ssl crt ${pem} proto h2`,
      ...rules.map((rule) => `  ${rule}`),
      '  default_backend buildkit',
      'backend buildkit',
      `  server buildkit 127.0.0.1:${daemonPort} ssl verify required ca-file ${join(directory, 'ca.pem')} crt ${join(directory, 'client.pem')} sni str(localhost) verifyhost localhost proto h2`,
    ]
  const inputs = { push: 'false', 'server-name': 'localhost', ca: credentials.ca }
  const info = '{ path /moby.buildkit.v1.Control/Info }'

  it.each([
    ['that refuses Info with 403', [`http-request deny deny_status 403 if ${info}`]],
    ['that refuses Info with 404', [`http-request deny deny_status 404 if ${info}`]],
    ['that refuses Info with 500', [`http-request deny deny_status 500 if ${info}`]],
    ['that routes by :authority', ['http-request deny unless { req.hdr(host) -i localhost }']],
  ])('%s is used for a build', async (_, rules) => {
    const endpoint = await start({ mode: 'http', sections: gate(...rules) })
    const project = await createProject(files)
    expectExitCode(await project.build({ inputs: { ...inputs, endpoint } }), 0)
  })
})
