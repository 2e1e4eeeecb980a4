import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type AdvisedBuild, adviceFor } from '../../src/advice/gather.ts'
import type { HistoryFacts } from '../../src/history/history-facts.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record } from '../helpers/recorded-streams.ts'
import { announced, progress, vertex } from '../helpers/stream-events.ts'

const directory = mkdtempSync(join(tmpdir(), 'gather-'))
afterAll(() => rmSync(directory, { recursive: true }))

const sha = '0123456789abcdef0123456789abcdef01234567'
const repository = 'https://github.com/acme/app.git'
const install = 'FROM node\nRUN npm ci\n'
const commands: string[][] = []
beforeEach(() => {
  commands.length = 0
})

const ports = {
  env: {},
  run: async (file: string, args: readonly string[]) => {
    commands.push([file, ...args])
    return { exitCode: 1, stdout: '', stderr: '' }
  },
}

interface Scene {
  readonly context: string
  readonly run: string
  readonly facts?: Partial<HistoryFacts>
  readonly buildArgs?: readonly string[]
}

const advise = ({ context, run, facts, buildArgs = [] }: Scene) => {
  const advised: AdvisedBuild = {
    record: record(announced([vertex(`[2/2] ${run}`, { started: 0, completed: 5 })])),
    historyFacts: {
      ...{ savedSeconds: new Map(), coldSeconds: new Map(), mountStates: new Map() },
      comparison: 'compared',
      environments: new Map([[0, { variables: new Map() }]]),
      ...facts,
    },
    build: {
      ...{ context, file: '', buildContexts: [], buildArgs, load: false, push: true },
      ...{ outputs: [], tags: [] },
    },
    ...{ builder: {}, builds: 1 },
  }
  return adviceFor(advised, ports)
}

describe('the Dockerfile', () => {
  it.each([repository, `${repository}#main`, 'git@github.com:acme/app.git'])(
    'of the Git context %s is that of the daemon’s record',
    async (context) => {
      const found = await advise({ context, run: 'RUN npm ci', facts: { dockerfile: install } })
      expect(found).toMatchObject([{ code: 'no-cache-mount', line: 2 }])
      expect(commands).toEqual([])
    },
  )

  it('that was built counts, rather than what is on this machine by now', async () => {
    writeFileSync(join(directory, 'Dockerfile'), `# changed\n${install}`)
    const run = 'RUN npm ci'
    expect(await advise({ context: directory, run })).toMatchObject([{ line: 3 }])
    const found = await advise({ context: directory, run, facts: { dockerfile: install } })
    expect(found).toMatchObject([{ line: 2 }])
  })

  it('that is not known gives no advice', async () => {
    expect(await advise({ context: repository, run: 'RUN npm ci' })).toEqual([])
    const nowhere = join(directory, 'nowhere')
    expect(await advise({ context: nowhere, run: 'RUN npm ci' })).toEqual([])
  })
})

describe('the files of the project', () => {
  it('are read at the root of a local context', async () => {
    const folder = mkdtempSync(join(directory, 'yarn-'))
    const scene = { context: folder, run: 'RUN yarn', facts: { dockerfile: 'FROM a\nRUN yarn\n' } }
    expect(await advise(scene)).toEqual([])
    writeFileSync(join(folder, 'yarn.lock'), '# yarn lockfile v1\n')
    expect(await advise(scene)).toMatchObject([{ code: 'no-cache-mount' }])
    writeFileSync(join(folder, '.yarnrc.yml'), '')
    expect(await advise(scene)).toEqual([])
    expect(await advise({ ...scene, context: repository })).toEqual([])
  })
})

