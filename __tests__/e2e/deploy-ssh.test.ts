import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { run, tryRun } from '../../script/rig/run.ts'
import { freePort, type Server } from '../../script/rig/server.ts'
import { makeSshKey, type SshKeyPair, serve, sshUser } from '../../script/rig/sshd.ts'
import { deploy } from '../deploy/units.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { noCertificates } from './docker-host.ts'
import { createProject, rig } from './project.ts'

// The first run builds tools.
jest.setTimeout(600_000)

const shipped = (name: string) => join(deploy, 'ssh', name)
const directory = mkdtempSync(join(tmpdir(), 'deploy-ssh-'))
const below = (name: string) => join(directory, name)
let dockerd: Dockerd
let sshd: Server
let port: number
let key: SshKeyPair

// This machine's programs replace those of the image. The shipped files are used unchanged.
async function start(): Promise<Server> {
  const parts = await requireParts('docker', 'sshd', 'ssh-keygen')
  const path = [parts.docker, parts.sshd, parts['ssh-keygen'], '/usr/bin/cut'].map(dirname)
  return serve({
    directory,
    port,
    environment: {
      PATH: [...path, '/usr/bin', '/bin'].join(delimiter),
      ...{ SSH_KEYS: below('keys'), SSH_CONFIG: shipped('sshd_config') },
      ...{ SSH_HOST: '127.0.0.1', SSH_PORT: String(port) },
    },
    command: () => [
      ...['sh', shipped('start'), '-o', `Port=${port}`, '-o', 'ListenAddress=127.0.0.1'],
      // Here the SSH user has the rights of the user who runs the tests.
      ...['-o', `AuthorizedKeysFile=${below('authorized_keys')}`, '-o', 'PermitRootLogin=yes'],
      ...['-o', `SetEnv=DOCKER_HOST=${dockerd.host} PATH=${path.join(delimiter)}`],
    ],
  })
}

beforeAll(async () => {
  dockerd = await startDockerd({ directory: below('docker'), bridge: true })
  mkdirSync(below('keys'))
  key = await makeSshKey(below('client'))
  writeFileSync(below('authorized_keys'), key.publicKey)
  port = await freePort()
  sshd = await start()
})
afterAll(async () => {
  await sshd?.stop()
  await dockerd?.stop()
  rmSync(directory, { recursive: true })
})

const printed = () => /^For ssh-known-hosts: (.*)$/m.exec(sshd.log())?.[1] ?? ''

describe('deploy/ssh', () => {
  it('is reachable with the known_hosts line that it prints and the key that it got', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' })
    const inputs = {
      ...noCertificates,
      endpoint: `ssh://${sshUser}@127.0.0.1:${port}`,
      'ssh-key': key.privateKey,
      'ssh-known-hosts': printed(),
    }
    const { exitCode, log, outputs } = await project.build({ inputs })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({ driver: 'docker', fallback: 'false' })
  })

  it('keeps its host key when it is restarted', async () => {
    const before = printed()
    expect(before).toMatch(/^\[127\.0\.0\.1\]:\d+ ssh-ed25519 AAAA\S+$/)
    await sshd.stop()
    rmSync(below('sshd.log'))
    sshd = await start()
    expect(printed()).toBe(before)
  })

  it('allows no other command', async () => {
    writeFileSync(below('known_hosts'), `${printed()}\n`)
    const ssh = (...words: string[]) =>
      tryRun(
        'ssh',
        [
          ...['-F', 'none', '-i', key.path, '-o', 'IdentityAgent=none', '-o', 'BatchMode=yes'],
          ...['-o', `UserKnownHostsFile=${below('known_hosts')}`, '-p', String(port), ...words],
        ],
        { input: 'GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n' },
      )
    const to = `${sshUser}@127.0.0.1`
    // Docker answers, whatever the requested command.
    for (const command of ['id', 'sh', 'docker run busybox', '']) {
      const { stdout } = await ssh(to, ...(command ? [command] : []))
      expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    }
    expect((await ssh('-tt', to)).stderr).toMatch(/PTY allocation request failed/)
    const forwarded = await freePort()
    const forward = ['-o', 'ExitOnForwardFailure=yes', '-N', '-R', `${forwarded}:127.0.0.1:1`]
    expect((await ssh(...forward, to)).code).toBe(255)
    expect((await ssh('-W', '127.0.0.1:1', to)).stderr).toMatch(/administratively prohibited/)
    expect((await ssh('root@127.0.0.1')).code).toBe(255)
  })

  it('has a daemon.json that is valid for Docker', async () => {
    const program = (await requireParts('new-dockerd'))['new-dockerd']
    const validate = (file: string) =>
      tryRun(program, ['--validate', '--userland-proxy=false', '--config-file', file])
    expect(await validate(shipped('daemon.json'))).toMatchObject({ code: 0 })
    writeFileSync(below('wrong.json'), '{ "bilder": true }')
    expect(await validate(below('wrong.json'))).toMatchObject({ code: 1 })
  })

  it('removes cache mounts last, not first as Docker does by default', async () => {
    const settings = JSON.parse(readFileSync(shipped('daemon.json'), 'utf8'))
    const daemon = await startDockerd({ directory: below('shipped'), engine: 'new', settings })
    try {
      const env = { ...process.env, DOCKER_HOST: daemon.host }
      const inspected = await run(rig.buildx, ['inspect', 'default'], { env })
      const rules = inspected.split(/^GC Policy rule#\d+:$/m).slice(1)
      const bytes = (rule: string) => /Reserved Space:\s+(.*)$/im.exec(rule)?.[1]
      expect(rules.map(bytes)).toEqual(['5', '5', '10', '50', '60', '65'].map((n) => `${n}GiB`))
      const types = rules.map((rule) => /type==([a-z.]+)/.exec(rule)?.[1])
      expect(types.slice(0, 4)).toEqual([
        ...['source.local', 'source.git.checkout', undefined, 'regular'],
      ])
      expect(inspected).not.toContain('cachemount')
    } finally {
      await daemon.stop()
    }
  })

  it('is valid for compose, and only sshd reaches the daemon', async () => {
    const { 'docker-compose': compose } = await requireParts('docker-compose')
    const file = shipped('compose.yaml')
    const config = (env: NodeJS.ProcessEnv) =>
      run(compose, ['--file', file, 'config', '--format', 'json'], { env })
    const { PATH } = process.env
    await expect(config({ PATH })).rejects.toThrow(/the name under which runners reach this host/)
    const { services } = JSON.parse(await config({ PATH, SSH_HOST: 'build.example.com' }))
    expect(Object.keys(services).sort()).toEqual(['docker', 'sshd'])
    const { docker, sshd } = services
    expect(docker.ports).toBeUndefined()
    expect(docker.image).toMatch(/-dind-rootless$/)
    expect(docker.command).toEqual(['dockerd', '--host=unix:///run/user/1000/docker.sock'])
    expect(sshd).toMatchObject({ cap_drop: ['ALL'], read_only: true })
    expect(sshd.privileged).toBeUndefined()
    expect(sshd.ports.map(({ target }: { target: number }) => target)).toEqual([2222])
    const targets = (service: { volumes: { type: string; target: string }[] }) =>
      service.volumes.map(({ type, target }) => `${type} ${target}`)
    expect(targets(docker)).toEqual([
      'volume /home/rootless/.local/share/docker',
      'volume /run/user',
      'bind /home/rootless/.config/docker/daemon.json',
    ])
    expect(targets(sshd)).toEqual([
      'volume /var/lib/docker-ssh',
      'volume /run/user',
      'bind /etc/docker-ssh/authorized_keys',
    ])
  })
})
