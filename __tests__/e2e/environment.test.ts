import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createProject, rig } from './project.ts'

// Variables of a job's environment that are meant for other programs, or are broken.

const directory = mkdtempSync(join(tmpdir(), 'environment-'))
afterAll(() => rmSync(directory, { recursive: true }))

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }
const PATH = `${dirname(rig.buildx)}:/usr/bin:/bin`

function dockerConfig(content: object): string {
  const config = mkdtempSync(join(directory, 'docker-'))
  writeFileSync(join(config, 'config.json'), JSON.stringify(content))
  return config
}

describe("the job's Docker settings", () => {
  it.each<[string, Record<string, string>]>([
    ['a context that does not exist', { DOCKER_CONTEXT: 'nowhere' }],
    [
      'a current context that does not exist',
      { DOCKER_CONFIG: dockerConfig({ currentContext: 'nowhere' }) },
    ],
    ['TLS without certificates', { DOCKER_TLS_VERIFY: '1' }],
    ['certificates that do not exist', { DOCKER_TLS: '1', DOCKER_CERT_PATH: '/nowhere' }],
    ['a host that does not exist', { DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_TLS_VERIFY: '1' }],
    ['no version of the API', { DOCKER_API_VERSION: 'x' }],
    ['no headers', { DOCKER_CUSTOM_HEADERS: 'bad' }],
  ])('do not break a remote build: %s', async (_, env) => {
    const project = await createProject(files)
    const { exitCode, log, outputs, annotations } = await project.build({ env: { PATH, ...env } })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({ driver: 'remote', digest: expect.stringMatching(/^sha256:/) })
    expect(annotations).toEqual([])
    // They don't make it use another buildx either.
    expect(log).not.toContain('Using v')
  })
})

describe('an OpenTelemetry collector', () => {
  it.each(['grpc', 'http/protobuf'])(
    'that is silent does not delay the build: %s',
    async (protocol) => {
      const sockets: Socket[] = []
      const collector = createServer((socket) => sockets.push(socket))
      collector.listen(0, '127.0.0.1')
      await once(collector, 'listening')
      const { port } = collector.address() as AddressInfo
      const connected = once(collector, 'connection')
      const project = await createProject(files)
      const started = performance.now()
      const { exitCode, log } = await project.build({
        env: {
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        },
      })
      expectExitCode({ exitCode, log }, 0)
      // buildx itself waits 10 s, or 30 s over HTTP.
      expect(performance.now() - started).toBeLessThan(9000)
      await connected
      for (const socket of sockets) socket.destroy()
      collector.close()
    },
  )
})

describe('the directory for temporary files', () => {
  const mounts: string[] = []
  afterAll(() => {
    for (const path of mounts) execFileSync('umount', [path])
  })
  const mount = (options: string): string => {
    const path = mkdtempSync(join(directory, 'mount-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path])
    mounts.push(path)
    return path
  }

  it.each<[string, () => string, RegExp]>([
    [
      'does not exist',
      () => join(directory, 'nowhere'),
      /nowhere, the directory for temporary files, doesn't exist \(ENOENT\)\.$/,
    ],
    [
      'is a file',
      () => {
        const file = join(directory, 'file')
        writeFileSync(file, '')
        return file
      },
      /file, the directory for temporary files, is not a directory \(ENOTDIR\)\.$/,
    ],
    [
      'is read-only',
      () => mount('ro'),
      /, the directory for temporary files, is on a read-only file system \(EROFS\)\.$/,
    ],
    [
      'is on a full disk',
      () => {
        const path = mount('size=4k')
        writeFileSync(join(path, 'full'), Buffer.alloc(4096))
        return path
      },
      /, the directory for temporary files, is on a full disk \(ENOSPC\)\.$/,
    ],
  ])('that %s is reported in one sentence', async (_, make, words) => {
    const temp = make()
    const project = await createProject(files)
    const { exitCode, annotations, log } = await project.build({
      env: { RUNNER_TEMP: temp },
    })
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([expect.stringMatching(words)])
    expect(annotations[0]?.message.startsWith(temp)).toBe(true)
  })
})

describe('a disk for temporary files that becomes full', () => {
  // The builder, its files, its notes and the metadata are written one after the other.
  it.each([8, 12, 16, 20, 24, 28, 32])(
    'after %d kB is named in one sentence, and the verdict is printed once there is one',
    async (size) => {
      const temp = mkdtempSync(join(directory, 'small-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'none', temp])
      try {
        const project = await createProject(files)
        const step = await project.start({ env: { RUNNER_TEMP: temp } })
        const { exitCode, annotations, log, outputs } = await step.done
        await step.post()
        const words = `${temp}, the directory for temporary files, is on a full disk (ENOSPC).`
        const expected =
          exitCode === 1
            ? [`error: ${words}`]
            : outputs.digest === ''
              ? [`warning: The metadata of the build could not be written: ${words}`]
              : []
        expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual(expected)
        if (outputs.driver !== '')
          expect(log).toMatch(/^(?:Failed: )?(?:No steps|\d+ of \d+ step)/m)
      } finally {
        execFileSync('umount', [temp])
      }
    },
  )
})

describe('buildx that the system kills', () => {
  it('is named with its signal, and the verdict is printed', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nRUN echo started && sleep 60 && echo @id@\n',
    })
    const step = await project.start()
    await until(() => / started$/m.test(step.log()), 'the step runs')
    const { directory: below } = project.runner()
    for (const { pid, command } of processesWith(below)) {
      if (command.includes(' build --builder ')) process.kill(pid, 'SIGKILL')
    }
    const { exitCode, annotations, log } = await step.done
    await step.post()
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([
      "buildx was ended by SIGKILL, which this action did not send. The system sends it when the runner's memory is used up: dmesg then has a line with Out of memory.",
    ])
    expect(log).toMatch(/^Failed: /m)
  })
})

describe('a runner without Docker', () => {
  it('fails in one line with a remedy when there is no endpoint either', async () => {
    const project = await createProject(files)
    const { exitCode, annotations, log, outputs } = await project.build({
      env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
      inputs: { endpoint: '', ca: '', cert: '', key: '', fallback: 'auto' },
    })
    expectExitCode({ exitCode, log }, 1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^no-endpoint: endpoint is empty, and a local builder needs Docker on this runner, which can't be used: .*\/nowhere\/docker\.sock.*\. Give the address of a BuildKit daemon in endpoint, or use a runner with Docker\. See \S+#no-endpoint$/,
      ),
    ])
    expect(outputs).toMatchObject({ 'fallback-reason': 'no-endpoint', fallback: 'false' })
  })
})
