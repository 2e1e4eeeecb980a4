import { mkdtempSync, rmSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { makeAuthority, makeCertificate } from '../../script/rig/certificates.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import type { Step } from '../../script/rig/runner.ts'
import { makeSshKey, type Sshd, startSshd } from '../../script/rig/sshd.ts'
import { rank } from '../../src/pool/rank.ts'
import type { MemberReport, PoolReport } from '../../src/pool/report.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { listen, silent } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { expectNoKey } from './docker-host.ts'
import { type Fleet, runAsRoot, startFleet } from './fleet-rig.ts'
import { createProject, type Project } from './project.ts'

jest.setTimeout(240_000)

const directory = mkdtempSync(join(tmpdir(), 'fleet-test-'))
let fleet: Fleet
beforeAll(async () => {
  fleet = await startFleet(3)
})
afterAll(async () => {
  await fleet?.stop()
  rmSync(directory, { recursive: true })
})

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }
/** A step that prints that it runs, and continues for this number of seconds. */
const slow = (seconds: number) => ({
  Dockerfile: `FROM @base@\nRUN echo early @id@\nRUN echo started && sleep ${seconds} && echo @id@ > /made\n`,
})

function poolOf({ outputs }: PhaseResult): PoolReport {
  return JSON.parse(outputs['cache-report'] ?? '').builder.pool
}

const build = (project: Project, key: string, inputs: Record<string, string> = {}) =>
  project.build({ inputs: { endpoint: fleet.endpoint(), 'pool-key': key, ...inputs } })

/** A key for which the daemon of this number is the first in rank. */
function keyFor(number: number): string {
  const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`)
  return keys.find((key) => fleet.ranked(key)[0] === number) ?? ''
}

/** A key that ranks addresses in this order. */
function keyOf(urls: readonly string[]): string {
  const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`)
  return keys.find((key) => rank(key, urls).join() === urls.join()) ?? ''
}

const urlOf = (number: number | undefined) => fleet.daemons[number ?? -1]?.endpoint ?? ''

const started = (step: Step) => until(() => / started$/m.test(step.log()), 'the step runs')

describe('builds with one key', () => {
  it('stay on one daemon, whatever the order of the lines, and ask no other', async () => {
    const orders = [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
      [2, 1, 0],
    ]
    for (const number of [0, 1, 2]) {
      const key = keyFor(number)
      const project = await createProject(files)
      for (const [run, order] of orders.entries()) {
        const result = await build(project, key, { endpoint: fleet.endpoint(order) })
        expectExitCode(result, 0)
        expect(result.outputs).toMatchObject({
          endpoint: urlOf(number),
          'endpoint-choice': 'first',
          'cache-hit': String(run > 0),
        })
        expect(result.annotations).toEqual([])
        const [first, ...others] = poolOf(result).members
        expect(first).toMatchObject({ rank: 1, state: 'answered', builds: 0 })
        expect(first?.worker).toMatch(/^\w{20,}$/)
        expect(others.map(({ state }) => state)).toEqual(['not-asked', 'not-asked'])
        expect(result.summary).not.toContain('colder')
      }
    }
  })

  it('have the repository and the Dockerfile as their default key', async () => {
    const project = await createProject({ 'app/Dockerfile': 'FROM scratch\nCOPY Dockerfile /\n' })
    const result = await build(project, '', { context: 'app' })
    expectExitCode(result, 0)
    const key = 'https://github.com/acme/app:app/Dockerfile'
    expect(poolOf(result).key).toBe(key)
    expect(result.outputs.endpoint).toBe(urlOf(fleet.ranked(key)[0]))
  })
})

