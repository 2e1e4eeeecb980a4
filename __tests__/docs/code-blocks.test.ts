import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { buildxVersion } from '../../script/rig/parts.ts'
import { neededVersions } from '../../src/bake/failed-read.ts'
import { pinnedVersion } from '../../src/buildx/install/pin.ts'
import { isOlder } from '../../src/buildx/install/version.ts'
import { action, blocksOf, pages, read } from './markdown.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Each step in a YAML text, whatever is around it. */
function stepsIn(value: Json): Record<string, Json>[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn)
  if (value === null || typeof value !== 'object') return []
  const inner = Object.values(value).flatMap(stepsIn)
  return typeof value.uses === 'string' ? [value, ...inner] : inner
}

/** Inputs and outputs that a YAML text uses and action.yml lacks. */
function faults(text: string): string[] {
  const ours = stepsIn(parse(text) as Json).filter(
    ({ uses }) => typeof uses === 'string' && /^org\/remote-buildkit@|^\.\/$/.test(uses),
  )
  const inputs = ours
    .flatMap(({ with: given }) => Object.keys(given ?? {}))
    .filter((name) => !(name in action.inputs))
  const outputs = ours.flatMap(({ id }) =>
    [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)]
      .filter(([, step]) => step === id)
      .map(([, , output = '']) => output)
      .filter((name) => !(name in action.outputs)),
  )
  return [
    ...inputs.map((name) => `there is no input ${name}`),
    ...outputs.map((name) => `there is no output ${name}`),
  ]
}

/** The inputs of each bake in a YAML text, on GitHub and on GitLab. */
function bakesIn(value: Json): Readonly<Record<string, Json>>[] {
  if (Array.isArray(value)) return value.flatMap(bakesIn)
  if (value === null || typeof value !== 'object') return []
  const name = String(value.uses ?? value.component ?? '')
  const inputs = value.with ?? value.inputs
  const isBake = name.includes('org/remote-buildkit/bake@')
  const inner = Object.values(value).flatMap(bakesIn)
  return isBake ? [inputs as Readonly<Record<string, Json>>, ...inner] : inner
}

/** The inputs that the buildx of a bake lacks. */
function missingIn(inputs: Readonly<Record<string, Json>>): string[] {
  const version = String(inputs['buildx-version'] ?? pinnedVersion)
  return Object.values(neededVersions)
    .filter(([input, since]) => input in inputs && isOlder(version, since))
    .map(([input, since]) => `${input} needs ${since}`)
}

const blocks = pages.flatMap((page) =>
  blocksOf(read(page)).map((block) => ({ ...block, where: `${page}:${block.line}` })),
)
const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yml'))
  .map((path) => ({ where: `examples/${path}`, text: read(`examples/${path}`) }))
const workflows = readdirSync('.github/workflows').map((name) => ({
  where: name,
  text: read(`.github/workflows/${name}`),
}))

describe('YAML', () => {
  const inPages = blocks.filter(({ language }) => /^ya?ml$/.test(language))

  it.each([...inPages, ...examples, ...workflows])(
    'in $where uses only inputs and outputs of action.yml',
    ({ text }) => {
      expect(faults(text)).toEqual([])
    },
  )

  // Hosted runners have about the buildx that is pinned here.
  it.each([...inPages, ...examples])('in $where names a buildx that has its inputs', ({ text }) => {
    expect(bakesIn(parse(text) as Json).flatMap(missingIn)).toEqual([])
  })

  it.each([
    ['step', 'uses: org/remote-buildkit/bake@v1', 'with'],
    ['component', 'component: $CI_SERVER_FQDN/org/remote-buildkit/bake@v1', 'inputs'],
  ])('in a %s with inputs that buildx lacks is reported', (_, name, inputs) => {
    const faultsOf = (version: string) =>
      bakesIn(parse(`- ${name}\n  ${inputs}: { jobs: defer-error, vars: A=1${version} }`)).flatMap(
        missingIn,
      )
    expect(faultsOf('')).toEqual(['jobs needs v0.38.0'])
    expect(faultsOf(', buildx-version: v0.30.0')).toEqual([
      'jobs needs v0.38.0',
      'vars needs v0.31.0',
    ])
    expect(faultsOf(', buildx-version: v0.38.0')).toEqual([])
  })

  it('pins each action of others to a commit, but where it shows what users have, or no commit is known here', () => {
    const unpinned = [...inPages, ...examples].flatMap(({ where, text }) =>
      [...text.matchAll(/uses: (?:https:\/\/github\.com\/)?([\w-]+\/[\w/-]+@\S+.*)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !name.startsWith('org/remote-buildkit'))
        .filter((name) => !/@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(name))
        .map((name) => `${where.replace(/:\d+$/, '')}: ${name}`),
    )
    expect(unpinned).toEqual([
      'docs/migrating.md: docker/login-action@v4',
      'docs/migrating.md: docker/setup-buildx-action@v4',
      'docs/migrating.md: docker/build-push-action@v7',
      'docs/private-networks.md: tailscale/github-action@v4',
    ])
  })

  it('that uses another one is reported', () => {
    const text = `
      steps:
        - uses: org/remote-buildkit@v1
          id: a
          with: { endpoints: 'tcp://x' }
        - run: echo \${{ steps.a.outputs.hit }} \${{ steps.b.outputs.else }}
    `
    expect(faults(text)).toEqual(['there is no input endpoints', 'there is no output hit'])
  })

  const isGithub = ({ where, text }: (typeof examples)[number]) =>
    text.includes('jobs:') && !where.startsWith('examples/ci/')

  it.each(examples.filter(isGithub))(
    'in $where is a whole workflow that names its permissions',
    ({ text }) => {
      const workflow = parse(text) as Record<string, Json>
      expect(Object.keys(workflow)).toEqual(
        expect.arrayContaining(['name', 'on', 'permissions', 'jobs']),
      )
      // It names the permissions that its steps use, and no others.
      const permissions = workflow.permissions as Record<string, Json>
      expect('packages' in permissions).toBe(/ghcr\.io|actions\/image/.test(text))
    },
  )
})

it.each([...pages.map((page) => ({ where: page, text: read(page) })), ...examples])(
  '$where gives no release of buildx but the one that the tests run',
  ({ text }) => {
    const given = [...text.matchAll(/\bbuildx-version: (v[\d.]+\d)/g)].map(([, version]) => version)
    expect(given.filter((version) => version !== buildxVersion)).toEqual([])
  },
)

describe('shell', () => {
  it.each(blocks.filter(({ language }) => /^(sh|bash|shell)$/.test(language)))(
    'in $where is valid in bash',
    ({ text }) => {
      expect(() => execFileSync('bash', ['-n'], { input: text, stdio: 'pipe' })).not.toThrow()
    },
  )
})
