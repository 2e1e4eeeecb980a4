import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type FaultyServer, faults, startFaultyServer } from '../../script/rig/faulty-server.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type BakeProject, createBakeProject, targetsOf } from './bake-project.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { repeatIfRefused, rig } from './project.ts'

repeatIfRefused()

jest.setTimeout(180_000)

/** Three steps: one that both targets use, and one of each. */
const shared = {
  'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  target = "app"
  tags = ["@images@/app:1", "@images@/app:latest"]
}
target "tool" {
  target = "tool"
  tags = ["@images@/tool:1"]
}
`,
  Dockerfile: `FROM @base@ AS common
RUN echo @id@ > /common
FROM common AS app
COPY app.txt /
FROM common AS tool
COPY tool.txt /
`,
  'app.txt': 'app\n',
  'tool.txt': 'tool\n',
}

const counts = ({ outputs }: PhaseResult) => ({
  total: outputs['steps-total'],
  cached: outputs['steps-cached'],
  percent: outputs['cache-hit-percent'],
})
const ofTargets = (result: PhaseResult) =>
  Object.fromEntries(
    Object.entries(targetsOf(result)).map(([name, { steps, cached }]) => [name, [cached, steps]]),
  )

describe('a group with a shared stage', () => {
  it('counts it once over all targets, and in each target, cold, warm and with one target changed', async () => {
    const project = await createBakeProject(shared)
    const cold = await project.bake()
    expectExitCode(cold, 0)
    expect(counts(cold)).toEqual({ total: '3', cached: '0', percent: '0' })
    expect(ofTargets(cold)).toEqual({ app: [0, 2], tool: [0, 2] })
    const warm = await project.bake()
    expect(counts(warm)).toEqual({ total: '3', cached: '3', percent: '100' })
    expect(ofTargets(warm)).toEqual({ app: [2, 2], tool: [2, 2] })
    project.write({ 'tool.txt': 'changed\n' })
    const changed = await project.bake()
    expect(counts(changed)).toEqual({ total: '3', cached: '2', percent: '66' })
    expect(ofTargets(changed)).toEqual({ app: [2, 2], tool: [1, 2] })
    const { digest } = await rig.registry.manifest(project.repository('app'), 'latest')
    expect(JSON.parse(changed.outputs.digests ?? '').app).toBe(digest)
  })
})

it('needs no Docker, even if the job names one that is not there', async () => {
  const project = await createBakeProject(shared)
  const env = { DOCKER_CONTEXT: 'nowhere', DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_TLS: '1' }
  expectExitCode(await project.bake({ env }), 0)
})

const statuses = (result: PhaseResult) =>
  Object.fromEntries(Object.entries(targetsOf(result)).map(([name, { status }]) => [name, status]))
/** None where nothing was ever pushed. */
const tags = (repository: string) => rig.registry.tags(repository).catch(() => [])

it('has targets of a matrix, and a single one without its name in the log', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
target "app" {
  name = "app-\${version}"
  matrix = { version = ["1", "2"] }
  args = { VERSION = version }
  tags = ["@images@/app:\${version}"]
}
`,
    Dockerfile: 'FROM @base@\nARG VERSION\nRUN echo @id@ $VERSION > /made\n',
  })
  const both = await project.bake({ inputs: { targets: 'app' } })
  expectExitCode(both, 0)
  expect(ofTargets(both)).toEqual({ 'app-1': [0, 1], 'app-2': [0, 1] })
  expect(both.outputs.digest).toBe('')
  const one = await project.bake({ inputs: { targets: 'app-2' } })
  expect(counts(one)).toEqual({ total: '1', cached: '1', percent: '100' })
  expect(one.outputs.digest).toBe(targetsOf(one)['app-2']?.digest)
  expect(one.log).toContain('[2/2] RUN echo')
})

