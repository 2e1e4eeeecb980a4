import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { run } from '../../script/rig/run.ts'
import type { Miss } from '../../src/record/misses.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { withoutCode } from '../helpers/without-code.ts'
import { noCertificates } from './docker-host.ts'
import { createProject, makeDockerConfig, rig, stepsOf } from './project.ts'

// The first run builds the new engine.
jest.setTimeout(900_000)

const files = {
  Dockerfile:
    'FROM @base@\nRUN --mount=type=cache,target=/c,id=@id@ echo @id@ > /made; sleep 0.5\nCOPY late.txt /\n',
  'late.txt': 'late\n',
}

/** The step with the mount runs long enough for a question about it. */
const recordedFiles = {
  Dockerfile: [
    'FROM @base@',
    'COPY early.txt /',
    'RUN --mount=type=cache,target=/c,id=@id@ [ -e /c/made ] || sleep 2; touch /c/made; sleep 0.5',
    'COPY late.txt /',
  ].join('\n'),
  'early.txt': 'early @id@\n',
  'late.txt': 'late\n',
  // The daemon recognizes builds of one project by the repository.
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': '[remote "origin"]\n\turl = https://github.com/acme/@id@.git\n',
  '.git/objects/.keep': '',
  '.git/refs/.keep': '',
}

/** `describe` or nothing: an engine has no test for what it can't do, so that none is skipped. */
function definedIf(condition: boolean): (name: string, tests: () => void) => void {
  return condition ? describe : () => {}
}

const classicStore = /^unix:\S+ is a Docker daemon with the classic image store, /
/** Whether the engine answers BuildKit's requests on its socket: old ones don't. */
const old =
  /^unix:\S+ (?:does not speak HTTP\/2 as a BuildKit daemon does \(ERR_HTTP2_ERROR\)\. |is a Docker daemon with the classic image store, )/

