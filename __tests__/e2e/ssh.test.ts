import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { processesWith } from '../../script/rig/leaks.ts'
import type { Step } from '../../script/rig/runner.ts'
import { startSshAgent } from '../../script/rig/ssh-agent.ts'
import { makeSshKey, sshUser } from '../../script/rig/sshd.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import {
  type DockerHost,
  expectNoKey,
  inputsFor,
  noCertificates,
  startDockerHost,
} from './docker-host.ts'
import { createProject, type Project, rig, stepsOf } from './project.ts'

jest.setTimeout(180_000)

let host: DockerHost
beforeAll(async () => {
  host = await startDockerHost('ssh')
  await importOfficialImages(host.dockerd)
})
afterAll(() => host?.stop())

const dockerfile = `FROM @base@
COPY early.txt .
RUN --mount=type=cache,target=/kept echo @id@ >> /kept/runs && wc -l < /kept/runs > /count
COPY late.txt .
RUN cat early.txt late.txt > all.txt
`
const files = { Dockerfile: dockerfile, 'early.txt': 'early\n', 'late.txt': 'late\n' }

describe('the Docker daemon behind SSH', () => {
  it('builds and pushes, keeps its layers and its cache mounts, and gives the key to no other process', async () => {
    const project = await createProject(files)
    const cold = await project.build({ inputs: host.inputs })
    expectExitCode(cold, 0)
    expect(cold.outputs).toMatchObject({
      driver: 'docker',
      builder: 'default',
      endpoint: host.sshd.endpoint,
      fallback: 'false',
      'cache-hit-percent': '0',
      'steps-total': '4',
    })
    expect(cold.outputs.digest).toMatch(/^sha256:/)
    expect(cold.log).toMatch(
      /^▼ Docker \d+\.\S+(?: \(BuildKit v\S+\))? at ssh:\S+, ready in [\d.]+ s$/m,
    )
    expect(cold.annotations).toEqual([])
    await expectNoKey(host.sshd, cold, project.runner())
    const lines = host.sshd.key.privateKey.split('\n').slice(1, -2)
    expect(cold.masks).toEqual(expect.arrayContaining(lines.filter((line) => line.length >= 8)))
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'all.txt')).toBe(
      'early\nlate\n',
    )

    const warm = await project.build({ inputs: host.inputs })
    expect(warm.outputs).toMatchObject({ 'cache-hit': 'true', 'cache-hit-percent': '100' })

    project.write({ 'early.txt': 'earlier\n' })
    const changed = await project.build({ inputs: host.inputs })
    expect(stepsOf(changed).map(({ status }) => status)).toEqual(Array(4).fill('executed'))
    // The cache mount has the file of the first build.
    const count = await rig.registry.fileFromImage(project.repository, 'latest', 'count')
    expect(Number(count)).toBe(2)
  })
})

