import { describe, expect, it } from '@jest/globals'
import type { AdviceFacts, ContextEntry } from '../../src/advice/advice.ts'
import { advise } from '../../src/advice/advise.ts'
import { isBlind } from '../../src/advice/blind-commands.ts'
import { keepsNothing } from '../../src/advice/package-managers.ts'
import { placeSteps } from '../../src/advice/placed-steps.ts'
import { instructionsAbove } from '../../src/advice/stage-family.ts'
import type { MissReason } from '../../src/record/misses.ts'
import { parseDockerfile } from '../../src/text/dockerfile.ts'
import { record } from '../helpers/recorded-streams.ts'
import { announced, vertex } from '../helpers/stream-events.ts'

const commit = { id: '0123456789abcdef0123456789abcdef01234567', seconds: 1_770_000_000 }

interface Scene extends Partial<AdviceFacts> {
  readonly miss?: readonly [text: string, reason: MissReason, detail?: string]
  readonly cached?: readonly string[]
  /** Of a step, by the beginning of its text. */
  readonly seconds?: Readonly<Record<string, number>>
  /** How long the context was sent. */
  readonly contextSeconds?: number
  /** What lies in the context, of which the Dockerfile is the only one. */
  readonly entries?: readonly ContextEntry[]
}

/** Variables of the official images. */
const images = new Map([
  ['PATH', '/bin'],
  ['GOPATH', '/go'],
  ['YARN_VERSION', '1.22.22'],
  ['GEM_HOME', '/usr/local/bundle'],
  ['BUNDLE_APP_CONFIG', '/usr/local/bundle'],
])

const project = (files: Readonly<Record<string, string>> = {}) =>
  new Map(Object.entries({ 'package.json': '{}', 'yarn.lock': '# yarn lockfile v1\n', ...files }))

/** The facts of a build of one Dockerfile, whose steps took 5 s each, one after the other. */
function factsOf(dockerfile: string, scene: Scene = {}): AdviceFacts {
  const { miss, cached = [], seconds = {}, contextSeconds = 3, entries, ...facts } = scene
  const parsed = parseDockerfile(dockerfile)
  const counted = parsed.stages.flatMap((stage, place) => {
    const all = stage.instructions.filter(({ keyword }) =>
      ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword),
    )
    const prefix = parsed.stages.length === 1 ? '' : `${stage.name ?? `stage-${place}`} `
    const isOnStage = parsed.stages.some(({ name }) => name === stage.base)
    const base = isOnStage || stage.base === 'scratch' ? 0 : 1
    return all.map((each, index) => ({
      ...each,
      label: `[${prefix}${index + 1 + base}/${all.length + base}]`,
    }))
  })
  let now = contextSeconds
  let before = '[internal] load build context'
  const events = counted.map(({ keyword, flags, text, label }) => {
    const instruction = [keyword, ...flags, text].join(' ')
    const name = `${label} ${instruction}`
    const isCached = cached.some((each) => instruction.startsWith(each))
    const [, length = 5] =
      Object.entries(seconds).find(([key]) => instruction.startsWith(key)) ?? []
    const started = now
    now += isCached ? 0.01 : length
    const event = vertex(name, { inputs: [before], started, completed: now, cached: isCached })
    before = name
    return event
  })
  const context = vertex('[internal] load build context', {
    ...{ inputs: [], started: 0, completed: contextSeconds },
  })
  const built = record(announced([context, ...events]))
  const missed = miss && built.steps.findIndex(({ name }) => name.startsWith(miss[0]))
  return {
    ...{ steps: placeSteps(built, parsed), tasks: built.tasks, isPersistent: true },
    ...{ dockerfile: parsed, project: project() },
    environments: new Map(built.steps.map((_, index) => [index, { variables: images }])),
    ...{ isCompared: true, downloadSeconds: new Map(), buildArgs: new Map(), commit },
    ...{
      now: commit.seconds * 1000,
      isUnchanged: () => undefined,
      contextBytes: 0,
      loadedFrom: [],
    },
    misses:
      miss && missed !== undefined
        ? [{ step: missed, reason: miss[1], ...(miss[2] && { detail: miss[2] }) }]
        : [],
    ...(entries && { context: contextOf(dockerfile, entries) }),
    ...facts,
  }
}

const contextOf = (dockerfile: string, entries: readonly ContextEntry[]) => ({
  ...{ entries, stages: parseDockerfile(dockerfile).stages, ignoreFile: '.dockerignore' },
})

/** Jest takes a parameter without a value for a callback, so each row is one object. */
function cases(rows: readonly (readonly [when: string, text: string, scene?: Scene])[]) {
  return rows.map(([when, text, scene]) => ({ when, text, scene }))
}

const codesOf = (dockerfile: string, scene?: Scene) =>
  advise(factsOf(dockerfile, scene)).map(({ code }) => code)

