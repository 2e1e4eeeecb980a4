import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { run } from '../../script/rig/run.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { noCertificates } from './docker-host.ts'
import { createProject } from './project.ts'

jest.setTimeout(180_000)

const directory = mkdtempSync(join(tmpdir(), 'container-endpoint-'))
const system = '/usr/bin:/bin'
let dockerd: Dockerd
let docker: string
beforeAll(async () => {
  docker = (await requireParts('docker')).docker
  dockerd = await startDockerd({ directory: join(directory, 'docker') })
  await importOfficialImages(dockerd)
})
afterAll(async () => {
  await dockerd?.stop()
  rmSync(directory, { recursive: true })
})

const onDocker = (...args: string[]) => run(docker, args, { env: { DOCKER_HOST: dockerd.host } })
const env = () => ({ DOCKER_HOST: dockerd.host, PATH: `${dirname(docker)}:${system}` })
const base = {
  ...noCertificates,
  fallback: 'never',
  'connect-timeout': '20s',
  outputs: 'type=local,dest=out',
  tags: '',
}
const files = {
  Dockerfile: `FROM scratch\nCOPY word.txt /\n`,
  'word.txt': '@id@\n',
}

describe('docker-container://', () => {
  it('builds on the BuildKit daemon in that container, which keeps its cache', async () => {
    await onDocker('run', '-d', '--privileged', '--network=host', '--name=kept', images.buildkit)
    const project = await createProject(files)
    const inputs = { ...base, endpoint: 'docker-container://kept' }
    const cold = await project.build({ inputs, env: env() })
    expectExitCode(cold, 0)
    expect(cold.outputs).toMatchObject({ driver: 'remote', endpoint: inputs.endpoint })
    expect(cold.outputs['steps-executed']).toBe('1')
    expect(cold.log).toMatch(/^▼ BuildKit v\S+ at docker-container:\/\/kept, ready in/m)
    const warm = await project.build({ inputs, env: env() })
    expect(warm.outputs['steps-cached']).toBe('1')
    await onDocker('rm', '--force', 'kept')
  })

  it('names a container that does not exist, and one that runs no BuildKit', async () => {
    const project = await createProject(files)
    const fail = async (name: string, path = env().PATH) => {
      const { annotations, outputs } = await project.build({
        inputs: { ...base, endpoint: `docker-container://${name}`, 'connect-timeout': '0s' },
        env: { ...env(), PATH: path },
      })
      return { code: outputs['fallback-reason'], message: annotations[0]?.message }
    }
    expect(await fail('nobody')).toMatchObject({
      code: 'connection-refused',
      message: expect.stringMatching(
        /^connection-refused: docker-container:\/\/nobody can't be entered\. docker says: .*No such container: nobody\. See /,
      ),
    })
    await onDocker('run', '-d', '--name=other', '--entrypoint=sleep', images.buildkit, '600')
    expect((await fail('other')).message).toMatch(
      /^connection-refused: docker-container:\/\/other can't be entered\. .*connect/,
    )
    await onDocker('rm', '--force', 'other')
    expect((await fail('nobody', system)).message).toMatch(
      /^connection-refused: There is no docker on this runner, and docker-container:\/\/nobody needs it\./,
    )
  })

  it('falls back to a local builder like any other endpoint', async () => {
    const project = await createProject(files)
    const { exitCode, outputs, annotations } = await project.build({
      inputs: {
        ...base,
        ...{ endpoint: 'docker-container://nobody', fallback: 'auto', 'connect-timeout': '0s' },
        ...{ 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
      },
      env: env(),
    })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ driver: 'docker-container', fallback: 'true' })
    expect(annotations[0]?.message).toMatch(
      /^connection-refused: docker-container:\/\/nobody can't be entered\. /,
    )
  })
})

describe('kube-pod://', () => {
  it('builds on the BuildKit daemon in that pod', async () => {
    // There is no cluster here. This kubectl knows one pod, which is a Docker container.
    const bin = join(directory, 'bin')
    mkdirSync(bin)
    const known = '--namespace=build --container=main exec -i buildkitd-0 -- buildctl dial-stdio'
    const kubectl = `#!/bin/sh
if [ "$*" = '${known}' ]; then exec ${docker} exec -i pod buildctl dial-stdio; fi
echo "Error from server (NotFound): pods not found: $*" >&2
exit 1
`
    writeFileSync(join(bin, 'kubectl'), kubectl)
    chmodSync(join(bin, 'kubectl'), 0o755)
    await onDocker('run', '-d', '--privileged', '--network=host', '--name=pod', images.buildkit)
    const project = await createProject(files)
    const build = (endpoint: string) =>
      project.build({
        inputs: { ...base, endpoint },
        env: { DOCKER_HOST: dockerd.host, PATH: `${bin}:${system}` },
      })
    const endpoint = 'kube-pod://buildkitd-0?namespace=build&container=main'
    const { exitCode, outputs } = await build(endpoint)
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ driver: 'remote', endpoint })
    await onDocker('rm', '--force', 'pod')
  })
})