it('reports the names and the digests of what is pushed, which other outputs are not', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  output = [
    "type=image,name=@images@/app:1,push=true",
    "type=oci,name=app:local,compression=zstd,force-compression=true,dest=app.tar",
  ]
}
target "tool" {
  output = ["type=registry,name=@images@/c/tool:1", "type=registry,\\"name=@images@/d/tool:1,@images@/d/tool:2\\""]
}
`,
    Dockerfile: 'FROM @base@\nRUN echo @id@ > /file\n',
  })
  const result = await project.bake({ inputs: { push: '' } })
  expectExitCode(result, 0)
  const { digest } = await rig.registry.manifest(project.repository('app'), '1')
  const tool = await rig.registry.manifest(project.repository('c/tool'), '1')
  const { images } = project
  expect(targetsOf(result)).toMatchObject({
    app: { digest, images: [`${images}/app:1`] },
    tool: {
      digest: tool.digest,
      images: [`${images}/c/tool:1`, `${images}/d/tool:1`, `${images}/d/tool:2`],
    },
  })
  expect(JSON.parse(result.outputs.digests ?? '')).toEqual({ app: digest, tool: tool.digest })
  const metadata = JSON.parse(result.outputs.metadata ?? '')
  expect(metadata.app['containerimage.digest']).not.toBe(digest)
  expect(result.log).toContain(`, ${images}/app:1@${digest}\n`)
  expect(result.log).not.toContain('app:local@')
  // The provenance of each has its names.
  const other = await rig.registry.manifest(project.repository('d/tool'), '1')
  const [c, d] = [`${images}/c/tool:1@${tool.digest}`, `${images}/d/tool`]
  expect(result.log).toContain(`, ${c}, also ${d}:1@${other.digest}, ${d}:2@${other.digest}`)
})

it('reports the names that the images were given, which a second reading of the definition may change', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
target "default" { tags = ["@images@/app:\${uuidv4()}"] }
target "named" { output = ["type=image,name=@images@/named:1,push=true"] }
`,
    Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n',
  })
  const result = await project.bake({
    inputs: { targets: 'default,named', push: 'false', set: 'default.output=type=registry' },
  })
  expectExitCode(result, 0)
  const { default: drawn, named } = targetsOf(result)
  const [tag = ''] = await tags(project.repository('app'))
  expect(drawn?.images).toEqual([`${rig.registry.host}/${project.repository('app')}:${tag}`])
  expect(named?.images).toEqual([`${rig.registry.host}/${project.repository('named')}:1`])
})

describe('one target that fails', () => {
  const failing = {
    'docker-bake.hcl': `
group "default" { targets = ["bad", "good"] }
target "bad" {
  context = "bad"
  tags = ["@images@/bad:1"]
}
target "good" {
  context = "good"
  tags = ["@images@/good:1"]
}
`,
    'bad/Dockerfile': 'FROM @base@\nRUN sleep 1; echo @id@ bad; false\n',
    'good/Dockerfile': 'FROM @base@\nRUN sleep 3; echo @id@ good\n',
  }
  const run = async (jobs: string) => {
    const project = await createBakeProject(failing)
    const result = await project.bake({ inputs: { jobs } })
    expectExitCode(result, 1)
    expect(result.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(/^\[bad 2\/2\] RUN .* failed: exit code: 1$/),
        properties: expect.objectContaining({ file: 'bad/Dockerfile', line: '2' }),
      }),
    ])
    return { project, result, pushed: await tags(project.repository('good')) }
  }

  it.each(['', 'fail-fast'])('stops the others with jobs: "%s"', async (jobs) => {
    const { result, pushed } = await run(jobs)
    expect(statuses(result)).toEqual({ bad: 'failed', good: 'canceled' })
    expect(pushed).toEqual([])
  })

  it('lets the others finish with jobs: defer-error, and pushes them', async () => {
    const { project, result, pushed } = await run('defer-error')
    expect(statuses(result)).toEqual({ bad: 'failed', good: 'succeeded' })
    expect(pushed).toEqual(['1'])
    const { digest } = await rig.registry.manifest(project.repository('good'), '1')
    expect(JSON.parse(result.outputs.digests ?? '')).toEqual({ good: digest })
    expect(counts(result)).toEqual({ total: '2', cached: '0', percent: '0' })
    expect(result.summary).toContain('1 of 2 targets')
  })

  it('pushes nothing at all with jobs: defer-output', async () => {
    const { result, pushed } = await run('defer-output')
    expect(statuses(result).bad).toBe('failed')
    expect(statuses(result).good).not.toBe('succeeded')
    expect(pushed).toEqual([])
  })

  it('is one of several at a time with a limit', async () => {
    const { result, pushed } = await run('defer-error,parallel=1')
    expect(statuses(result)).toEqual({ bad: 'failed', good: 'succeeded' })
    expect(pushed).toEqual(['1'])
  })
})