describe('copy-before-install', () => {
  const dockerfile = 'FROM node\nWORKDIR /app\nCOPY . .\nRUN npm ci --no-cache\nRUN npm test\n'
  const scene: Scene = {
    miss: ['COPY', 'context-changed'],
    cached: ['WORKDIR'],
    isUnchanged: () => true,
  }

  it('names both lines and the seconds of the installation', () => {
    expect(advise(factsOf(dockerfile, scene))).toEqual([
      {
        code: 'copy-before-install',
        message: expect.stringMatching(/^COPY \. \. comes before npm in line 4, /),
        ...{ line: 3, endLine: 4, seconds: 5 },
      },
    ])
  })

  it('asks for the files that the installation reads', () => {
    const asked: string[] = []
    const isUnchanged = (paths: readonly string[]) => asked.push(...paths) > 0
    codesOf(dockerfile, { ...scene, isUnchanged })
    expect(asked).toContain('package-lock.json')
  })

  it.each<[string, string, Scene]>([
    ['a file that it reads has changed', dockerfile, { ...scene, isUnchanged: () => false }],
    ['it is not known whether one has', dockerfile, { ...scene, isUnchanged: () => undefined }],
    ['the COPY missed for another reason', dockerfile, { ...scene, miss: ['COPY', 'evicted'] }],
    ['the installation takes no time', dockerfile, { ...scene, seconds: { 'RUN npm ci': 0.5 } }],
    ['only some files are copied', dockerfile.replace('. .', 'src .'), scene],
    ['it copies from a stage', dockerfile.replace('COPY', 'COPY --from=a'), scene],
    ['nothing is installed', dockerfile.replace('npm ci', 'npm run build'), scene],
    ['it installs something by name', dockerfile.replace('npm ci', 'npm install left-pad'), scene],
    ['another COPY comes between', dockerfile.replace('RUN', 'COPY a b\nRUN'), scene],
    ['another command comes between', dockerfile.replace('RUN', 'RUN make\nRUN'), scene],
    ['files are mounted', dockerfile.replace('npm ci', '--mount=target=/x npm ci'), scene],
    ['another folder is entered', dockerfile.replace('npm ci', 'cd web && npm ci'), scene],
    ['another folder is named', dockerfile.replace('npm ci', 'npm ci --prefix web'), scene],
    ['WORKDIR leads elsewhere', dockerfile.replace('RUN', 'WORKDIR web\nRUN'), scene],
    ['the copy lies elsewhere', dockerfile.replace('. .', '. /src'), scene],
    ['it installs a part', dockerfile.replace('npm ci', 'npm ci --workspace a'), scene],
    ['it installs offline', dockerfile.replace('npm ci', 'pnpm install --offline'), scene],
    ['it installs for several packages', dockerfile.replace('npm ci', 'pnpm install -r'), scene],
    ['its output goes elsewhere', dockerfile.replace('npm ci', 'npm ci | tee log'), scene],
    ['options are not known', dockerfile.replace('npm ci', 'npm ci $FLAGS'), scene],
  ])('is silent when %s', (_, text, facts) => {
    expect(codesOf(text, facts)).toEqual([])
  })

  it.each([
    ['WORKDIR /app\nCOPY . /app/\nRUN npm ci', 'npm'],
    ['COPY . /app\nWORKDIR /app\nRUN npm ci', 'npm'],
    ['COPY . .\nRUN set -e; CI=1 npm ci', 'npm'],
    ['COPY . .\nRUN corepack enable\nRUN pnpm install --frozen-lockfile', 'pnpm'],
    ['COPY . .\nRUN yarn --frozen-lockfile', 'yarn'],
    ['COPY . .\nRUN pip install --upgrade -r requirements.txt', 'pip'],
    ['COPY . .\nRUN go mod download', 'go mod download'],
    ['COPY . .\nRUN bundle install', 'bundle install'],
    ['COPY . .\nRUN composer install', 'composer install'],
  ])('is certain of %j', (text, name) => {
    const files = project({
      'requirements.txt': 'a==1\n',
      'go.mod': 'module a\nreplace b => example.com/c v1.0.0\n',
      Gemfile: "source 'https://rubygems.org'\ngem 'rake'\n",
      'composer.json': '{"autoload":{"psr-4":{"A\\\\":"src/"}}}',
      'package.json': '{"scripts":{"build":"x"},"dependencies":{"a":"^1","b":"npm:c@2"}}',
    })
    const found = advise(factsOf(`FROM a\n${text}\n`, { ...scene, project: files }))
    const all = found.filter(({ code }) => code === 'copy-before-install')
    expect(all).toMatchObject([{ message: expect.stringContaining(` comes before ${name} in `) }])
    expect(all[0]).not.toHaveProperty('isUpperBound')
  })

  it('gives the most that it could be where the RUN does more', () => {
    const text = dockerfile.replace('npm ci --no-cache', 'npm ci --no-cache && npm run build')
    const [advice] = advise(factsOf(text, scene))
    expect(advice).toMatchObject({ code: 'copy-before-install', isUpperBound: true, seconds: 5 })
    expect(advice?.message).not.toContain('have not changed')
  })

  it.each([
    ['npm ci', { 'package.json': '{"workspaces":["a"]}' }],
    ['npm ci', { 'package.json': '{"dependencies":{"a":"file:a"}}' }],
    ['npm ci', { 'package.json': '{"devDependencies":{"a":"../a"}}' }],
    ['npm ci', { 'package.json': '{"scripts":{"postinstall":"make"}}' }],
    ['npm ci', { 'package.json': '{"scripts":{"prepare":"husky"}}' }],
    ['npm ci', { 'package.json': '' }],
    ['npm ci', { 'binding.gyp': '' }],
    ['npm ci', { 'package.json': '{"dependencies":{"@prisma/client":"5"}}' }],
    ['pnpm install', { 'package.json': '{"dependencies":{"a":"link:a"}}' }],
    ['pnpm install', { 'pnpm-workspace.yaml': '' }],
    ['npm install -g pnpm@9 && pnpm install --frozen-lockfile', {}],
    ['yarn', { '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn.cjs\n' }],
    ['yarn', { '.yarn': '' }],
    ['pip install -r requirements.txt', { 'requirements.txt': '-e .\n' }],
    ['pip install -r requirements.txt', { 'requirements.txt': './a\n' }],
    ['pip install -r requirements.txt .', { 'requirements.txt': 'a\n' }],
    ['pip install -r requirements.txt -e .', { 'requirements.txt': 'a\n' }],
    ['go mod download', { 'go.mod': 'module a\nreplace b => ./b\n' }],
    ['go mod download', { 'go.mod': 'module a\n', 'go.work': '' }],
    ['bundle install', { Gemfile: "gem 'a', path: 'a'\n" }],
    ['composer install', { 'composer.json': '{"scripts":{"post-install-cmd":"x"}}' }],
    ['composer install -o', { 'composer.json': '{}' }],
    ['composer install', { 'composer.json': '{"config":{"allow-plugins":{"a/b":true}}}' }],
  ])('is silent about %s in a project with %j', (run, files) => {
    const text = `FROM a\nCOPY . .\nRUN ${run}\n`
    const codes = codesOf(text, { ...scene, project: project({ ...files }) })
    expect(codes).not.toContain('copy-before-install')
  })

  it.each([
    ['pip install --no-cache-dir -r requirements.txt', { 'requirements.txt': 'a\n' }],
    [
      'pip install -r requirements.txt',
      { 'requirements.txt': '--extra-index-url https://a\na==1 \\\n    --hash=sha256:1\n' },
    ],
    ['npm ci --prefer-offline', {}],
    ['bundle install', { Gemfile: "# from a file\ngem 'bootsnap', require: false\n" }],
  ])('is given for %s in a project with %j', (run, files) => {
    const text = `FROM a\nCOPY . .\nRUN ${run}\n`
    const codes = codesOf(text, { ...scene, project: project({ ...files }) })
    expect(codes).toContain('copy-before-install')
  })

  it('counts only scripts that are run', () => {
    const files = project({ 'package.json': '{"scripts":{"prepare":"husky"}}' })
    const text = dockerfile.replace('npm ci', 'npm ci --ignore-scripts')
    expect(codesOf(text, { ...scene, project: files })).toEqual(['copy-before-install'])
  })

  it('is silent where the files are not known', () => {
    const { project: _, ...unknown } = factsOf(dockerfile, scene)
    expect(advise(unknown)).toEqual([])
  })
})

