import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { findSecrets } from '../../script/rig/leaks.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { createProject, credentials, rig, stepsOf } from './project.ts'

describe('secrets', () => {
  it('reach only the step that mounts them, by all three inputs', async () => {
    const [value, variable, file] = [randomUUID(), randomUUID(), randomUUID()]
    const project = await createProject({
      Dockerfile: `FROM @base@
RUN --mount=type=secret,id=value --mount=type=secret,id=variable --mount=type=secret,id=file \\
  cat /run/secrets/value /run/secrets/variable /run/secrets/file | wc -c > /length; \\
  cat /run/secrets/value | wc -l >> /length; echo @id@
`,
      'secret.txt': file,
    })
    const { exitCode, log, unmaskedLog, summary, outputs, masks } = await project.build({
      inputs: {
        secrets: `"value=${value}\nsecond ""line"""`,
        'secret-envs': 'variable=SECRET_VARIABLE',
        'secret-files': 'file=secret.txt',
        provenance: 'mode=max',
      },
      env: { SECRET_VARIABLE: variable },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'length')).toBe(
      `${36 * 3 + '\nsecond "line"'.length}\n1\n`,
    )
    expect(masks).toEqual(expect.arrayContaining([value, 'second "line"']))
    const texts = { log: unmaskedLog, summary, outputs: JSON.stringify(outputs) }
    const withoutFile = { directories: [project.runner().temp, project.runner().home], texts }
    expect(await findSecrets([value, variable, file], withoutFile)).toEqual([])
  })
})

describe('the default context', () => {
  const token = randomUUID()
  let git: GitServer
  beforeAll(async () => {
    git = await startGitServer(token)
  })
  afterAll(() => git.stop())

  it('is fetched by BuildKit at the commit, with the token, without a checkout', async () => {
    const project = await createProject({})
    const sha = git.commit({
      Dockerfile: 'FROM scratch\nCOPY where.txt /where.txt\n',
      'where.txt': `root ${project.id}`,
      'app/Containerfile': 'FROM scratch\nCOPY where.txt /where.txt\n',
      'app/where.txt': `app ${project.id}`,
    })
    const env = { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha }
    const inputs = { context: '', 'github-token': token }
    const whole = await project.build({ inputs, env, secrets: [token] })
    expect(whole).toMatchObject({ exitCode: 0, annotations: [] })
    const where = () => rig.registry.fileFromImage(project.repository, 'latest', 'where.txt')
    expect(await where()).toBe(`root ${project.id}`)
    expect(whole.unmaskedLog).not.toContain(token)

    const context = '{{defaultContext}}:app'
    const folder = await project.build({
      inputs: { ...inputs, context, file: 'Containerfile' },
      env,
    })
    expect(folder).toMatchObject({ exitCode: 0, annotations: [] })
    expect(await where()).toBe(`app ${project.id}`)
  })

  it('says what to do about a submodule of another private repository', async () => {
    const other = await startGitServer(randomUUID())
    try {
      const commit = other.commit({ 'part.txt': 'part' })
      const project = await createProject({})
      const modules = `[submodule "part"]\n\tpath = part\n\turl = ${other.url}/acme/app.git\n`
      const sha = git.commit(
        { Dockerfile: `FROM scratch\nCOPY . /${project.id}\n`, '.gitmodules': modules },
        { part: commit },
      )
      const env = { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha }
      const inputs = { context: '', 'github-token': token }
      const { exitCode, annotations } = await project.build({ inputs, env, secrets: [token] })
      expect(exitCode).toBe(1)
      expect(annotations.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /failed to update submodules .*\. Check the repository out with actions\/checkout \(submodules: true, and a token that can\) and set context: \.$/,
        ),
      ])
    } finally {
      await other.stop()
    }
  })

  it('can not be had without the token', async () => {
    const project = await createProject({})
    const sha = git.commit({ Dockerfile: `FROM scratch\nCOPY . /${project.id}\n` })
    const env = { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha }
    const { exitCode } = await project.build({ inputs: { context: '', 'github-token': '' }, env })
    expect(exitCode).toBe(1)
  })
})

