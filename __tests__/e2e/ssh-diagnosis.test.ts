import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { freePort } from '../../script/rig/server.ts'
import { makeSshKey, sshUser } from '../../script/rig/sshd.ts'
import type { DiagnosisCode } from '../../src/base/diagnosis.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { closing, listen, plainHttp, silent } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { withoutCode } from '../helpers/without-code.ts'
import { type DockerHost, expectNoKey, inputsFor, startDockerHost } from './docker-host.ts'
import { createMachine, type InstalledProgram, installProgram, start } from './program.ts'
import { createProject } from './project.ts'

// Every fault on a real sshd and a real Docker daemon, with the shipped action.

type Inputs = Record<string, string>
type Setup = () => Inputs | Promise<Inputs>

let host: DockerHost
let program: InstalledProgram
let before: string[]
beforeAll(async () => {
  before = userFiles()
  host = await startDockerHost('ssh-diagnosis')
  program = await installProgram()
})
afterAll(async () => {
  await host?.stop()
})

const closes: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closes.splice(0)) await close()
})

let made = 0
const newKey = () => makeSshKey(join(host.directory, `key-${made++}`))
const behind =
  (start: () => Promise<{ port: number; close(): Promise<void> }>): Setup =>
  async () => {
    const { port, close } = await start()
    closes.push(close)
    return { endpoint: `ssh://${sshUser}@127.0.0.1:${port}` }
  }

/** An sshd with other sessions or keys. */
const sshdWith =
  (options: (host: DockerHost) => Parameters<DockerHost['another']>[0], driver = 'auto'): Setup =>
  async () => ({ ...inputsFor(await host.another(options(host))), driver })

const faults: readonly [string, DiagnosisCode, RegExp, Setup][] = [
  [
    'a name that DNS does not know',
    'dns-not-found',
    /^DNS .* the host of ssh:\/\/ci@builder\.invalid \(.*\)\. /,
    () => ({ endpoint: 'ssh://ci@builder.invalid' }),
  ],
  [
    'a closed port',
    'connection-refused',
    /^Nothing listens at ssh:\S+: the connection was refused\. /,
    async () => ({ endpoint: `ssh://ci@127.0.0.1:${await freePort()}` }),
  ],
  [
    'a silent port',
    'connection-timeout',
    /^ssh:\S+ can't be reached from this runner \(.*\)\. /,
    behind(silent),
  ],
  ['a port that hangs up', 'connection-reset', /^ssh:\S+ closed the connection /, behind(closing)],
  [
    'a web server',
    'connection-reset',
    /^ssh:\S+ closed the connection before SSH was set up \(.*\)\. Is sshd listening there, /,
    behind(() => plainHttp()),
  ],
  [
    'another protocol that speaks first',
    'not-buildkit',
    /^ssh:\S+ does not speak SSH\. /,
    behind(() => listen((socket) => socket.write('220 mail.example.com ESMTP\r\n\0\r\n'))),
  ],
  [
    'an unknown host key',
    'ssh-host-key-unknown',
    /^The host key of ssh:\S+ is not in ssh-known-hosts: the host shows SHA256:\S+ \(ED25519\)\. Compare it .* add its line "\[127\.0\.0\.1\]:\d+ ssh-ed25519 AAAA\S+" to ssh-known-hosts\. See /,
    async () => ({ 'ssh-known-hosts': `elsewhere ${(await newKey()).publicKey}` }),
  ],
  [
    'no known hosts at all',
    'ssh-host-key-unknown',
    /^The host key of ssh:\S+ is not in ssh-known-hosts, which is empty, or this runner's own known_hosts: the host shows SHA256:/,
    () => ({ 'ssh-known-hosts': '' }),
  ],
  [
    'another host key',
    'ssh-host-key-changed',
    /^The host key of ssh:\S+ is not the known one: the host shows SHA256:\S+ \(ED25519\)\. Another host may be answering\. .* its line "\[127\.0\.0\.1\]:\d+ ssh-ed25519 AAAA\S+" replaces the one in ssh-known-hosts\. See /,
    async () => ({
      'ssh-known-hosts': `[127.0.0.1]:${host.sshd.port} ${(await newKey()).publicKey}`,
    }),
  ],
  [
    'a revoked host key',
    'ssh-host-key-changed',
    /^The host key of ssh:\S+ is marked as revoked: SHA256:/,
    () => ({ 'ssh-known-hosts': `@revoked ${host.sshd.hostKeyLine}` }),
  ],
  [
    'another key',
    'ssh-auth-failed',
    /^ssh:\S+ does not accept the key in ssh-key\. /,
    async () => ({ 'ssh-key': (await newKey()).privateKey }),
  ],
  [
    'another user',
    'ssh-auth-failed',
    /^ssh:\S+ does not accept the key in ssh-key\. /,
    () => ({ endpoint: host.sshd.endpoint.replace(sshUser, 'nobody') }),
  ],
  [
    'no key',
    'ssh-auth-failed',
    /^ssh:\S+ accepts no key of this runner\. ssh-key is empty, /,
    () => ({ 'ssh-key': '' }),
  ],
  [
    'no docker',
    'ssh-no-docker',
    /^SSH to ssh:\S+ works, but there is no docker on the host\. /,
    sshdWith(() => ({ environment: { PATH: '/nowhere' } })),
  ],
  [
    'a Docker daemon that is not running',
    'ssh-no-docker',
    /^SSH to ssh:\S+ works, but docker on the host reaches no daemon \(.*\/nowhere\/docker\.sock.*\)\. /,
    sshdWith(() => ({ environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } })),
  ],
  [
    'a Docker context that does not exist',
    'ssh-no-docker',
    /^SSH to ssh:\S+ works, but docker on the host reaches no daemon \(.*nowhere.*not found.*\)\. /,
    sshdWith(() => ({ environment: { DOCKER_CONTEXT: 'nowhere' } })),
  ],
  [
    'another socket, which does not exist',
    'ssh-no-docker',
    /^SSH to ssh:\S+\/nowhere\/docker\.sock works, but docker on the host reaches no daemon /,
    () => ({ endpoint: `${host.sshd.endpoint}/nowhere/docker.sock` }),
  ],
  [
    'a shell that talks',
    'not-buildkit',
    /^ssh:\S+ does not answer like a Docker daemon\. /,
    sshdWith(() => ({ config: 'ForceCommand echo hello; cat' })),
  ],
  [
    'no buildctl',
    'not-buildkit',
    /^SSH to ssh:\S+ works, but there is no buildctl on the host\. /,
    sshdWith(() => ({ environment: { PATH: '/nowhere' } }), 'remote'),
  ],
  [
    'no buildkitd',
    'connection-refused',
    /^SSH to ssh:\S+ works, but buildctl on the host reaches no daemon \(/,
    () => ({ driver: 'remote' }),
  ],
  [
    'a user confined to Docker, but driver: remote',
    'not-buildkit',
    /^ssh:\S+ does not speak HTTP\/2 as a BuildKit daemon does \(ERR_HTTP2_ERROR\)\. /,
    sshdWith(() => ({ config: 'ForceCommand docker system dial-stdio' }), 'remote'),
  ],
]