describe('an argument that changes', () => {
  const dockerfile =
    'FROM a\nARG REVISION\nRUN apk add gcc\nRUN apk add make\nRUN echo $REVISION > /r\nRUN apk add git\n'
  const miss = ['RUN apk', 'instruction-changed', 'argument REVISION'] as const
  const args = (value: string) => ({ buildArgs: new Map([['REVISION', value]]) })
  const scene: Scene = { miss, ...args(commit.id) }

  it.each([
    ['the commit', commit.id],
    ['the beginning of the commit', commit.id.slice(0, 7)],
    ['a version with the commit', `v1.2-${commit.id.slice(0, 8)}`],
    ['the time of the commit', String(commit.seconds)],
    ['the time of the build', new Date(commit.seconds * 1000).toISOString()],
    ['the time of the build in RFC 2822', 'Mon, 02 Feb 2026 02:40:00 GMT'],
    ['the time of the build from date -R', 'Mon, 02 Feb 2026 02:40:00 +0000'],
    ['the time of the build from date -u', 'Mon Feb  2 02:40:00 UTC 2026'],
    ['the time of the build from date', 'Mon Feb  2 03:40:00 CET 2026'],
    ['the time of the build from date on a 12-hour clock', 'Mon Feb  2 02:40:00 AM UTC 2026'],
    ['the time of the build from Git', 'Mon Feb 2 02:40:00 2026 +0000'],
  ])('is told when it is %s, with the steps that do not name it', (_, value) => {
    expect(advise(factsOf(dockerfile, { miss, ...args(value) }))).toEqual([
      {
        code: 'changing-argument',
        message: expect.stringMatching(/Move ARG REVISION below line 4\.$/),
        ...{ line: 2, endLine: 2, seconds: 10 },
      },
    ])
  })

  it.each<[string, Scene]>([
    ['its value stays for long', { miss, ...args('release') }],
    ['its value is a number', { miss, ...args('12345678') }],
    ['its value is a day long ago', { miss, ...args('2020-01-01') }],
    ['its value is a time long ago', { miss, ...args('Thu Jan  2 02:40:00 UTC 2020') }],
    ['its value only has a date in it', { miss, ...args('built on 2 Feb 2026 02:40') }],
    [
      'another argument changed',
      { miss: [miss[0], miss[1], 'argument OTHER'], ...args(commit.id) },
    ],
    ['the files changed', { miss: [miss[0], 'context-changed'], ...args(commit.id) }],
    ['a value of it is not known', { miss }],
    ['no step before its use ran', { miss: ['RUN echo', miss[1], miss[2]], ...args(commit.id) }],
  ])('is silent when %s', (_, facts) => {
    expect(codesOf(dockerfile, facts)).toEqual([])
  })

  it('is silent when no instruction names it, so that any command may read it', () => {
    const text = 'FROM a\nARG REVISION\nRUN apk add gcc\nRUN make check\n'
    expect(codesOf(text, scene)).toEqual([])
  })

  it.each([
    ['an ENV has its value', 'FROM a\nARG REVISION\nENV REVISION=$REVISION\nRUN apk add gcc\n'],
    ['a later ENV has it', 'FROM a\nARG REVISION\nRUN apk add gcc\nENV OF_BUILD=$REVISION\n'],
    [
      'another argument has its value',
      'FROM a\nARG REVISION\nARG NAME=a-$REVISION\nRUN apk add gcc\n',
    ],
    ['the user has its name', 'FROM a\nARG REVISION\nUSER $REVISION\nRUN apk add gcc\n'],
    [
      'a mount has its value',
      'FROM a\nARG REVISION\nRUN --mount=type=cache,id=$REVISION,target=/c apk add gcc\n',
    ],
    [
      'it is declared twice',
      'FROM a\nARG REVISION\nARG REVISION=1\nRUN apk add gcc\nLABEL a=$REVISION\n',
    ],
    [
      'it is declared below',
      'FROM a\nRUN apk add gcc\nRUN apk add make\nARG REVISION\nLABEL a=$REVISION\n',
    ],
  ])('is silent when %s', (_, text) => {
    expect(codesOf(text, scene)).toEqual([])
  })

  it('is silent when the stage has it from the one that it is built on', () => {
    const text =
      'FROM a AS base\nARG REVISION\nFROM base\nARG REVISION\nRUN apk add gcc\nLABEL a=$REVISION\n'
    const built = record(
      announced([vertex('[stage-1 1/1] RUN apk add gcc', { started: 0, completed: 5 })]),
    )
    const adviseOn = (dockerfile: string) => {
      const parsed = parseDockerfile(dockerfile)
      const placed = placeSteps(built, parsed)
      expect(placed).toHaveLength(1)
      const misses = [
        { step: 0, reason: 'instruction-changed' as const, detail: 'argument REVISION' },
      ]
      const { tasks } = built
      return codesOf(text, { ...scene, steps: placed, dockerfile: parsed, misses, tasks })
    }
    expect(adviseOn(text)).toEqual([])
    expect(adviseOn(text.replace('FROM base', 'FROM $BASE'))).toEqual([])
    expect(adviseOn(text.replace('FROM base', 'FROM b'))).toEqual(['changing-label'])
  })

  it('is told apart when only a label names it', () => {
    const label = 'FROM a\nARG REVISION\nLABEL revision=$REVISION\nRUN apk add gcc\n'
    expect(advise(factsOf(label, scene))).toMatchObject([
      {
        code: 'changing-label',
        message: expect.stringMatching(/Move ARG REVISION and the LABEL below line 4\.$/),
        ...{ line: 2, seconds: 5 },
      },
    ])
  })

  /** The seconds of the steps that the argument could be moved below, of which each takes five. */
  const secondsOf = (...lines: readonly string[]) => {
    const text = ['FROM a', ...lines, 'LABEL revision=$REVISION', ''].join('\n')
    const run = lines.find((line) => line.startsWith('RUN')) ?? ''
    const [found] = advise(factsOf(text, { ...scene, miss: [run, miss[1], miss[2]] }))
    return found?.code === 'changing-label' ? found.seconds : 0
  }

  it.each([
    'RUN apt-get update && apt-get install -y "nginx=$NGINX" >/dev/null 2>&1; rm -rf /var/lib/apt',
    'RUN set -eux; apk add --no-cache gcc',
    'RUN DEBIAN_FRONTEND=noninteractive apt-get install -y gcc',
    'RUN curl -fsSL https://example.com/a.tgz | tar -xz -C /opt && chmod +x /opt/a',
    'RUN go mod download',
    'RUN npm ci --ignore-scripts',
    'RUN npm install -g pnpm@9',
    'RUN pip install --no-cache-dir "flask==3.0" gunicorn',
    'RUN --mount=type=bind,source=package.json,target=package.json npm ci',
  ])('is moved below %s', (run) => {
    expect(secondsOf('ARG REVISION', run)).toBe(5)
  })

  it.each([
    'RUN sh /build.sh',
    'RUN make',
    'RUN ./configure',
    'RUN apk add gcc && make',
    'RUN apk add gcc; (make)',
    'RUN apk add "$(cat list)"',
    'RUN apk add gcc > `make name`',
    'RUN curl https://example.com/install | sh',
    'RUN env > /env',
    'RUN set > /env',
    `RUN echo $${'{!NAME}'}`,
    'RUN $COMMAND',
    'RUN ["make"]',
    'RUN apt-get install -y ./app.deb',
    'RUN tar -I ./unpack -xf a.tar',
    'RUN npm run build',
    'RUN npm ci && npm run build',
    'RUN npm ci',
    'RUN npm install ./app',
    'RUN pip install .',
    'RUN pip install -e.',
    'RUN pip install app.whl',
    'RUN go build ./...',
    'RUN --mount=type=bind,target=. npm ci',
  ])('stays above %s, which may read it', (run) => {
    expect(secondsOf('ARG REVISION', run)).toBe(0)
    expect(secondsOf('ARG REVISION', 'RUN mkdir /a', run)).toBe(5)
  })

  it('is moved below an installation only if the project has no scripts there', () => {
    expect(secondsOf('COPY package*.json ./', 'ARG REVISION', 'RUN npm ci')).toBe(5)
    expect(secondsOf('COPY . .', 'ARG REVISION', 'RUN npm ci')).toBe(0)
    expect(
      secondsOf(
        'COPY dev-requirements.txt .',
        'ARG REVISION',
        'RUN pip install -r dev-requirements.txt',
      ),
    ).toBe(5)
  })

  it('stays where a shell reads files of its own', () => {
    const shell = (...words: readonly string[]) => `SHELL ${JSON.stringify(words)}`
    const seconds = (line: string) => secondsOf('ARG REVISION', line, 'RUN apk add gcc')
    expect(seconds(shell('/bin/bash', '-o', 'pipefail', '-c'))).toBe(5)
    expect(seconds(shell('/bin/bash', '-lc'))).toBe(0)
    expect(seconds(shell('/run-with-revision'))).toBe(0)
  })

  describe('beside another that changes', () => {
    const both = [miss[0], miss[1], 'argument REVISION, argument CREATED'] as const
    const values = (created: string) =>
      new Map([
        ['REVISION', commit.id],
        ['CREATED', created],
      ])
    const buildArgs = values('2026-02-02T02:40:00Z')
    const label = 'LABEL revision=$REVISION created=$CREATED\n'

    it('is told with it', () => {
      const text = `FROM a\nARG REVISION\nARG CREATED\n${label}RUN apk add gcc\n`
      expect(advise(factsOf(text, { miss: both, buildArgs }))).toEqual([
        {
          code: 'changing-label',
          message:
            'Only labels name the arguments REVISION (the commit) and CREATED (the time of the build), but they make each RUN below their declarations run again. Move ARG REVISION, ARG CREATED and the LABEL below line 5.',
          ...{ line: 2, endLine: 3, seconds: 5 },
        },
      ])
      const used = 'FROM a\nARG CREATED REVISION\nRUN apk add gcc\n'
      const users = `RUN apk add "gcc=$CREATED"\n${label}`
      expect(advise(factsOf(used + users, { miss: both, buildArgs }))).toEqual([
        {
          code: 'changing-argument',
          message:
            'The arguments REVISION (the commit) and CREATED (the time of the build) make each RUN below their declarations run again, whether it uses them or not. Move ARG REVISION and ARG CREATED below line 3.',
          ...{ line: 2, endLine: 2, seconds: 5 },
        },
      ])
    })

    it.each<[string, string, Scene]>([
      ['the value of the other stays for long', 'ARG CREATED\n', { buildArgs: values('release') }],
      [
        'the other is a variable',
        'ARG CREATED\n',
        { miss: [miss[0], miss[1], `${miss[2]}, variable CREATED`] },
      ],
      ['the other is declared below', 'RUN apk add make\nARG CREATED\n', {}],
      ['the other is in an ENV', 'ARG CREATED\nENV OF_BUILD=$CREATED\n', {}],
      ['a step names the other', 'ARG CREATED\nRUN apk add $CREATED\n', {}],
      [
        'the other is SOURCE_DATE_EPOCH',
        'ARG CREATED SOURCE_DATE_EPOCH\n',
        {
          miss: [miss[0], miss[1], `${miss[2]}, argument SOURCE_DATE_EPOCH`],
          buildArgs: new Map([...buildArgs, ['SOURCE_DATE_EPOCH', String(commit.seconds)]]),
        },
      ],
    ])('is silent when %s', (_, lines, other) => {
      const text = `FROM a\nARG REVISION\n${lines}RUN apk add gcc\n${label}`
      expect(codesOf(text, { miss: both, buildArgs, ...other })).toEqual([])
    })
  })

  it('is told apart when it is SOURCE_DATE_EPOCH, which WORKDIR depends on', () => {
    const epoch = 'FROM a\nWORKDIR /app\nRUN make\n'
    const scene: Scene = {
      miss: ['WORKDIR', 'instruction-changed', 'argument SOURCE_DATE_EPOCH'],
      buildArgs: new Map([['SOURCE_DATE_EPOCH', String(commit.seconds)]]),
    }
    const [advice] = advise(factsOf(epoch, scene))
    expect(advice).toMatchObject({ code: 'source-date-epoch', line: 2, seconds: 10 })
    expect(codesOf(epoch, { ...scene, buildArgs: new Map([['SOURCE_DATE_EPOCH', '0']]) })).toEqual(
      [],
    )
  })
})

