import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { nameOf, releasePlatform } from '../../src/buildx/install/platform.ts'
import { binaryName } from '../../src/buildx/install/urls.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, makeConfigWithBuildx, oldBuildx, type Project, rig } from './project.ts'
import {
  cutOff,
  type ReleaseServer,
  serveRelease,
  startProxy,
  withStatus,
} from './release-server.ts'

// Not the pinned release, whose checksums are those of the official binaries.
const version = 'v0.36.9'
const binary = binaryName(version, releasePlatform())
const directory = mkdtempSync(join(tmpdir(), 'install-'))
const bin = join(directory, 'bin')
let server: ReleaseServer

beforeAll(async () => {
  mkdirSync(bin)
  server = await serveRelease({ version, binary: rig.buildx, file: binary })
})
afterEach(() => {
  server.requests.length = 0
  server.answerNext(binary)
})
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true })
})

const dockerfile = 'FROM scratch\nCOPY Dockerfile /@id@\n'

/** A runner with an empty PATH. This machine's Docker may still have a buildx. */
interface Bare {
  readonly tools: string
  readonly env: Readonly<Record<string, string>>
}

function bareRunner(): Bare {
  const home = mkdtempSync(join(directory, 'runner-'))
  const tools = join(home, 'tools')
  mkdirSync(tools)
  const env = {
    PATH: bin,
    DOCKER_CONFIG: join(home, 'docker'),
    RUNNER_TOOL_CACHE: tools,
    // A variable for @actions/tool-cache's own tests: no pause before a retry.
    NODE_OPTIONS: `--import=data:text/javascript,${['MIN', 'MAX']
      .map((end) => `globalThis.TEST_DOWNLOAD_TOOL_RETRY_${end}_SECONDS=0`)
      .join(';')}`,
  }
  return { tools, env }
}

async function buildOn(
  { env }: Bare,
  inputs: Readonly<Record<string, string>> = {},
  project?: Project,
): Promise<PhaseResult> {
  const { build } = project ?? (await createProject({ Dockerfile: dockerfile }))
  return build({
    env,
    inputs: { 'buildx-version': version, 'buildx-download-url': server.url, ...inputs },
  })
}

/** What the tool cache has, the records of uploads aside. */
function kept(bare: Bare): string[] {
  return readdirSync(bare.tools, { recursive: true })
    .map(String)
    .filter((path) => !path.startsWith('remote-buildkit-uploads-'))
    .sort()
}

const keptWhole = [
  'remote-buildkit-buildx',
  `remote-buildkit-buildx/${version.slice(1)}`,
  `remote-buildkit-buildx/${version.slice(1)}/${nameOf(releasePlatform())}`,
  `remote-buildkit-buildx/${version.slice(1)}/${nameOf(releasePlatform())}.complete`,
  `remote-buildkit-buildx/${version.slice(1)}/${nameOf(releasePlatform())}/buildx`,
]

function expectFailure(result: PhaseResult, words: RegExp): void {
  expect(result.exitCode).toBe(1)
  expect(result.annotations).toEqual([
    expect.objectContaining({ level: 'error', message: expect.stringMatching(words) }),
  ])
}

describe('a runner with neither Docker nor buildx', () => {
  it('fetches buildx, builds on the daemon and pushes', async () => {
    const bare = bareRunner()
    const project = await createProject({ Dockerfile: dockerfile })
    const { exitCode, outputs, log } = await buildOn(bare, {}, project)
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.driver).toBe('remote')
    expect((await rig.registry.manifest(project.repository, 'latest')).digest).toBe(outputs.digest)
    expect(server.requests).toEqual([`${version}/checksums.txt`, `${version}/${binary}`])
    expect(log).toContain(
      `buildx ${version} from ${server.url}/${version}/${binary}, checksum as in ${server.url}/${version}/checksums.txt`,
    )
    expect(kept(bare)).toEqual(keptWhole)
  })

  it('uses the tool cache the next time, without a request', async () => {
    const bare = bareRunner()
    await buildOn(bare)
    server.requests.length = 0
    const { exitCode, log } = await buildOn(bare)
    expect(exitCode).toBe(0)
    expect(log).toContain(`buildx ${version} from the tool cache`)
    expect(server.requests).toEqual([])
  })

  it('finds the newest release without the API', async () => {
    const { exitCode, log } = await buildOn(bareRunner(), { 'buildx-version': 'latest' })
    expect(exitCode).toBe(0)
    expect(log).toContain(`Using ${version}.`)
  })

  it('accepts a template for another layout', async () => {
    const template = `${server.url}/v{version}/buildx-v{version}.{os}-{arch}`
    const { exitCode } = await buildOn(bareRunner(), { 'buildx-download-url': template })
    expect(exitCode).toBe(0)
  })

  it('fetches through a proxy', async () => {
    const proxy = await startProxy(server)
    const bare = bareRunner()
    try {
      const { exitCode, log } = await buildOn(
        { ...bare, env: { ...bare.env, http_proxy: proxy.url } },
        { 'buildx-download-url': `http://releases.localhost:${server.port}/download` },
      )
      expectExitCode({ exitCode, log }, 0)
      expect(proxy.asked).toContain(`releases.localhost:${server.port}`)
    } finally {
      await proxy.stop()
    }
  })

  it('installs once when two jobs install at the same time, and both build', async () => {
    const bare = bareRunner()
    const results = await Promise.all([buildOn(bare), buildOn(bare)])
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(kept(bare)).toEqual(keptWhole)
  })

  it('retries after a transient fault: an overloaded server, a broken connection', async () => {
    for (const answer of [withStatus(503), withStatus(429), cutOff]) {
      const bare = bareRunner()
      server.answerNext(binary, answer)
      const { exitCode } = await buildOn(bare)
      expect(exitCode).toBe(0)
      expect(kept(bare)).toEqual(keptWhole)
    }
  })
})