describe('a build', () => {
  it('applies contexts, hosts, limits and stages', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@ AS one
COPY --from=other from.txt /from.txt
RUN grep @id@.example /etc/hosts > /seen; ulimit -n >> /seen; df -k /dev/shm | tail -1 >> /seen
FROM one AS two
RUN false
`,
      'other/from.txt': 'another context',
    })
    const { exitCode, log } = await project.build({
      inputs: {
        'build-contexts': 'other=./other',
        'add-hosts': `${project.id}.example:10.1.2.3`,
        ulimit: 'nofile=1000:1000',
        'shm-size': '3m',
        target: 'one',
      },
    })
    expectExitCode({ exitCode, log }, 0)
    const seen = await rig.registry.fileFromImage(project.repository, 'latest', 'seen')
    expect(seen).toContain(`10.1.2.3\t${project.id}.example`)
    expect(seen).toMatch(/\n1000\n.*\b3072\b/)
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'from.txt')).toBe(
      'another context',
    )
  })

  it('has no network with network: none', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nRUN ip link | grep -c "^[0-9]" > /links; echo @id@\n',
    })
    const links = () => rig.registry.fileFromImage(project.repository, 'latest', 'links')
    expect((await project.build({ inputs: { network: 'none' } })).exitCode).toBe(0)
    expect(await links()).toBe('1\n')
  })

  it('runs its steps below the control group of cgroup-parent', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ up; sleep 3\n' })
    const parent = `parent-${project.id}`
    let found: string[] = []
    const { exitCode } = await project.build({
      inputs: { 'cgroup-parent': parent },
      onLine: (line) => {
        if (line.endsWith(`${project.id} up`)) found = controlGroups(parent)
      },
    })
    expect(exitCode).toBe(0)
    expect(found).not.toEqual([])
  })

  it('repeats only the stages of no-cache-filters', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@ AS one
RUN echo one @id@ > /one
FROM @base@ AS two
RUN echo two @id@ > /two
FROM @base@ AS three
COPY --from=one /one /
COPY --from=two /two /
`,
    })
    await project.build()
    const again = await project.build({ inputs: { 'no-cache-filters': 'one' } })
    const executed = stepsOf(again).filter(({ status }) => status === 'executed')
    expect(executed.map(({ stage }) => stage)).toEqual(['one'])
    const both = await project.build({ inputs: { 'no-cache-filters': 'one,two' } })
    const stages = stepsOf(both).flatMap(({ status, stage }) =>
      status === 'executed' ? [stage] : [],
    )
    expect(stages.toSorted()).toEqual(['one', 'two'])
  })

  it('signs with an SSH key of the runner that it never sees', async () => {
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const project = await createProject({
      Dockerfile: `FROM @base@
RUN --mount=type=ssh,id=git,required=true test -S "$SSH_AUTH_SOCK" && echo @id@ > /agent
`,
      'deploy.key': privateKey,
    })
    const without = await project.build()
    expect(without.exitCode).toBe(1)
    const result = await project.build({ inputs: { ssh: 'git=deploy.key' } })
    expectExitCode(result, 0)
    const texts = { log: result.unmaskedLog, summary: result.summary }
    expect(await findSecrets([privateKey], { texts })).toEqual([])
  })

  it('shows build arguments in the summary only with summary-build-args', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nARG VERSION\nRUN echo $VERSION @id@ > /made\n',
    })
    const buildWith = async (value: string, more = {}) => {
      const inputs = { 'build-args': `VERSION=${value}`, provenance: 'false', ...more }
      return (await project.build({ inputs })).summary
    }
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await buildWith(first)).not.toContain(first.slice(0, 8))
    expect(await buildWith(second, { 'summary-build-args': 'true' })).toContain(second.slice(0, 8))
  })

  it('has annotations, labels and attestations for several platforms', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const inputs = {
      annotations: `index,manifest:one=a,b`,
      labels: 'two="quoted", c',
      platforms: 'linux/amd64,linux/arm64',
    }
    const { outputs } = await project.build({ inputs })
    const index = await rig.registry.manifest(project.repository, 'latest')
    expect(index.digest).toBe(outputs.digest)
    expect(index.annotations).toMatchObject({ one: 'a,b' })
    const platforms = index.manifests?.map(({ platform }) => platform?.architecture)
    expect(platforms).toEqual(['amd64', 'arm64', 'unknown', 'unknown'])
    for (const platform of ['linux/amd64', 'linux/arm64']) {
      const image = await rig.registry.image(project.repository, 'latest', platform)
      expect(image.annotations).toMatchObject({ one: 'a,b' })
      const config = await rig.registry.blob(project.repository, image.config.digest)
      expect(JSON.parse(String(config)).config.Labels).toEqual({ two: '"quoted", c' })
    }
    await project.build({ inputs: { ...inputs, provenance: 'false' } })
    const plain = await rig.registry.manifest(project.repository, 'latest')
    expect(plain.manifests).toHaveLength(2)
  })

  it('has an SBOM with sbom: true', async () => {
    const generator = await createProject({
      Dockerfile: `FROM @base@
RUN printf '#!/bin/sh\\necho "{\\\\"_type\\\\":\\\\"https://in-toto.io/Statement/v0.1\\\\",\\\\"predicateType\\\\":\\\\"https://spdx.dev/Document\\\\",\\\\"predicate\\\\":{\\\\"name\\\\":\\\\"@id@\\\\"}}" > "$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json"\\n' > /scan && chmod +x /scan
ENTRYPOINT ["/bin/sh", "/scan"]
`,
    })
    expect((await generator.build({ inputs: { provenance: 'false' } })).exitCode).toBe(0)
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const sbom = `generator=${rig.registry.host}/${generator.repository}:latest`
    const { exitCode, log } = await project.build({ inputs: { sbom, provenance: 'false' } })
    expectExitCode({ exitCode, log }, 0)
    const { manifests = [] } = await rig.registry.manifest(project.repository, 'latest')
    expect(manifests).toHaveLength(2)
    const attestation = await rig.registry.manifest(project.repository, manifests[1]?.digest ?? '')
    const sbomBlob = await rig.registry.blob(
      project.repository,
      attestation.layers[0]?.digest ?? '',
    )
    expect(String(sbomBlob)).toContain(generator.id)
  })

  it('is exported to several outputs at the same time', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const name = `${rig.registry.host}/${project.repository}:both`
    const { exitCode, outputs } = await project.build({
      inputs: { outputs: `type=image,name=${name},push=true\ntype=local,dest=out`, tags: '' },
    })
    expect(exitCode).toBe(0)
    expect(existsSync(`${project.runner().workspace}/out/${project.id}`)).toBe(true)
    const { digest } = await rig.registry.manifest(project.repository, 'both')
    expect(outputs.digest).toBe(digest)
  })
})

