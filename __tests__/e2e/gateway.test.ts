import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { type Haproxy, runHaproxy } from '../../script/rig/haproxy.ts'
import { freePort } from '../../script/rig/server.ts'
import { rank } from '../../src/pool/rank.ts'
import { shipped } from '../deploy/units.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { type Fleet, startFleet } from './fleet-rig.ts'
import { createProject, rig } from './project.ts'

// The gateway that deploy/kubernetes ships, in front of two daemons: one address, mutual TLS end to end.

jest.setTimeout(240_000)

const replicas = [0, 1]
const nameOf = (replica: number) => `buildkitd-${replica}.buildkitd.buildkit.svc`
const directory = mkdtempSync(join(tmpdir(), 'gateway-'))
let fleet: Fleet
beforeAll(async () => {
  const { authority } = rig.certificates
  const server = await makeCertificate(authority, join(directory, 'server'), {
    names: replicas.map((replica) => `DNS:${nameOf(replica)}`),
    extendedKeyUsage: 'serverAuth',
  })
  fleet = await startFleet(replicas.length, { server })
})
afterAll(async () => {
  await fleet?.stop()
  rmSync(directory, { recursive: true })
})

interface Gateway extends Haproxy {
  /** The connections that go through it, as its exporter counts them. */
  readonly sessions: () => Promise<number>
}

const gateways: Gateway[] = []
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop()
})

/** Only addresses, and the limit for silence, differ from the shipped configuration. */
async function startGateway({ idle = '5m' } = {}): Promise<Gateway> {
  const [port, metrics] = [await freePort(), await freePort()]
  const config = shipped('kubernetes/components/gateway/haproxy.cfg')
    .replace('bind :1234', `bind 127.0.0.1:${port}`)
    .replace('bind :8404', `bind 127.0.0.1:${metrics}`)
    .replace(
      /buildkitd-(\d+)\.buildkitd\.buildkit\.svc\.cluster\.local:1234/g,
      (_, replica) => `127.0.0.1:${fleet.daemons[Number(replica)]?.port ?? 1}`,
    )
    .replaceAll(/(timeout (?:client|server)) 5m/g, `$1 ${idle}`)
  const haproxy = await runHaproxy(join(directory, `gateway-${port}`), config, port)
  const sessions = async () => {
    const response = await fetch(`http://127.0.0.1:${metrics}/metrics`)
    const found = /^haproxy_frontend_current_sessions\{proxy="builds"\} (\d+)$/m.exec(
      await response.text(),
    )
    return Number(found?.[1])
  }
  const gateway = { ...haproxy, sessions }
  gateways.push(gateway)
  return gateway
}

const memberAt = ({ port }: Gateway, replica: number) =>
  `tcp://127.0.0.1:${port}?server-name=${nameOf(replica)}`

/** A key for which this replica is the first in rank. */
function keyFor(gateway: Gateway, replica: number): string {
  const urls = replicas.map((each) => memberAt(gateway, each))
  const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`)
  return keys.find((key) => rank(key, urls)[0] === urls[replica]) ?? ''
}

const poolAt = (gateway: Gateway, replica = 0) => ({
  endpoint: replicas.map((each) => memberAt(gateway, each)).join('\n'),
  'pool-key': keyFor(gateway, replica),
})

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }
const slow = (seconds: number) => ({
  Dockerfile: `FROM @base@\nRUN echo started && sleep ${seconds} && echo @id@\n`,
})

it('leads each build to the replica that is named, by one address', async () => {
  const gateway = await startGateway()
  const workers = new Set<string>()
  for (const replica of replicas) {
    const project = await createProject(files)
    for (const hit of ['false', 'true']) {
      const result = await project.build({ inputs: poolAt(gateway, replica) })
      expectExitCode(result, 0)
      expect(result.outputs).toMatchObject({
        endpoint: memberAt(gateway, replica),
        'endpoint-choice': 'first',
        'cache-hit': hit,
      })
      const { members } = JSON.parse(result.outputs['cache-report'] ?? '').builder.pool
      workers.add(members[0].worker)
    }
  }
  // Each replica has a cache of its own.
  expect(workers.size).toBe(replicas.length)
})

it('leads to the next replica at once when one is away', async () => {
  const gateway = await startGateway()
  await fleet.daemons[0]?.stop()
  try {
    const project = await createProject(files)
    const result = await project.build({ inputs: poolAt(gateway, 0) })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      endpoint: memberAt(gateway, 1),
      'endpoint-choice': 'unhealthy',
    })
    expect(result.annotations).toEqual([])
    const { members } = JSON.parse(result.outputs['cache-report'] ?? '').builder.pool
    expect(members[0].state).toBe('connection-reset')
    expect(result.seconds).toBeLessThan(10)
  } finally {
    await fleet.restart(0)
  }
})

it('does not end a step that is silent for longer than a connection may be', async () => {
  const gateway = await startGateway({ idle: '8s' })
  const project = await createProject(slow(18))
  const result = await project.build({ inputs: { ...poolAt(gateway), retries: '0' } })
  expectExitCode(result, 0)
})

it('counts the connections of a running build', async () => {
  const gateway = await startGateway()
  expect(await gateway.sessions()).toBe(0)
  const project = await createProject(slow(3))
  const step = await project.start({ inputs: poolAt(gateway) })
  await until(() => / started$/m.test(step.log()), 'the step runs')
  const during = await gateway.sessions()
  process.stdout.write(`sessions ${during}\n`)
  expect(during).toBeGreaterThanOrEqual(1)
  expect(during).toBeLessThanOrEqual(3)
  expectExitCode(await step.done, 0)
  await until(async () => (await gateway.sessions()) === 0, 'the connections have ended')
})

it('lets a build finish when the gateway is stopped', async () => {
  const gateway = await startGateway()
  const project = await createProject(slow(4))
  const step = await project.start({ inputs: { ...poolAt(gateway), retries: '0' } })
  await until(() => / started$/m.test(step.log()), 'the step runs')
  process.kill(gateway.pid, 'SIGUSR1')
  const result = await step.done
  expectExitCode(result, 0)
  // It ends by itself, with the last connection.
  await gateway.ended
})

it.each([
  [
    'a name without a replica',
    '?server-name=other.example.com',
    /for the name other\.example\.com/,
  ],
  ['a replica that is not there', `?server-name=${nameOf(7)}`, /for the name buildkitd-7\./],
  ['no name', '', /No server name \(SNI\) was sent/],
])('closes the connection for %s, which the message names', async (_, query, words) => {
  const { port } = await startGateway()
  const project = await createProject(files)
  const endpoint = `tcp://127.0.0.1:${port}${query}`
  const { exitCode, annotations, outputs } = await project.build({
    inputs: { endpoint, 'connect-timeout': '300ms' },
  })
  expect(exitCode).toBe(1)
  expect(outputs['fallback-reason']).toBe('connection-reset')
  expect(annotations[0]?.message).toMatch(words)
})
