import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import type { ActResult } from '../../script/rig/act.ts'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import type { Trends } from '../../src/history/trends.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { startDockerHost } from './docker-host.ts'
import { exampleText, runExample } from './examples.ts'
import { rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

jest.setTimeout(180_000)

const ran: ActResult[] = []
afterEach(async () => {
  for (const { remove } of ran.splice(0)) await remove()
})

/** The repository name that act sets. */
const repository = 'acme/app'
const image = (...steps: string[]) => ['FROM @base@', ...steps, ''].join('\n')
const fresh = () => randomUUID().slice(0, 8)

async function run(...options: Parameters<typeof runExample>): Promise<ActResult> {
  const result = await runExample(...options)
  ran.push(result)
  return result
}

const pullRequest = (head = repository) => ({
  event: 'pull_request',
  payload: {
    number: 7,
    pull_request: {
      number: 7,
      head: { ref: 'topic', repo: { full_name: head } },
      base: { ref: 'main', repo: { full_name: repository } },
    },
    repository: { full_name: repository, default_branch: 'main' },
  },
})

/** A fake `gh` for a pull request with these comments. It prints its arguments. */
function ghWith(comments: readonly object[]): string {
  return [
    '#!/bin/sh',
    'if [ "$2" = --paginate ]; then',
    `  printf %s '${JSON.stringify(comments).replaceAll("'", String.raw`'\''`)}' | jq -r "$5"`,
    'else',
    '  echo "gh $*"',
    '  cat comment.md',
    'fi',
    '',
  ].join('\n')
}

/** The JSON that a job has printed behind a line; act prefixes each line of a log. */
function jsonAfter(line: string, log: string): Trends {
  const lines = log.split('\n').map((text) => text.replace(/^\[[^\]]*\]\s+\| /, ''))
  const rest = lines.slice(lines.findIndex((text) => text.endsWith(line)) + 1)
  return JSON.parse(rest.slice(0, rest.indexOf('}') + 1).join('\n')) as Trends
}