describe('no-cache-mount', () => {
  const dockerfile = 'FROM node\nCOPY package.json .\nRUN npm ci\n'

  it('names the mount and the most that it could have spared', () => {
    expect(advise(factsOf(dockerfile))).toEqual([
      {
        code: 'no-cache-mount',
        message: expect.stringContaining('--mount=type=cache,target=/root/.npm'),
        ...{ line: 3, endLine: 3, seconds: 5, isUpperBound: true },
      },
    ])
  })

  it.each([
    'RUN cd app && npm ci --ignore-scripts',
    'RUN CI=1 npm install',
    'RUN pip install -r requirements.txt',
    'RUN python -m pip install --upgrade -r requirements.txt',
    'RUN yarn',
    'RUN yarn install --network-timeout 100000',
    'RUN bundle install',
    'RUN composer install --no-dev',
    'RUN <<EOF\nset -e\nnpm ci\nEOF',
    'RUN ["npm", "ci"]',
    'RUN if true; then npm ci --omit dev; fi',
    'RUN pnpm install --frozen-lockfile && make',
  ])('is told of %s', (run) => {
    expect(codesOf(`FROM a\n${run}\n`)).toEqual(['no-cache-mount'])
  })

  it.each(
    cases([
      ['it has one', dockerfile.replace('npm', '--mount=type=cache,target=/root/.npm npm')],
      ['it has one in quotes', dockerfile.replace('npm', '--mount="type=cache,target=/c" npm')],
      ['the builder is gone after the build', dockerfile, { isPersistent: false }],
      ['it is the first build', dockerfile, { isCompared: false }],
      ['it came from cache', dockerfile, { cached: ['RUN'] }],
      ['it takes no time', dockerfile, { seconds: { RUN: 0.9 } }],
      [
        'nothing is to be kept',
        dockerfile.replace('npm ci', 'pip install --no-cache-dir -r requirements.txt'),
      ],
      ['the words are only printed', dockerfile.replace('npm ci', 'echo npm ci')],
      ['the words are in quotes', dockerfile.replace('npm ci', 'echo "a; npm ci"')],
      ['the words go to a file', dockerfile.replace('npm ci', 'cat <<E > a\nnpm ci\nE')],
      [
        'an earlier step left downloads',
        dockerfile.replace('COPY', 'RUN cd a; npm ci\nCOPY'),
        { cached: ['RUN cd a'] },
      ],
      ['a later step needs downloads', `${dockerfile}RUN npm ci --offline --omit=dev\n`],
      ['its downloads are copied', `${dockerfile}FROM a\nCOPY --from=0 /root /root\n`],
      ['a command configures it', dockerfile.replace('RUN', 'RUN npm config set cache /c\nRUN')],
    ]),
  )('is silent when $when', ({ text, scene }) => {
    expect(codesOf(text, scene)).toEqual([])
  })

  it.each([
    'npm ci --offline',
    'npm ci --prefer-offline',
    'npm ci --cache /tmp/npm',
    'npm_config_cache=/c npm ci',
    'npm install --save left-pad',
    'npm install --global pnpm',
    'yarn --cwd /app build',
    'yarn -v',
    'yarn install --offline',
    'yarn install --immutable',
    'yarn build',
    'pnpm install -r --offline --prod',
    'pip install --no-index --find-links=/wheels -r requirements.txt',
    'export PIP_NO_CACHE_DIR=1; pip install -r requirements.txt',
    'bundle install --local',
    'bundle install --path vendor',
  ])('is silent about %s', (run) => {
    expect(codesOf(`FROM a\nRUN ${run}\n`)).toEqual([])
  })

  it.each([
    ['npm ci', { NPM_CONFIG_CACHE: '/c' }],
    ['npm ci', { npm_config_prefer_offline: 'true' }],
    ['npm ci', { HOME: '/tmp' }],
    ['yarn', { YARN_CACHE_FOLDER: '/c' }],
    ['pnpm install', { PNPM_HOME: '/pnpm' }],
    ['pnpm install', { XDG_DATA_HOME: '/data' }],
    ['pip install -r requirements.txt', { PIP_NO_CACHE_DIR: '1' }],
    ['pip install -r requirements.txt', { XDG_CACHE_HOME: '/c' }],
    ['bundle install', { GEM_HOME: '/gems' }],
    ['bundle install', { BUNDLE_PATH: '/usr/local/bundle' }],
    ['composer install', { COMPOSER_HOME: '/tmp' }],
  ])('is silent about %s with %j, which a base image can set too', (run, more) => {
    const variables = new Map([...images, ...Object.entries(more)])
    const environments = new Map([[0, { variables }]])
    expect(codesOf(`FROM a\nRUN ${run}\n`, { environments })).toEqual([])
  })

  it.each([
    ['1000', []],
    ['node:node', []],
    ['root:users', ['no-cache-mount']],
    ['0', ['no-cache-mount']],
  ])('knows that %s runs the step, which a base image can say too', (user, codes) => {
    const environments = new Map([[0, { variables: images, user }]])
    expect(codesOf('FROM a\nRUN npm ci\n', { environments })).toEqual(codes)
  })

  it('is silent where the environment is not known', () => {
    expect(codesOf(dockerfile, { environments: new Map() })).toEqual([])
  })

  it.each([
    ['yarn', { '.yarnrc.yml': '' }],
    ['yarn', { 'yarn.lock': '__metadata:\n  version: 8\n' }],
    ['yarn', { '.yarnrc': 'yarn-offline-mirror ./mirror\n' }],
    ['yarn', { 'package.json': '{"packageManager": "yarn@4.5.0"}' }],
    ['npm ci', { '.npmrc': 'cache=/c\n' }],
    ['pnpm install', { '.npmrc': 'store-dir=/c\n' }],
    ['pnpm install', { 'pnpm-workspace.yaml': 'storeDir: /c\n' }],
    ['pip install -r requirements.txt', { 'requirements.txt': '--no-index\n' }],
    ['composer install', { 'composer.json': '{"config":{"cache-dir":"c"}}' }],
  ])('is silent about %s in a project with %j', (run, files) => {
    expect(codesOf(`FROM a\nRUN ${run}\n`, { project: project({ ...files }) })).toEqual([])
  })

  it('is silent about yarn where the lock file is not known, as Yarn 2 has another folder', () => {
    const { project: _, ...unknown } = factsOf('FROM a\nRUN yarn\n')
    expect(advise(unknown)).toEqual([])
  })

  it('is silent about pnpm that has fetched before', () => {
    const text = 'FROM a\nRUN pnpm fetch --prod\nADD . ./\nRUN pnpm install -r --prod\n'
    expect(codesOf(text)).toEqual([])
  })

  it('names each RUN that installs', () => {
    const text = 'FROM a\nRUN cd a && npm ci\nRUN cd b && npm ci\n'
    expect(advise(factsOf(text))).toEqual([
      expect.objectContaining({ line: 2, message: expect.stringMatching(/: lines 2 and 3\.$/) }),
    ])
  })

  describe('of Go, whose later commands need the modules', () => {
    const go = [
      'FROM golang AS build',
      'COPY go.mod go.sum ./',
      'RUN go mod download',
      'COPY . .',
      'RUN mkdir /out',
      'RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -ldflags "-X a=$(git describe)" -o /out/app',
      'FROM build AS test',
      'RUN go test ./... && touch /tested',
      'FROM scratch',
      'COPY --from=build /out/app /app',
      'COPY --from=test /tested /',
      'CMD ["/app"]',
      '',
    ].join('\n')

    it('names each RUN that needs them', () => {
      expect(advise(factsOf(go))).toEqual([
        {
          code: 'no-cache-mount',
          message: expect.stringMatching(
            /target=\/go\/pkg\/mod to each RUN that needs it: lines 3, 6 and 8\.$/,
          ),
          ...{ line: 3, endLine: 3, seconds: 5, isUpperBound: true },
        },
      ])
    })

    it.each([
      ['a later command may run anything', go.replace('mkdir /out', 'make generate')],
      ['a later command is in a shell of its own', go.replace('mkdir /out', 'sh -c "go vet"')],
      ['a container may need them', go.replace('FROM build', 'CMD ["go", "run"]\nFROM build')],
      ['the image has them', go.slice(0, go.indexOf('FROM scratch'))],
      ['they are copied', go.replace('/out/app /app', '/go /go')],
      ['a later step has no network', go.replace('--mount', '--network=none --mount')],
      ['a later step asks no server', go.replace('CGO_ENABLED=0', 'GOPROXY=off')],
      ['only the download has a secret', go.replace('go mod', '--mount=type=secret,id=a go mod')],
      ['they are removed', go.replace('mkdir /out', 'go clean -modcache')],
      ['one module is named', go.replace('go mod download', 'go mod download a@v1')],
    ])('is silent when %s', (_, text) => {
      expect(text).not.toBe(go)
      expect(codesOf(text)).toEqual([])
    })

    it('is silent where a later step has other variables', () => {
      const facts = factsOf(go)
      const at = facts.steps.findIndex(({ instruction }) => instruction.text.startsWith('CGO'))
      const variables = new Map([...images, ['GOMODCACHE', '/m']])
      const environments = new Map([...facts.environments, [at, { variables }]])
      expect(codesOf(go, { environments })).toEqual([])
    })

    it.each([
      ['GOPATH', ''],
      ['GOMODCACHE', '/m'],
      ['GOFLAGS', '-mod=vendor'],
      ['GOPROXY', 'off'],
    ])('is silent with %s=%s', (name, value) => {
      const variables = new Map([...images, [name, value]])
      const steps = [...factsOf(go).environments.keys()]
      const environments = new Map(steps.map((key) => [key, { variables }]))
      expect(codesOf(go, { environments })).toEqual([])
    })
  })
})

