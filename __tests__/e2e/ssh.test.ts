import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type DockerHost, expectNoKey, startDockerHost } from './docker-host.ts'
import { createProject, rig, stepsOf } from './project.ts'

jest.setTimeout(180_000)

let host: DockerHost
beforeAll(async () => {
  host = await startDockerHost('ssh')
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
  it('builds and pushes, keeps its layers and its cache mounts, and nobody gets the key', async () => {
    const project = await createProject(files)
    const cold = await project.build({ inputs: host.inputs })
    expect({ exitCode: cold.exitCode, log: cold.log }).toMatchObject({ exitCode: 0 })
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
      /^Docker \d+\.\S+(?: \(BuildKit v\S+\))? at ssh:\S+, ready in [\d.]+ s$/m,
    )
    expect(cold.annotations).toEqual([])
    await expectNoKey(host.sshd, cold, project.runner())
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'all.txt')).toBe(
      'early\nlate\n',
    )

    const warm = await project.build({ inputs: host.inputs })
    expect(warm.outputs).toMatchObject({ 'cache-hit': 'true', 'cache-hit-percent': '100' })

    project.write({ 'early.txt': 'earlier\n' })
    const changed = await project.build({ inputs: host.inputs })
    expect(stepsOf(changed).map(({ status }) => status)).toEqual(Array(4).fill('executed'))
    // The cache mount has what the first build left there.
    const count = await rig.registry.fileFromImage(project.repository, 'latest', 'count')
    expect(Number(count)).toBe(2)
  })
})