describe('a host with SSH', () => {
  it('that allows one command per connection gets more connections', async () => {
    const another = await host.another({ config: 'MaxSessions 1' })
    const project = await createProject(files)
    const { exitCode, log } = await project.build({ inputs: inputsFor(another) })
    expectExitCode({ exitCode, log }, 0)
  })

  it("is found by the runner's own SSH configuration, which stays unchanged", async () => {
    const { key, hostKeyLine, port } = host.sshd
    const directory = mkdtempSync(join(host.directory, 'own-'))
    const below = (name: string) => join(directory, name)
    writeFileSync(below('known_hosts'), `${hostKeyLine}\n`)
    writeFileSync(below('key'), key.privateKey, { mode: 0o600 })
    const config = [
      ...['Host builder', 'HostName 127.0.0.1', `Port ${port}`, `User ${sshUser}`],
      ...[`IdentityFile ${below('key')}`, `UserKnownHostsFile ${below('known_hosts')}`],
      // Settings that a user may have.
      ...['ControlMaster auto', `ControlPath ${below('control-%C')}`, 'ControlPersist 10m'],
      ...['LocalForward 127.0.0.1:1 127.0.0.1:1', 'RemoteCommand id', 'RequestTTY force'],
    ]
    writeFileSync(below('config'), `${config.join('\n')}\n`)
    // OpenSSH finds a user's configuration by the user's name, so -F gives the path here.
    const script = `#!/bin/sh\nexec /usr/bin/ssh -F '${below('config')}' "$@"\n`
    mkdirSync(below('bin'))
    writeFileSync(below('bin/ssh'), script, { mode: 0o755 })
    const read = () =>
      readdirSync(directory).map((name) =>
        name === 'bin' ? name : `${name} ${readFileSync(below(name))}`,
      )
    const before = read()
    const project = await createProject(files)
    const { exitCode, log, outputs } = await project.build({
      env: { PATH: `${below('bin')}:/usr/bin:/bin` },
      inputs: { ...noCertificates, endpoint: 'ssh://builder' },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.endpoint).toBe('ssh://builder')
    expect(read()).toEqual(before)
  })

  it('is reachable from a runner whose directories are too deep for a socket', async () => {
    const temp = join(host.directory, 'x'.repeat(100))
    mkdirSync(temp)
    const left = () => readdirSync('/tmp').filter((name) => name.startsWith('remote-buildkit-'))
    const before = left()
    const project = await createProject(files)
    const step = await project.start({ inputs: host.inputs, env: { RUNNER_TEMP: temp } })
    const { exitCode, log } = await step.done
    expectExitCode({ exitCode, log }, 0)
    // Tests in other processes have such directories for as long as they run.
    await until(() => left().every((name) => before.includes(name)), 'no new directory is left')
    expect(readdirSync(temp)).toEqual([])
    expect(await step.post()).toBe('skipped')
  })
})

describe('a container behind SSH', () => {
  it('is found again by the next job, with its cache, and stays', async () => {
    const inputs = {
      ...host.inputs,
      driver: 'docker-container',
      'builder-image': images.buildkit,
      'driver-opts': 'network=host',
    }
    const project = await createProject(files)
    const cold = await project.build({ inputs })
    expectExitCode(cold, 0)
    expect(cold.outputs).toMatchObject({
      driver: 'docker-container',
      builder: expect.stringMatching(/^remote-buildkit-[0-9a-f]{8}$/),
      fallback: 'false',
      'cache-hit-percent': '0',
    })
    expect(cold.log).toMatch(/^▼ BuildKit v\S+ at ssh:\S+, ready in /m)
    const containers = () => host.dockerd.docker('ps', '--format', '{{.ID}} {{.Names}}')
    const first = await containers()
    expect(first).toMatch(/ buildx_buildkit_remote-buildkit$/m)

    const warm = await project.build({ inputs })
    expect(warm.outputs).toMatchObject({ 'cache-hit': 'true', 'cache-hit-percent': '100' })
    expect(warm.log).toMatch(/from cache \(100 %\), .*, docker-container builder v/)
    expect(await containers()).toBe(first)
    // Its cache needs no registry.
    const report = JSON.parse(warm.outputs['cache-report'] ?? '')
    expect(report).toMatchObject({ sources: [], exports: [] })
    await host.dockerd.docker('rm', '--force', '--volumes', 'buildx_buildkit_remote-buildkit')
  })
})

describe('a BuildKit daemon behind SSH', () => {
  it('is reachable with buildctl dial-stdio', async () => {
    const directory = join(host.directory, 'buildkitd')
    const buildkitd = await startBuildkitd({
      directory,
      config: `[registry."${rig.registry.host}"]\nhttp = true`,
    })
    try {
      const endpoint = `${host.sshd.endpoint}${directory}/buildkitd.sock`
      const project = await createProject(files)
      const inputs = { ...host.inputs, endpoint, driver: 'remote' }
      const cold = await project.build({ inputs })
      expectExitCode(cold, 0)
      expect(cold.outputs).toMatchObject({ driver: 'remote', endpoint, 'cache-hit': 'false' })
      const warm = await project.build({ inputs })
      expectExitCode(warm, 0)
      expect(warm.outputs).toMatchObject({
        'cache-hit': 'true',
        // History requests use the same connection.
        'seconds-saved': expect.stringMatching(/^\d/),
      })
    } finally {
      await buildkitd.stop()
    }
  })
})

describe('the identity for SSH', () => {
  it('may be a key that an agent holds, which keeps its keys', async () => {
    const agent = await startSshAgent()
    try {
      const { directory, sshd } = host
      const guarded = await makeSshKey(join(directory, 'guarded'), { passphrase: 'of the test' })
      const another = await host.another({ authorizedKeys: sshd.key.publicKey + guarded.publicKey })
      await agent.add(sshd.key.path)
      const before = await agent.list()
      const env = { SSH_AUTH_SOCK: agent.socket }
      const project = await createProject(files)
      const known = { ...inputsFor(another), push: 'false' }
      const byAgent = await project.build({ env, inputs: { ...known, 'ssh-key': '' } })
      expectExitCode(byAgent, 0)
      expect(await agent.list()).toBe(before)

      // With a key in the inputs, the agent isn't asked.
      const stranger = await makeSshKey(join(directory, 'stranger'))
      const refused = await project.build({
        env,
        inputs: { ...known, 'ssh-key': stranger.privateKey },
      })
      expect(refused.outputs['fallback-reason']).toBe('ssh-auth-failed')

      // A passphrase is no obstacle if the agent holds the decrypted key.
      const inputs = { ...known, 'ssh-key': guarded.privateKey }
      expect((await project.build({ env, inputs })).exitCode).toBe(1)
      await agent.add(guarded.path, 'of the test')
      const held = await project.build({ env, inputs })
      expectExitCode(held, 0)
    } finally {
      await agent.stop()
    }
  })
})

describe('an action that is interrupted', () => {
  const slow = { Dockerfile: 'FROM @base@\nRUN echo started && sleep 300 && echo @id@\n' }
  const startSlow = async (inputs = host.inputs): Promise<[Project, Step]> => {
    const project = await createProject(slow)
    const step = await project.start({ inputs: { ...inputs, retries: '0' } })
    await until(() => / started$/m.test(step.log()), 'the step runs')
    return [project, step]
  }
  const runs = ({ id }: Project) =>
    processesWith(id).some(({ command }) => command.includes('sleep 300'))

  it('stops the build on the daemon when it is canceled, and leaves nothing', async () => {
    const [project, step] = await startSlow()
    expect(runs(project)).toBe(true)
    const { exitCode, annotations, state } = await step.cancel()
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual(['The build was canceled.'])
    await until(() => processesWith(state.directory ?? '').length === 0, 'no ssh is left')
    await until(() => !runs(project), 'the daemon has stopped the step')
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
  })

  it('makes post end its connection when main was killed', async () => {
    const [project, step] = await startSlow()
    step.child.kill('SIGKILL')
    const { state } = await step.done
    const left = processesWith(state.directory ?? '').map(({ command }) => command)
    expect(left).toContainEqual(expect.stringMatching(/^ssh .*ControlMaster=yes/))
    const [, line = ''] = host.sshd.key.privateKey.split('\n')
    // Main has it in its inputs, and exists for a moment after its end.
    await until(() => processesWith(line).length === 0, 'no process has the key')
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
    await until(() => processesWith(state.directory ?? '').length === 0, 'no ssh is left')
    await until(() => !runs(project), 'the daemon has stopped the step')
  })

  it('reports that sshd is gone', async () => {
    const own = await host.another({})
    const [project, step] = await startSlow(inputsFor(own))
    await own.kill()
    const { exitCode, annotations, outputs } = await step.done
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The connection to the BuildKit daemon broke while it ran /),
    ])
    expect(outputs).toMatchObject({ driver: 'docker', 'steps-total': '1' })
    await until(() => !runs(project), 'the daemon has stopped the step')
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
  })

  it('repeats the build over a new connection once sshd is back', async () => {
    const own = await host.another({})
    const project = await createProject({
      Dockerfile: 'FROM @base@\nRUN echo started && sleep 4 && echo @id@ > /made\n',
    })
    const step = await project.start({ inputs: inputsFor(own) })
    await until(() => / started$/m.test(step.log()), 'the step runs')
    await own.kill()
    await until(() => step.log().includes('Trying again'), 'the step tries again')
    await host.another({ port: own.port, key: own.key, hostKey: own.hostKey })
    const { exitCode, log, outputs } = await step.done
    expectExitCode({ exitCode, log }, 0)
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    expect(await step.post()).toBe('skipped')
  })
})
