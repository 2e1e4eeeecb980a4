// The program's command `env`: a builder that later commands of a shell use, also behind a tunnel.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { until } from '../helpers/until.ts'
import { type DockerHost, startDockerHost } from './docker-host.ts'
import {
  createMachine,
  type InstalledProgram,
  installProgram,
  type Machine,
  type StartOptions,
  start,
} from './program.ts'
import { rig } from './project.ts'

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
const buildx = '~/.docker/cli-plugins/docker-buildx'
const shell = (lines: readonly string[], options?: StartOptions) =>
  start(machine, ['sh', '-euc', lines.join('\n')], options).ended
const call = (args: readonly string[]) => start(machine, [program.file, ...args]).ended

const reportOf = (name: string) => {
  const report = JSON.parse(readFileSync(join(machine.workspace, name), 'utf8')) as CacheReport
  expect(reportFaults(report)).toEqual([])
  return report
}

describe('a daemon behind TLS', () => {
  const remote = () => [rig.endpoint, ...machine.credentialOptions, '--fallback', 'never']

  it('is the builder of any buildx and of the program, until it is removed', async () => {
    machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
    const { exitCode, stderr } = await shell([
      `eval "$(${program.file} env ${remote().join(' ')})"`,
      'test "$(stat -c %a "$REMOTE_BUILDKIT_SETUP")" = 700',
      `${buildx} build --quiet --push --tag ${tag()} .`,
      `${program.file} build . --push --tags ${tag()} --report report.json`,
      `eval "$(${program.file} env --remove)"`,
      '! printenv BUILDX_BUILDER REMOTE_BUILDKIT_SETUP',
    ])
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect((await rig.registry.manifest(`test/${id}`, 'latest')).digest).toMatch(/^sha256:/)
    // The program reports as if it had connected by itself.
    expect(reportOf('report.json')).toMatchObject({
      hit: true,
      builder: { driver: 'remote', endpoint: rig.endpoint },
    })
  })

  it("gives the user's own variables their former values when it is removed", async () => {
    const { exitCode, stdout, stderr } = await shell([
      `export BUILDX_BUILDER="it's mine" BUILDX_CONFIG=/own/config`,
      `eval "$(${program.file} env ${remote().join(' ')})"`,
      'test "$(stat -c %a "$REMOTE_BUILDKIT_SETUP/former.json")" = 600',
      // What env has not changed isn't its to restore.
      'export DOCKER_CONFIG=/changed/since',
      `eval "$(${program.file} env --remove)"`,
      'printenv BUILDX_BUILDER BUILDX_CONFIG DOCKER_CONFIG',
      '! printenv DOCKER_CONTEXT REMOTE_BUILDKIT_SETUP',
    ])
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(stdout).toBe("it's mine\n/own/config\n/changed/since\n")
  })

  it('has the sign-in of a GitLab job in a file, and gives DOCKER_AUTH_CONFIG back', async () => {
    const own = JSON.stringify({ auths: { 'registry.example.com': { auth: 'eDp5' } } })
    const { exitCode, stdout, stderr } = await shell(
      [
        `eval "$(${program.file} env ${remote().join(' ')})"`,
        '! printenv DOCKER_AUTH_CONFIG',
        'grep -q Y2k6c2VjcmV0 "$DOCKER_CONFIG/config.json"',
        `eval "$(${program.file} env --remove)"`,
        'printenv DOCKER_AUTH_CONFIG',
        '! printenv DOCKER_CONFIG',
      ],
      {
        env: {
          GITLAB_CI: 'true',
          CI_REGISTRY: 'registry.example.com',
          CI_REGISTRY_USER: 'ci',
          CI_REGISTRY_PASSWORD: 'secret',
          DOCKER_AUTH_CONFIG: own,
        },
      },
    )
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(stdout).toBe(`${own}\n`)
  })

  it('unsets what it made when its directory is gone', async () => {
    const { exitCode, stdout, stderr } = await shell([
      'export DOCKER_HOST=unix:///my/docker.sock',
      `eval "$(${program.file} env ${remote().join(' ')})"`,
      'rm -r "$(dirname "$REMOTE_BUILDKIT_SETUP")"',
      'export DOCKER_HOST=unix:///my/docker.sock',
      `${program.file} env --remove`,
    ])
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(stdout).toBe('unset BUILDX_BUILDER REMOTE_BUILDKIT_SETUP BUILDX_CONFIG\n')
  })

  const refused = () => [
    ...['env', 'tcp://127.0.0.1:1', ...machine.credentialOptions],
    ...['--fallback', 'never', '--connect-timeout', '0'],
  ]

  it('leaves nothing when it does not answer', async () => {
    const { exitCode, stdout } = await call(refused())
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '(exit 2)\n' })
  })

  it.each(['sh', 'bash'])(
    'ends a script with set -e in %s when it does not answer',
    async (name) => {
      const evaluate = (args: readonly string[]) => `eval "$(${program.file} ${args.join(' ')})"`
      const script = (...lines: string[]) =>
        start(machine, [name, '-c', [...lines, 'echo goes on'].join('\n')]).ended
      expect(await script('set -e', evaluate(refused()))).toMatchObject({ exitCode: 2, stdout: '' })
      const unknown = evaluate(['env', '--no-such-option'])
      expect(await script('set -e', unknown)).toMatchObject({ exitCode: 1, stdout: '' })
      // The shell itself stays, as an interactive one must.
      const stays = await script(evaluate(refused()), 'echo "failed with $?"')
      expect(stays).toMatchObject({ exitCode: 0, stdout: 'failed with 2\ngoes on\n' })
      // The code of the script counts, and not that of its trap.
      const trap = `trap '${evaluate(['env', '--remove'])}' EXIT`
      expect(await script('set -e', trap, evaluate(refused()))).toMatchObject({ exitCode: 2 })
    },
  )

  it('is not removed by a variable that env has not made', async () => {
    const { exitCode, stderr } = await shell([`${program.file} env --remove`], {
      env: { REMOTE_BUILDKIT_SETUP: machine.workspace },
    })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('names nothing that env has set up')
    expect(readdirSync(machine.directory)).toContain('workspace')
  })
})

