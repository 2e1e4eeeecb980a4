// The program that npm installs: packed, installed into an empty directory, called by its name.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { until } from '../helpers/until.ts'
import { faults } from './faults.ts'
import {
  createMachine,
  type InstalledProgram,
  installProgram,
  type Machine,
  start,
} from './program.ts'
import { credentials, rig } from './project.ts'

let program: InstalledProgram
let machine: Machine
let id: string

beforeAll(async () => {
  program = await installProgram()
})
beforeEach(() => {
  machine = createMachine()
  id = randomUUID().slice(0, 8)
})
afterEach(async () => {
  await machine.expectClean()
  machine.remove()
})

const tag = () => `${rig.registry.host}/test/${id}:latest`
const remote = () => ['--endpoint', rig.endpoint, ...machine.credentialOptions]
const call = (args: readonly string[], options = {}) =>
  start(machine, [program.file, ...args], options)
const build = (args: readonly string[] = [], options = {}) =>
  call(['build', '.', '--tags', tag(), ...remote(), ...args], options)

describe('bake', () => {
  it('builds all targets, reports each in files, and ends with a line for each', async () => {
    const missing = await call(['bake', '--source', 'nope', ...remote()]).ended
    expect(missing.stderr).toMatch(
      /^Error: source: "nope" is not a folder\..* A path starts at the directory in which/m,
    )
    machine.write({
      'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  target = "app"
  tags = ["${rig.registry.host}/test/${id}/app:1"]
}
target "tool" {
  target = "tool"
  tags = ["${rig.registry.host}/test/${id}/tool:1"]
}
`,
      Dockerfile: `FROM @base@ AS app
RUN echo ${id} > /made
FROM app AS tool
RUN echo tool >> /made
`,
    })
    const files = ['--report', 'report.json', '--outputs', 'build.env', '--summary', 'summary.md']
    const bake = (...args: readonly string[]) =>
      call(['bake', '--source', '.', '--push', ...remote(), ...files, ...args]).ended
    const cold = await bake()
    expect(cold).toMatchObject({ exitCode: 0, stdout: '' })
    expect(cold.stderr).toMatch(/^2 of 2 targets, 0 of 2 steps from cache \(0 %\)/m)
    expect(cold.stderr).toMatch(/^tool: 0 of 2 steps from cache/m)
    const read = (name: string) => readFileSync(join(machine.workspace, name), 'utf8')
    const report = JSON.parse(read('report.json'))
    expect(reportFaults(report)).toEqual([])
    expect(report.targets.map(({ name }: { name: string }) => name)).toEqual(['app', 'tool'])
    const { digest } = await rig.registry.manifest(`test/${id}/app`, '1')
    expect(read('build.env')).toContain(`BUILD_DIGEST_APP=${digest}\n`)
    expect(read('summary.md')).toContain('| `tool` | built |')
    const one = await bake('app')
    expect(one.stderr).toMatch(/^1 of 1 target, 1 of 1 step from cache \(100 %\)/m)
    const wrong = await bake('nope')
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stderr).toMatch(/^Error: targets: there is no target "nope"/m)
  })
})

describe('build', () => {
  it('builds and pushes, and reports the cache result in files and in its last lines', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
    const files = ['--report', 'report.json', '--outputs', 'build.env', '--summary', 'summary.md']
    const cold = await build(files).ended
    expect(cold).toMatchObject({ exitCode: 0, stdout: '' })
    expect(cold.stderr).toMatch(/^0 of 1 step from cache \(0 %\)/m)
    expect(cold.stderr).not.toMatch(/^::|##\[/m)
    expect(cold.stderr).not.toContain('\u001b')
    const read = (name: string) => readFileSync(join(machine.workspace, name), 'utf8')
    expect(reportFaults(JSON.parse(read('report.json')))).toEqual([])
    const { digest } = await rig.registry.manifest(`test/${id}`, 'latest')
    expect(read('build.env')).toContain(`BUILD_DIGEST=${digest}\nBUILD_FALLBACK=false\n`)
    expect(read('build.env')).toContain('BUILD_STEPS_TOTAL=1\nBUILD_STEPS_CACHED=0\n')
    expect(read('summary.md')).toContain('0 of 1 step')

    const warm = await build([...files, '--dotenv-prefix', 'APP_']).ended
    expect(warm.exitCode).toBe(0)
    expect(warm.stderr).toMatch(/^1 of 1 step from cache \(100 %\)/m)
    expect(read('build.env')).toContain('APP_CACHE_HIT_PERCENT=100\n')
  })

  it.each(['build', 'bake'])(
    'leaves no results of an earlier run when %s finds no daemon',
    async (command) => {
      const results = {
        ...{ report: 'r.json', summary: 's.md', outputs: 'new/b.env' },
        ...{ 'code-quality': 'q.json', metrics: 'm.txt' },
      }
      machine.write({
        Dockerfile: 'FROM scratch\n',
        'docker-bake.hcl': `target "default" { tags = ["${tag()}"] }\n`,
        ...Object.fromEntries(Object.values(results).map((name) => [name, 'old\n'])),
      })
      const context = command === 'build' ? ['.', '--tags', tag()] : ['--source', '.']
      const files = Object.entries(results).flatMap(([name, file]) => [`--${name}`, file])
      const ended = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
        call([command, ...context, ...files, ...machine.credentialOptions, ...args], { env }).ended
      const left = () => {
        const [outputs] =
          readFileSync(join(machine.workspace, results.outputs), 'utf8').match(/.*REASON=.*/) ?? []
        const others = Object.values(results).filter((name) =>
          existsSync(join(machine.workspace, name)),
        )
        return { outputs, others }
      }
      const nowhere = [
        '--endpoint',
        'tcp://127.0.0.1:1',
        '--connect-timeout',
        '0',
        '--fallback',
        'never',
      ]
      const none = await ended({ GITLAB_CI: 'true' }, ...nowhere)
      expect(none.exitCode).toBe(2)
      const outputs = 'BUILD_FALLBACK_REASON=connection-refused'
      expect(left()).toEqual({ outputs, others: [results.outputs] })
      // The other two reports are GitLab's own.
      machine.write({ [results.report]: 'old\n', [results.outputs]: 'BUILD_DIGEST=old\n' })
      const wrong = await ended({}, ...nowhere)
      expect(wrong.stderr).toContain('--code-quality is a report for GitLab')
      expect(left()).toEqual({ outputs: 'BUILD_FALLBACK_REASON=', others: [results.outputs] })
    },
  )

  it('reads inputs from variables, and a key from standard input', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
    const { ca, cert, key } = credentials
    const env = {
      REMOTE_BUILDKIT_ENDPOINT: rig.endpoint,
      REMOTE_BUILDKIT_CA: ca,
      REMOTE_BUILDKIT_CERT: Buffer.from(cert).toString('base64'),
      REMOTE_BUILDKIT_TAGS: tag(),
    }
    const { exitCode, stderr } = await call(['build', '.', '--key', '-'], { env, input: key }).ended
    expect(stderr).toMatch(/^0 of 1 step from cache/m)
    expect(exitCode).toBe(0)
  })

  it('hides the value of a secret that a step prints', async () => {
    machine.write({
      Dockerfile: `FROM @base@\nRUN --mount=type=secret,id=token echo ${id} $(cat /run/secrets/token)\n`,
    })
    const env = { REMOTE_BUILDKIT_SECRETS: 'token=not-for-any-log' }
    const { exitCode, stderr } = await build([], { env }).ended
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`${id} ***`)
    expect(stderr).not.toContain('not-for-any-log')
  })

  it('draws the build on a terminal, in colour', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
    const { stdout } = await start(machine, [
      ...(['script', '--quiet', '--return', '--command'] as const),
      [program.file, 'build', '.', '--tags', tag(), ...remote()].join(' '),
      '/dev/null',
    ]).ended
    // buildx may exit before the last event of the export, so the last frame may lack its end.
    expect(stdout).toMatch(/\[\+\] Building [\d.]+s \(\d+\/[67]\)/)
    expect(stdout).toContain('\u001b[1m0 of 1 step from cache (0 %)')
    expect(stdout).not.toMatch(/^#\d+ /m)
  })

  it('fails with code 1 when the build fails, and names the place', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} && exit 3\n` })
    const { exitCode, stderr } = await build().ended
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^Failed: 0 of 1 step from cache/m)
    expect(stderr).toMatch(/^Error: \[2\/2\] RUN .*exit code: 3.*\(Dockerfile:2\)$/m)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'exits with code 130 on %s, and stops the RUN',
    async (name) => {
      machine.write({ Dockerfile: `FROM @base@\nRUN echo started && sleep 300 && echo ${id}\n` })
      const running = build()
      await until(() => / started$/m.test(running.log()), 'the step runs')
      running.child.kill(name)
      const { exitCode, stderr } = await running.ended
      expect(exitCode).toBe(130)
      expect(stderr).toMatch(/^Canceled: /m)
      const runs = () => processesWith(id).some(({ command }) => command.includes('sleep 300'))
      await until(() => !runs(), 'the daemon has stopped the step')
    },
  )

  it('exits when the reader of its log is gone', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo started && sleep 300 && echo ${id}\n` })
    const running = build()
    await until(() => / started$/m.test(running.log()), 'the step runs')
    running.child.stderr?.destroy()
    running.child.kill('SIGTERM')
    expect((await running.ended).exitCode).toBe(130)
  })

  it('exits with code 2 when there is no daemon and no fallback', async () => {
    machine.write({ Dockerfile: 'FROM scratch\n' })
    const { exitCode, stderr } = await call([
      ...['build', '.', '--tags', tag(), '--endpoint', 'tcp://127.0.0.1:1'],
      ...[...machine.credentialOptions, '--fallback', 'never', '--connect-timeout', '0'],
    ]).ended
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^Error: .* See https:.*#connection-refused$/m)
  })

  it.each([
    [
      'an option that does not exist',
      ['--tagz', 'x'],
      'There is no option --tagz. Did you mean --tags?',
    ],
    ['an alias', ['--build-arg', 'A=1'], '--build-arg is called --build-args here.'],
    ['a second context', ['other'], 'There is one context too many.'],
    ['a wrong value', ['--cache-mode', 'most'], 'cache-mode: "most" is not one of max, min.'],
  ])('exits with code 1 for %s', async (_, args, words) => {
    machine.write({ Dockerfile: 'FROM scratch\n' })
    const { exitCode, stderr } = await build(args).ended
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^Error: .*\n$/)
    expect(stderr).toContain(words)
  })

  it('refuses a key on the command line without showing it', async () => {
    const args = ['build', '.', '--endpoint', rig.endpoint, '--key', credentials.key]
    const { exitCode, stderr } = await call(args).ended
    expect(exitCode).toBe(1)
    expect(stderr).toContain('REMOTE_BUILDKIT_KEY')
  })
})

describe('doctor', () => {
  it('describes a daemon', async () => {
    const { exitCode, stdout } = await call(['doctor', rig.endpoint, ...machine.credentialOptions])
      .ended
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^BuildKit v[\d.]+ at tcp:\/\/127\.0\.0\.1:\d+ answered in [\d.]+ s\.$/m)
    expect(stdout).toMatch(/^Running builds: /m)
    expect(stdout).toMatch(
      /^Server certificate: localhost, 127\.0\.0\.1; valid until [\d-]+, \d+ days left$/m,
    )
    expect(stdout).toMatch(/^Client certificate: client; valid until [\d-]+, \d+ days left$/m)
  })

  it('counts the running builds, in JSON', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo started && sleep 300 && echo ${id}\n` })
    const running = build()
    await until(() => / started$/m.test(running.log()), 'the step runs')
    const args = ['doctor', '--json', rig.endpoint, ...machine.credentialOptions]
    const { exitCode, stdout } = await call(args).ended
    running.child.kill('SIGINT')
    await running.ended
    expect(exitCode).toBe(0)
    const answer = JSON.parse(stdout)
    expect(answer).toMatchObject({ usable: true, driver: 'remote', endpoint: rig.endpoint })
    expect(
      answer.runningBuilds.map(({ images: [image] }: { images: string[] }) => image),
    ).toContain(tag())
  })
})

