import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createBakeProject } from './bake-project.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { pushOldFrontend } from './old-frontend.ts'
import { createProject, type Project, rig } from './project.ts'

// The default context, fetched by commit. Nothing that happens to a ref changes what is built.

const token = randomUUID()
const directory = mkdtempSync(join(tmpdir(), 'git-context-'))
const repository = join(directory, 'repository')
let server: GitServer
let project: Project

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    writeFileSync(join(repository, path), content)
  }
}

/** Commits to the current branch, publishes all refs, and returns the commit. */
function commit(files: Readonly<Record<string, string | Buffer>>): string {
  write(files)
  git('add', '.')
  git('commit', '--quiet', '--message', 'change')
  server.mirror(repository)
  return git('rev-parse', 'HEAD')
}

const treeBytes = 1 << 20
const blob = () => randomBytes(treeBytes)
const where = (text: string) => ({ 'where.txt': `${text} ${project.id}` })

beforeAll(async () => {
  server = await startGitServer(token)
  project = await createProject({})
})
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

interface Built {
  readonly result: PhaseResult
  /** What the image has in `where.txt`, without the project's id. */
  readonly content: string
  /** What the Git server sent. */
  readonly bytes: number
}

async function build(
  ref: string,
  sha: string,
  inputs: Readonly<Record<string, string>> = {},
  from = project,
): Promise<Built> {
  const before = server.sentBytes()
  const result = await from.build({
    inputs: {
      context: '',
      'github-token': token,
      // Here no event says where a pull request comes from.
      'allow-untrusted': String(ref.startsWith('refs/pull/')),
      ...inputs,
    },
    env: { GITHUB_SERVER_URL: server.url, GITHUB_REF: ref, GITHUB_SHA: sha },
    secrets: [token],
  })
  expectExitCode(result, 0)
  const text = await rig.registry.fileFromImage(from.repository, 'latest', 'where.txt')
  return {
    result,
    content: (text ?? '').replace(` ${project.id}`, ''),
    bytes: server.sentBytes() - before,
  }
}

/** Makes a repository whose history is five times as large as its tree. */
function initialize(dockerfile = 'FROM scratch\nCOPY where.txt large* /\n'): string {
  rmSync(repository, { recursive: true, force: true })
  mkdirSync(repository)
  git('init', '--quiet', '--initial-branch=main')
  for (let count = 1; count < 5; count += 1) commit({ large: blob() })
  return commit({ Dockerfile: dockerfile, large: blob(), ...where('first') })
}

