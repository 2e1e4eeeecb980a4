// The examples for other CI systems. Each system adds only variables, so the scripts run here in a plain shell.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { requireParts } from '../../script/rig/parts.ts'
import { pinnedVersion } from '../../src/buildx/install/pin.ts'
import { blockOf } from '../docs/markdown.ts'
import { privateRegistry } from './private-registry.ts'
import {
  createMachine,
  type InstalledProgram,
  installProgram,
  type Machine,
  start,
} from './program.ts'
import { credentials, rig } from './project.ts'

const read = (file: string) =>
  readFileSync(resolve(import.meta.dirname, '..', '..', 'examples', 'ci', file), 'utf8')

type Variables = Readonly<Record<string, string>>

/** The registry in the examples, and the daemon. */
interface Places {
  readonly registry: string
  readonly endpoint: string
}

interface System {
  readonly name: string
  readonly file: string
  /** The script that the system's shell gets. */
  readonly script: (text: string) => string
  readonly branch: Variables
  /** A pull request from a fork. */
  readonly fork: Variables
  /** A pull request of the repository itself, if the system distinguishes it from a fork's. */
  readonly own?: Variables
}

const commit = '0123456789abcdef0123456789abcdef01234567'

const systems: readonly System[] = [
  {
    name: 'Jenkins',
    file: 'Jenkinsfile',
    script: (text) => /sh '''\n([\s\S]*?)'''/.exec(text)?.[1] ?? '',
    branch: { GIT_COMMIT: commit, BRANCH_NAME: 'main' },
    fork: {
      ...{ GIT_COMMIT: commit, BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_TARGET: 'main' },
      CHANGE_FORK: 'octocat',
    },
    own: { GIT_COMMIT: commit, BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_TARGET: 'main' },
  },
  {
    name: 'Buildkite',
    file: 'buildkite.yml',
    // The agent replaces `$$` by `$` when it uploads the pipeline.
    script: (text) => parse(text).steps[0].command.replaceAll('$$', '$'),
    branch: {
      BUILDKITE_BRANCH: 'main',
      BUILDKITE_COMMIT: commit,
      BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
      BUILDKITE_PULL_REQUEST: 'false',
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: '',
      BUILDKITE_PULL_REQUEST_REPO: '',
      BUILDKITE_REPO: 'git@github.com:acme/app.git',
      BUILDKITE_TAG: '',
    },
    fork: {
      BUILDKITE_BRANCH: 'octocat:topic',
      BUILDKITE_COMMIT: commit,
      BUILDKITE_PULL_REQUEST: '7',
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
      BUILDKITE_PULL_REQUEST_REPO: 'https://github.com/octocat/app.git',
      BUILDKITE_REPO: 'git@github.com:acme/app.git',
    },
    own: {
      BUILDKITE_BRANCH: 'topic',
      BUILDKITE_COMMIT: commit,
      BUILDKITE_PULL_REQUEST: '7',
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
      BUILDKITE_PULL_REQUEST_REPO: 'https://github.com/acme/app.git',
      BUILDKITE_REPO: 'git@github.com:acme/app.git',
    },
  },
  {
    name: 'CircleCI',
    file: 'circleci.yml',
    script: (text) => parse(text).jobs.image.steps[1].run,
    branch: { CIRCLE_BRANCH: 'main', CIRCLE_SHA1: commit },
    fork: {
      CIRCLE_BRANCH: 'pull/7',
      CIRCLE_PR_NUMBER: '7',
      CIRCLE_PR_USERNAME: 'octocat',
      CIRCLE_PULL_REQUEST: 'https://github.com/acme/app/pull/7',
      CIRCLE_SHA1: commit,
    },
    own: {
      CIRCLE_BRANCH: 'topic',
      CIRCLE_PULL_REQUEST: 'https://github.com/acme/app/pull/7',
      CIRCLE_SHA1: commit,
    },
  },
  {
    name: 'Woodpecker',
    file: 'woodpecker.yml',
    script: (text) => parse(text).steps[0].commands.join('\n'),
    branch: { CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: commit, CI_REPO_DEFAULT_BRANCH: 'main' },
    fork: {
      CI_COMMIT_BRANCH: 'main',
      CI_COMMIT_PULL_REQUEST: '7',
      CI_COMMIT_SHA: commit,
      CI_COMMIT_TARGET_BRANCH: 'main',
      CI_REPO_DEFAULT_BRANCH: 'main',
    },
  },
]

let program: InstalledProgram
let machine: Machine
let id: string
beforeAll(async () => {
  program = await installProgram()
})
beforeEach(() => {
  machine = createMachine()
  id = randomUUID().slice(0, 8)
  machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
})
afterEach(async () => {
  await machine.expectClean()
  machine.remove()
})

/** Runs the script with an `npx` that already has the program. */
async function run(
  { file, script }: System,
  variables: Variables,
  { registry, endpoint }: Places = { registry: rig.registry.host, endpoint: rig.endpoint },
) {
  const bin = join(machine.directory, 'bin')
  mkdirSync(bin)
  const npx = `#!/bin/sh\nshift 2\nexec ${program.file} "$@"\n`
  writeFileSync(join(bin, 'npx'), npx, { mode: 0o755 })
  const text = read(file).replaceAll('registry.example.com/app', `${registry}/test/${id}`)
  const secrets = Object.fromEntries(
    Object.entries(credentials).map(([name, value]) => [
      `REMOTE_BUILDKIT_${name.toUpperCase()}`,
      Buffer.from(value).toString('base64'),
    ]),
  )
  const env = {
    ...variables,
    ...secrets,
    REMOTE_BUILDKIT_ENDPOINT: endpoint,
    REMOTE_BUILDKIT_FALLBACK: 'never',
    PATH: [bin, machine.env.PATH].join(delimiter),
  }
  return start(machine, ['sh', '-ec', script(text)], { env }).ended
}