describe('doctor, of a daemon with a fault', () => {
  it.each(faults)('%s, reports %s', async (_, code, words, setup) => {
    const given: Record<string, string> = { endpoint: rig.endpoint, ...(await setup()) }
    const { endpoint = '', ...inputs } = given
    const timeout = code === 'connection-timeout' ? ['--connect-timeout', '1s'] : []
    const env = Object.fromEntries(
      Object.entries({ ...credentials, ...inputs }).map(([name, value]) => [
        `REMOTE_BUILDKIT_${name.toUpperCase().replaceAll('-', '_')}`,
        value,
      ]),
    )
    const answer = await call(['doctor', '--json', endpoint, ...timeout], { env }).ended
    expect(answer.exitCode).toBe(2)
    const { message, ...rest } = JSON.parse(answer.stdout)
    expect(rest).toMatchObject({ usable: false, code, help: expect.stringContaining(`#${code}`) })
    // The patterns include the link.
    expect(`${message} See`).toMatch(words)
  })

  it.each([
    ['no address', 'no-endpoint', 2, {}],
    ['a key that is none', 'credentials-malformed', 1, { key: 'no key' }],
    ['the key of another', 'client-key-mismatch', 1, { key: rig.certificates.server.key }],
    [
      'an authority, but no token',
      'identity-no-token',
      2,
      { cert: '', key: '', identity: 'step-ca+https://127.0.0.1:1' },
    ],
  ] as const)('reports %s as JSON, too: %s', async (_, code, exitCode, inputs) => {
    const address = code === 'no-endpoint' ? {} : { endpoint: rig.endpoint }
    const env = Object.fromEntries(
      Object.entries({ ...credentials, ...address, ...inputs }).map(([name, value]) => [
        `REMOTE_BUILDKIT_${name.toUpperCase()}`,
        value,
      ]),
    )
    const answer = await call(['doctor', '--json'], { env }).ended
    expect(answer.exitCode).toBe(exitCode)
    expect(JSON.parse(answer.stdout)).toEqual({
      ...address,
      ...{ usable: false, code, message: expect.stringMatching(/^[^:]+/) },
      help: expect.stringContaining(`#${code}`),
    })
  })

  it('prints the same as text', async () => {
    const { exitCode, stdout, stderr } = await call(['doctor', 'tcp://127.0.0.1:1']).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^Error: .* needs TLS, .* See https:.*#credentials-missing\n$/)
  })
})