describe('the commit', () => {
  const scene = {
    run: 'RUN apk add gcc',
    buildArgs: [`REVISION=${sha}`],
    facts: {
      dockerfile: 'FROM a\nARG REVISION\nRUN apk add gcc\nLABEL revision=$REVISION\n',
      misses: [{ step: 0, reason: 'instruction-changed' as const, detail: 'argument REVISION' }],
    },
  }

  it.each([
    `${repository}#${sha}`,
    `${repository}#${sha}:folder`,
    `${repository}?ref=refs%2Fheads%2Fmain&checksum=${sha}&fetch-by-commit=true`,
  ])('is the one that the context %s names', async (context) => {
    expect(await advise({ ...scene, context })).toMatchObject([{ code: 'changing-label' }])
  })

  it('of a context that names a branch is not known', async () => {
    expect(await advise({ ...scene, context: `${repository}#main` })).toEqual([])
  })
})

describe('an image of a registry that the job is signed in to', () => {
  const config = mkdtempSync(join(directory, 'docker-'))
  const signIns = [
    'ghcr.io',
    'localhost',
    'https://old.example.com/v1/',
    'https://index.docker.io/v1/',
  ]
  const auths = Object.fromEntries(signIns.map((key) => [key, {}]))
  writeFileSync(join(config, 'config.json'), JSON.stringify({ auths }))
  const loading = record(
    announced([
      vertex('[2/2] RUN make', { started: 0, completed: 1 }),
      vertex('exporting to docker image format', { started: 1, completed: 9 }),
    ]),
  )
  const isAdvised = async (build: Partial<AdvisedBuild['build']>) => {
    const found = await adviceFor(
      {
        record: loading,
        build: {
          ...{ context: directory, file: '', buildContexts: [], buildArgs: [] },
          ...{ load: false, push: false },
          ...{ outputs: [], tags: ['ghcr.io/acme/app:1'], ...build },
        },
        ...{ builder: {}, builds: 1 },
      },
      { ...ports, env: { DOCKER_CONFIG: config } },
    )
    return found.some(({ code }) => code === 'load-instead-of-push')
  }

  it.each([
    { load: true },
    { load: true, tags: ['localhost/app:1'] },
    { load: true, tags: ['old.example.com/app:1'] },
    { load: true, tags: ['acme/app:1'] },
    { load: true, tags: ['docker.io/acme/app:1'] },
    { load: true, tags: ['index.docker.io/acme/app:1'] },
    { outputs: ['type=docker'] },
    { outputs: ['"type=docker",name=a'] },
  ])('is better pushed than loaded, as by %j', async (build) => {
    expect(await isAdvised(build)).toBe(true)
  })

  it.each([
    { outputs: ['type=docker,dest=image.tar'] },
    { load: true, push: true },
    { load: true, outputs: ['type=image,push=1'] },
    { load: true, outputs: ['type=image,"push=true"'] },
    { load: true, outputs: ['type=registry'] },
  ])('gives no advice where it is written to a file or is pushed too: %j', async (build) => {
    expect(await isAdvised(build)).toBe(false)
  })

  it.each([
    'app:1',
    'docker.io/app:1',
    'index.docker.io/app:1',
    'library/app:1',
    'quay.io/acme/app:1',
  ])('is not %s, which is of another registry, or no name of a user at Docker Hub', async (tag) => {
    expect(await isAdvised({ load: true, tags: [tag] })).toBe(false)
  })

  it('is not pushed by an output that only looks so', async () => {
    expect(await isAdvised({ load: true, outputs: ['type=local,dest=type=registry'] })).toBe(true)
  })
})