it('names the targets of each failure, and its lines', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
group "default" { targets = ["app", "tool", "other", "web"] }
target "app" { target = "app" }
target "tool" { target = "tool" }
target "other" {
  context = "other"
  dockerfile = "Dockerfile.other"
}
target "web" { context = "web" }
`,
    Dockerfile:
      'FROM @base@ AS common\nRUN echo @id@ shared; exit 3\nFROM common AS app\nFROM common AS tool\n',
    'other/Dockerfile.other': 'FROM @base@\n\nRUN echo @id@ other; exit 4\n',
    'web/Dockerfile': 'FROM @base@\nRUNN true\n',
  })
  const result = await project.bake({ inputs: { jobs: 'defer-error', push: 'false' } })
  expectExitCode(result, 1)
  const failed = { app: 'failed', tool: 'failed', other: 'failed', web: 'failed' }
  expect(statuses(result)).toEqual(failed)
  const shown = result.annotations.map(({ message, properties }) => [
    message.replaceAll(/echo \w+/g, 'echo'),
    properties.file ?? '',
    properties.line ?? '',
  ])
  expect(shown).toEqual(
    expect.arrayContaining([
      ['app, tool: [common 2/2] RUN echo shared; exit 3 failed: exit code: 3', 'Dockerfile', '2'],
      ['other: [2/2] RUN echo other; exit 4 failed: exit code: 4', 'other/Dockerfile.other', '3'],
    ]),
  )
  const alone = await project.bake({ inputs: { targets: 'web\ntool', push: 'false' } })
  expect(statuses(alone).web).toBe('failed')
  expect(alone.annotations).toMatchObject([
    {
      message: expect.stringMatching(/^target web: .* unknown instruction: RUNN/),
      properties: { file: 'web/Dockerfile', line: '2' },
    },
  ])
})

it('does again only what failed for a passing reason, and reports all targets', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
group "default" { targets = ["app", "late"] }
target "app" {
  context = "app"
  tags = ["@images@/app:1"]
}
target "late" {
  context = "late"
  tags = ["127.0.0.1:1/late:1"]
}
`,
    'app/Dockerfile': 'FROM @base@\nRUN echo @id@ app\n',
    'late/Dockerfile': 'FROM @base@\nRUN echo @id@ late; sleep 0.1\n',
  })
  const result = await project.bake({ inputs: { jobs: 'defer-error', retries: '1' } })
  expectExitCode(result, 1)
  expect(result.log).toMatch(/Trying again in 2 s \(1 of 1\)/)
  expect(statuses(result)).toEqual({ app: 'succeeded', late: 'failed' })
  // The second try is of one target, which keeps its name in the log and in the report.
  expect(result.log.match(/\[app 2\/2\] RUN/g)).toHaveLength(1)
  expect(result.log.match(/ \[late 2\/2\] RUN echo \w+ late/g)?.length).toBeGreaterThan(1)
  const { steps } = JSON.parse(result.outputs['cache-report'] ?? '')
  expect(steps).toMatchObject([
    { target: 'app', status: 'executed' },
    { target: 'late', status: 'cached' },
  ])
  expect(steps[0]).not.toHaveProperty('start')
  expect(steps[1]).toHaveProperty('start')
  expect(counts(result).total).toBe('2')
  expect(await tags(project.repository('app'))).toEqual(['1'])
})

