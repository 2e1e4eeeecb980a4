import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type Fleet, startFleet } from './fleet-rig.ts'
import { createProject, type Project, rig } from './project.ts'

jest.setTimeout(240_000)

// The second daemon says that it is linux/arm64, so only what runs no program of the image is built there.
let fleet: Fleet
beforeAll(async () => {
  fleet = await startFleet(2)
  await fleet.daemons[1]?.stop()
  await fleet.restart(1, { config: 'platforms = ["linux/arm64"]' })
})
afterAll(() => fleet?.stop())

const files = {
  Dockerfile:
    'FROM scratch\nARG TARGETARCH\nCOPY common-@id@ /\nCOPY for-$TARGETARCH /architecture\n',
  'common-@id@': 'common\n',
  'for-amd64': 'amd64 @id@\n',
  'for-arm64': 'arm64 @id@\n',
}
const platforms = 'linux/amd64,linux/arm64'

async function newProject(changed: Record<string, string> = {}): Promise<Project> {
  const project = await createProject({})
  const named = Object.entries({ ...files, ...changed }).map(([path, content]) => [
    path.replace('@id@', project.id),
    content,
  ])
  project.write(Object.fromEntries(named))
  return project
}

const build = (project: Project, inputs: Record<string, string> = {}) =>
  project.build({ inputs: { endpoint: fleet.endpoint(), platforms, ...inputs } })

const reportOf = ({ outputs }: PhaseResult) => JSON.parse(outputs['cache-report'] ?? '')

describe('platforms that different daemons are native to', () => {
  it('are built apart, and put together with their attestations', async () => {
    const project = await newProject()
    const host = rig.registry.host
    const tags = `${host}/${project.repository}:latest,${host}/${project.repository}:v1`
    const annotations = 'index:org.opencontainers.image.title=both\nmanifest:a=b'
    const cache = {
      'cache-to': `type=registry,ref=${host}/${project.repository}:cache,mode=max`,
      'cache-from': `type=registry,ref=${host}/${project.repository}:cache`,
    }
    const result = await build(project, { tags, annotations, ...cache })
    expectExitCode(result, 0)
    expect(result.annotations).toEqual([])
    for (const tag of ['latest', 'v1']) {
      const {
        digest,
        manifests = [],
        annotations: given,
      } = await rig.registry.manifest(project.repository, tag)
      expect(digest).toBe(result.outputs.digest)
      expect(given).toMatchObject({ 'org.opencontainers.image.title': 'both' })
      const architectures = manifests.map(({ platform }) => platform?.architecture)
      expect(architectures.toSorted()).toEqual(['amd64', 'arm64', 'unknown', 'unknown'])
      const attestations = manifests.filter(
        (each) => each.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest',
      )
      expect(attestations).toHaveLength(2)
    }
    const metadata = JSON.parse(result.outputs.metadata ?? '')
    expect(metadata['containerimage.digest']).toBe(result.outputs.digest)
    expect(Object.keys(metadata.platforms)).toEqual(['linux/amd64', 'linux/arm64'])
    expect(metadata.platforms['linux/arm64']['buildx.build.ref']).toBeDefined()
    for (const suffix of ['linux-amd64', 'linux-arm64']) {
      await rig.registry.manifest(project.repository, `cache-${suffix}`)
    }
    expect(result.outputs).toMatchObject({
      'steps-total': '4',
      'steps-executed': '4',
      'endpoint-choice': 'first',
      fallback: 'false',
    })
    const report = reportOf(result)
    expect(report.platforms).toMatchObject([
      { platform: 'linux/amd64', endpoint: fleet.daemons[0]?.endpoint, total: 2, executed: 2 },
      { platform: 'linux/arm64', endpoint: fleet.daemons[1]?.endpoint, total: 2, executed: 2 },
    ])
    expect(report.steps.map(({ platform }: { platform: string }) => platform)).toEqual([
      ...['linux/amd64', 'linux/amd64', 'linux/arm64', 'linux/arm64'],
    ])
    const lines = result.log.split('\n').filter((line) => /#\d+ \[/.test(line))
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) expect(line).toMatch(/^\[linux\/a(?:md|rm)64\] #\d+ /)
    expect(result.summary).toMatch(/\| `linux\/arm64` \|/)

    const again = await build(project, { tags, annotations, ...cache })
    expectExitCode(again, 0)
    expect(again.outputs).toMatchObject({ 'cache-hit-percent': '100', 'steps-total': '4' })
  })

  it('move no tag when one of them fails, and cancel the others', async () => {
    const project = await newProject()
    const before = await build(project)
    expectExitCode(before, 0)
    project.write({
      Dockerfile: `${files.Dockerfile}COPY only-$TARGETARCH /\n`,
      'only-amd64': '1',
    })
    const result = await build(project)
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringContaining('only-arm64') }),
    ])
    const { digest } = await rig.registry.manifest(project.repository, 'latest')
    expect(digest).toBe(before.outputs.digest)
    expect(result.outputs.digest).toBe('')
  })

  it('are not put together in a pull request, which pushes nothing', async () => {
    const project = await newProject()
    const result = await build(project, { push: 'false' })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ digest: '', 'steps-total': '4' })
    await expect(rig.registry.manifest(project.repository, 'latest')).rejects.toThrow()
  })

  it.each([
    ['load: true', { load: 'true', push: 'false' }],
    ['outputs: type=oci', { outputs: 'type=oci,dest=image.tar' }],
    ['outputs: type=tar', { outputs: 'type=tar,dest=image.tar' }],
    ['outputs: type=docker', { outputs: 'type=docker,dest=image.tar' }],
  ])('are refused with %s before anything is built', async (what, inputs) => {
    const result = await build(await newProject(), inputs)
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${what} .*, but the platforms are built on`)),
      }),
    ])
    expect(result.log).not.toMatch(/#\d+ \[/)
  })

  it('that no daemon has fail without a fallback', async () => {
    const result = await build(await newProject(), { platforms: 'linux/arm64,linux/s390x' })
    expect(result.exitCode).toBe(1)
    expect(result.annotations[0]?.message).toContain(
      'No daemon in endpoint builds for linux/s390x.',
    )
  })
})

it('a build for one platform goes to the daemon that its line names', async () => {
  const [amd, arm] = fleet.daemons.map((daemon) => daemon.endpoint)
  const endpoint = `${amd}\nlinux/arm64=${arm}`
  const both = await build(await newProject(), { endpoint })
  expectExitCode(both, 0)
  expect(reportOf(both).platforms).toHaveLength(2)
  const one = await build(await newProject(), { endpoint, platforms: 'linux/arm64' })
  expectExitCode(one, 0)
  expect(one.outputs.endpoint).toBe(arm)
  const none = await build(await newProject(), { endpoint, platforms: '' })
  expectExitCode(none, 0)
  expect(none.outputs.endpoint).toBe(amd)
})