describe('apt-cache-sharing', () => {
  const run = (options: string) =>
    `FROM debian\nRUN --mount=type=cache,target=/var/cache/apt${options} apt-get install -y gcc\n`

  it('is told of a shared mount', () => {
    expect(advise(factsOf(run('')))).toEqual([
      {
        code: 'apt-cache-sharing',
        message: expect.stringContaining('/var/cache/apt'),
        ...{ line: 2, endLine: 2 },
      },
    ])
    expect(codesOf(run(',sharing=shared'))).toEqual(['apt-cache-sharing'])
  })

  it.each(
    cases([
      ['it is locked', run(',sharing=locked')],
      ['it is private', run(',sharing=private')],
      ['it is the cache of something else', run('').replace('/var/cache/apt', '/root/.cache')],
      ['the step came from cache', run(''), { cached: ['RUN'] }],
      ['no other build can be there', run(''), { isPersistent: false }],
    ]),
  )('is silent when $when', ({ text, scene }) => {
    expect(codesOf(text, scene)).toEqual([])
  })
})

describe('add-without-checksum', () => {
  const dockerfile = 'FROM a\nADD https://example.com/file /\nRUN make\n'
  const scene: Scene = { downloadSeconds: new Map([[0, 0.8]]) }

  it('is told with the time for which the server was asked', () => {
    expect(advise(factsOf(dockerfile, scene))).toEqual([
      expect.objectContaining({ code: 'add-without-checksum', line: 2, seconds: 0.8 }),
    ])
  })

  it('says that a build with a checksum fails when the server has another file', () => {
    const [advice] = advise(factsOf(dockerfile, scene))
    expect(advice?.message).toMatch(/a build then fails when the server has another file\.$/)
  })

  it('reports a variable that is only in the destination', () => {
    const text = dockerfile.replace('file /', 'domain-main1/tool-1.2.txt $HOME/')
    expect(codesOf(text, scene)).toEqual(['add-without-checksum'])
  })

  it.each(
    cases([
      ['it has a checksum', dockerfile.replace('ADD', 'ADD --checksum=sha256:12'), scene],
      ['the server was not asked', dockerfile],
      ['the server answered at once', dockerfile, { downloadSeconds: new Map([[0, 0.1]]) }],
      ['it is a file of the context', dockerfile.replace('https://example.com/', ''), scene],
      ['it is a Git repository', dockerfile.replace('file', 'a.git#v1'), scene],
      ['each platform has a file', dockerfile.replace('file', 'tool-$TARGETARCH.txt'), scene],
      ['an argument says which file', dockerfile.replace('file', '$VERSION/tool'), scene],
      ['it is the latest release', dockerfile.replace('file', 'releases/latest/tool'), scene],
      ['it has latest in its name', dockerfile.replace('file', 'tool-latest.tar.gz'), scene],
      ['it is of a branch', dockerfile.replace('file', 'acme/app/main/install.sh'), scene],
    ]),
  )('is silent when $when', ({ text, scene: facts }) => {
    expect(codesOf(text, facts)).toEqual([])
  })
})