describe('the context', () => {
  const load = '[internal] load build context'
  const sent = (steps: readonly string[]) =>
    record([
      ...announced([
        vertex(load, { inputs: [], started: 0, completed: 3 }),
        ...steps.map((name) => vertex(name, { inputs: [load], started: 3, completed: 4 })),
      ]),
      progress(load, 'transferring context:', {
        ...{ started: 0, seconds: 3, completed: 3, current: 20_000_000 },
      }),
    ])

  const copy = 'COPY --exclude=data . .'

  interface Files {
    readonly files?: Readonly<Record<string, string>>
    readonly build?: Partial<AdvisedBuild['build']>
    readonly steps?: readonly string[]
    /** In the daemon's record. */
    readonly dockerfile?: string
  }

  /** The advice on a build whose context has 20 MB that are not copied. */
  async function adviseOn({ files, build = {}, steps = [`[2/2] ${copy}`], dockerfile }: Files) {
    const context = join(mkdtempSync(join(directory, 'context-')), 'context')
    const all = { 'data/large': '', ...(files ?? { Dockerfile: `FROM a\n${copy}\n` }) }
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(context, name)), { recursive: true })
      writeFileSync(join(context, name), text)
    }
    truncateSync(join(context, 'data/large'), 20_000_000)
    const inContext = (path: string) => path.replace('CONTEXT', context)
    const { file = '', buildContexts = [], ...rest } = build
    const advised: AdvisedBuild = {
      record: sent(steps),
      build: {
        ...{ context, file: inContext(file), buildContexts: buildContexts.map(inContext) },
        ...{ buildArgs: [], load: false, push: true, outputs: [], tags: [], ...rest },
      },
      ...(dockerfile !== undefined && { historyFacts: { ...noFacts, dockerfile } }),
      ...{ builder: {}, builds: 1 },
    }
    return (await adviceFor(advised, ports)).map(({ message }) => message)
  }

  const advice = (file: string) => [expect.stringMatching(new RegExp(` Add to ${file}: data\\.$`))]

  const Dockerfile = `FROM a\n${copy}\n`
  const outside = {
    files: { '../docker/a.dockerfile': Dockerfile },
    build: { file: 'CONTEXT/../docker/a.dockerfile' },
  }
  const twoStages = (first: string) => ({
    files: { Dockerfile: `FROM b AS base\n${first}\n${Dockerfile}` },
    steps: [`[base 2/2] ${first}`, `[stage-1 2/2] ${copy}`],
  })

  it.each<[string, Files]>([
    ['has one Dockerfile', {}],
    ['has others in packages', { files: { Dockerfile, 'node_modules/a/Dockerfile': 'FROM c\n' } }],
    ['has one outside', outside],
    ['has stages that do not copy more', twoStages('COPY src .')],
    [
      'has a named context that is another folder',
      { build: { buildContexts: ['files=CONTEXT/src', 'image=docker-image://alpine'] } },
    ],
  ])('is advised to be ignored in part when it %s', async (_, scene) => {
    expect(await adviseOn(scene)).toEqual(advice('\\.dockerignore'))
  })

  it.each<[string, Files]>([
    ['has another Dockerfile', { files: { Dockerfile, 'Dockerfile.test': 'FROM a\n' } }],
    ['has another one in a folder', { files: { Dockerfile, 'docker/site.Dockerfile': '' } }],
    [
      'has another one outside',
      { ...outside, files: { ...outside.files, '../docker/b.dockerfile': '' } },
    ],
    ['is a named context, too', { build: { buildContexts: ['files=CONTEXT'] } }],
    ['has a Dockerfile that is no file', { files: {}, dockerfile: Dockerfile }],
    ['has a stage that copies more', twoStages('COPY data .')],
    [
      'has a stage that copies more and is not built',
      { ...twoStages('COPY data .'), steps: [`[stage-1 2/2] ${copy}`] },
    ],
    [
      'has a stage with triggers of its base image',
      {
        ...twoStages('COPY src .'),
        steps: ['[base 2/3] ONBUILD COPY data .', '[base 3/3] COPY src .', `[stage-1 2/2] ${copy}`],
      },
    ],
  ])('is not advised when it %s', async (_, scene) => {
    expect(await adviseOn(scene)).toEqual([])
  })

  it('is advised about in the ignore file that only its Dockerfile has', async () => {
    const files = { Dockerfile, 'Dockerfile.test': '', 'Dockerfile.dockerignore': 'other\n' }
    expect(await adviseOn({ files })).toEqual(advice('Dockerfile\\.dockerignore'))
  })
})