it('addresses of different kinds may be mixed', async () => {
  const [, , socket = ''] = fleet.daemons[0]?.controlCommand ?? []
  expect(socket).toMatch(/^unix:/)
  const urls = [socket, 'docker-container://none', urlOf(1)]
  const endpoint = urls.join('\n')
  const first = await build(await createProject(files), keyOf(urls), { endpoint })
  expectExitCode(first, 0)
  expect(first.outputs).toMatchObject({ endpoint: socket, 'endpoint-choice': 'first' })
  const others = [urls[1] ?? '', socket, urlOf(1)]
  const second = await build(await createProject(files), keyOf(others), { endpoint })
  expectExitCode(second, 0)
  expect(second.outputs).toMatchObject({ endpoint: socket, 'endpoint-choice': 'unhealthy' })
  expect(poolOf(second).members[0]).toMatchObject({
    endpoint: 'docker-container://none',
    state: 'connection-refused',
  })
})

it('a wrong line is named with its number, and nothing is built', async () => {
  const endpoint = `${urlOf(0)}\n\nlinux/arm64=buildkitd:1234`
  const { exitCode, annotations, log } = await build(await createProject(files), 'key', {
    endpoint,
  })
  expect(exitCode).toBe(1)
  expect(annotations).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/^endpoint, line 3: .*buildkitd:1234/),
    }),
  ])
  expect(log).not.toMatch(/#\d+ \[/)
})

describe('a daemon behind SSH', () => {
  let sshd: Sshd
  beforeAll(async () => {
    const { buildctl } = await requireParts('buildctl')
    const [, , socket = ''] = fleet.daemons[2]?.controlCommand ?? []
    sshd = await startSshd({
      directory: join(directory, 'sshd'),
      environment: { BUILDKIT_HOST: socket },
      path: [dirname(buildctl)],
    })
  })
  afterAll(() => sshd?.stop())

  const inputs = () => {
    const urls = [sshd.endpoint, urlOf(1)]
    return {
      ...{ endpoint: urls.join('\n'), 'pool-key': keyOf(urls), driver: 'remote' },
      ...{ 'ssh-key': sshd.key.privateKey, 'ssh-known-hosts': sshd.hostKeyLine },
    }
  }

  it('is one of several, with a key and a tunnel of its own', async () => {
    const project = await createProject(files)
    const result = await project.build({ inputs: inputs() })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      ...{ endpoint: sshd.endpoint, driver: 'remote', 'endpoint-choice': 'first' },
    })
    expect(poolOf(result).members[0]).toMatchObject({ state: 'answered', builds: 0 })
    await expectNoKey(sshd, result, project.runner())
  })

  it('gives way to the next one when it dies, and leaves neither key nor tunnel', async () => {
    const project = await createProject(slow(3))
    const step = await project.start({ inputs: inputs() })
    await started(step)
    await fleet.daemons[2]?.kill()
    const result = await step.done
    await fleet.restart(2)
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ endpoint: urlOf(1), 'endpoint-choice': 'died' })
    expect(await step.post()).toBe('skipped')
    await expectNoKey(sshd, result, project.runner())
  })

  it('gives way to the next one when its host refuses the key, with a warning', async () => {
    const { privateKey } = await makeSshKey(join(directory, 'stranger-key'))
    const project = await createProject(files)
    const result = await project.build({ inputs: { ...inputs(), 'ssh-key': privateKey } })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ endpoint: urlOf(1), 'endpoint-choice': 'unhealthy' })
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^ssh-auth-failed: .* Another daemon is used instead of ssh:/),
    ])
  })
})

/** Builds with a key whose first daemon has a fault. */
async function buildBeside(number: number, inputs: Record<string, string> = {}) {
  const key = keyFor(number)
  const [, second] = fleet.ranked(key)
  const project = await createProject(files)
  const result = await build(project, key, inputs)
  expectExitCode(result, 0)
  expect(result.outputs).toMatchObject({
    endpoint: urlOf(second),
    'endpoint-choice': 'unhealthy',
    fallback: 'false',
    'fallback-reason': '',
  })
  const [first, ...others] = poolOf(result).members
  expect(others.map(({ state }) => state)).toEqual(['answered', 'not-asked'])
  expect(result.summary).toMatch(/ is on tcp:\S+ whose cache may be colder\./)
  return { result, first: first as MemberReport, seconds: result.seconds }
}

