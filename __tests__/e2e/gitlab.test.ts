// A pipeline includes the component. gitlab-ci-local runs it with the program that npm installs.
import { randomUUID } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { stringify } from 'yaml'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import { type Pipeline, runPipeline } from '../../script/rig/gitlab-ci.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { startRegistry } from '../../script/rig/registry.ts'
import { read } from '../docs/markdown.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { startGitServer } from './git-server.ts'
import { type InstalledProgram, installProgram } from './program.ts'
import { credentials, rig } from './project.ts'

let program: InstalledProgram
let keys: string
beforeAll(async () => {
  program = await installProgram()
  keys = mkdtempSync(join(tmpdir(), 'keys-'))
  for (const [name, text] of Object.entries(credentials)) {
    writeFileSync(join(keys, name), text, { mode: 0o600 })
  }
})
afterAll(() => {
  rmSync(keys, { recursive: true })
})

let id: string
let pipeline: Pipeline | undefined
beforeEach(() => {
  id = randomUUID().slice(0, 8)
})
afterEach(async () => {
  if (pipeline === undefined) return
  const { log, home, temp, workspace } = pipeline
  const secrets = [credentials.key, credentials.cert]
  const directories = [home, temp, workspace]
  expect(await findSecrets(secrets, { texts: { log }, directories })).toEqual([])
  expect(readdirSync(temp).filter((name) => name.startsWith('remote-buildkit'))).toEqual([])
  expect(processesWith(temp)).toEqual([])
  pipeline.remove()
  pipeline = undefined
})

/** Variables of the project. Two are of type file: a job gets their paths. */
const project = () => ({
  BUILDKIT_CA: credentials.ca,
  BUILDKIT_CERT: join(keys, 'cert'),
  BUILDKIT_KEY: join(keys, 'key'),
  CI_REGISTRY_IMAGE: `${rig.registry.host}/test/${id}`,
})

/** What docs/gitlab.md includes. */
function shownComponent(name: 'build' | 'bake'): string {
  const shown = new RegExp(`component: (\\S+/${name}@\\S+)`).exec(read('docs/gitlab.md'))?.[1]
  if (shown === undefined) throw new Error(`docs/gitlab.md includes no component ${name}.`)
  return shown
}

interface Options {
  readonly dockerfile?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly variables?: Readonly<Record<string, string>>
  /** Includes the component as a file. */
  readonly isLocal?: boolean
}

/** Runs a job of the component, and then a job that prints the variables that it got. */
async function run({
  dockerfile,
  inputs = {},
  variables = {},
  isLocal = false,
}: Options = {}): Promise<Pipeline> {
  const file = {
    stages: ['build', 'deploy'],
    include: [
      {
        ...(isLocal ? { local: 'templates/build.yml' } : { component: shownComponent('build') }),
        inputs: {
          command: program.file,
          endpoint: rig.endpoint,
          ca: '$BUILDKIT_CA',
          cert: '$BUILDKIT_CERT',
          key: '$BUILDKIT_KEY',
          tags: '$CI_REGISTRY_IMAGE:latest',
          context: '.',
          fallback: 'never',
          ...inputs,
        },
      },
    ],
    deploy: {
      stage: 'deploy',
      needs: ['build-image'],
      script: ['echo "deploys $BUILD_DIGEST, $BUILD_CACHE_HIT_PERCENT % from cache"'],
    },
  }
  pipeline = await runPipeline({
    files: {
      '.gitlab-ci.yml': stringify(file),
      Dockerfile: dockerfile ?? `FROM ${rig.baseImage}\nRUN echo ${id} > /made\n`,
    },
    variables: { ...project(), ...variables },
    onHome(home) {
      const plugins = join(home, '.docker', 'cli-plugins')
      mkdirSync(plugins, { recursive: true })
      symlinkSync(rig.buildx, join(plugins, 'docker-buildx'))
    },
  })
  return pipeline
}

const artifact = ({ workspace }: Pipeline, name: string) =>
  readFileSync(join(workspace, 'remote-buildkit', name), 'utf8')

interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** The fields that GitLab requires for each issue in a code quality report. */
function issuesOf(pipeline: Pipeline): readonly Issue[] {
  const issues = JSON.parse(artifact(pipeline, 'code-quality.json')) as Issue[]
  for (const issue of issues) {
    expect(issue).toEqual({
      description: expect.stringMatching(/./),
      check_name: expect.stringMatching(/./),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/),
      location: { path: expect.stringMatching(/^[^/]/), lines: { begin: expect.any(Number) } },
    })
  }
  return issues
}

describe('the component', () => {
  it('passes the digest and the cache result to the next job, and leaves its reports', async () => {
    const dockerfile = `FROM ${rig.baseImage} as one\nRUN echo ${id} > /made\n`
    const cold = await run({ dockerfile })
    expect(cold).toMatchObject({ exitCode: 0 })
    const { digest } = await rig.registry.manifest(`test/${id}`, 'latest')
    expect(cold.log).toMatch(new RegExp(`deploys ${digest}, 0 % from cache`))
    // gitlab-ci-local prints the duration of each section.
    expect(cold.log.match(/^build-image remote_buildkit_\w+ took /gm)).toHaveLength(2)
    expect(reportFaults(JSON.parse(artifact(cold, 'cache-report.json')))).toEqual([])
    // FROM and AS in different cases.
    expect(issuesOf(cold).map(({ location }) => location)).toEqual([
      { path: 'Dockerfile', lines: { begin: 1 } },
    ])
    // OpenMetrics: each value below its type, and a marker at the end.
    const metrics = artifact(cold, 'metrics.txt')
    expect(metrics).toMatch(/^(?:# TYPE (\w+) gauge\n\1 [\d.]+\n)+# EOF\n$/)
    expect(metrics).toContain('\nremote_buildkit_steps 1\n')
    // GitLab's limits that hold in every plan.
    const dotenv = artifact(cold, 'build.env')
    expect(Buffer.byteLength(dotenv)).toBeLessThanOrEqual(5 * 1024)
    expect(dotenv.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
    expect(dotenv).toMatch(/^(?:[A-Z_]+=[^\s'"]*\n)+$/)
    cold.remove()

    const warm = await run({ dockerfile })
    expect(warm.log).toMatch(/deploys sha256:\w+, 100 % from cache/)
  })

  it('reports the line of the Dockerfile at which a build failed', async () => {
    const dockerfile = `FROM ${rig.baseImage}\nRUN echo ${id} && exit 3\n`
    const failed = await run({ dockerfile })
    expect(failed.exitCode).toBe(1)
    expect(failed.log).not.toContain('deploys')
    expect(issuesOf(failed)).toMatchObject([
      { severity: 'major', location: { path: 'Dockerfile', lines: { begin: 2 } } },
    ])
  })

  it('denies a merge request from a fork the daemon, even if it gets the variables', async () => {
    const variables = {
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '99',
    }
    const refused = await run({ variables })
    expect(refused.exitCode).toBe(1)
    expect(refused.log).toMatch(/Error:.* The code comes from a fork, so the persistent daemon/)
    refused.remove()

    const allowed = await run({ variables, inputs: { 'allow-untrusted': true } })
    expect(allowed.log).toMatch(/deploys sha256:\w+, 0 % from cache/)
  })

  it('works without a protected variable on a branch that is not protected', async () => {
    const inputs = { ca: '$NO_SUCH_CA', cert: '$NO_SUCH_CERT', key: '$NO_SUCH_KEY' }
    const { log } = await run({ inputs, variables: { CI_COMMIT_REF_PROTECTED: 'false' } })
    expect(log).toMatch(/Error:.* needs TLS, but ca, cert and key are empty.*#credentials-missing/)
  })

  it('uses no part of the certificate on a branch that does not get its key', async () => {
    // As docs/gitlab.md says: variables of the project, of which the key is protected.
    const variables = {
      CI_COMMIT_REF_PROTECTED: 'false',
      REMOTE_BUILDKIT_CA: credentials.ca,
      REMOTE_BUILDKIT_CERT: join(keys, 'cert'),
    }
    const { log } = await run({ inputs: { ca: '', cert: '', key: '' }, variables })
    expect(log).toContain('key is empty in this job, so ca and cert are not used.')
    expect(log).toMatch(/Error:.* needs TLS, but ca, cert and key are empty.*#credentials-missing/)
  })
})

describe('a private project', () => {
  const token = 'glcbt-64_token-of-the-job'
  const directory = mkdtempSync(join(tmpdir(), 'private-'))
  const user = { name: 'gitlab-ci-token', password: token }
  const stops: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop()
    rmSync(directory, { recursive: true })
  })

  it('is fetched and pushed with the job’s token, without a checkout', async () => {
    const registry = await startRegistry({ directory: join(directory, 'registry'), user })
    stops.push(registry.stop)
    const buildkitd = await startBuildkitd({
      directory: join(directory, 'buildkitd'),
      certificates: rig.certificates,
      registry,
    })
    stops.push(buildkitd.stop)
    const git = await startGitServer(token, { user: user.name })
    stops.push(git.stop)
    // The runner pulls images with it. It may not push.
    const other = Buffer.from('deploy-token:may-only-pull').toString('base64')
    const commit = git.commit({ Dockerfile: `FROM scratch\nCOPY Dockerfile /${id}\n` })
    const { exitCode, log, home } = await run({
      isLocal: true,
      dockerfile: 'FROM this-is-not-the-one\n',
      inputs: {
        endpoint: buildkitd.endpoint,
        context: '',
        tags: `${registry.host}/private:latest`,
      },
      variables: {
        CI_COMMIT_SHA: commit,
        CI_JOB_TOKEN: token,
        CI_PROJECT_URL: `${git.url}/acme/app`,
        CI_REGISTRY: registry.host,
        CI_REGISTRY_PASSWORD: token,
        CI_REGISTRY_USER: user.name,
        CI_SERVER_URL: git.url,
        DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [registry.host]: { auth: other } } }),
      },
    })
    expect(log).toMatch(/deploys sha256:\w+, /)
    expect(exitCode).toBe(0)
    const basic = Buffer.from(`${user.name}:${token}`).toString('base64')
    expect(log).not.toContain(basic)
    // The user's own configuration has no sign-in.
    expect(readdirSync(join(home, '.docker'))).toEqual(['cli-plugins'])
  })
})

it('the component bake passes the digest of each target to the next job', async () => {
  const file = {
    stages: ['build', 'deploy'],
    include: [
      {
        component: shownComponent('bake'),
        inputs: {
          command: program.file,
          endpoint: rig.endpoint,
          ca: '$BUILDKIT_CA',
          cert: '$BUILDKIT_CERT',
          key: '$BUILDKIT_KEY',
          source: '.',
          push: true,
          fallback: 'never',
        },
      },
    ],
    deploy: {
      stage: 'deploy',
      needs: ['bake-images'],
      script: ['echo "deploys $BUILD_DIGEST_APP, $BUILD_STEPS_TOTAL steps"'],
    },
  }
  pipeline = await runPipeline({
    files: {
      '.gitlab-ci.yml': stringify(file),
      'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" { tags = ["${rig.registry.host}/test/${id}/app:1"] }
target "tool" {
  tags = ["${rig.registry.host}/test/${id}/tool:1"]
  dockerfile = "tool.Dockerfile"
}
`,
      Dockerfile: `FROM ${rig.baseImage}\nRUN echo ${id} > /made\n`,
      'tool.Dockerfile': `FROM ${rig.baseImage} as one\nRUN echo ${id} tool > /made\n`,
    },
    variables: project(),
    onHome(home) {
      const plugins = join(home, '.docker', 'cli-plugins')
      mkdirSync(plugins, { recursive: true })
      symlinkSync(rig.buildx, join(plugins, 'docker-buildx'))
    },
  })
  expectExitCode(pipeline, 0)
  const { digest } = await rig.registry.manifest(`test/${id}/app`, '1')
  expect(pipeline.log).toContain(`deploys ${digest}, 2 steps`)
  expect(reportFaults(JSON.parse(artifact(pipeline, 'cache-report.json')))).toEqual([])
  expect(issuesOf(pipeline)).toEqual([
    expect.objectContaining({ location: { path: 'tool.Dockerfile', lines: { begin: 1 } } }),
  ])
})
