import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { startHaproxy } from '../../script/rig/haproxy.ts'
import { images } from '../../script/rig/images.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { asRoot, run } from '../../script/rig/run.ts'
import { chooseWay } from '../../script/rig/way.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type FaultyServer, listen } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { createBakeProject } from './bake-project.ts'
import { type DockerHost, startDockerHost } from './docker-host.ts'
import { createProject, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

jest.setTimeout(180_000)

const docker = dockerOfRunner()
const directory = mkdtempSync(join(tmpdir(), 'silent-daemon-'))
let daemon: Buildkitd
beforeAll(async () => {
  daemon = await startBuildkitd({
    directory: join(directory, 'daemon'),
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\nhttp = true`,
  })
})
afterAll(async () => {
  await daemon?.stop()
  rmSync(directory, { recursive: true })
})

const runAsRoot = (...words: readonly string[]) => {
  const [command = '', ...args] = asRoot(...words)
  return run(command, args)
}

/** A step that prints that it runs, and then nothing for this number of seconds. */
const quiet = (seconds: number) => ({
  Dockerfile: `FROM @base@\nRUN echo started && sleep ${seconds} && echo @id@ > /made\n`,
})

/** Builds until the step is quiet, then calls the function. */
async function interrupt(
  files: Record<string, string>,
  inputs: Record<string, string>,
  event: () => unknown,
  env: Record<string, string> = {},
): Promise<PhaseResult> {
  const project = await createProject(files)
  const step = await project.start({
    env,
    inputs: { push: 'false', retries: '0', 'stall-timeout': '4s', ...inputs },
  })
  await until(() => / started$/m.test(step.log()), 'the step runs')
  await event()
  const result = await step.done
  await step.post()
  return result
}

function expectSilent({ exitCode, annotations, log, outputs }: PhaseResult): void {
  expectExitCode({ exitCode, log }, 1)
  expect(annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^daemon-silent: The build was ended while it ran \[2\/2\] RUN echo started .*BuildKit at tcp:\S+ has not answered for \d+ s\. .* See \S+#daemon-silent$/,
    ),
  ])
  expect(log).toMatch(/^The BuildKit daemon has not answered for [\d.]+ s\.$/m)
  expect(outputs).toMatchObject({ fallback: 'false', 'fallback-reason': 'daemon-silent' })
}

/** Forwards everything until it is told to drop the traffic of present connections, or of all. */
async function startRelay({ port }: { readonly port: number }) {
  const sockets: Socket[] = []
  let swallowsNew = false
  const relay = await listen((socket) => {
    const inner = connect(port, '127.0.0.1')
    sockets.push(socket, inner)
    for (const each of [socket, inner]) each.on('error', () => each.destroy())
    if (swallowsNew) return
    socket.pipe(inner).pipe(socket)
    socket.on('close', () => inner.destroy())
  })
  const swallowOld = () => {
    for (const socket of sockets) {
      socket.unpipe()
      socket.resume()
    }
  }
  const swallowAll = () => {
    swallowsNew = true
    swallowOld()
  }
  return { ...relay, swallowOld, swallowAll }
}

describe('a build is ended when', () => {
  let relay: FaultyServer | undefined
  afterEach(() => relay?.close())

  it('the network to the daemon drops everything', async () => {
    const line = await startRelay(daemon)
    relay = line
    expectSilent(await interrupt(quiet(60), { endpoint: line.endpoint }, line.swallowAll))
  })

  it('only its own connection is lost, once the daemon no longer runs it', async () => {
    const line = await startRelay(daemon)
    relay = line
    const { endpoint } = line
    const { annotations, log } = await interrupt(quiet(6), { endpoint }, line.swallowOld)
    expect({ annotations, log }).toMatchObject({
      annotations: [
        {
          message: expect.stringMatching(
            /^daemon-silent: The build was ended .*BuildKit at tcp:\S+ no longer runs the build, and buildx has not heard /,
          ),
        },
      ],
    })
  })
})

/** `describe` for tests that need the daemon to be a process of this machine. */
const onPrograms = (await chooseWay()) === 'programs' ? describe : () => {}

onPrograms('a daemon that is frozen', () => {
  const freeze = () => runAsRoot('kill', '-STOP', String(daemon.pid))
  afterEach(() => runAsRoot('kill', '-CONT', String(daemon.pid)))

  it('ends the build with a code', async () => {
    expectSilent(await interrupt(quiet(60), { endpoint: daemon.endpoint }, freeze))
  })

  it('ends the reading of a bake definition with a code, which may be read again', async () => {
    const project = await createBakeProject({})
    // Until the daemon has answered beside buildx's connection, which proves that it should.
    let connections = 0
    const git = await listen(() => {
      connections += 1
      if (connections === 1) setTimeout(freeze, 2000)
    })
    try {
      const { exitCode, annotations, log, outputs } = await project.bake({
        inputs: {
          ...{ endpoint: daemon.endpoint, source: `http://127.0.0.1:${git.port}/a.git` },
          ...{ push: 'false', retries: '1', 'stall-timeout': '4s', 'connect-timeout': '1s' },
        },
      })
      expectExitCode({ exitCode, log }, 1)
      const silent = /^daemon-silent: BuildKit at tcp:\S+ has not answered for \d+ s\. /
      expect(annotations.map(({ message }) => message)).toEqual([expect.stringMatching(silent)])
      expect(log).toMatch(/^The BuildKit daemon has not answered for [\d.]+ s\.$/m)
      expect(log).toMatch(/^daemon-silent: .* Trying again in 2 s \(1 of 1\)\.$/m)
      expect(outputs).toMatchObject({ 'fallback-reason': 'daemon-silent' })
    } finally {
      await git.close()
    }
  })

  it('ends the build also where a load balancer allows one connection', async () => {
    const proxy = await startHaproxy({
      directory: join(directory, 'haproxy'),
      sections: (port) => [
        'frontend one',
        `  bind 127.0.0.1:${port}`,
        '  default_backend buildkit',
        'backend buildkit',
        `  server buildkit 127.0.0.1:${daemon.port} maxconn 1`,
      ],
    })
    try {
      const freezeLater = async () => {
        // Until BuildKit has asked its client whether it is there.
        await new Promise((resolve) => setTimeout(resolve, 12_000))
        await freeze()
      }
      const inputs = { endpoint: `tcp://127.0.0.1:${proxy.port}`, 'stall-timeout': '20s' }
      expectSilent(await interrupt(quiet(100), inputs, freezeLater))
    } finally {
      await proxy.stop()
    }
  })

  it('is replaced by a local builder when it stays silent', async () => {
    const result = await interrupt(
      quiet(3),
      {
        ...{ endpoint: daemon.endpoint, fallback: 'auto', retries: '1', 'connect-timeout': '1s' },
        ...{ 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
      },
      freeze,
      { DOCKER_HOST: docker().host },
    )
    expectExitCode(result, 0)
    expect(result.log).toMatch(/^daemon-silent: .* Trying again in 2 s/m)
    expect(result.outputs).toMatchObject({
      driver: 'docker-container',
      fallback: 'true',
      'fallback-reason': 'daemon-silent',
    })
  })
})