describe('the next daemon in rank takes over', () => {
  it('at once from one that is stopped', async () => {
    await fleet.daemons[0]?.stop()
    try {
      const { result, first, seconds } = await buildBeside(0)
      expect(first.state).toBe('connection-refused')
      expect(result.annotations).toEqual([])
      expect(seconds).toBeLessThan(10)
      expect(result.log).toMatch(/^connection-refused: .* tcp:\S+ is passed over\.$/m)
    } finally {
      await fleet.restart(0)
    }
  })

  it('at once from one with a wrong certificate, with one warning', async () => {
    const stranger = await makeAuthority(join(directory, 'stranger'))
    const server = await makeCertificate(stranger, join(directory, 'server'), {
      names: ['IP:127.0.0.1'],
      extendedKeyUsage: 'serverAuth',
    })
    await fleet.daemons[0]?.stop()
    await fleet.restart(0, { server })
    try {
      const { result, first, seconds } = await buildBeside(0)
      expect(first.state).toBe('server-cert-untrusted')
      expect(seconds).toBeLessThan(10)
      expect(result.annotations).toEqual([
        expect.objectContaining({
          level: 'warning',
          message: expect.stringMatching(
            /^server-cert-untrusted: .* Another daemon is used instead of tcp:\S+\. See http/,
          ),
        }),
      ])
    } finally {
      await fleet.daemons[0]?.stop()
      await fleet.restart(0)
    }
  })

  it('after a second from one that is frozen', async () => {
    const pid = String(fleet.daemons[1]?.pid)
    await runAsRoot('kill', '-STOP', pid)
    try {
      const { result, first, seconds } = await buildBeside(1)
      expect(first.state).toBe('no-answer')
      expect(result.annotations).toEqual([])
      expect(seconds).toBeGreaterThan(1)
      expect(seconds).toBeLessThan(10)
    } finally {
      await runAsRoot('kill', '-CONT', pid)
    }
  })

  it('after a second from an address that drops all packets', async () => {
    const hole = await silent()
    // 192.0.2.0/24 is for documentation, so nothing answers there.
    for (const address of [hole.endpoint, 'tcp://192.0.2.1:1234']) {
      const project = await createProject(files)
      const endpoint = `${address}\n${urlOf(0)}`
      const key = keyOf(endpoint.split('\n'))
      const result = await build(project, key, { endpoint })
      expectExitCode(result, 0)
      expect(result.outputs).toMatchObject({ endpoint: urlOf(0), 'endpoint-choice': 'unhealthy' })
      expect(result.seconds).toBeLessThan(10)
    }
    await hole.close()
  })

  it('without waiting from one that drains, whose own build succeeds', async () => {
    const key = keyFor(2)
    const running = await createProject(slow(6))
    const step = await running.start({
      inputs: { endpoint: fleet.endpoint(), 'pool-key': key },
    })
    await started(step)
    const draining = fleet.daemons[2]
    await runAsRoot('kill', '-TERM', String(draining?.pid))
    const { first, seconds } = await buildBeside(2)
    expect(first.state).toBe('connection-refused')
    expect(seconds).toBeLessThan(10)
    const result = await step.done
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ endpoint: urlOf(2), 'endpoint-choice': 'first' })
    expect(await step.post()).toBe('skipped')
    await draining?.stop()
    await fleet.restart(2)
  })
})

