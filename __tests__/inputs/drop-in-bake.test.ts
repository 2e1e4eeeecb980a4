// What each input becomes on buildx's command line, as docker/bake-action v7 has it. It passes the same options in
// another order, without `--`, and without --progress.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readDefinition } from '../../src/bake/definition.ts'
import { planBake } from '../../src/bake/plan.ts'
import { bakeArgs } from '../../src/buildx/bake-args.ts'
import { readCiRun } from '../../src/github/ci-run.ts'
import { readBakeInputs } from '../../src/inputs/bake-inputs.ts'
import { createInputReader } from '../../src/inputs/reader.ts'

const directory = mkdtempSync(join(tmpdir(), 'drop-in-bake-'))
afterAll(() => rmSync(directory, { recursive: true }))
mkdirSync(join(directory, 'app'))
const privateEvent = join(directory, 'private.json')
writeFileSync(privateEvent, JSON.stringify({ repository: { private: true } }))

const onMain = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'abc',
}
const url = 'https://github.com/acme/app/actions/runs/7/attempts/2'
const git = 'https://github.com/acme/app.git#abc'

type Given = Readonly<Record<string, string>>

function read(given: Given, env: NodeJS.ProcessEnv = onMain) {
  const inputs: Record<string, string> = { source: '.', 'github-token': 'secret', ...given }
  const reader = createInputReader((name) => inputs[name] ?? '')
  return readBakeInputs(reader, { run: readCiRun(env) })
}

/** The arguments, without those of ours and the permission that both always give. */
function argsOf(
  given: Given,
  {
    definition = { target: { app: {} } },
    env = onMain,
  }: { definition?: object; env?: NodeJS.ProcessEnv } = {},
): string[] {
  const { bake } = read(given, env)
  const plan = planBake({
    bake,
    definition: readDefinition(JSON.stringify(definition)),
    cache: { reference: '', mode: 'max', compression: '', export: 'auto' },
    origin: { kind: 'branch', name: 'main' },
    allowUntrusted: false,
    attestRun: readCiRun(env),
    ...{ isPersistent: true, driver: 'remote', version: 'v0.34.2' },
  })
  const args = bakeArgs(plan.bake, { builder: 'b', metadataFile: '/m.json' })
  expect(args.slice(0, 7)).toEqual([
    ...['bake', '--builder', 'b', '--progress', 'rawjson', '--metadata-file', '/m.json'],
  ])
  const rest = args.slice(7)
  const at = rest.indexOf('fs=*')
  expect(rest[at - 1]).toBe('--allow')
  return rest.toSpliced(at - 1, 2)
}

const max = `type=provenance,mode=max,builder-id=${url}`
const min = `type=provenance,mode=min,inline-only=true,builder-id=${url}`
const noProvenance = ['--provenance', 'false']