it('pushes nothing and writes no cache for a fork, whatever the definition says', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
target "default" {
  tags = ["@images@/app:1"]
  output = ["type=registry", "type=local,dest=out"]
  cache-to = ["type=registry,ref=@images@/app:cache"]
}
target "plain" {
  tags = ["@images@/plain:1"]
}
`,
    Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n',
  })
  const event = {
    number: 7,
    pull_request: {
      number: 7,
      head: { ref: 'topic', repo: { full_name: 'other/app' } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
    repository: { full_name: 'acme/app', default_branch: 'main' },
  }
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }
  const inputs = { targets: 'default,plain', set: '*.output+=type=registry', fallback: 'never' }
  // The daemon of others is not for a fork, and this machine's Docker isn't there.
  const kept = await project.bake({ inputs, event, env })
  expect(kept.annotations[0]?.message).toMatch(
    /The code comes from a fork, so the persistent daemon/,
  )
  const allowed = { 'allow-untrusted': 'true' }
  expectExitCode(await project.bake({ inputs: { ...inputs, ...allowed }, event, env }), 0)
  expect(await tags(project.repository('plain'))).toEqual(['1'])
})

it('reads compose files', async () => {
  const project = await createBakeProject({
    'compose.yaml': `
services:
  app:
    image: @images@/app:1
    build: ./app
  db:
    image: @images@/db:1
    build:
      context: ./db
      dockerfile: Containerfile
`,
    'app/Dockerfile': 'FROM @base@\nRUN echo @id@ app\n',
    'db/Containerfile': 'FROM @base@\nRUN echo @id@ db\n',
  })
  const result = await project.bake()
  expectExitCode(result, 0)
  expect(ofTargets(result)).toEqual({ app: [0, 1], db: [0, 1] })
  expect(await tags(project.repository('db'))).toEqual(['1'])
})

describe('a definition in Git', () => {
  const token = randomUUID()
  let git: GitServer
  beforeAll(async () => {
    git = await startGitServer(token)
  })
  afterAll(() => git.stop())

  it('is read at the commit without a checkout, beside files of the checkout', async () => {
    const project = await createBakeProject({
      'metadata.json': JSON.stringify({
        target: { 'docker-metadata-action': { tags: ['@images@/app:from-metadata'] } },
      }),
    })
    const sha = git.commit({
      'docker-bake.hcl': `
target "docker-metadata-action" {}
target "default" { inherits = ["docker-metadata-action"] }
`,
      Dockerfile: `FROM ${rig.baseImage}\nCOPY where.txt /\n`,
      'where.txt': `at ${project.id}`,
    })
    const result = await project.bake({
      inputs: {
        source: '',
        files: './docker-bake.hcl\ncwd://metadata.json',
        'github-token': token,
      },
      env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha },
      secrets: [token],
    })
    expectExitCode(result, 0)
    expect(result.unmaskedLog).not.toContain(token)
    expect(
      await rig.registry.fileFromImage(project.repository('app'), 'from-metadata', 'where.txt'),
    ).toBe(`at ${project.id}`)
  })

  let server: FaultyServer | undefined
  afterEach(() => server?.stop())

  /** Bakes the default definition of the commit, behind a server that is faulty until it is read again. */
  async function bakeBehind(project: BakeProject, inputs: Readonly<Record<string, string>> = {}) {
    const sha = git.commit({
      'docker-bake.hcl': 'target "default" {}\n',
      Dockerfile: `FROM scratch\nCOPY . /${project.id}\n`,
    })
    return project.bake({
      inputs: { source: '', push: 'false', 'github-token': token, ...inputs },
      env: { GITHUB_SERVER_URL: `http://${server?.host}`, GITHUB_SHA: sha },
      secrets: [token],
      onLine: (line) => {
        if (line.includes('Trying again')) server?.heal()
      },
    })
  }

  it('is read again when the Git server is unavailable', async () => {
    server = await startFaultyServer(new URL(git.url).host, faults.badGateway, 'git')
    const result = await bakeBehind(await createBakeProject({}))
    expectExitCode(result, 0)
    expect(result.log).toMatch(
      /^Reading the bake definition failed: the Git server is unavailable \(.*502\)\. Trying again in 2 s \(1 of 2\)\.$/m,
    )
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
  })

  it.each([
    ['answers 502', faults.badGateway, { retries: '0' }, /error: 502/],
    ['answers 403', faults.forbidden, {}, /error: 403/],
    ['refuses connections', undefined, { source: 'http://127.0.0.1:1/a.git' }, /connect to 127/],
    ['has no such name', undefined, { source: 'http://git.invalid/a.git' }, /resolve host/],
  ])(
    "that can't be fetched ends with Git's own error: a server that %s",
    async (_, fault, inputs, message) => {
      server = await startFaultyServer(new URL(git.url).host, fault ?? faults.forbidden, 'git')
      const result = await bakeBehind(await createBakeProject({}), inputs)
      expect(result.exitCode).toBe(1)
      expect(result.annotations).toEqual([
        expect.objectContaining({ level: 'error', message: expect.stringMatching(message) }),
      ])
      expect(result.annotations[0]?.message).toMatch(/^The bake definition can't be read: /)
      expect(result.log).not.toContain('Trying again')
    },
  )
})