describe('image-changed', () => {
  it('distinguishes a new image from the same image with new provenance', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nCOPY file.txt /\nRUN echo @id@ > /made\n',
      'file.txt': 'one',
    })
    const inputs = { compare: 'true', provenance: 'mode=max' }
    const first = await project.build({ inputs })
    expect(first.outputs['image-changed']).toBe('true')
    const same = await project.build({ inputs })
    expect(same.outputs['image-changed']).toBe('false')
    expect(same.outputs.digest).not.toBe(first.outputs.digest)
    project.write({ 'file.txt': 'two' })
    expect((await project.build({ inputs })).outputs['image-changed']).toBe('true')
    expect((await project.build()).outputs['image-changed']).toBe('')
    const unpushed = await project.build({ inputs: { ...inputs, push: 'false' } })
    expect(unpushed.outputs['image-changed']).toBe('')
  })
})

describe('a move from docker/setup-buildx-action', () => {
  const nothing = { endpoint: '', ca: '', cert: '', key: '' }
  const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

  it('needs no new secrets: its variables for certificates and BUILDKIT_HOST suffice', async () => {
    const project = await createProject(files)
    const { exitCode, outputs, annotations } = await project.build({
      inputs: nothing,
      env: {
        BUILDKIT_HOST: rig.endpoint,
        BUILDER_NODE_0_AUTH_TLS_CACERT: credentials.ca,
        BUILDER_NODE_0_AUTH_TLS_CERT: credentials.cert,
        BUILDER_NODE_0_AUTH_TLS_KEY: credentials.key,
      },
    })
    expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] })
    expect(outputs).toMatchObject({ driver: 'remote', endpoint: rig.endpoint, fallback: 'false' })
  })

  describe('with an existing builder', () => {
    const config = mkdtempSync(join(tmpdir(), 'buildx-'))
    afterAll(() => rmSync(config, { recursive: true }))
    const builderFile = join(config, 'instances', 'mine')
    beforeAll(() => {
      const { authority, client } = rig.certificates
      const options = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
      const args = ['create', '--name', 'mine', '--driver', 'remote', '--driver-opt', options]
      const env = { ...process.env, BUILDX_CONFIG: config }
      execFileSync(rig.buildx, [...args, rig.endpoint], { env, stdio: 'ignore' })
    })

    it('uses it unchanged', async () => {
      const before = readFileSync(builderFile, 'utf8')
      const project = await createProject(files)
      const { exitCode, annotations, outputs } = await project.build({
        inputs: { ...nothing, builder: 'mine' },
        env: { BUILDX_CONFIG: config },
      })
      expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] })
      expect(outputs).toMatchObject({ builder: 'mine', driver: 'remote', endpoint: rig.endpoint })
      expect(readFileSync(builderFile, 'utf8')).toBe(before)
      expect(readdirSync(join(config, 'instances'))).toEqual(['mine'])
    })

    it('fails in one line when no builder has that name', async () => {
      const project = await createProject(files)
      const { exitCode, annotations } = await project.build({
        inputs: { ...nothing, builder: 'other', fallback: 'auto' },
        env: { BUILDX_CONFIG: config },
      })
      expect(exitCode).toBe(1)
      expect(annotations).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^builder: "other" can't be used/),
        }),
      ])
    })
  })

  it('gets the name of an input that is called differently here', async () => {
    const project = await createProject(files)
    const alias = await project.build({ env: { INPUT_DOCKERFILE: 'x' } })
    expect(alias.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(/^dockerfile is called file here/),
      }),
    ])
    const unknown = await project.build({ env: { INPUT_PLATFROMS: 'x' } })
    expect(unknown.exitCode).toBe(0)
    expect(unknown.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('platforms?') }),
    ])
  })

  it('may pass on its own variables that look like inputs', async () => {
    const project = await createProject({
      Dockerfile: 'FROM scratch\nARG INPUT_VERSION\nCOPY $INPUT_VERSION.txt /@id@\n',
      '1.2.txt': 'of this version',
    })
    const { exitCode, annotations } = await project.build({
      env: { INPUT_VERSION: '1.2' },
      inputs: { 'build-args': 'INPUT_VERSION' },
    })
    expect(annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/^version is called buildx-version here\. .* INPUT_VERSION/),
      }),
    ])
    expect(exitCode).toBe(0)
  })
})

/** Processes of this machine below this control group. */
function controlGroups(parent: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cgroup`, 'utf8').split('\n')
      } catch {
        return []
      }
    })
    .filter((line) => line.includes(`/${parent}/`))
}
