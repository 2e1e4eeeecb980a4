import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { images } from '../../script/rig/images.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type FaultyServer, listen } from '../helpers/faulty-servers.ts'
import { createProject, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

// Faults that appear only in the build, after a successful probe.

jest.setTimeout(180_000)

const docker = dockerOfRunner()
const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }
const local = () => ({
  env: { DOCKER_HOST: docker().host },
  inputs: { 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
})

describe('a daemon to which buildx gets no connection', () => {
  let line: FaultyServer | undefined
  afterEach(() => line?.close())

  /** Forwards the connections of the probe, and drops those after the log says that the daemon is ready: buildx's. */
  async function passProbe() {
    const { hostname, port } = new URL(rig.endpoint.replace('tcp:', 'http:'))
    let isReady = false
    line = await listen((socket) => {
      socket.on('error', () => {})
      // After everything that has arrived before the connection, such as the line of the log.
      setImmediate(() => {
        if (isReady) return
        const inner = connect(Number(port), hostname)
        inner.on('error', () => socket.destroy())
        socket.on('close', () => inner.destroy())
        socket.pipe(inner).pipe(socket)
      })
    })
    const onLine = (text: string) => {
      isReady ||= /BuildKit v\S+ at tcp:\S+, ready in /.test(text)
    }
    return { endpoint: line.endpoint, onLine }
  }

  it('is replaced by a local builder', async () => {
    const { endpoint, onLine } = await passProbe()
    const project = await createProject(files)
    const { env, inputs } = local()
    const given = { ...inputs, endpoint, fallback: 'auto' }
    const result = await project.build({ env, inputs: given, onLine })
    expectExitCode(result, 0)
    // A mismatch shows the whole log.
    expect(result.log).toContain('buildx-not-connected: ')
    expect(result.outputs).toMatchObject({
      driver: 'docker-container',
      fallback: 'true',
      'fallback-reason': 'buildx-not-connected',
      digest: expect.stringMatching(/^sha256:/),
    })
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^buildx-not-connected: BuildKit at tcp:\S+ answers the action, but buildx can't connect to it \(context deadline exceeded\)\. .* See \S+#buildx-not-connected$/,
      ),
    ])
  })

  it('fails the action with a code when falling back is not allowed', async () => {
    const { endpoint, onLine } = await passProbe()
    const project = await createProject(files)
    const { exitCode, annotations, outputs, log } = await project.build({
      inputs: { endpoint },
      onLine,
    })
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^buildx-not-connected: BuildKit at tcp:.* can't connect to it .* See \S+#buildx-not-conn/,
      ),
    ])
    expect(outputs).toMatchObject({
      fallback: 'false',
      'fallback-reason': 'buildx-not-connected',
    })
  })
})

describe('a daemon whose disk is full', () => {
  const directory = mkdtempSync(join(tmpdir(), 'disk-full-'))
  let daemon: Buildkitd
  beforeAll(async () => {
    const disk = join(directory, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'none', disk])
    daemon = await startBuildkitd({
      directory: join(disk, 'daemon'),
      certificates: rig.certificates,
      config: `[registry."${rig.registry.host}"]\nhttp = true`,
    })
  })
  afterAll(async () => {
    await daemon?.stop()
    execFileSync('umount', [join(directory, 'disk')])
    rmSync(directory, { recursive: true })
  })
  afterEach(() => rmSync(join(directory, 'disk/full'), { force: true }))
  const fill = () => {
    try {
      writeFileSync(join(directory, 'disk/full'), Buffer.alloc(80_000_000))
    } catch {
      // The disk is full now.
    }
  }

  it('is replaced by a local builder before the first step', async () => {
    fill()
    const project = await createProject(files)
    const { env, inputs } = local()
    const result = await project.build({
      env,
      inputs: { ...inputs, endpoint: daemon.endpoint, fallback: 'auto' },
    })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      driver: 'docker-container',
      'fallback-reason': 'daemon-disk-full',
    })
    expect(result.annotations[0]?.message).toMatch(
      /^daemon-disk-full: The disk of the BuildKit daemon at tcp:\S+ is full \(no space left on device\)\. /,
    )
  })

  it('fails the build after that, and is named', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@
RUN echo @id@
RUN dd if=/dev/zero of=/big bs=1M count=80
`,
    })
    const { exitCode, annotations, outputs, log } = await project.build({
      inputs: { endpoint: daemon.endpoint, fallback: 'auto' },
    })
    expectExitCode({ exitCode, log }, 1)
    expect(outputs).toMatchObject({ driver: 'remote', fallback: 'false', 'fallback-reason': '' })
    expect(annotations[0]?.message).toMatch(
      /dd .* failed: exit code: 1\. The output says that no space is left: .*, or on the disk of the BuildKit daemon\. /,
    )
    expect(log).toContain('No space left on device')
  })
})