describe('a mistake', () => {
  const files = {
    'docker-bake.hcl': `
group "default" { targets = ["app"] }
target "app" {
  tags = ["@images@/app:1"]
}
target "open" {
  entitlements = ["network.host"]
}
target "away" {
  context = "nowhere"
  tags = ["@images@/away:1"]
}
target "moved" {
  context = "web"
  dockerfile = "Dockerfile"
  tags = ["@images@/moved:1"]
}
target "nameless" {
}
target "archive" {
  output = ["type=oci"]
}
`,
    Dockerfile: 'FROM @base@\nRUN echo @id@\n',
    'web/index.html': '',
    'wrong.hcl': 'target "default" {\n  tags = ["a"] labels = {}\n}\n',
  }

  it.each([
    [{ targets: 'nope' }, /^targets: there is no target "nope" .* The definition has app, .*open/],
    [{ files: 'none.hcl' }, /^files: there is no none\.hcl in \S+ .*Paths are relative to it/],
    [{ source: 'nowhere' }, /^source: "nowhere" is not a folder\./],
    [{ source: 'web' }, /^files: couldn't find a bake definition/],
    [{ targets: 'nope-*' }, /^targets: nothing matches "nope-\*" .* The definition has app, /],
    [{ set: 'default.tags=a' }, /^set: no target matches "default" .* definition has app, .*open/],
    [{ set: 'app' }, /^set: invalid override key app, .*\. Write TARGET\.FIELD=VALUE/],
    [{ set: 'app.VERSION=1' }, /^set: this buildx knows no field "VERSION"/],
    [{ set: 'app.args=1' }, /^set: invalid key app\.args, .*\. Write TARGET\.FIELD=VALUE/],
    [{ vars: 'TAG' }, /^vars: invalid variable "TAG"/],
    [{ allow: 'network.hosts' }, /^allow: this buildx knows no entitlement "network\.hosts"/],
    [{ sbom: 'yes-please' }, /^sbom: invalid value/],
    [{ jobs: 'fast' }, /^jobs: invalid jobs mode "fast"\. Write fail-fast/],
    [
      { targets: 'app,away' },
      /The context of target away is no folder in \S+: there is no nowhere\./,
    ],
    [{ targets: 'moved' }, /The context of target moved, web, has no Dockerfile\. The path/],
    [{ files: 'wrong.hcl' }, /^The bake definition can't be read: wrong\.hcl:2,\d+/],
    [{ targets: 'nameless' }, /^tag is needed when pushing to registry\. Name the image in tags,/],
    [
      { targets: 'app,archive', push: 'false' },
      /^The output "type=oci\S*" of target archive would write an archive into the log\. Set dest /,
    ],
    [{ targets: 'open' }, /network\.host.* Add network\.host to allow/],
  ])('ends in one line, and nothing is built: %j', async (inputs, message) => {
    const project = await createBakeProject(files)
    const result = await project.bake({ inputs })
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringMatching(message) }),
    ])
    const place =
      'files' in inputs && inputs.files === 'wrong.hcl' ? { file: 'wrong.hcl', line: '2' } : {}
    expect(result.annotations).toMatchObject([{ properties: place }])
    expect(result.outputs['steps-total']).toBe('0')
    expect(await tags(project.repository('app'))).toEqual([])
  })
})

it('keeps the lines of a step whole that targets have in common', async () => {
  const project = await createBakeProject({
    ...shared,
    Dockerfile: shared.Dockerfile.replace(
      'RUN echo @id@ > /common',
      'RUN for i in 1 2 3 4 5 6 7 8 9; do echo @id@-line-$i; sleep 0.05; done; touch /common',
    ),
  })
  const { log } = await project.bake()
  const lines = log.split('\n').filter((line) => /^#\d+ [\d.]+ \w+-line-/.test(line))
  expect(lines.map((line) => line.replace(/.*-line-/, ''))).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
  ])
})

it('says which images have changed, when it is asked to compare them', async () => {
  const project = await createBakeProject(shared)
  const inputs = { compare: 'true' }
  await project.bake({ inputs })
  project.write({ 'tool.txt': 'changed\n' })
  const changed = await project.bake({ inputs })
  expect(JSON.parse(changed.outputs['image-changed'] ?? '')).toEqual({ app: false, tool: true })
  expect(targetsOf(changed).tool?.['image-changed']).toBe(true)
})

it('evaluates instead of building, and places what it finds', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': 'target "default" {\n  context = "app"\n}\n',
    'app/Dockerfile': 'FROM scratch\nmaintainer me\n',
  })
  const { exitCode, annotations } = await project.bake({ inputs: { call: 'check' } })
  expect(exitCode).toBe(1)
  expect(annotations).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      properties: expect.objectContaining({ file: 'app/Dockerfile' }),
    }),
  )
})