describe('when no daemon answers', () => {
  it('the action fails with the code of the first one, and counts the others', async () => {
    const key = 'dead'
    const urls = ['tcp://127.0.0.1:1', 'tcp://127.0.0.1:2', 'tcp://127.0.0.1:3']
    const project = await createProject(files)
    const inputs = { endpoint: urls.join('\n'), 'connect-timeout': '2s' }
    const { exitCode, annotations, outputs, seconds } = await build(project, key, inputs)
    expect(exitCode).toBe(1)
    expect(annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(
          /^connection-refused: .* The other 2 daemons in endpoint can't be used either \(connection-refused\)\. See /,
        ),
      }),
    ])
    expect(outputs).toMatchObject({
      'fallback-reason': 'connection-refused',
      'endpoint-choice': '',
    })
    expect(seconds).toBeGreaterThan(2)
    expect(seconds).toBeLessThan(15)
  })
})

describe('a busy daemon', () => {
  it('is skipped for the next one, which keeps later builds', async () => {
    const key = keyFor(0)
    const [, second] = fleet.ranked(key)
    const steps: Step[] = []
    for (let index = 0; index < 4; index += 1) {
      const project = await createProject(slow(40))
      const options = { inputs: { endpoint: fleet.endpoint(), 'pool-key': key, retries: '0' } }
      const step = await project.start(options)
      steps.push(step)
      await started(step)
    }
    const fifth = await build(await createProject(files), key)
    expectExitCode(fifth, 0)
    expect(fifth.outputs).toMatchObject({ endpoint: urlOf(second), 'endpoint-choice': 'busy' })
    expect(poolOf(fifth).members.map(({ builds }) => builds)).toEqual([4, 0, undefined])
    const words = `${urlOf(0)} ran 4 builds, so this build is on ${urlOf(second)}, whose cache may be colder.`
    expect(fifth.log).toContain(words)
    expect(fifth.summary).toContain('ran 4 builds, so this build is on')
    expect(fifth.annotations).toEqual([])
    const never = await build(await createProject(files), key, { 'spill-over': 'never' })
    expect(never.outputs).toMatchObject({ endpoint: urlOf(0), 'endpoint-choice': 'first' })
    const later = await build(await createProject(files), key, { 'spill-over': '5' })
    expect(later.outputs).toMatchObject({ endpoint: urlOf(0), 'endpoint-choice': 'first' })
    for (const step of steps) await step.cancel()
    for (const step of steps) {
      await step.done
      await step.post()
    }
  })
})

it('a daemon that does not tell how many builds run there counts as not busy', async () => {
  const silentFleet = await startFleet(2, { config: '[history]\nmaxEntries = 0' })
  try {
    const key = 'key'
    const [first = 0] = silentFleet.ranked(key)
    const inputs = { endpoint: silentFleet.endpoint(), 'pool-key': key, 'spill-over': '1' }
    const step = await (await createProject(slow(20))).start({ inputs })
    await started(step)
    const result = await (await createProject(files)).build({ inputs })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      endpoint: silentFleet.daemons[first]?.endpoint,
      'endpoint-choice': 'first',
    })
    await step.cancel()
    await step.done
    await step.post()
  } finally {
    await silentFleet.stop()
  }
})