describe('examples/', () => {
  it('shared-builder.yml builds the repository without a checkout, and needs no post', async () => {
    const id = fresh()
    const result = await run('shared-builder', {
      files: { Dockerfile: image('COPY id /', 'RUN cat /id > /copy'), id },
    })
    expectExitCode(result, 0)
    expect(result.log).toContain('0 % from cache')
    expect(result.log).not.toContain('Run Post org/remote-buildkit')
    expect(await rig.registry.fileFromImage(repository, 'latest', 'copy')).toBe(id)
  })

  it('monorepo.yml builds each image of the repository', async () => {
    const id = fresh()
    const result = await run('monorepo', {
      files: {
        'services/api/Dockerfile': image(`RUN echo api-${id} > /name`),
        'services/web/Dockerfile': image(`RUN echo web-${id} > /name`),
      },
    })
    expectExitCode(result, 0)
    for (const service of ['api', 'web']) {
      const [tag = ''] = (await rig.registry.tags(`${repository}/${service}`)).slice(-1)
      expect(tag).toMatch(/^[0-9a-f]{40}$/)
    }
  })

  it('bake.yml builds all images of the repository at once', async () => {
    const id = fresh()
    const result = await run('bake', {
      files: {
        'docker-bake.hcl': `
variable "IMAGES" {}
variable "TAG" {}
group "default" { targets = ["api", "web"] }
target "api" {
  context = "services/api"
  tags = ["\${IMAGES}/api:\${TAG}"]
}
target "web" {
  context = "services/web"
  tags = ["\${IMAGES}/web:\${TAG}"]
}
`,
        'services/api/Dockerfile': image(`RUN echo api-${id} > /name`),
        'services/web/Dockerfile': image(`RUN echo web-${id} > /name`),
      },
    })
    expectExitCode(result, 0)
    expect(result.log).toMatch(/2 of 2 targets, 0 of 2 steps from cache/)
    expect(result.log).toMatch(/api is sha256:[0-9a-f]{64}/)
    expect(result.log).not.toContain('Run Post org/remote-buildkit')
  })

  it('compose.yml builds on the daemon by docker compose, and post removes the builder', async () => {
    const id = fresh()
    const result = await run('compose', {
      files: {
        'compose.yaml': `services:
  app:
    image: ${rig.registry.host}/${repository}/compose:${id}
    build: .
`,
        Dockerfile: image(`RUN echo compose-${id} > /name`),
      },
    })
    expectExitCode(result, 0)
    expect(result.log).toMatch(/Success - Post .*setup@v1/)
    const file = await rig.registry.fileFromImage(`${repository}/compose`, id, 'name')
    expect(file).toBe(`compose-${id}\n`)
  })

  it('matrix.yml builds each variant, and pushes those for deployment', async () => {
    const id = fresh()
    const result = await run('matrix', {
      files: {
        Dockerfile: [
          'FROM @base@ AS made',
          'ARG FLAVOR',
          `RUN echo "$FLAVOR ${id}" > /flavor`,
          // Two are pushed at the same time, so they have no layer in common (see below).
          'FROM scratch AS app',
          'COPY --from=made /flavor /',
          'FROM made AS tests',
          'RUN grep . /flavor',
          '',
        ].join('\n'),
      },
    })
    expectExitCode(result, 0)
    for (const flavor of ['slim', 'full']) {
      const file = await rig.registry.fileFromImage(repository, flavor, 'flavor')
      expect(file).toBe(`${flavor} ${id}\n`)
    }
  })

  it('multi-platform.yml builds one image on two daemons', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'multi-platform-'))
    const arm = await startBuildkitd({
      directory,
      certificates: rig.certificates,
      config: `platforms = ["linux/arm64"]\n[registry."${rig.registry.host}"]\nhttp = true\n`,
    })
    try {
      const ids = { amd64: fresh(), arm64: fresh() }
      const result = await run('multi-platform', {
        // Without RUN, since no machine here is of the other platform.
        files: { Dockerfile: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /id\n', ...ids },
        names: {
          'tcp://buildkit-amd64.example.com:1234': rig.endpoint,
          'tcp://buildkit-arm64.example.com:1234': arm.endpoint,
        },
      })
      expectExitCode(result, 0)
      expect(result.log).toContain(`linux/amd64 on ${rig.endpoint}, linux/arm64 on ${arm.endpoint}`)
      for (const [arch, id] of Object.entries(ids)) {
        const file = await rig.registry.fileFromImage(repository, 'latest', 'id', `linux/${arch}`)
        expect(file).toBe(id)
      }
    } finally {
      await arm.stop()
      rmSync(directory, { recursive: true })
    }
  })

  it('hit-rate.yml fails the job when too few steps came from cache, and lists the misses', async () => {
    const options = {
      ...pullRequest(),
      files: { Dockerfile: image(`RUN echo ${fresh()} > /a`, 'RUN cat /a') },
    }
    const cold = await run('hit-rate', options)
    expectExitCode(cold, 1)
    expect(cold.log).toContain('Only 0 % came from cache, less than 50 %. The first misses:')
    expect(cold.log).toMatch(/RUN echo \w+ > \/a: (never-built-here|instruction-changed)/)
    const warm = await run('hit-rate', options)
    expectExitCode(warm, 0)
  })

  it('weekly-report.yml has a table of the builds of the week, and their JSON', async () => {
    const id = fresh()
    const built = await run('shared-builder', {
      files: { Dockerfile: image('COPY id /', `RUN sleep 1 # ${id}`), id },
    })
    expectExitCode(built, 0)
    const result = await run('weekly-report', { event: 'workflow_dispatch', files: { id } })
    expectExitCode(result, 0)
    expect(result.log).not.toContain('Run Post org/remote-buildkit')
    expect(result.log).toMatch(/### \d+ builds? of .* since \d{4}-/)
    expect(result.log).toContain(`RUN sleep 1 # ${id}`)
    expect(result.log).toContain('artifact builds-of-the-week')
    const { repositories, ...totals } = jsonAfter('artifact builds-of-the-week', result.log)
    expect(totals).toMatchObject({ builds: expect.any(Number), percent: expect.any(Number) })
    const own = repositories.find(({ name = '' }) => name.endsWith(`/${repository}`))
    expect(own?.builds).toBeGreaterThanOrEqual(1)
    expect(own?.seconds).toBeGreaterThanOrEqual(1)

    // A fork's code must not learn what else is built there.
    const fork = await run('weekly-report', {
      ...pullRequest('stranger/app'),
      event: 'workflow_dispatch',
      files: { id },
    })
    expectExitCode(fork, 1)
    expect(fork.log).toContain('The code comes from a fork, so the persistent daemon')
  })

  it('comment.yml comments on the pull request what ran, also after a failed build', async () => {
    const comments = [
      { id: 1, user: { login: 'github-actions[bot]' }, body: "Another workflow's" },
      { id: 2, user: { login: 'someone' }, body: '<!-- cache report -->\nMine' },
    ]
    const own = {
      id: 3,
      user: { login: 'github-actions[bot]' },
      body: '<!-- cache report -->\nOld',
    }
    const options = { ...pullRequest(), programs: { gh: ghWith(comments) } }
    const Dockerfile = image(`RUN echo ${fresh()} > /a`)
    const built = await run('comment', { ...options, files: { Dockerfile } })
    expectExitCode(built, 0)
    expect(built.log).toContain('gh pr comment 7 --body-file comment.md')
    expect(built.log).toContain('<!-- cache report -->')
    expect(built.log).toMatch(/0 of 1 steps came from cache( and saved 0 s)?\.$/m)
    expect(built.log).toMatch(/ The slowest of the others:$/m)
    expect(built.log).toMatch(/- [\d.]+ s `RUN echo \w+ > \/a`/)
    const warm = await run('comment', {
      ...options,
      programs: { gh: ghWith([...comments, own, { ...own, id: 4, body: 'A later one' }]) },
      files: { Dockerfile },
    })
    // Only its own comment.
    expect(warm.log).toContain('gh api --method PATCH repos/acme/app/issues/comments/3 ')
    expect(warm.log).not.toContain('gh pr comment 7')
    expect(warm.log).toMatch(/1 of 1 steps came from cache and saved [\d.]+ s\./)
    expect(warm.log).not.toMatch(/ The slowest of the others:$/m)
    const broken = `${Dockerfile}RUN exit 3\n`
    const failed = await run('comment', { ...options, files: { Dockerfile: broken } })
    expectExitCode(failed, 1)
    expect(failed.log).toContain('1 of 2 steps came from cache')
    expect(failed.log).toMatch(/- [\d.]+ s `RUN exit 3`/)
  })

  it('self-hosted.yml builds on the daemon beside the runner, without a key', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'self-hosted-'))
    const daemon = await startBuildkitd({
      directory,
      config: `[registry."${rig.registry.host}"]\nhttp = true\n`,
    })
    try {
      const id = fresh()
      const result = await run('self-hosted', {
        files: { Dockerfile: image('COPY id /'), id },
        hasSecrets: false,
        labels: ['self-hosted', 'linux'],
        names: { 'unix:///run/buildkit/buildkitd.sock': `unix://${directory}/buildkitd.sock` },
      })
      expectExitCode(result, 0)
      expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(id)
    } finally {
      await daemon.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('ssh.yml builds on the Docker daemon of a host that is reachable with SSH', async () => {
    const host = await startDockerHost('example')
    try {
      const id = fresh()
      const result = await run('ssh', {
        files: { Dockerfile: 'FROM scratch\nCOPY id /\n', id },
        hasSecrets: false,
        secrets: { BUILD_SSH_KEY: host.sshd.key.privateKey },
        variables: { BUILD_KNOWN_HOSTS: host.sshd.hostKeyLine },
        names: { 'ssh://ci@build.example.com': host.sshd.endpoint },
      })
      expectExitCode(result, 0)
      expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(id)
    } finally {
      await host.stop()
    }
  })

  it('enterprise-server.yml fetches the repository from the server that runs it', async () => {
    const id = fresh()
    const result = await run('enterprise-server', {
      files: { Dockerfile: image('COPY id /'), id },
      labels: ['self-hosted', 'linux'],
      names: { 'registry.example.com': rig.registry.host },
    })
    expectExitCode(result, 0)
    expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(id)
  })

  it('composite.yml gets outputs through a composite action, and runs post when it failed', async () => {
    const id = fresh()
    const files = {
      'app/Dockerfile': image('COPY id /'),
      'app/id': id,
      '.github/actions/image/action.yml': exampleText('composite/action.yml'),
    }
    const result = await run('composite', { files })
    expectExitCode(result, 0)
    const { digest } = await rig.registry.manifest(`${repository}/app`, 'latest')
    expect(result.log).toContain(`${repository}/app@${digest}, 0 % from cache`)
    expect(result.log).not.toContain('Run Post org/remote-buildkit')
    expect(await rig.registry.fileFromImage(`${repository}/app`, 'latest', 'id')).toBe(id)

    const broken = { ...files, 'app/Dockerfile': image('RUN exit 7') }
    const failed = await run('composite', { files: broken })
    expectExitCode(failed, 1)
    expect(failed.log).toContain('Success - Post org/remote-buildkit@v1')
  })

  it('pull-requests.yml pushes from main, and only builds a pull request from the same repository', async () => {
    const id = fresh()
    const files = { Dockerfile: image('COPY id /'), id }
    expectExitCode(await run('pull-requests', { files }), 0)
    expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(id)
    const changed = { ...files, id: fresh() }
    const proposed = await run('pull-requests', { ...pullRequest(), files: changed })
    expectExitCode(proposed, 0)
    expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(id)
  })

  describe('on a runner with Docker', () => {
    const dockerd = dockerOfRunner()

    it('local.yml builds without a daemon, and the second build comes from the registry cache', async () => {
      const files = { Dockerfile: 'FROM scratch\nCOPY id /\n', id: fresh() }
      const options = {
        files,
        hasSecrets: false,
        env: { DOCKER_HOST: dockerd().host },
        names: {
          // The rig's registry listens on loopback, outside the builder's container.
          '          tags:':
            '          driver-opts: network=host\n          context: .\n          tags:',
          // The rig's image of BuildKit has no git, so a checkout replaces the default context.
          '      - uses: org/': '      - uses: actions/checkout@v7\n      - uses: org/',
        },
      }
      const cold = await run('local', options)
      expectExitCode(cold, 0)
      expect(cold.log).toContain('0 % from cache')
      expect(await rig.registry.fileFromImage(repository, 'latest', 'id')).toBe(files.id)
      const warm = await run('local', options)
      expectExitCode(warm, 0)
      expect(warm.log).toContain('100 % from cache')
      expect(await dockerd().docker('ps', '--all', '--quiet')).toBe('')
    })

    it('pull-requests.yml builds a fork locally, without secrets, and pushes nothing', async () => {
      const before = await rig.registry.tags(repository).catch(() => [])
      const result = await run('pull-requests', {
        ...pullRequest('stranger/app'),
        files: { Dockerfile: 'FROM scratch\nCOPY id /\n', id: fresh() },
        hasSecrets: false,
        env: { DOCKER_HOST: dockerd().host },
      })
      expectExitCode(result, 0)
      expect(result.log).toContain('The code comes from a fork, so the persistent daemon')
      expect(result.log).toContain('nothing is pushed and no cache is written')
      expect(await rig.registry.tags(repository).catch(() => [])).toEqual(before)
      expect(await dockerd().docker('ps', '--all', '--quiet')).toBe('')
    })
  })
})