// buildx itself pushes the empty result of a call over the tag.
describe('a call that is no build', () => {
  const app = (extra: string) => `target "app" {
  tags = ["@images@/app:1"]
  output = ["type=registry"]
  cache-to = ["type=registry,ref=@images@/app:cache"]
  ${extra}
}
`
  const buildxes = [['newest', undefined] as const, ['earlier', 'ascii-buildx'] as const]

  it.each(buildxes)(
    'changes no tag and writes no cache, whatever the definition and the overrides say, with the %s buildx',
    async (_, part) => {
      const buildx = part === undefined ? rig.buildx : (await requireParts(part))[part]
      const project = await createBakeProject(
        { 'docker-bake.hcl': app(''), Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' },
        { buildx },
      )
      const repository = project.repository('app')
      const built = { targets: 'app', set: 'app.cache-to=' }
      expectExitCode(await project.bake({ inputs: built }), 0)
      const image = await rig.registry.manifest(repository, '1')
      const set = '*.output=type=registry\napp.cache-to=type=registry,ref=@images@/app:cache'
      for (const call of ['check', 'outline']) {
        const given = set.replace('@images@', project.images)
        const called = await project.bake({ inputs: { targets: 'app', call, set: given } })
        expectExitCode(called, 0)
        expect(called.annotations.map(({ message }) => message)).toEqual([
          `call: ${call} builds nothing, so nothing is pushed, loaded or exported. Without effect: push, output, cache-to.`,
        ])
      }
      expect(await rig.registry.manifest(repository, '1')).toEqual(image)
      expect(await tags(repository)).toEqual(['1'])
    },
  )

  it.each(buildxes)(
    'leaves the other targets to be pushed where only one has it, with the %s buildx',
    async (_, part) => {
      const buildx = part === undefined ? rig.buildx : (await requireParts(part))[part]
      const project = await createBakeProject(
        {
          'docker-bake.hcl': `group "default" { targets = ["app", "tool"] }
target "tool" { tags = ["@images@/tool:1"] }
${app('call = "check"')}`,
          Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n',
        },
        { buildx },
      )
      const result = await project.bake({ inputs: { set: '*.output=type=registry' } })
      expectExitCode(result, 0)
      expect(result.annotations.map(({ message }) => message)).toEqual([
        'app: call = "check" builds nothing, so nothing is pushed, loaded or exported. Without effect: push, output, cache-to.',
      ])
      expect(await tags(project.repository('app'))).toEqual([])
      expect(await tags(project.repository('tool'))).toEqual(['1'])
      expect(statuses(result)).toEqual({ app: 'succeeded', tool: 'succeeded' })
    },
  )
})

it.each(['check', 'check,format=json'])(
  'places what call: %s finds in the Dockerfile of each of several targets, and names them',
  async (call) => {
    const project = await createBakeProject({
      'docker-bake.hcl': `
group "default" { targets = ["tool", "app", "app-debug", "clean"] }
target "app" {
  context = "app"
}
target "app-debug" {
  inherits = ["app"]
  description = "With debug information"
}
target "tool" {
  context = "tool"
}
target "clean" {
  context = "clean"
}
`,
      'app/Dockerfile': 'FROM scratch\nmaintainer me\n',
      'tool/Dockerfile': 'FROM scratch AS a\n\nCOPY . /\nmaintainer me\n',
      'clean/Dockerfile': 'FROM scratch\nCOPY . /\n',
    })
    const result = await project.bake({ inputs: { call } })
    const { exitCode, annotations, outputs } = result
    expect(exitCode).toBe(1)
    expect(statuses(result)).toEqual({
      ...{ app: 'failed', 'app-debug': 'failed', clean: 'succeeded', tool: 'failed' },
    })
    const places = annotations
      .filter(({ level }) => level === 'warning')
      .map(({ message, properties }) => [message.split(':')[0], properties.file, properties.line])
    expect([...new Set(places.map((place) => place.join(' ')))].toSorted()).toEqual([
      'app, app-debug app/Dockerfile 2',
      'tool tool/Dockerfile 4',
    ])
    const errors = annotations.filter(({ level }) => level === 'error')
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The build checks found \d+ warnings in 4 targets\.$/),
    ])
    expect(outputs['steps-total']).toBe('0')
  },
)