describe('a build whose daemon dies', () => {
  it.each([
    ['is killed', (number: number) => fleet.daemons[number]?.kill()],
    [
      'is ended by force while it drains',
      async (number: number) => {
        const pid = String(fleet.daemons[number]?.pid)
        await runAsRoot('kill', '-TERM', pid)
        await runAsRoot('kill', '-KILL', pid)
      },
    ],
  ])('goes on at the next one when it %s, and says so', async (_, end) => {
    const key = keyFor(0)
    const [, second] = fleet.ranked(key)
    const project = await createProject(slow(3))
    const step = await project.start({
      inputs: { endpoint: fleet.endpoint(), 'pool-key': key },
    })
    await started(step)
    const old = fleet.daemons[0]
    await end(0)
    const result = await step.done
    await old?.ended
    await fleet.restart(0)
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      endpoint: urlOf(second),
      'endpoint-choice': 'died',
      'steps-total': '2',
      'steps-executed': '2',
      fallback: 'false',
    })
    const moved = `The connection to ${urlOf(0)} broke. The build is repeated on ${urlOf(second)} (retry 1 of 2).`
    expect(result.log.split('\n').filter((line) => line === moved)).toHaveLength(1)
    const report = JSON.parse(result.outputs['cache-report'] ?? '')
    expect(report).toMatchObject({
      retries: 1,
      total: 2,
      executed: 2,
      builder: {
        pool: {
          choice: 'died',
          lost: [{ endpoint: urlOf(0), executed: 1, seconds: expect.any(Number) }],
          members: [{ state: 'died' }, { state: 'answered' }, {}],
        },
      },
    })
    expect(result.summary).toMatch(
      / broke during the build \(1 step that had run, and .* are lost\)/,
    )
    expect(await step.post()).toBe('skipped')
  })

  it('goes on at the next one when the network is cut', async () => {
    const relay = await listen((socket) => {
      const inner = dial(fleet.daemons[0]?.port ?? 0, '127.0.0.1')
      inner.on('error', () => socket.destroy())
      socket.on('error', () => inner.destroy())
      socket.on('close', () => inner.destroy())
      socket.pipe(inner).pipe(socket)
    })
    const urls = [relay.endpoint, urlOf(1)]
    const project = await createProject(slow(3))
    const inputs = { endpoint: urls.join('\n'), 'pool-key': keyOf(urls) }
    const step = await project.start({ inputs })
    await started(step)
    await relay.close()
    const result = await step.done
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ endpoint: urlOf(1), 'endpoint-choice': 'died' })
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    await step.post()
  })

  it('fails when retries is 0', async () => {
    const key = keyFor(0)
    const project = await createProject(slow(300))
    const inputs = { endpoint: fleet.endpoint(), 'pool-key': key, retries: '0' }
    const step = await project.start({ inputs })
    await started(step)
    await fleet.daemons[0]?.kill()
    const { exitCode, annotations, outputs } = await step.done
    await fleet.restart(0)
    expect(exitCode).toBe(1)
    expect(annotations).toEqual([expect.objectContaining({ level: 'error' })])
    expect(outputs).toMatchObject({ endpoint: urlOf(0), 'endpoint-choice': 'first' })
    await step.post()
  })

  it('goes on at the same one when that is back and there is no other', async () => {
    const key = keyFor(0)
    const project = await createProject(slow(3))
    const dead = ['tcp://127.0.0.1:1', 'tcp://127.0.0.1:2']
    const endpoint = [urlOf(0), ...dead].join('\n')
    const step = await project.start({ inputs: { endpoint, 'pool-key': key } })
    await started(step)
    await fleet.daemons[0]?.kill()
    await fleet.restart(0)
    const result = await step.done
    expectExitCode(result, 0)
    expect(result.outputs.endpoint).toBe(urlOf(0))
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    await step.post()
  })
})

it('no build fails while all daemons are restarted one after the other', async () => {
  let isRolling = true
  const roll = async () => {
    while (isRolling) {
      for (const number of [0, 1, 2]) {
        const old = fleet.daemons[number]
        await runAsRoot('kill', '-TERM', String(old?.pid))
        await old?.ended
        await fleet.restart(number)
      }
    }
  }
  const rolling = roll()
  const results: PhaseResult[] = []
  const choices = new Set<string | undefined>()
  // Ten, and then until one has met a restart, at its beginning or in its middle.
  for (let index = 0; index < 10 || (choices.size === 1 && index < 40); index += 1) {
    const project = await createProject(slow(1))
    // The restarts never pause, so that a build may meet several in a row.
    const result = await build(project, `rolling-${index}`, { retries: '6' })
    results.push(result)
    choices.add(result.outputs['endpoint-choice'])
  }
  isRolling = false
  await rolling
  const failed = results.filter(({ exitCode }) => exitCode !== 0)
  expect(failed.map(({ log }) => log)).toEqual([])
  expect(results.map(({ outputs }) => outputs.fallback)).toEqual(results.map(() => 'false'))
  expect(choices.size).toBeGreaterThan(1)
})