const mayPass = /^(?:dns-not-found|connection-\w+|ssh-no-docker)$/
/** Docker's `dial-stdio` may exit before it has forwarded the daemon's answer. */
const answerLost = /the daemon there closed the connection before it answered/
const more = 'See https://github.com/org/remote-buildkit/blob/main/docs/troubleshooting.md'
const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

describe('the action that meets', () => {
  it.each(faults)('%s ends with %s', async (_, code, words, setup) => {
    const given = await setup()
    // Enough time to sign in while other tests keep the machine busy. A permanent fault is reported
    // at once, whatever the timeout.
    const timeout = { 'connect-timeout': mayPass.test(code) ? '3s' : '20s' }
    const inputs = { ...host.inputs, ...timeout, fallback: 'never', ...given }
    const project = await createProject(files)
    const failed = await project.build({ inputs })
    const message = onlyError(failed)
    expect(message.startsWith(`${code}: `)).toBe(true)
    expect(withoutCode(message)).toMatch(words)
    expect(message.endsWith(` ${more}#${code}`)).toBe(true)
    expect(failed.outputs).toMatchObject({ 'fallback-reason': code, fallback: 'false', driver: '' })
    // Only the error, and the lines about the wait.
    const waits = failed.log.match(/^.* Asking again for up to .*\n/gm) ?? []
    expect(waits.length).toBeLessThanOrEqual(1)
    if (!mayPass.test(code)) for (const wait of waits) expect(wait).toMatch(answerLost)
    expect(failed.log.trimEnd().split('\n')).toHaveLength(waits.length + 1)
    await expectNoKey(host.sshd, failed, project.runner())
  })

  it.each([
    'ssh-host-key-unknown',
    'ssh-host-key-changed',
    'ssh-auth-failed',
    'ssh-no-docker',
  ] as const)('%s is what the program’s doctor reports, too', async (wanted) => {
    const [, code, words, setup] = faults.find(([, each]) => each === wanted) ?? faults[0] ?? []
    const { endpoint = '', ...inputs }: Inputs = { ...host.inputs, ...(await setup?.()) }
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        `REMOTE_BUILDKIT_${name.toUpperCase().replaceAll('-', '_')}`,
        value,
      ]),
    )
    const machine = createMachine()
    try {
      const { exitCode, stdout } = await start(
        machine,
        [program.file, 'doctor', '--json', endpoint],
        { env },
      ).ended
      expect(exitCode).toBe(2)
      const answer = JSON.parse(stdout)
      expect(answer).toMatchObject({ usable: false, code })
      expect(`${answer.message} See #`).toMatch(words ?? /^$/)
      await machine.expectClean()
    } finally {
      machine.remove()
    }
  })

  it('one of them falls back, if that is allowed', async () => {
    const project = await createProject(files)
    const { annotations, outputs } = await project.build({
      inputs: { ...host.inputs, 'ssh-key': (await newKey()).privateKey, fallback: 'auto' },
      env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    expect(withoutCode(annotations[0]?.message ?? '')).toMatch(
      /^ssh:\S+ does not accept the key in ssh-key\. .* Falling back to a local builder failed too: /,
    )
    expect(outputs).toMatchObject({ 'fallback-reason': 'ssh-auth-failed', fallback: 'false' })
  })

  it('an sshd that starts late waits for it', async () => {
    const port = await freePort()
    const { key, hostKey, hostKeyLine } = host.sshd
    const project = await createProject(files)
    const step = await project.start({
      inputs: {
        ...host.inputs,
        endpoint: `ssh://${sshUser}@127.0.0.1:${port}`,
        'ssh-known-hosts': hostKeyLine.replace(String(host.sshd.port), String(port)),
        'connect-timeout': '30s',
      },
    })
    await until(() => step.log().includes('Asking again'), 'it waits')
    await host.another({ port, key, hostKey })
    const { exitCode, log } = await step.done
    expectExitCode({ exitCode, log }, 0)
    expect(log).toMatch(
      /^connection-refused: Nothing listens at ssh:.* Asking again for up to 30 s\.$/m,
    )
  })
})

