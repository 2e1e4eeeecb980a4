import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, rig, stepsOf } from './project.ts'

const dockerfile = `
FROM @base@ AS build
WORKDIR /@id@
COPY dependencies.txt .
RUN --mount=type=cache,id=@id@,target=/cache \\
  if [ -e /cache/seen ]; then echo mount was warm; else echo mount was cold; fi; touch /cache/seen; \\
  cp dependencies.txt installed.txt
COPY main.txt .
RUN cat installed.txt main.txt > program.txt

FROM scratch
COPY --from=build /@id@/program.txt /program.txt
`

const files = {
  Dockerfile: dockerfile,
  'dependencies.txt': 'library @id@\n',
  'main.txt': 'main 1\n',
}

describe('a build on the remote daemon', () => {
  it('goes from 0 % to 100 %, and runs only the steps after a change', async () => {
    const project = await createProject(files)

    const cold = await project.build()
    expect(cold.exitCode).toBe(0)
    expect(cold.outputs).toMatchObject({
      driver: 'remote',
      endpoint: rig.endpoint,
      fallback: 'false',
      'fallback-reason': '',
      'cache-hit': 'false',
      'cache-hit-percent': '0',
      'steps-total': '6',
      'steps-cached': '0',
      'steps-executed': '6',
    })
    expect(cold.log).toContain('mount was cold')

    const warm = await project.build()
    expect(warm.outputs).toMatchObject({
      'cache-hit': 'true',
      'cache-hit-percent': '100',
      'steps-cached': '6',
      'steps-executed': '0',
    })

    project.write({ 'main.txt': 'main 2\n' })
    const changed = await project.build()
    expect(changed.outputs).toMatchObject({
      'cache-hit': 'false',
      'cache-hit-percent': '50',
      'steps-cached': '3',
      'steps-executed': '3',
    })
    expect(stepsOf(changed).filter(({ status }) => status === 'executed')).toMatchObject([
      { name: 'COPY main.txt .', stage: 'build' },
      { name: 'RUN cat installed.txt main.txt > program.txt', stage: 'build' },
      { name: expect.stringContaining('program.txt /program.txt'), stage: 'stage-1' },
    ])

    project.write({ 'dependencies.txt': 'library @id@ and another\n' })
    const deep = await project.build()
    expect(deep.log).toContain('mount was warm')
    expect(deep.outputs['cache-hit-percent']).toBe('16')
  })

  it('pushes the images that its outputs name', async () => {
    const project = await createProject(files)
    const { outputs } = await project.build()
    const { digest } = await rig.registry.manifest(project.repository, 'latest')
    expect(outputs.digest).toBe(digest)
    expect(outputs.imageid).toBe(digest)
    expect(JSON.parse(outputs.metadata ?? '')).toMatchObject({ 'containerimage.digest': digest })
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'program.txt')).toBe(
      `library ${project.id}\nmain 1\n`,
    )
  })

  it('has the digest of what is pushed, which other outputs are not', async () => {
    const project = await createProject(files)
    const name = `${rig.registry.host}/${project.repository}`
    const build = (...outputs: readonly string[]) =>
      project.build({ inputs: { tags: '', outputs: outputs.join('\n') } })
    const archive = 'type=oci,compression=zstd,force-compression=true,dest=image.tar'

    const tagged = await build(`type=image,name=${name}:one,push=true`, archive)
    expectExitCode(tagged, 0)
    const { digest } = await rig.registry.manifest(project.repository, 'one')
    expect(tagged.outputs).toMatchObject({ digest, imageid: digest })
    expect(JSON.parse(tagged.outputs.metadata ?? '')['containerimage.digest']).not.toBe(digest)
    expect(tagged.log).toContain(`Image: ${name}:one@${digest}`)

    const untagged = await build(`type=registry,name=${name}-untagged,push-by-digest=true`, archive)
    expectExitCode(untagged, 0)
    const reference = untagged.outputs.digest ?? ''
    expect(await rig.registry.manifest(`${project.repository}-untagged`, reference)).toMatchObject({
      digest: reference,
    })

    const zstd = 'compression=zstd,force-compression=true'
    const both = await build(
      `type=registry,name=${name}:gzip`,
      `type=registry,${zstd},name=${name}:zstd`,
    )
    const [gzip, other] = await Promise.all(
      ['gzip', 'zstd'].map((tag) => rig.registry.manifest(project.repository, tag)),
    )
    expect(both.outputs.digest).toBe(gzip?.digest)
    expect(both.log).toContain(
      `Image: ${name}:gzip@${gzip?.digest}, also ${name}:zstd@${other?.digest}`,
    )
  })

  it('logs where it builds, and shows the build in the form of plain progress', async () => {
    const project = await createProject(files)
    const { log, annotations } = await project.build()
    expect(annotations).toEqual([])
    expect(log).toMatch(
      /^▼ BuildKit v\d+\.\d+\.\d+ at tcp:\/\/127\.0\.0\.1:\d+, ready in \d\.\d\d s$/m,
    )
    expect(log).toMatch(/^Platforms: linux\/(amd64|arm64)/m)
    expect(log).toMatch(/^Client certificate "client", valid until \d{4}-\d\d-\d\d$/m)
    const number = /^#(\d+) \[build 4\/6\] RUN --mount/m.exec(log)?.[1]
    expect(log).toMatch(new RegExp(`^#${number} \\d\\.\\d+ mount was cold$`, 'm'))
    expect(log).toMatch(new RegExp(`^#${number} DONE \\d+\\.\\ds$`, 'm'))
    const took = String.raw`\d+\.\d+ s`
    const verdict = (words: string) =>
      new RegExp(
        String.raw`\n\n${words}, ${took}, remote builder v[\d.]+\nTime: connecting ${took}, `,
      )
    expect(log).toMatch(
      verdict(String.raw`0 of 6 steps from cache \(0 %\)(?:, 0 of 1 cache mount warm)?`),
    )
    const end = new RegExp(
      `\nImage: ${rig.registry.host}/${project.repository}:latest@sha256:\\w+$`,
    )
    expect(log.trimEnd()).toMatch(end)

    const warm = await project.build()
    expect(warm.log).toMatch(/^#\d+ CACHED$/m)
    expect(warm.log).toMatch(/\n6 of 6 steps from cache \(100 %\), /)
  })

  it('writes a short summary, unless told not to', async () => {
    const project = await createProject(files)
    const { summary, outputs } = await project.build()
    expect(summary).toContain('### 0 of 6 steps from cache (0 %), ')
    expect(summary).toContain(outputs.digest)
    expect((await project.build({ inputs: { summary: 'false' } })).summary).toBe('')
  })

  it('leaves no file when main has ended', async () => {
    const project = await createProject(files)
    const step = await project.start()
    const { state } = await step.done
    expect(state.directory).toContain(project.runner().temp)
    expect(existsSync(state.directory ?? '')).toBe(false)
  })

  it('obeys target, build-args, labels, file, platforms, provenance and no-cache', async () => {
    const project = await createProject({
      'ci/Containerfile': `
        FROM @base@ AS first
        ARG WHO
        RUN echo "$WHO @id@" > /who
        FROM first AS never
        RUN false
      `,
    })
    const inputs = {
      file: 'ci/Containerfile',
      target: 'first',
      'build-args': 'WHO=world',
      labels: 'one=1\ntwo=a,b',
      platforms: 'linux/amd64',
      provenance: 'false',
    }
    const { outputs, summary } = await project.build({ inputs })
    expect(summary).not.toContain('world')
    const image = await rig.registry.image(project.repository, 'latest')
    const config = JSON.parse(
      String(await rig.registry.blob(project.repository, image.config.digest)),
    )
    expect(config.config.Labels).toMatchObject({ one: '1', two: 'a,b' })
    expect(outputs.imageid).toBe(image.config.digest)
    expect((await rig.registry.manifest(project.repository, 'latest')).manifests).toBeUndefined()
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'who')).toBe(
      `world ${project.id}\n`,
    )
    const again = await project.build({ inputs: { ...inputs, 'no-cache': 'true', pull: 'true' } })
    expect(again.outputs).toMatchObject({ 'steps-total': '1', 'steps-executed': '1' })
  })

  it('writes to a folder instead of the registry with outputs: type=local', async () => {
    const project = await createProject(files)
    const { exitCode, outputs } = await project.build({
      inputs: { outputs: 'type=local,dest=out', tags: '' },
    })
    expect(exitCode).toBe(0)
    expect(outputs.digest).toBe('')
    expect(existsSync(`${project.runner().workspace}/out/program.txt`)).toBe(true)
  })

  it('exports and imports cache as the inputs say, and reports each source', async () => {
    const project = await createProject(files)
    const ref = `${rig.registry.host}/${project.repository}:cache`
    await project.build({ inputs: { 'cache-to': `type=registry,ref=${ref},mode=max` } })
    const { outputs } = await project.build({
      inputs: { 'cache-from': `type=registry,ref=${ref}\ntype=registry,ref=${ref}-none` },
    })
    const { sources } = JSON.parse(outputs['cache-report'] ?? '')
    expect(sources).toHaveLength(2)
    expect(sources).toContainEqual(expect.objectContaining({ name: ref, status: 'imported' }))
    expect(sources).toContainEqual(
      expect.objectContaining({ name: `${ref}-none`, status: 'missing' }),
    )
  })

  it('neither uses nor leaves a builder in the home directory', async () => {
    const project = await createProject(files)
    await project.build()
    expect(existsSync(`${project.runner().home}/.docker/buildx`)).toBe(false)
  })
})
