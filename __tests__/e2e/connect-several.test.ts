import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { tryRun } from '../../script/rig/run.ts'
import { until } from '../helpers/until.ts'
import { type DockerHost, startDockerHost } from './docker-host.ts'
import type { SeveralInputs } from './programs/connect-several.ts'
import { credentials, makeDockerConfig, rig } from './project.ts'

jest.setTimeout(180_000)

let host: DockerHost
beforeAll(async () => {
  host = await startDockerHost('several')
  await importOfficialImages(host.dockerd)
})
afterAll(() => host?.stop())

const repository = resolve(import.meta.dirname, '../..')
const sockets = () => readdirSync('/tmp').filter((name) => name.startsWith('remote-buildkit-'))

it.each([
  ['in the private directory', ''],
  ['outside the private directory, whose path is too long', 'deep'.repeat(20)],
])('post cleans up after a killed process with several daemons, sockets %s', async (_, deep) => {
  const temp = mkdtempSync(join(tmpdir(), 'several-'))
  const context = join(temp, 'context')
  mkdirSync(join(temp, deep), { recursive: true })
  mkdirSync(context)
  // The command line of the RUN contains the marker, so the test finds it among the processes of this machine.
  const marker = `several-${process.pid}-${deep.length}`
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM ${rig.baseImage}\nRUN echo started && sleep 300 && echo ${marker}\n`,
  )
  const directory = join(temp, deep, 'remote-buildkit-00000000-0000-4000-8000-000000000000')
  const before = sockets()
  const { docker } = await requireParts('docker')
  const inputs: SeveralInputs = {
    ...{ directory, context, image: images.buildkit },
    tls: { endpoint: rig.endpoint, ...credentials },
    ssh: {
      endpoint: host.sshd.endpoint,
      key: host.sshd.key.privateKey,
      knownHosts: host.sshd.hostKeyLine,
    },
  }
  const env = {
    HOME: temp,
    DOCKER_CONFIG: makeDockerConfig(temp),
    PATH: [rig.buildx, docker, process.execPath].map(dirname).concat('/usr/bin', '/bin').join(':'),
    DOCKER_HOST: host.dockerd.host,
  }
  const file = join(import.meta.dirname, 'programs/connect-several.ts')
  const child = spawn(process.execPath, [file, JSON.stringify(inputs)], { env })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log += chunk
    })
  }
  try {
    const started = (driver: string) => new RegExp(`^${driver}: [^]*\\d started$`, 'm').test(log)
    await until(
      () => ['remote', 'docker', 'docker-container'].every(started) || child.exitCode !== null,
      'all builds run',
    )
    if (child.exitCode !== null) throw new Error(log)
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  } finally {
    child.kill('SIGKILL')
  }

  // The files and processes that are left. Each attempt has its own directory.
  const left = (name: string) => readdirSync(join(directory, name)).toSorted()
  const attempts = ['1', '2', '3'].map(left)
  expect(attempts).toContainEqual(['cacert.pem', 'cert.pem', 'key.pem'])
  expect(attempts).toContainEqual(expect.arrayContaining(['known_hosts', 'ssh-key']))
  expect(attempts).toContainEqual(['buildkitd.toml'])
  const commands = processesWith(directory).map(({ command }) => command)
  // The build behind SSH has ended, since its connection went through the killed process.
  const builds = commands.filter((command) => / build --builder remote-buildkit-/.test(command))
  expect(builds).toHaveLength(2)
  expect(commands).toContainEqual(expect.stringMatching(/^ssh .*ControlMaster=yes/))
  expect(await host.dockerd.docker('ps', '--quiet')).not.toBe('')
  expect(sockets()).toHaveLength(before.length + (deep === '' ? 0 : 1))

  const { code, stdout, stderr } = await tryRun(
    process.execPath,
    [join(repository, 'dist/post/index.js')],
    { env: { ...env, RUNNER_TEMP: join(temp, deep), STATE_directory: directory } },
  )
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(existsSync(directory)).toBe(false)
  expect(sockets()).toEqual(before)
  await until(() => processesWith(directory).length === 0, 'no process is left')
  expect(await host.dockerd.docker('ps', '--all', '--quiet')).toBe('')
  expect(await host.dockerd.docker('volume', 'ls', '--quiet')).toBe('')
  const secrets = [credentials.key, host.sshd.key.privateKey]
  expect(await findSecrets(secrets, { directories: [temp] })).toEqual([])
  await until(
    () => !processesWith(marker).some(({ command }) => command.includes('sleep 300')),
    'the daemons have canceled the builds',
  )
  rmSync(temp, { recursive: true })
})