describe('context-not-copied', () => {
  const dockerfile = 'FROM node\nWORKDIR /app\nCOPY . .\nRUN npm ci --no-cache\n'
  const entry = (name: string, bytes: number, isIgnored = false) => ({ name, bytes, isIgnored })
  const scene: Scene = {
    contextBytes: 90_000_000,
    entries: [entry('src', 1_000_000), entry('node_modules', 89_000_000)],
  }

  const data = [entry('src', 1_000_000), entry('data', 89_000_000)]

  it('is told of the modules that npm ci removes', () => {
    expect(advise(factsOf(dockerfile, scene))).toEqual([
      {
        code: 'context-not-copied',
        message: expect.stringContaining('Add to .dockerignore: node_modules.'),
        ...{ line: 3, endLine: 3, seconds: 3, isUpperBound: true },
      },
    ])
  })

  it('is told of what each COPY excludes', () => {
    const text = 'FROM a\nCOPY --exclude=data . /app\nRUN make\n'
    expect(codesOf(text, { ...scene, entries: data })).toEqual(['context-not-copied'])
  })

  it('names the ignore file that counts for the Dockerfile', () => {
    const context = { ...contextOf(dockerfile, scene.entries ?? []), ignoreFile: 'a.dockerignore' }
    expect(advise(factsOf(dockerfile, { ...scene, context }))).toMatchObject([
      { message: expect.stringMatching(/Add to a\.dockerignore: node_modules\.$/) },
    ])
  })

  /** The advice on a build of one stage, whose Dockerfile has another stage too, or another Dockerfile has. */
  const codesWith = (text: string, other: string, entries: readonly ContextEntry[]) =>
    codesOf(text, { ...scene, context: contextOf(`${text}FROM b\n${other}\n`, entries) })

  it.each([
    'COPY . .\nRUN ls node_modules',
    'COPY . .',
    'ADD . .',
    'COPY . .\nWORKDIR /src\nRUN npm ci',
    'COPY node_modules /x',
    'COPY ./node_modules/a /x',
    'COPY n*s /x',
    'COPY $FOLDER /x',
    'COPY ["node_modules","/x"]',
    'COPY a/../node_modules /x',
    'RUN --mount=type=bind,target=/src make',
    'ONBUILD COPY node_modules /x',
    'ONBUILD COPY . .\nONBUILD RUN npm ci',
    'COPY . .\nRUN npm ci --dry-run',
    'COPY . .\nRUN --mount=type=cache,target=/app/node_modules npm ci',
    'COPY --exclude=node_modules --exclude=!node_modules/a . .',
  ])('is silent when a stage that is not built has %j', (other) => {
    expect(codesWith(dockerfile, other, scene.entries ?? [])).toEqual([])
  })

  it.each([
    'COPY package*.json ./',
    'COPY ./src /src',
    'COPY --from=a /app/node_modules /x',
    'ADD https://example.com/node_modules /x',
    'COPY <<EOF /x\nnode_modules\nEOF',
    'COPY . .\nENV NODE_ENV=production\nRUN npm ci --omit=dev && npm run build',
    'COPY --exclude=node_modules . .',
    'RUN --mount=type=bind,from=a,target=/src make',
  ])('is told when a stage that is not built has only %j', (other) => {
    expect(codesWith(dockerfile, other, scene.entries ?? [])).toEqual(['context-not-copied'])
  })

  it('reads an npm ci of many options, of which it would not try each in two ways', () => {
    const text = dockerfile.replace('--no-cache', `${'--a '.repeat(60)}| cat`)
    expect(codesOf(text, scene)).toEqual(['no-cache-mount'])
  })

  it('compares a name with a source of many asterisks, of which it would not try all ways to divide the name', () => {
    const name = 'a'.repeat(200)
    const text = `FROM a\nCOPY --exclude=${name} . .\nCOPY ${'*a'.repeat(30)}b /x\n`
    const entries = [entry(name, 89_000_000)]
    expect(codesOf(text, { ...scene, entries })).toEqual(['context-not-copied'])
  })

  it('is silent when another Dockerfile copies what this one excludes', () => {
    const text = 'FROM a\nCOPY --exclude=data . .\n'
    expect(codesWith(text, 'COPY src /src', data)).toEqual(['context-not-copied'])
    expect(codesWith(text, 'COPY data /data', data)).toEqual([])
  })

  it.each(['d*ta', '#data', '.git'])('is silent about %s', (name) => {
    const text = `FROM a\nCOPY --exclude=${name} . .\n`
    const entries = [entry(name, 89_000_000)]
    expect(codesOf(text, { ...scene, entries })).toEqual([])
  })

  it.each<[string, string, Scene]>([
    ['it is ignored', dockerfile, { ...scene, entries: [entry('node_modules', 89_000_000, true)] }],
    ['it was there from before', dockerfile, { ...scene, contextBytes: 1000 }],
    ['it is used', dockerfile.replace('npm ci', 'make && npm ci'), scene],
    ['it is copied elsewhere', dockerfile.replace('. .', '. /tmp'), scene],
    ['another COPY names it', `${dockerfile}COPY node_modules /x\n`, scene],
    [
      'it is a part of what is copied',
      dockerfile,
      { ...scene, entries: [entry('src', 89_000_000)] },
    ],
    [
      'it is the smaller part',
      dockerfile,
      { ...scene, entries: [entry('node_modules', 20_000_000), entry('src', 70_000_000)] },
    ],
    ['the context is not known', dockerfile, { contextBytes: 90_000_000 }],
  ])('is silent when %s', (_, text, facts) => {
    expect(codesOf(text, facts)).toEqual([])
  })
})