describe('BuildKit in a container that is frozen', () => {
  const container = 'buildx_buildkit_remote-buildkit'
  afterEach(() => docker().docker('rm', '--force', '--volumes', container))

  it('ends the build with a code, though Docker answers', async () => {
    const inputs = {
      ...{ endpoint: docker().host, ca: '', cert: '', key: '', driver: 'docker-container' },
      ...{ 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
    }
    const freeze = async () => {
      await docker().docker('pause', container)
    }
    const { exitCode, annotations, log } = await interrupt(quiet(60), inputs, freeze)
    await docker().docker('unpause', container)
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^daemon-silent: The build was ended while it ran .* has not answered /,
      ),
    ])
  })
})

onPrograms('a Docker daemon behind SSH that is frozen', () => {
  let host: DockerHost
  beforeEach(async () => {
    host = await startDockerHost('silent-ssh')
  })
  afterEach(async () => {
    await runAsRoot('kill', '-CONT', String(host.dockerd.pid))
    await host.stop()
  })

  it('ends the build with a code', async () => {
    const { exitCode, annotations, log } = await interrupt(quiet(60), host.inputs, () =>
      runAsRoot('kill', '-STOP', String(host.dockerd.pid)),
    )
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^daemon-silent: The build was ended while it ran .* has not answered /,
      ),
    ])
  })
})