describe.each(systems)('$name', (system) => {
  it('names the endpoint, and builds a branch', async () => {
    expect(read(system.file)).toMatch(/REMOTE_BUILDKIT_ENDPOINT\b.*tcp:/)
    const { exitCode, stderr } = await run(system, system.branch)
    expect(stderr).toMatch(/^0 of 1 step from cache/m)
    expect(exitCode).toBe(0)
    const { digest } = await rig.registry.manifest(`test/${id}`, commit)
    expect(readFileSync(join(machine.workspace, 'image.env'), 'utf8')).toContain(digest)
  })

  it('denies the code of a fork the daemon', async () => {
    const { exitCode, stderr } = await run(system, system.fork)
    expect(stderr).toMatch(/^Error: The code comes from a fork, so the persistent daemon/m)
    expect(exitCode).not.toBe(0)
  })

  if (system.own !== undefined) {
    it('lets a pull request of the repository itself use it', async () => {
      const { exitCode } = await run(system, system.own ?? {})
      expect(exitCode).toBe(0)
    })
  }
})

describe('a registry that requires a sign-in', () => {
  const { user, host, endpoint } = privateRegistry()
  beforeEach(() => machine.write({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' }))

  const runThere = (system: System, variables: Variables) =>
    run(system, { ...system.branch, ...variables }, { registry: host(), endpoint: endpoint() })
  /** The text that the page's command makes. */
  const signInText = async () => {
    const command = blockOf('docs/program.md', 'printf')
      .replace('registry.example.com', host())
      .replace('user:password', `${user.name}:${user.password}`)
    const { exitCode, stdout } = await start(machine, ['sh', '-ec', command]).ended
    expect(exitCode).toBe(0)
    return stdout
  }
  const auth = Buffer.from(`${user.name}:${user.password}`).toString('base64')

  it.each(systems)(
    'gets the image of $name by the variable that the example names',
    async (system) => {
      expect(read(system.file)).toMatch(/\bDOCKER_AUTH_CONFIG\b/)
      const { exitCode, stderr } = await runThere(system, {
        DOCKER_AUTH_CONFIG: await signInText(),
      })
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
      expect(stderr).not.toContain(auth)
      const manifest = `http://${host()}/v2/test/${id}/manifests/${commit}`
      const headers = {
        accept: 'application/vnd.oci.image.index.v1+json',
        authorization: `Basic ${auth}`,
      }
      expect((await fetch(manifest, { headers })).status).toBe(200)
    },
  )

  it('gets it with the same text in a file, whatever the release of buildx', async () => {
    const { 'oldest-buildx': oldest } = await requireParts('oldest-buildx')
    const plugin = join(machine.home, '.docker', 'cli-plugins', 'docker-buildx')
    rmSync(plugin)
    symlinkSync(oldest, plugin)
    writeFileSync(join(machine.home, '.docker', 'config.json'), await signInText())
    const { exitCode, stderr } = await runThere(systems[0] as System, {})
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  })

  it('refuses the image of a job that has not signed in, and the log names a way without Docker', async () => {
    const { exitCode, stderr } = await runThere(systems[0] as System, {})
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /The registry refuses this push\. .*without Docker by DOCKER_AUTH_CONFIG/,
    )
  })
})

it('the Dockerfile makes an image that has the program and buildx', async () => {
  expect(read('Dockerfile')).toContain(`docker/buildx-bin:${pinnedVersion.replace('v', '')}\n`)
  // Two fake images of Docker Hub: one with programs that record their arguments, and one with buildx.
  machine.write({
    'node/Dockerfile':
      'FROM @base@\nRUN for name in apk npm; do printf "#!/bin/sh\\necho \\"\\$@\\" >/$name.log\\n" >/bin/$name && chmod +x /bin/$name; done\n',
    'buildx/Dockerfile': 'FROM scratch\nCOPY Dockerfile /buildx\n',
    'image/Dockerfile': read('Dockerfile'),
  })
  const build = async (folder: string, ...more: string[]) => {
    const tag = `${rig.registry.host}/test/${id}-${folder}:latest`
    const options = [
      '--tags',
      tag,
      '--endpoint',
      rig.endpoint,
      ...machine.credentialOptions,
      ...more,
    ]
    const { exitCode, stderr } = await start(machine, [program.file, 'build', folder, ...options])
      .ended
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    return tag
  }
  const [node, buildx] = [await build('node'), await build('buildx')]
  const output = join(machine.workspace, 'out')
  await build(
    'image',
    ...['--build-args', `NODE=${node}`, '--build-args', `BUILDX=${buildx}`],
    ...['--build-args', 'VERSION=1.2.3', '--output', `type=local,dest=${output}`],
  )
  expect(readFileSync(join(output, 'apk.log'), 'utf8')).toBe('add --no-cache git openssh-client\n')
  expect(readFileSync(join(output, 'npm.log'), 'utf8')).toBe(
    'install --global remote-buildkit@1.2.3\n',
  )
  expect(existsSync(join(output, 'usr/local/lib/docker/cli-plugins/docker-buildx'))).toBe(true)
})