describe('load-instead-of-push', () => {
  const load = (seconds: number) => {
    const build = vertex('[1/1] RUN make', { inputs: [], started: 0, completed: 1 })
    const name = 'exporting to docker image format'
    const events = [build, vertex(name, { inputs: [], started: 1, completed: 1 + seconds })]
    return record(announced(events)).tasks
  }
  const facts = (seconds: number, loadedFrom = ['ghcr.io']) =>
    advise(factsOf('FROM a\n', { tasks: load(seconds), loadedFrom }))

  it('is told with the time of the tarball', () => {
    expect(facts(8)).toEqual([
      {
        code: 'load-instead-of-push',
        message: expect.stringContaining('signed in to ghcr.io'),
        ...{ seconds: 8, isUpperBound: true },
      },
    ])
  })

  it('is silent for a small image, and when the job can not push', () => {
    expect(facts(1)).toEqual([])
    expect(facts(8, [])).toEqual([])
  })
})

describe('a build for two platforms', () => {
  const dockerfile = 'FROM node\nCOPY package.json .\nRUN npm ci\n'
  const facts = (armSeconds: number) => {
    const events = [
      ...['amd64', 'arm64'].flatMap((architecture) => {
        const prefix = (index: number) => `[linux/${architecture} ${index}/3]`
        const seconds = architecture === 'arm64' ? armSeconds : 5
        const copy = vertex(`${prefix(2)} COPY package.json .`, { started: 0, completed: 1 })
        const install = vertex(`${prefix(3)} RUN npm ci`, {
          ...{ inputs: [`${prefix(2)} COPY package.json .`], started: 1, completed: 1 + seconds },
        })
        return [copy, install]
      }),
    ]
    const built = record(announced(events))
    const parsed = parseDockerfile(dockerfile)
    const placed = placeSteps(built, parsed)
    const environments = new Map(built.steps.map((_, index) => [index, { variables: images }]))
    const parts = { steps: placed, tasks: built.tasks, dockerfile: parsed, environments }
    return factsOf(dockerfile, parts)
  }

  it('is advised once, by the time that both would have spared', () => {
    const found = advise(facts(5))
    expect(found).toEqual([expect.objectContaining({ code: 'no-cache-mount', seconds: 5 })])
    // The slower one decides.
    expect(advise(facts(20))).toEqual([
      expect.objectContaining({ code: 'no-cache-mount', seconds: 20 }),
    ])
  })

  it('is advised about both only if both had the reason', () => {
    const change = (architecture: string) => {
      const text = 'FROM a\nARG REVISION\nRUN apk add gcc\nLABEL revision=$REVISION\n'
      const name = (each: string) => `[linux/${each} 2/2] RUN apk add gcc`
      const events = ['amd64', 'arm64'].map((each) =>
        vertex(name(each), { started: 0, completed: 5 }),
      )
      const built = record(announced(events))
      const misses = built.steps.flatMap(({ platform }, step) =>
        architecture === 'both' || platform === `linux/${architecture}`
          ? [{ step, reason: 'instruction-changed' as const, detail: 'argument REVISION' }]
          : [],
      )
      const buildArgs = new Map([['REVISION', commit.id]])
      const steps = placeSteps(built, parseDockerfile(text))
      return advise(factsOf(text, { steps, tasks: built.tasks, misses, buildArgs }))
    }
    expect(change('both')).toEqual([
      expect.objectContaining({ code: 'changing-label', seconds: 5 }),
    ])
    // The other one would have taken as long.
    expect(change('amd64')).toEqual([])
  })
})