describe('the arguments of buildx bake', () => {
  it.each<[Given, readonly string[]]>([
    [{ targets: 'webapp\nvalidate' }, [...noProvenance, '--', 'webapp', 'validate']],
    [{ targets: 'webapp,validate' }, [...noProvenance, '--', 'webapp', 'validate']],
    [{ targets: '"image-all"' }, [...noProvenance, '--', 'image-all']],
    [
      { files: './a.hcl\nb.json, c.yml' },
      ['--file', './a.hcl', '--file', 'b.json', '--file', 'c.yml', ...noProvenance, '--'],
    ],
    [
      { set: '*.cache-from=type=gha\n*.cache-to=type=gha' },
      ['--set', '*.cache-from=type=gha', '--set', '*.cache-to=type=gha', ...noProvenance, '--'],
    ],
    [
      { set: '*.platform=linux/amd64,linux/s390x\n*.output=type=image,"name=a:1,a:2",push=true' },
      [
        '--set',
        '*.platform=linux/amd64,linux/s390x',
        '--set',
        '*.output=type=image,"name=a:1,a:2",push=true',
        ...noProvenance,
        '--',
      ],
    ],
    [{ set: '*.labels.foo=bar=#baz' }, ['--set', '*.labels.foo=bar=#baz', ...noProvenance, '--']],
    [
      { vars: 'TAG=1,2\nOTHER="x"' },
      ['--var', 'TAG=1,2', '--var', 'OTHER="x"', ...noProvenance, '--'],
    ],
    [{ 'no-cache': 'true', pull: 'true' }, [...noProvenance, '--no-cache', '--pull', '--']],
    [{ load: 'true', push: 'true' }, [...noProvenance, '--load', '--push', '--']],
    [
      { allow: 'network.host, security.insecure' },
      ['--allow', 'network.host', '--allow', 'security.insecure', ...noProvenance, '--'],
    ],
    [{ sbom: 'true' }, [...noProvenance, '--sbom', 'true', '--']],
    [{ call: 'check' }, ['--call', 'check', ...noProvenance, '--']],
    [{ source: '' }, [...noProvenance, '--', git]],
    [
      { source: '{{defaultContext}}:app', targets: 'x' },
      [...noProvenance, '--', `${git}:app`, 'x'],
    ],
    [
      { source: 'https://github.com/other/x.git#v1' },
      [...noProvenance, '--', 'https://github.com/other/x.git#v1'],
    ],
    [{ source: join(directory, 'app') }, [...noProvenance, '--']],
    // Not theirs.
    [
      { jobs: 'defer-error,parallel=2' },
      ['--jobs', 'defer-error,parallel=2', ...noProvenance, '--'],
    ],
  ])('for %j', (given, expected) => {
    expect(argsOf({ provenance: 'false', ...given })).toEqual(expected)
  })

  it.each([
    ['true', ['--provenance', `builder-id=${url}`]],
    ['mode=max', ['--provenance', `mode=max,builder-id=${url}`]],
    ['builder-id=foo', ['--provenance', 'builder-id=foo']],
    ['false', ['--provenance', 'false']],
  ])('with provenance: %s', (provenance, expected) => {
    expect(argsOf({ provenance })).toEqual([...expected, '--'])
  })

  const two = { target: { app: {}, own: { attest: [{ type: 'provenance', mode: 'min' }] } } }

  it('give provenance to each target that names none, and less of it for a private repository', () => {
    expect(argsOf({}, { definition: two })).toEqual(['--set', `app.attest=${max}`, '--'])
    const env = { ...onMain, GITHUB_EVENT_PATH: privateEvent }
    expect(argsOf({}, { env })).toEqual(['--set', `app.attest=${min}`, '--'])
  })

  it('give none when an image is loaded into Docker, or the job wants none', () => {
    expect(argsOf({ load: 'true' })).toEqual(['--load', '--'])
    const docker = { target: { app: {}, other: { output: [{ type: 'docker' }] } } }
    expect(argsOf({}, { definition: docker })).toEqual(['--'])
    expect(argsOf({}, { env: { ...onMain, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } })).toEqual(['--'])
  })
})

describe('the definition', () => {
  it('is read where source says, from the working directory', () => {
    expect(read({}).directory).toBe(process.cwd())
    const app = join(directory, 'app')
    expect(read({ source: app })).toMatchObject({ directory: app, source: app, gitAuth: {} })
    expect(() => read({ source: 'none' })).toThrow('source: "none" is not a folder.')
    expect(() => read({ source: '-' })).toThrow('source: "-" is the standard input')
    expect(() => read({ files: 'a.hcl\n-' })).toThrow('files: "-" is the standard input')
    expect(() => read({ targets: '--push' })).toThrow('targets: "--push" is not a target.')
  })

  it('is read with the token from this server alone', () => {
    const auth = { BUILDX_BAKE_GIT_AUTH_TOKEN: 'secret' }
    expect(read({ source: '' }).gitAuth).toEqual(auth)
    expect(read({ source: 'https://github.com/acme/other.git' }).gitAuth).toEqual(auth)
    expect(read({ source: 'https://github.com.evil.example/acme/app.git' }).gitAuth).toEqual({})
    expect(read({ source: 'git@other.example:acme/app.git' }).gitAuth).toEqual({})
    expect(read({ source: '', 'github-token': '' }).gitAuth).toEqual({})
  })

  it('of another host has the user name that goes with its token', () => {
    const run = { ...readCiRun(onMain), gitUser: 'job' }
    const given: Given = { source: '', 'github-token': 'secret' }
    const reader = createInputReader((name) => given[name] ?? '')
    const basic = Buffer.from('job:secret').toString('base64')
    expect(readBakeInputs(reader, { run }).gitAuth).toEqual({
      BUILDX_BAKE_GIT_AUTH_HEADER: `basic ${basic}`,
    })
  })
})