describe('the default context', () => {
  it('keeps a .git that names no ref but those of the repository', async () => {
    const first = initialize('FROM scratch\nCOPY . /\n')
    const keep = { 'build-args': 'BUILDKIT_CONTEXT_KEEP_GIT_DIR=1' }
    const out = () => join(project.runner().workspace, 'out')
    const kept = async (ref: string, sha: string) => {
      await project.build({
        inputs: {
          ...{ context: '', 'github-token': token, push: 'false', tags: '', ...keep },
          outputs: 'type=local,dest=out',
        },
        env: { GITHUB_SERVER_URL: server.url, GITHUB_REF: ref, GITHUB_SHA: sha },
        secrets: [token],
      })
      return execFileSync('git', ['describe', '--tags', '--always'], {
        cwd: out(),
        encoding: 'utf8',
      })
    }
    // A build without it names the commit in the daemon's repository, which all share.
    await build('refs/heads/main', first)
    expect(await kept('refs/heads/main', first)).toBe(`${first.slice(0, 7)}\n`)
  })

  it('costs its tree once, then what changed, whatever happens to its ref', async () => {
    const first = initialize()
    const main = 'refs/heads/main'
    const cold = await build(main, first)
    expect(cold.content).toBe('first')
    expect(cold.bytes).toBeGreaterThan(treeBytes)
    expect(cold.bytes).toBeLessThan(1.5 * treeBytes)
    const little = treeBytes / 100
    const expectLittle = async (ref: string, sha: string, content: string) => {
      const built = await build(ref, sha)
      expect({ ref, content: built.content }).toEqual({ ref, content })
      expect(built.bytes).toBeLessThan(little)
      return built
    }

    const second = commit(where('second'))
    await expectLittle(main, second, 'second')

    // A pull request: the branch moves on, the merge commit has a ref of its own.
    git('checkout', '--quiet', '-b', 'topic', first)
    commit({ 'topic.txt': 'topic' })
    git('checkout', '--quiet', '--detach', second)
    git('merge', '--quiet', '--no-ff', '--message', 'merge', 'topic')
    const merge = git('rev-parse', 'HEAD')
    git('update-ref', 'refs/pull/1/merge', merge)
    server.mirror(repository)
    await expectLittle('refs/pull/1/merge', merge, 'second')

    // The event's commit is no longer the tip: a rerun, workflow_dispatch, or pull_request_target.
    git('checkout', '--quiet', 'main')
    const third = commit(where('third'))
    await expectLittle(main, first, 'first')
    await expectLittle(main, third, 'third')

    // The branch was rewritten, and no ref has the commit any more.
    git('reset', '--quiet', '--hard', first)
    const rewritten = commit(where('rewritten'))
    await expectLittle(main, third, 'third')
    await expectLittle(main, rewritten, 'rewritten')

    // A tag, with an object of its own, that names another commit than the event does.
    git('tag', '--annotate', '--message', 'v1', 'v1', first)
    server.mirror(repository)
    await expectLittle('refs/tags/v1', rewritten, 'rewritten')
    await expectLittle('refs/tags/v1', git('rev-parse', 'v1'), 'first')

    // The ref is deleted before the build.
    git('checkout', '--quiet', '-b', 'gone')
    const gone = commit(where('gone'))
    git('checkout', '--quiet', 'main')
    git('branch', '--quiet', '-D', 'gone')
    server.mirror(repository)
    expect(server.refs()).not.toContain(gone)
    const last = await expectLittle('refs/heads/gone', gone, 'gone')

    const { 'cache-report': report, metadata } = last.result.outputs
    expect(JSON.parse(report ?? '')).toMatchObject({ retries: 0 })
    const provenance = JSON.stringify(JSON.parse(metadata ?? '')['buildx.build.provenance'])
    expect(provenance).toContain(`"digest":{"sha1":"${gone}"}`)
    expect(provenance).not.toContain(first)
  })

  it('may be a folder, a named context, and have submodules', async () => {
    const first = initialize()
    write({
      'app/Dockerfile':
        'FROM scratch\nCOPY where.txt /\nCOPY --from=whole sub/where.txt /sub.txt\n',
      'app/where.txt': 'app',
    })
    const address = `${server.url}/acme/app.git`
    write({ '.gitmodules': `[submodule "sub"]\n\tpath = sub\n\turl = ${address}\n` })
    mkdirSync(join(repository, 'sub'))
    git('update-index', '--add', '--cacheinfo', `160000,${first},sub`)
    const sha = commit({})
    const { content } = await build('refs/heads/main', sha, {
      context: '{{defaultContext}}:app',
      'build-contexts': 'whole={{defaultContext}}',
    })
    expect(content).toBe('app')
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'sub.txt')).toBe(
      `first ${project.id}`,
    )
  })

  it('is baked at its commit, and costs only what changed', async () => {
    const bakes = await createBakeProject({})
    initialize('FROM scratch\nCOPY where.txt /\n')
    const target = (name: string, context: string) =>
      `target "${name}" {\n  context = "${context}"\n  tags = ["${bakes.images}/${name}:latest"]\n}\n`
    const files = (text: string) => ({
      'docker-bake.hcl': `group "default" { targets = ["whole", "part"] }\n${target('whole', '.')}${target('part', 'part')}`,
      'part/Dockerfile': 'FROM scratch\nCOPY where.txt /\n',
      'part/where.txt': `part ${text}`,
      'where.txt': text,
    })
    const bake = async (sha: string) => {
      const before = server.sentBytes()
      const result = await bakes.bake({
        inputs: { source: '', 'github-token': token },
        env: { GITHUB_SERVER_URL: server.url, GITHUB_REF: 'refs/heads/main', GITHUB_SHA: sha },
        secrets: [token],
      })
      expectExitCode(result, 0)
      const read = (name: string) =>
        rig.registry.fileFromImage(bakes.repository(name), 'latest', 'where.txt')
      const texts = [await read('whole'), await read('part')]
      return { texts, bytes: server.sentBytes() - before }
    }
    const first = commit(files('first'))
    const second = commit(files('second'))
    expect((await bake(first)).texts).toEqual(['first', 'part first'])
    const next = await bake(second)
    expect(next.texts).toEqual(['second', 'part second'])
    expect(next.bytes).toBeLessThan(treeBytes / 100)
    const again = await bake(first)
    expect(again.texts).toEqual(['first', 'part first'])
    expect(again.bytes).toBeLessThan(treeBytes / 100)
  })

  it('is what it was with a daemon that does not know how to fetch by commit', async () => {
    const daemon = await startBuildkitd({
      directory: join(directory, 'oldest'),
      certificates: rig.certificates,
      config: `[registry."${rig.registry.host}"]\nhttp = true`,
      isOldest: true,
    })
    try {
      const first = initialize()
      const { content, result } = await build('refs/heads/main', first, {
        endpoint: daemon.endpoint,
      })
      expect(content).toBe('first')
      expect(result.log).not.toContain('fetch-by-commit')
    } finally {
      await daemon.stop()
    }
  })

  it('is fetched by commit by the oldest buildx too', async () => {
    const { 'oldest-buildx': buildx } = await requireParts('oldest-buildx')
    const first = initialize()
    commit(where('second'))
    const { content, result } = await build(
      'refs/heads/main',
      first,
      {},
      await createProject({}, { buildx }),
    )
    expect(content).toBe('first')
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 0 })
  })

  it('is fetched with its history for a frontend that is older than the query', async () => {
    const frontend = await pushOldFrontend()
    const first = initialize(`# syntax=${frontend}\nFROM scratch\nCOPY where.txt /\n`)
    commit(where('second'))
    const { content, result } = await build('refs/heads/main', first)
    expect(content).toBe('first')
    expect(result.log).toContain('so the daemon fetches the whole history')
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 0 })
  })
})