describe('a download that fails', () => {
  it('is refused when its checksum is wrong, and leaves no file', async () => {
    const bare = bareRunner()
    const mark = join(directory, 'was-run')
    server.answerNext(binary, (response) => response.end(`#!/bin/sh\ntouch ${mark}\n`))
    const result = await buildOn(bare)
    expectFailure(
      result,
      /^.+, and v0\.36\.9 could not be obtained: \S+ is not the expected file, so it was not run: its SHA-256 is [0-9a-f]{64}, but [0-9a-f]{64} in \S+checksums\.txt\.$/,
    )
    expect(server.requests).toHaveLength(2)
    expect(kept(bare)).toEqual([])
    expect(existsSync(mark)).toBe(false)
  })

  it('fails at once when the file does not exist', async () => {
    const bare = bareRunner()
    server.answerNext(binary, withStatus(404))
    expectFailure(await buildOn(bare), /could not be obtained: \S+ does not exist$/)
    expect(server.requests).toHaveLength(2)
    expect(kept(bare)).toEqual([])
  })

  it('fails in one line when it breaks off each time', async () => {
    const bare = bareRunner()
    server.answerNext(binary, cutOff, cutOff, cutOff)
    expectFailure(await buildOn(bare), /could not be obtained: \S+ could not be downloaded: /)
    expect(kept(bare)).toEqual([])
  })

  it('does not delay an action that is canceled', async () => {
    const bare = bareRunner()
    const project = await createProject({ Dockerfile: dockerfile })
    const asked = new Promise<void>((resolve) => {
      server.answerNext(binary, (response) => {
        // Then the server sends nothing more.
        response.writeHead(200, { 'content-length': 1000 }).write('half')
        resolve()
      })
    })
    const step = await project.start({
      env: bare.env,
      inputs: { 'buildx-version': version, 'buildx-download-url': server.url },
    })
    await asked
    const { exitCode, signal, annotations } = await step.cancel()
    expect({ exitCode, signal }).toEqual({ exitCode: 1, signal: null })
    expect(annotations[0]?.message).toBe('The step was canceled.')
    await step.post()
    expect(kept(bare)).toEqual([])
    expect(readdirSync(project.runner().temp).filter((name) => /^remote/.test(name))).toEqual([])
  })
})

describe('a buildx on the runner', () => {
  const put = (bare: Bare, output: string) => {
    const plugins = join(bare.env.DOCKER_CONFIG ?? '', 'cli-plugins')
    mkdirSync(plugins, { recursive: true })
    writeFileSync(join(plugins, 'docker-buildx'), `#!/bin/sh\n${output}\n`)
    chmodSync(join(plugins, 'docker-buildx'), 0o755)
  }

  it.each([
    ['too old to report what it does', oldBuildx('echo ERROR: rawjson >&2; exit 1')],
    ['too old, and reports in another way', oldBuildx('echo {; echo }')],
    ['broken', 'exit 3'],
  ])('is skipped for the next when it is %s', async (_, script) => {
    const bare = bareRunner()
    const config = makeConfigWithBuildx(directory, script)
    const { exitCode, annotations, log } = await buildOn(
      { ...bare, env: { ...bare.env, DOCKER_CONFIG: config } },
      { 'buildx-version': '' },
    )
    expectExitCode({ exitCode, log }, 0)
    expect(annotations).toEqual([])
    expect(server.requests).toEqual([])
  })

  it('is not used when another release is asked for', async () => {
    const bare = bareRunner()
    put(bare, 'echo github.com/docker/buildx v0.36.8 1')
    const { exitCode, log } = await buildOn(bare)
    expect(exitCode).toBe(0)
    expect(log).toMatch(/docker-buildx is v0\.36\.8\. Using v0\.36\.9\.$/m)
  })

  it('is used when it is the release asked for', async () => {
    const bare = bareRunner()
    const calls = join(directory, 'calls')
    put(
      bare,
      `echo "$1" >> ${calls}
      if [ "$1" = version ]; then echo github.com/docker/buildx ${version} 1; else exec ${rig.buildx} "$@"; fi`,
    )
    expect((await buildOn(bare)).exitCode).toBe(0)
    expect(server.requests).toEqual([])
    expect(existsSync(calls)).toBe(true)
  })
})