describe('a daemon behind a tunnel', () => {
  let host: DockerHost
  let docker: string
  beforeAll(async () => {
    docker = (await requireParts('docker')).docker
    host = await startDockerHost('program-env')
    await importOfficialImages(host.dockerd)
  })
  afterAll(() => host?.stop())

  const ssh = () => ({
    PATH: machine.env.PATH ?? '',
    REMOTE_BUILDKIT_SSH_KEY: host.sshd.key.privateKey,
    REMOTE_BUILDKIT_SSH_KNOWN_HOSTS: host.sshd.hostKeyLine,
  })
  const expectNoKey = async (...texts: readonly string[]) => {
    const { home, temp, workspace } = machine
    const places = { texts: { log: texts.join('\n') }, directories: [home, temp, workspace] }
    expect(await findSecrets([host.sshd.key.privateKey], places)).toEqual([])
  }

  it('is reached over SSH by later commands, and the tunnel ends with --remove', async () => {
    machine.write({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' })
    const { exitCode, stdout, stderr } = await shell(
      [
        `eval "$(${program.file} env ${host.sshd.endpoint} --driver docker --fallback never)"`,
        // What follows needs no key.
        'unset REMOTE_BUILDKIT_SSH_KEY REMOTE_BUILDKIT_SSH_KNOWN_HOSTS',
        `${buildx} build --quiet --output type=local,dest=out .`,
        `${program.file} build . --output type=local,dest=ours --report report.json`,
        `eval "$(${program.file} env --remove)"`,
      ],
      { env: ssh() },
    )
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    for (const folder of ['out', 'ours']) {
      expect(readdirSync(join(machine.workspace, folder))).toEqual(['Dockerfile'])
    }
    expect(reportOf('report.json').builder).toMatchObject({
      ...{ driver: 'docker', endpoint: host.sshd.endpoint },
    })
    await expectNoKey(stdout, stderr)
  })

  it('is reached through a container', async () => {
    machine.write({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' })
    const env = {
      PATH: `${dirname(docker)}:${machine.env.PATH}`,
      DOCKER_HOST: host.dockerd.host,
    }
    const onDocker = (...args: string[]) => execFileSync(docker, args, { env, stdio: 'ignore' })
    onDocker('run', '-d', '--privileged', '--network=host', '--name=kept', images.buildkit)
    try {
      const { exitCode, stderr } = await shell(
        [
          `eval "$(${program.file} env docker-container://kept --fallback never --connect-timeout 20s)"`,
          `${buildx} build --quiet --output type=local,dest=out .`,
          `eval "$(${program.file} env --remove)"`,
        ],
        { env },
      )
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
      expect(readdirSync(join(machine.workspace, 'out'))).toEqual(['Dockerfile'])
    } finally {
      onDocker('rm', '--force', 'kept')
    }
  })

  it('outlives the shell, and ends when its directory is gone', async () => {
    const { exitCode, stdout, stderr } = await shell(
      [`${program.file} env ${host.sshd.endpoint} --driver docker --fallback never`],
      { env: ssh() },
    )
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    const directory = /REMOTE_BUILDKIT_SETUP='([^']+)'/.exec(stdout)?.[1] ?? ''
    expect(processesWith(directory).length).toBeGreaterThan(0)
    rmSync(dirname(directory), { recursive: true })
    await until(() => processesWith(directory).length === 0, 'the tunnel has ended')
    await expectNoKey(stdout, stderr)
  })

  it('leaves nothing when the host key is not known', async () => {
    const { exitCode, stdout, stderr } = await shell(
      [
        `${program.file} env ssh://ci@127.0.0.1:${new URL(host.sshd.endpoint).port} --fallback never --connect-timeout 0`,
      ],
      {
        env: { ...ssh(), REMOTE_BUILDKIT_SSH_KNOWN_HOSTS: `elsewhere ${host.sshd.key.publicKey}` },
      },
    )
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '(exit 2)\n' })
    expect(stderr).toMatch(/^Error: .*#ssh-host-key-unknown$/m)
    expect(processesWith(machine.directory)).toEqual([])
  })
})