describe('an error in the workflow itself', () => {
  it.each<[string, RegExp, Setup]>([
    [
      'text as ssh-key',
      /^ssh-key is neither a key, .*#credentials-malformed$/,
      () => ({ 'ssh-key': 'k' }),
    ],
    [
      'a key with a passphrase that no agent holds',
      /^ssh-key is protected by a passphrase, .*#credentials-malformed$/,
      async () => {
        const path = join(host.directory, `key-${made++}`)
        return { 'ssh-key': (await makeSshKey(path, { passphrase: 'secret' })).privateKey }
      },
    ],
    [
      'text as ssh-known-hosts',
      /^ssh-known-hosts: line 1 is not /,
      () => ({ 'ssh-known-hosts': 'x' }),
    ],
  ])('fails at once with every value of fallback: %s', async (_, words, setup) => {
    const project = await createProject(files)
    const result = await project.build({
      inputs: { ...host.inputs, fallback: 'auto', ...(await setup()) },
    })
    expect(withoutCode(onlyError(result))).toMatch(words)
    expect(result.log.trimEnd().split('\n')).toHaveLength(1)
  })
})

it("the action leaves the user's own SSH files unchanged", () => {
  expect(userFiles()).toEqual(before)
})

/** OpenSSH finds them by the user's name, not by HOME. */
function userFiles(): string[] {
  const directory = join(homedir(), '.ssh')
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const { mode, mtimeMs } = statSync(path)
      return `${path} ${mode} ${mtimeMs} ${entry.isFile() ? readFileSync(path, 'base64') : ''}`
    })
  } catch {
    return ['none']
  }
}

/** The message of the only annotation of a run that failed. */
function onlyError({ exitCode, annotations, log }: PhaseResult): string {
  expectExitCode({ exitCode, log }, 1)
  expect(annotations).toMatchObject([{ level: 'error', message: expect.not.stringMatching(/\n/) }])
  return annotations[0]?.message ?? ''
}

it('the action reports a runner without ssh', async () => {
  const project = await createProject(files)
  const result = await project.build({
    env: { PATH: dirname(process.execPath) },
    inputs: host.inputs,
  })
  expect(withoutCode(onlyError(result))).toMatch(
    /^There is no ssh on this runner, .*#connection-refused$/,
  )
})
