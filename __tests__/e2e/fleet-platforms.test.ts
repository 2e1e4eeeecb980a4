import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createBakeProject } from './bake-project.ts'
import { type Fleet, startFleet } from './fleet-rig.ts'
import { createProject, type Project, repeatIfRefused, rig } from './project.ts'

repeatIfRefused()

jest.setTimeout(240_000)

const arm64 = 'platforms = ["linux/arm64"]'

// The second daemon says that it is linux/arm64, so only what runs no program of the image is built there.
let fleet: Fleet
beforeAll(async () => {
  fleet = await startFleet(2)
  await fleet.daemons[1]?.stop()
  await fleet.restart(1, { config: arm64 })
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

async function newProject(changed: Record<string, string> = {}, buildx?: string): Promise<Project> {
  const project = await createProject({}, buildx === undefined ? {} : { buildx })
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

/** The answer of a registry that has lost a layer. BuildKit tries again by itself only after other answers. */
const lostUpload = JSON.stringify({
  errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown to registry' }],
})

/** The rig's registry, which refuses to name an image, and to take one by its digest, with these answers. */
async function startRegistryFront(refusals: readonly number[], ofDigests: readonly number[] = []) {
  const left = [...refusals]
  const leftOfDigests = [...ofDigests]
  const [host = '', port] = rig.registry.host.split(':')
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const [, reference] = /\/manifests\/(.*)$/.exec(method === 'PUT' ? (url ?? '') : '') ?? []
    const answers = reference?.startsWith('sha256:') ? leftOfDigests : left
    const refusal = reference === undefined ? undefined : answers.shift()
    if (refusal !== undefined) {
      request
        .resume()
        .on('end', () => response.writeHead(refusal).end(refusal === 400 ? lostUpload : ''))
      return
    }
    const inner = forward({ host, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(inner.on('error', () => response.destroy()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refusals.length - left.length,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

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
    expect(metadata['image.name']).toBe(tags)
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

  it('read the inline cache of the image that was put together', async () => {
    const project = await newProject()
    const image = `${rig.registry.host}/${project.repository}:latest`
    const cache = { 'cache-to': 'type=inline', 'cache-from': `type=registry,ref=${image}` }
    expectExitCode(await build(project, cache), 0)
    for (const [number, daemon] of fleet.daemons.entries()) {
      await daemon.stop()
      const config = number === 1 ? arm64 : ''
      await fleet.restart(number, { isWiped: true, config })
    }
    const result = await build(project, cache)
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ 'cache-hit-percent': '100', 'steps-total': '4' })
    const { sources } = reportOf(result)
    expect(sources.map(({ name }: { name: string }) => name)).toEqual([image, image])
  })

  it.each([
    ['with', 'true'],
    ['without', 'false'],
  ])(
    'are pushed %s attestations as an output says, with its annotations',
    async (_, provenance) => {
      const project = await newProject()
      const outputs = [
        ...['type=image', 'name=ignored.example.com/name', 'compression=zstd'],
        ...['force-compression=true', 'annotation-index.a=b', 'annotation-manifest.c=d'],
        'annotation-manifest-descriptor[linux/arm64].e=f',
        ...['annotation-manifest[linux/arm64].i=own', 'annotation-manifest[linux/amd64].j=own'],
      ].join(',')
      const annotations = 'index-descriptor:g=h\nmanifest[linux/arm64]:k=own\nmanifest:k=l'
      const result = await build(project, {
        ...{ push: 'true', outputs, annotations, provenance },
      })
      expectExitCode(result, 0)
      const index = await rig.registry.manifest(project.repository, 'latest')
      const { manifests = [] } = index
      expect(index.annotations).toEqual({ a: 'b' })
      const images = manifests.filter(({ platform }) => platform?.os === 'linux')
      const ofDescriptor = images.map((each) => [
        each.platform?.architecture,
        each.annotations?.e ?? '',
      ])
      expect(ofDescriptor.toSorted()).toEqual([
        ['amd64', ''],
        ['arm64', 'f'],
      ])
      const own = { 'linux/amd64': { j: 'own', k: 'l' }, 'linux/arm64': { i: 'own', k: 'own' } }
      for (const [platform, annotations] of Object.entries(own)) {
        const image = await rig.registry.image(project.repository, 'latest', platform)
        expect(image.annotations).toEqual({ c: 'd', ...annotations })
        for (const { mediaType } of image.layers) expect(mediaType).toMatch(/\+zstd$/)
      }
    },
  )

  it.each([['newest'], ['oldest']])('are pushed without a tag by the %s buildx', async (age) => {
    const { 'oldest-buildx': oldest } = await requireParts('oldest-buildx')
    const project = await newProject({}, age === 'oldest' ? oldest : undefined)
    const name = `${rig.registry.host}/${project.repository}`
    const outputs = `type=image,name=${name},push-by-digest=true,name-canonical=true,push=true`
    const result = await build(project, { tags: '', outputs })
    expectExitCode(result, 0)
    const { digest = '' } = result.outputs
    const { manifests } = await rig.registry.manifest(project.repository, digest)
    expect(manifests).toHaveLength(4)
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({
      'containerimage.digest': digest,
      'image.name': name,
    })
    expect(result.log).toContain(`Put 2 images together: ${name}@${digest}`)
    await expect(rig.registry.manifest(project.repository, 'latest')).rejects.toThrow()
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

  it('are built once each when they are written in other forms, and read alike in endpoint', async () => {
    const [amd, arm] = fleet.daemons.map((daemon) => daemon.endpoint)
    const project = await newProject()
    const result = await build(project, {
      endpoint: `x86_64=${amd}\narm64=${arm}`,
      platforms: 'linux/amd64,arm64,linux/arm64/v8,linux/aarch64',
    })
    expectExitCode(result, 0)
    expect(reportOf(result).platforms).toMatchObject([
      { platform: 'linux/amd64', endpoint: amd },
      { platform: 'linux/arm64', endpoint: arm },
    ])
    const { manifests = [] } = await rig.registry.manifest(project.repository, 'latest')
    const images = manifests.filter(({ platform }) => platform?.os === 'linux')
    expect(images.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm64'])
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

  it('have an SBOM each', async () => {
    const generator = await newProject({
      Dockerfile: `FROM @base@\nCOPY scan /\nENTRYPOINT ["/bin/sh", "/scan"]\n`,
      scan: `cat > "$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json" <<'END'
{"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://spdx.dev/Document", "predicate": {"name": "@id@"}}
END
`,
    })
    expectExitCode(await build(generator, { provenance: 'false' }), 0)
    const project = await newProject()
    const sbom = `generator=${rig.registry.host}/${generator.repository}:latest`
    expectExitCode(await build(project, { sbom }), 0)
    const { manifests = [] } = await rig.registry.manifest(project.repository, 'latest')
    const attestations = manifests.filter(({ platform }) => platform?.architecture === 'unknown')
    expect(attestations).toHaveLength(2)
    for (const { digest } of attestations) {
      const { layers } = await rig.registry.manifest(project.repository, digest)
      const statements = await Promise.all(
        layers.map(async (layer) =>
          JSON.parse(String(await rig.registry.blob(project.repository, layer.digest))),
        ),
      )
      expect(statements.map(({ predicateType }) => predicateType).toSorted()).toEqual([
        'https://slsa.dev/provenance/v1',
        'https://spdx.dev/Document',
      ])
      const [document] = statements.filter(({ predicateType }) => predicateType.includes('spdx'))
      expect(document.predicate).toEqual({ name: generator.id })
    }
  })

  it('are put together by the oldest buildx too', async () => {
    const { 'oldest-buildx': buildx } = await requireParts('oldest-buildx')
    const project = await newProject({}, buildx)
    const result = await build(project)
    expectExitCode(result, 0)
    const { digest, manifests } = await rig.registry.manifest(project.repository, 'latest')
    expect(manifests).toHaveLength(4)
    expect(result.outputs.digest).toBe(digest)
    expect(JSON.parse(result.outputs.metadata ?? '')['containerimage.digest']).toBe(digest)
  })

  it.each([
    // So often buildx itself asks.
    ['503 Service Unavailable', Array(2).fill(503)],
    ['429 Too Many Requests', Array(6).fill(429)],
  ])('are put together in another try when the registry answers %s', async (words, refusals) => {
    const front = await startRegistryFront(refusals)
    const project = await newProject()
    const tags = `${front.host}/${project.repository}:latest`
    const result = await build(project, { tags })
    await front.close()
    expectExitCode(result, 0)
    expect(front.refused()).toBeGreaterThan(0)
    expect(result.log).toMatch(
      new RegExp(`^The images were not put together: .*${words}.*Trying again in 2 s`, 'm'),
    )
    expect(reportOf(result).retries).toBe(1)
    const { digest } = await rig.registry.manifest(project.repository, 'latest')
    expect(result.outputs.digest).toBe(digest)
  })

  it('are put together in another try, however often a platform was tried', async () => {
    const front = await startRegistryFront(Array(6).fill(429), [400])
    const project = await newProject()
    const tags = `${front.host}/${project.repository}:latest`
    const result = await build(project, { tags, retries: '1' })
    await front.close()
    expectExitCode(result, 0)
    expect(result.log).toMatch(/The build failed: the registry lost an upload .*\(1 of 1\)/)
    expect(result.log).toMatch(/^The images were not put together: .*429/m)
    const { retries, seconds } = reportOf(result)
    expect(retries).toBe(2)
    // The pause before the other try belongs to the push.
    expect(seconds.pushing).toBeGreaterThan(2)
  })

  it.each([['newest'], ['oldest']])(
    'are put together over HTTP where registry.insecure allows it, by the %s buildx',
    async (age) => {
      const { 'oldest-buildx': oldest } = await requireParts('oldest-buildx')
      const front = await startRegistryFront([])
      const project = await newProject({}, age === 'oldest' ? oldest : undefined)
      // To buildx this is not loopback, where it speaks HTTP unasked.
      const name = `${front.host.replace('127.0.0.1', '0.0.0.0')}/${project.repository}:latest`
      const inputs = { tags: name, push: 'true', compare: 'true' }
      const output = 'type=image,registry.insecure=true'
      const result = await build(project, { ...inputs, outputs: output })
      await front.close()
      expectExitCode(result, 0)
      const { digest, manifests } = await rig.registry.manifest(project.repository, 'latest')
      expect(manifests).toHaveLength(4)
      expect(result.outputs).toMatchObject({ digest, 'image-changed': 'true' })
    },
  )

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

it('a build for one platform goes to the daemon that is native to it, whatever its rank', async () => {
  const keys = Array.from({ length: 100 }, (_, number) => `key ${number}`)
  const key = keys.find((each) => fleet.ranked(each)[0] === 0) ?? ''
  const result = await build(await newProject(), { platforms: 'linux/arm64', 'pool-key': key })
  expectExitCode(result, 0)
  const arm = fleet.daemons[1]?.endpoint
  expect(result.outputs).toMatchObject({ endpoint: arm, 'endpoint-choice': 'first' })
  expect(result.annotations).toEqual([])
})

it('a daemon that is down when the platforms are assigned is waited for', async () => {
  const spare = await startFleet(1)
  try {
    await spare.daemons[0]?.stop()
    const endpoint = `${spare.daemons[0]?.endpoint}\nlinux/arm64=${fleet.daemons[1]?.endpoint}`
    const project = await newProject()
    const step = await project.start({ inputs: { endpoint, platforms, fallback: 'never' } })
    await until(() => /is native to linux\/amd64, so tcp:.* may be/.test(step.log()), 'it waits')
    await spare.restart(0)
    const result = await step.done
    expectExitCode(result, 0)
    expect(reportOf(result).platforms).toMatchObject([
      { platform: 'linux/amd64', endpoint: spare.daemons[0]?.endpoint },
      { platform: 'linux/arm64', endpoint: fleet.daemons[1]?.endpoint },
    ])
    await step.post()
  } finally {
    await spare.stop()
  }
})

it('a bake for a platform that another daemon is for gets a warning', async () => {
  const [amd, arm] = fleet.daemons.map((daemon) => daemon.endpoint)
  const project = await createBakeProject({
    Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n',
    'docker-bake.hcl':
      'target "default" {\n  tags = ["@images@/app"]\n  platforms = ["linux/amd64", "linux/arm64"]\n}\n',
  })
  const endpoint = `${amd}\nlinux/arm64=${arm}`
  const result = await project.bake({ inputs: { endpoint } })
  expectExitCode(result, 0)
  expect(result.annotations).toEqual([
    expect.objectContaining({
      level: 'warning',
      message: expect.stringContaining(`${amd} builds linux/arm64 too`),
    }),
  ])
})

describe('a daemon that dies while the platforms are built', () => {
  // The daemon for linux/arm64 runs the programs of this machine too.
  const slow = {
    Dockerfile: 'FROM @base@\nRUN echo started && sleep 4 && echo @id@ > /made\n',
  }
  const endpointOf = (...lines: readonly string[]) => lines.join('\n')

  it('gives its platform to another one, and the images are put together', async () => {
    const spare = await startFleet(2)
    try {
      const urls = spare.daemons.map((daemon) => daemon.endpoint)
      const arm = `linux/arm64=${fleet.daemons[1]?.endpoint}`
      const [first = 0, second = 1] = spare.ranked('key')
      const project = await newProject(slow)
      const step = await project.start({
        inputs: { endpoint: endpointOf(...urls, arm), platforms, 'pool-key': 'key' },
      })
      const isRunning = (platform: string) =>
        new RegExp(`^\\[${platform}\\] #\\d+ .* started$`, 'm').test(step.log())
      await until(() => isRunning('linux/amd64') && isRunning('linux/arm64'), 'both run')
      await spare.daemons[first]?.kill()
      const result = await step.done
      expectExitCode(result, 0)
      const moved = `The connection to ${urls[first]} broke. The build is repeated on ${urls[second]} (retry 1 of 2).`
      expect(result.log).toContain(`[linux/amd64] ${moved}`)
      expect(result.outputs['endpoint-choice']).toBe('died')
      expect(reportOf(result)).toMatchObject({
        retries: 1,
        platforms: [
          { platform: 'linux/amd64', endpoint: urls[second], pool: { choice: 'died' } },
          { platform: 'linux/arm64', endpoint: fleet.daemons[1]?.endpoint },
        ],
      })
      const { digest, manifests } = await rig.registry.manifest(project.repository, 'latest')
      expect(result.outputs.digest).toBe(digest)
      expect(manifests).toHaveLength(4)
      expect(result.summary).toContain('broke during the build')
      await step.post()
    } finally {
      await spare.stop()
    }
  })

  it('ends the others when there is none to take its place, and no tag moves', async () => {
    const spare = await startFleet(1)
    try {
      const [amd] = spare.daemons
      const project = await newProject(slow)
      const endpoint = `linux/amd64=${amd?.endpoint}\nlinux/arm64=${fleet.daemons[1]?.endpoint}`
      const step = await project.start({
        inputs: { endpoint, platforms, 'connect-timeout': '1s', retries: '1' },
      })
      await until(() => / started$/m.test(step.log()), 'one runs')
      await amd?.kill()
      const result = await step.done
      expect(result.exitCode).toBe(1)
      expect(result.annotations.filter(({ level }) => level === 'error')).toHaveLength(1)
      expect(result.outputs.digest).toBe('')
      await expect(rig.registry.manifest(project.repository, 'latest')).rejects.toThrow()
      await step.post()
    } finally {
      await spare.stop()
    }
  })
})