/** Features that the classic image store lacks, and how the action says so. */
const lackedFeatures = [
  [
    { provenance: 'mode=max' },
    /^An attestation \(provenance\) is not supported by this Docker daemon's classic image store/,
  ],
  [{ sbom: 'true' }, /^An attestation \(sbom\) is not supported by /],
  [{ platforms: 'linux/amd64,linux/arm64' }, /^An image for several platforms \(linux\/amd64, /],
  [
    { 'cache-export': 'always' },
    /^A cache of type registry is not supported by .* driver: docker-cont/,
  ],
  [{ 'cache-to': 'type=gha' }, /^A cache of type gha is not supported by /],
  [{ outputs: 'type=oci,dest=out.tar' }, /^An output of type oci is not supported by /],
] as const

describe.each(['old', 'new', 'new with the old store'] as const)(
  'the %s Docker engine',
  (engine) => {
    const isNew = engine !== 'old'
    const directory = mkdtempSync(join(tmpdir(), 'docker-socket-'))
    let dockerd: Dockerd
    beforeAll(async () => {
      dockerd = await startDockerd({ directory: join(directory, 'docker'), bridge: true, engine })
      await importOfficialImages(dockerd)
    })
    afterAll(async () => {
      await dockerd?.stop()
      rmSync(directory, { recursive: true })
    })

    describe('a socket', () => {
      it('that belongs to Docker is recognized, and builds there', async () => {
        const project = await createProject(files)
        const inputs = { ...noCertificates, endpoint: dockerd.host }
        const cold = await project.build({ inputs })
        expectExitCode(cold, 0)
        expect(cold.outputs).toMatchObject({ driver: 'docker', endpoint: dockerd.host })
        expect(cold.annotations).toEqual([])
        expect(cold.outputs.digest).toMatch(/^sha256:/)
        project.write({ 'late.txt': 'later\n' })
        const changed = await project.build({ inputs })
        expect(stepsOf(changed).map(({ status }) => status)).toEqual(['cached', 'executed'])
        expect(await rig.registry.fileFromImage(project.repository, 'latest', 'late.txt')).toBe(
          'later\n',
        )
      })

      it('takes driver: remote only from an engine with the containerd image store', async () => {
        const project = await createProject(files)
        const endpoint = dockerd.host
        const inputs = { ...noCertificates, endpoint, driver: 'remote', 'connect-timeout': '0s' }
        const { exitCode, outputs, annotations, log } = await project.build({ inputs })
        if (engine === 'new') {
          // With the containerd image store, a build through Docker's API lacks nothing.
          expectExitCode({ exitCode, log }, 0)
          expect(outputs).toMatchObject({ driver: 'remote', digest: expect.stringMatching(/^sha/) })
        } else {
          expect(annotations.map(({ message }) => withoutCode(message))).toEqual([
            expect.stringMatching(isNew ? classicStore : old),
          ])
        }
      })
    })

    const others = [
      ['DOCKER_HOST', () => ({ env: { DOCKER_HOST: dockerd.host }, inputs: { driver: 'docker' } })],
      [
        'an existing builder',
        () => ({ env: { DOCKER_HOST: dockerd.host }, inputs: { builder: 'default' } }),
      ],
    ] as const
    describe.each([
      ['a socket', () => ({ inputs: { endpoint: dockerd.host } })],
      // One engine shows that the way to it makes no difference.
      ...(engine === 'new' ? others : []),
    ])('the history of the daemon at %s', (_, reach) => {
      it(isNew ? 'explains builds' : 'is unknown, which costs nothing', async () => {
        const project = await createProject(recordedFiles)
        const { inputs, ...rest } = reach()
        const given = {
          ...{ ...noCertificates, endpoint: '', 'cache-mounts': 'true' },
          // Shorter than the step with the mount, which prints nothing.
          ...{ 'stall-timeout': '1s', ...inputs },
        }
        const build = async (changed: Readonly<Record<string, string>> = {}) => {
          project.write(changed)
          const result = await project.build({ ...rest, inputs: given })
          expectExitCode(result, 0)
          const { outputs } = result
          const report = JSON.parse(outputs['cache-report'] ?? '')
          return { outputs, steps: stepsOf(result).map(({ status }) => status), ...report }
        }
        const cold = await build()
        expect(cold.outputs).toMatchObject({ driver: 'docker', 'steps-executed': '3' })
        const late = await build({ 'late.txt': `late of ${project.id}\n` })
        const early = await build({ 'early.txt': `early of ${project.id}\n` })
        const states = (of: typeof cold) => [of.outputs['mounts-total'], of.outputs['mounts-warm']]
        const reasons = (of: typeof cold) => of.misses.map((miss: Miss) => miss.reason)
        if (!isNew) {
          const all = [cold, late, early]
          expect(all.map(({ outputs }) => outputs['seconds-saved'])).toEqual(['', '', ''])
          expect(all.flatMap(reasons)).toEqual(['unknown', 'unknown', 'unknown'])
          expect([cold, early].map(states)).toEqual([
            ['', ''],
            ['', ''],
          ])
          expect(early).not.toHaveProperty('cacheMounts')
          return
        }
        expect([cold, late, early].map(states)).toEqual([
          ['1', '0'],
          ['0', '0'],
          ['1', '1'],
        ])
        expect([cold, late, early].flatMap(reasons)).toEqual([
          'never-built-here',
          'context-changed',
          'context-changed',
        ])
        expect(cold.outputs['seconds-saved']).toBe('0')
        expect(Number(late.outputs['seconds-saved'])).toBeGreaterThan(2.4)
        // The two seconds that the step takes with an empty mount.
        expect(Number(early.outputs['seconds-saved'])).toBeGreaterThan(1.5)
        expect(early.cacheMounts).toMatchObject([{ id: project.id, existed: true }])
      })
    })

    // The engine has no part in which one is chosen.
    const onOne = definedIf(engine === 'new')
    onOne('a socket that does not exist', () => {
      it('is named', async () => {
        const project = await createProject(files)
        const endpoint = `unix://${directory}/nobody.sock`
        const inputs = { ...noCertificates, endpoint, driver: 'docker', 'connect-timeout': '0s' }
        const { annotations } = await project.build({ inputs })
        expect(annotations.map(({ message }) => withoutCode(message))).toEqual([
          expect.stringMatching(/^There is no socket at unix:/),
        ])
      })
    })

    onOne('driver: docker without an endpoint', () => {
      const inputs = { ...noCertificates, endpoint: '', driver: 'docker', fallback: 'auto' }

      it('is the Docker daemon that the Docker CLI would use', async () => {
        const project = await createProject(files)
        const env = { DOCKER_HOST: dockerd.host, BUILDKIT_HOST: 'tcp://127.0.0.1:1' }
        const { outputs, annotations, log } = await project.build({ env, inputs })
        expect({ outputs, log }).toMatchObject({ outputs: { driver: 'docker', fallback: 'false' } })
        expect(annotations).toEqual([])
      })

      it.each(['current', 'named'])('is that of the %s context', async (how) => {
        const config = makeDockerConfig(directory)
        const { docker } = await requireParts('docker')
        const words = ['context', 'create', 'mine', '--docker', `host=${dockerd.host}`]
        await run(docker, ['--config', config, ...words])
        if (how === 'current') await run(docker, ['--config', config, 'context', 'use', 'mine'])
        const env = {
          DOCKER_CONFIG: config,
          ...(how === 'named' ? { DOCKER_CONTEXT: 'mine' } : {}),
        }
        const project = await createProject(files)
        const { exitCode, outputs, log } = await project.build({ env, inputs })
        expectExitCode({ exitCode, log }, 0)
        expect(outputs).toMatchObject({ driver: 'docker', builder: 'mine' })
        // A given address takes precedence over the context.
        const given = { ...noCertificates, endpoint: dockerd.host }
        const other = { ...env, DOCKER_CONTEXT: 'nowhere' }
        expect((await project.build({ env: other, inputs: given })).exitCode).toBe(0)
      })

      it('fails at once when there is none', async () => {
        const project = await createProject(files)
        const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
        const { outputs, annotations, log } = await project.build({ env, inputs })
        expect(annotations).toMatchObject([
          {
            message: expect.stringMatching(
              /^connection-refused: driver: docker needs a Docker daemon on this runner, but there is no socket at \/nowhere\/docker\.sock\. /,
            ),
          },
        ])
        expect(log).not.toContain('Asking again')
        expect(outputs['fallback-reason']).toBe('connection-refused')
      })
    })

    // The new engine needs more of runc than Debian's version can do.
    const onOld = definedIf(!isNew)
    onOld('a container on a socket', () => {
      it('stays, and a difference to the requested one is logged', async () => {
        const project = await createProject(files)
        const inputs = {
          ...noCertificates,
          endpoint: dockerd.host,
          driver: 'docker-container',
          'builder-image': images.buildkit,
          'driver-opts': 'network=host',
        }
        const cold = await project.build({ inputs })
        expectExitCode(cold, 0)
        expect(cold.outputs).toMatchObject({ 'mounts-total': '1', 'mounts-warm': '0' })
        expect(JSON.parse(cold.outputs['cache-report'] ?? '').misses).toMatchObject([
          { reason: 'never-built-here' },
        ])
        const other = await project.build({
          inputs: { ...inputs, 'builder-image': 'acme/buildkit' },
        })
        expect(other.outputs).toMatchObject({ driver: 'docker-container', 'cache-hit': 'true' })
        expect(Number(other.outputs['seconds-saved'])).toBeGreaterThan(0.4)
        expect(other.annotations).toEqual([
          expect.objectContaining({
            level: 'warning',
            message: `The container buildx_buildkit_remote-buildkit exists already, created from ${images.buildkit}. For builder-image: acme/buildkit, remove it: docker rm --force buildx_buildkit_remote-buildkit`,
          }),
        ])
        await dockerd.docker('rm', '--force', '--volumes', 'buildx_buildkit_remote-buildkit')
      })

      it('that does not start is replaced by a local builder', async () => {
        const bare = await startDockerd({ directory: join(directory, 'bare') })
        const image = '127.0.0.1:1/nowhere/buildkit:1'
        await dockerd.docker('tag', images.buildkit, image)
        const project = await createProject(files)
        const { exitCode, outputs, annotations, log } = await project
          .build({
            env: { DOCKER_HOST: dockerd.host },
            inputs: {
              ...noCertificates,
              endpoint: bare.host,
              driver: 'docker-container',
              fallback: 'auto',
              'builder-image': image,
              'driver-opts': 'network=host',
            },
          })
          .finally(() => bare.stop())
        expectExitCode({ exitCode, log }, 0)
        expect(outputs).toMatchObject({ fallback: 'true', 'fallback-reason': 'daemon-unhealthy' })
        expect(annotations).toMatchObject([
          {
            message: expect.stringMatching(
              /^daemon-unhealthy: .* starts no BuildKit in a container\. /,
            ),
          },
        ])
      })
    })

    const onClassic = definedIf(engine !== 'new')
    onClassic('a feature that the daemon lacks', () => {
      // With this store a new engine lacks the same as an old one.
      it.each(isNew ? lackedFeatures.slice(0, 1) : lackedFeatures)(
        'is reported before the build: %j',
        async (asked, words) => {
          const project = await createProject(files)
          const { exitCode, annotations, log } = await project.build({
            inputs: { ...noCertificates, endpoint: dockerd.host, ...asked },
          })
          expect(exitCode).toBe(1)
          expect(annotations.map(({ message }) => withoutCode(message))).toEqual([
            expect.stringMatching(words),
          ])
          expect(log).not.toMatch(/^#\d/m)
        },
      )

      it('is no obstacle unless the inputs request it', async () => {
        const project = await createProject(files)
        const inputs = { provenance: 'false', 'cache-to': 'type=inline', platforms: 'linux/amd64' }
        const { exitCode, log } = await project.build({
          inputs: { ...noCertificates, endpoint: dockerd.host, ...inputs },
        })
        expectExitCode({ exitCode, log }, 0)
      })
    })

    onOld('a fork', () => {
      const event = {
        repository: { default_branch: 'main' },
        pull_request: {
          number: 7,
          head: { repo: { full_name: 'octocat/app' } },
          base: { ref: 'main', repo: { full_name: 'acme/app' } },
        },
      }

      it.each([
        { endpoint: 'socket', driver: 'docker-container' },
        { endpoint: 'ssh', driver: 'auto' },
      ])(
        'gets a local builder instead of the daemon’s cache with %j',
        async ({ endpoint, driver }) => {
          const project = await createProject(files)
          const { outputs, log } = await project.build({
            event,
            env: { GITHUB_EVENT_NAME: 'pull_request', DOCKER_HOST: dockerd.host },
            inputs: {
              ...noCertificates,
              endpoint: { socket: dockerd.host, ssh: 'ssh://ci@127.0.0.1:1' }[endpoint] ?? '',
              driver,
              fallback: 'auto',
              'builder-image': images.buildkit,
              'driver-opts': 'network=host',
            },
          })
          expect({ outputs, log }).toMatchObject({
            outputs: { driver: 'docker-container', fallback: 'true', digest: '' },
          })
          expect(outputs['fallback-reason']).toBe(endpoint === 'ssh' ? 'credentials-missing' : '')
          expect(outputs.builder).toMatch(/^remote-buildkit-[0-9a-f]{8}$/)
          expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
        },
      )
    })
  },
)