onPrograms('a network that loses all packets', () => {
  const namespace = `silent-${process.pid}`
  const outer = `v${process.pid}`.slice(0, 15)
  const [here, there] = ['10.213.57.1', '10.213.57.2']
  const relays: (ChildProcess | FaultyServer)[] = []
  beforeEach(async () => {
    await runAsRoot('ip', 'netns', 'add', namespace)
    const peer = ['type', 'veth', 'peer', 'name', 'in', 'netns', namespace]
    await runAsRoot('ip', 'link', 'add', outer, ...peer)
    await runAsRoot('ip', 'address', 'add', `${here}/30`, 'dev', outer)
    await runAsRoot('ip', 'link', 'set', outer, 'up')
    await runAsRoot('ip', '-n', namespace, 'address', 'add', `${there}/30`, 'dev', 'in')
    await runAsRoot('ip', '-n', namespace, 'link', 'set', 'in', 'up')
  })
  afterEach(async () => {
    for (const each of relays.splice(0)) {
      if ('close' in each) await each.close()
      else each.kill()
    }
    await runAsRoot('ip', 'netns', 'delete', namespace)
  })

  it('ends the build with a code', async () => {
    // Into the namespace and back to the daemon, which listens only on loopback.
    const back = await listen(
      (socket) => {
        const inner = connect(daemon.port, '127.0.0.1')
        for (const each of [socket, inner]) each.on('error', () => each.destroy())
        socket.pipe(inner).pipe(socket)
      },
      { host: here },
    )
    relays.push(back)
    const script = `
      const { connect, createServer } = require('node:net')
      createServer((socket) => {
        const inner = connect(${back.port}, '${here}')
        for (const each of [socket, inner]) each.on('error', () => each.destroy())
        socket.pipe(inner).pipe(socket)
      }).listen(1234, '${there}', () => console.log('ready'))`
    const words = ['ip', 'netns', 'exec', namespace, process.execPath, '--eval', script]
    const [command = '', ...args] = asRoot(...words)
    const relay = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    relays.push(relay)
    let isReady = false
    relay.stdout.once('data', () => {
      isReady = true
    })
    await until(() => isReady, 'the relay listens')
    const inputs = { endpoint: `tcp://${there}:1234`, 'server-name': 'localhost' }
    // No answer returns, not even that of a closed port.
    const lose = () => runAsRoot('ip', '-n', namespace, 'route', 'add', 'blackhole', `${here}/32`)
    expectSilent(await interrupt(quiet(60), inputs, lose))
  })
})

describe('a long quiet step is not ended', () => {
  const inputs = { 'stall-timeout': '2s', push: 'false' }

  it('while the daemon runs it', async () => {
    const project = await createProject(quiet(9))
    const { exitCode, log, annotations } = await project.build({
      inputs: { ...inputs, endpoint: daemon.endpoint },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(annotations).toEqual([])
    expect(log).not.toContain('has not answered')
  })

  it('behind a load balancer that allows two connections', async () => {
    let open = 0
    const balancer = await listen((socket) => {
      socket.on('error', () => {})
      if (open === 2) return
      open += 1
      const inner = connect(daemon.port, '127.0.0.1')
      inner.on('error', () => socket.destroy())
      socket.on('close', () => {
        open -= 1
        inner.destroy()
      })
      socket.pipe(inner).pipe(socket)
    })
    try {
      const project = await createProject(quiet(9))
      const { exitCode, log, annotations } = await project.build({
        inputs: { ...inputs, endpoint: balancer.endpoint },
      })
      expectExitCode({ exitCode, log }, 0)
      expect(annotations).toEqual([])
    } finally {
      await balancer.close()
    }
  })
})