describe('advise', () => {
  it('gives at most three, that which spares most first', () => {
    const dockerfile = [
      'FROM a',
      'RUN npm ci',
      'RUN --mount=type=cache,target=/var/cache/apt apt-get update',
      'RUN yarn',
      'RUN pnpm install',
      '',
    ].join('\n')
    const found = advise(factsOf(dockerfile, { seconds: { 'RUN yarn': 9 } }))
    expect(found.map(({ line, seconds }) => [line, seconds])).toEqual([
      [4, 9],
      [2, 5],
      [5, 5],
    ])
  })

  it('does not speak of a stage whose steps are not those of the Dockerfile', () => {
    const { steps } = factsOf('FROM a\nRUN npm ci\n')
    const built = record(announced([vertex('[1/9] RUN npm ci', { started: 0, completed: 5 })]))
    expect(steps).toHaveLength(1)
    expect(placeSteps(built, parseDockerfile('FROM a\nRUN npm ci\n'))).toEqual([])
  })
})

it.each([
  ['digits', `apt-get update 2>&1 ${'0'.repeat(1_000_000)}`],
  ['letters', `rm -${'r'.repeat(1_000_000)}/`],
])('reads a RUN of so many %s that a search from each would not end', (_, command) => {
  const dockerfile = parseDockerfile(`FROM a\nRUN ${command}\n`)
  const [stage] = dockerfile.stages
  const [run] = stage?.instructions ?? []
  if (stage === undefined || run === undefined) throw new Error('no stage')
  expect(isBlind(run, stage, dockerfile)).toBe(true)
  expect(keepsNothing(command)).toBe(false)
})

it.each([
  ['a$\u007bA:-x}b', undefined],
  ['$\u007bA:-x/y}', undefined],
  ['$A/b', []],
  ['a$\u007bA}:$B', []],
  [`a:${'$\u007b'.repeat(500_000)}`, []],
])('of a base with variables, what is above it is known only if it is an image', (base, above) => {
  const dockerfile = parseDockerfile(`FROM ${base}\nRUN a\n`)
  const [stage] = dockerfile.stages
  if (stage === undefined) throw new Error('no stage')
  expect(instructionsAbove(1, stage, dockerfile)).toEqual(above)
})
