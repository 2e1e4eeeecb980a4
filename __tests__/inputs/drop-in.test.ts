// Each input and its form on buildx's command line, the same as docker/build-push-action v7 makes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { buildArgs } from '../../src/buildx/build-args.ts'
import { readCiRun } from '../../src/github/ci-run.ts'
import { readBuildInputs } from '../../src/inputs/build-inputs.ts'
import { createInputReader } from '../../src/inputs/reader.ts'

const directory = mkdtempSync(join(tmpdir(), 'drop-in-'))
afterAll(() => rmSync(directory, { recursive: true }))
const event = (name: string, payload: unknown): string => {
  const path = join(directory, `${name}.json`)
  writeFileSync(path, JSON.stringify(payload))
  return path
}
const privateEvent = event('private', { repository: { private: true } })
const pullEvent = event('pull', { pull_request: { head: { sha: 'headsha' } } })
const secretFile = join(directory, 'secret.txt')
writeFileSync(secretFile, 'x')
const commaFile = join(directory, 'a,b')
writeFileSync(commaFile, 'x')

const onMain = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'abc',
}
const onPull = {
  ...onMain,
  GITHUB_REF: 'refs/pull/5/merge',
  GITHUB_SHA: 'mergesha',
  GITHUB_EVENT_PATH: pullEvent,
}
const url = 'https://github.com/acme/app/actions/runs/7/attempts/2'
const git = 'https://github.com/acme/app.git#abc'
const max = `type=provenance,mode=max,builder-id=${url}`
const min = `type=provenance,mode=min,inline-only=true,builder-id=${url}`

function read(given: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv) {
  const inputs: Record<string, string> = { context: '.', push: 'false', ...given }
  const warnings: string[] = []
  const reader = createInputReader((name) => inputs[name] ?? '')
  const build = readBuildInputs(reader, readCiRun(env), (text) => warnings.push(text))
  return { build, warnings }
}

function argsOf(
  given: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): { args: string[]; warnings: string[] } {
  const { build, warnings } = read(given, env)
  const options = { builder: 'b', metadataFile: '/m.json', secretFile: (n: number) => `/s/${n}` }
  return { args: buildArgs(build, options), warnings }
}
const always = ['build', '--builder', 'b', '--progress', 'rawjson', '--metadata-file', '/m.json']
const quiet = { provenance: 'false' }
const noProvenance = ['--attest', 'type=provenance,disabled=true']

type Row = [Readonly<Record<string, string>>, string[]]

describe('each input', () => {
  it.each<Row>([
    [{}, []],
    // Comma-separated lists
    [
      { 'add-hosts': 'a:1,b:2\nc:3' },
      ['--add-host', 'a:1', '--add-host', 'b:2', '--add-host', 'c:3'],
    ],
    [{ 'add-hosts': 'docker:10.180.0.1' }, ['--add-host', 'docker:10.180.0.1']],
    [{ 'add-hosts': 'six:[2001:db8::1]' }, ['--add-host', 'six:[2001:db8::1]']],
    [
      { allow: 'network.host,security.insecure' },
      ['--allow', 'network.host', '--allow', 'security.insecure'],
    ],
    [{ 'no-cache-filters': 'one\ntwo' }, ['--no-cache-filter', 'one', '--no-cache-filter', 'two']],
    [{ platforms: 'linux/amd64,linux/arm64' }, ['--platform', 'linux/amd64,linux/arm64']],
    [{ platforms: 'linux/amd64\n linux/arm64 \n\n' }, ['--platform', 'linux/amd64,linux/arm64']],
    [{ platforms: 'amd64,linux/aarch64' }, ['--platform', 'amd64,linux/aarch64']],
    [
      { platforms: 'linux/amd64,linux/arm64,linux/arm64/v8' },
      ['--platform', 'linux/amd64,linux/arm64'],
    ],
    [{ platforms: '"linux/amd64,linux/arm64"' }, ['--platform', 'linux/amd64,linux/arm64']],
    [{ ssh: 'default=/a.sock,key=/b' }, ['--ssh', 'default=/a.sock', '--ssh', 'key=/b']],
    [{ ssh: 'default' }, ['--ssh', 'default']],
    [{ tags: 'a/b:1\na/b:2' }, ['--tag', 'a/b:1', '--tag', 'a/b:2']],
    [{ tags: 'a/b:1,a/b:2\r\na/b:3' }, ['--tag', 'a/b:1', '--tag', 'a/b:2', '--tag', 'a/b:3']],
    [{ tags: '# not a comment' }, ['--tag', '# not a comment']],
    // Lists whose entries may hold commas
    [{ annotations: 'index:a=b,c\nd=e' }, ['--annotation', 'index:a=b,c', '--annotation', 'd=e']],
    [
      { annotations: 'manifest:org.opencontainers.image.title=App' },
      ['--annotation', 'manifest:org.opencontainers.image.title=App'],
    ],
    [{ 'build-args': 'A=1\nB=x y' }, ['--build-arg', 'A=1', '--build-arg', 'B=x y']],
    [{ 'build-args': 'A=1,2' }, ['--build-arg', 'A=1,2']],
    [{ 'build-args': '"A=one\ntwo"\nB=3' }, ['--build-arg', 'A=one\ntwo', '--build-arg', 'B=3']],
    [{ 'build-args': '"A=say ""hi"""' }, ['--build-arg', 'A=say "hi"']],
    [{ 'build-args': 'A=say "hi"' }, ['--build-arg', 'A=say "hi"']],
    [{ 'build-args': 'A=#1\n#B=2' }, ['--build-arg', 'A=#1', '--build-arg', '#B=2']],
    [{ 'build-args': 'FROM_ENVIRONMENT' }, ['--build-arg', 'FROM_ENVIRONMENT']],
    [{ 'build-args': 'EMPTY=' }, ['--build-arg', 'EMPTY=']],
    [
      { 'build-contexts': 'a=docker-image://x:1\nb=dir' },
      ['--build-context', 'a=docker-image://x:1', '--build-context', 'b=dir'],
    ],
    [{ 'build-contexts': 'src={{defaultContext}}:sub' }, ['--build-context', `src=${git}:sub`]],
    [
      { 'cache-from': 'type=gha\nuser/app:cache' },
      ['--cache-from', 'type=gha', '--cache-from', 'user/app:cache'],
    ],
    [{ 'cache-to': 'type=local,dest=a,mode=max' }, ['--cache-to', 'type=local,dest=a,mode=max']],
    [{ labels: 'a=b\nc=d,e' }, ['--label', 'a=b', '--label', 'c=d,e']],
    [{ labels: '"a=b\nc",d' }, ['--label', 'a=b\nc,d']],
    [
      { labels: 'org.opencontainers.image.description=It "works", mostly' },
      ['--label', 'org.opencontainers.image.description=It "works", mostly'],
    ],
    [{ outputs: 'type=local,dest=out' }, ['--output', 'type=local,dest=out']],
    [
      { outputs: 'type=image,"name=a,b",push=true' },
      ['--output', 'type=image,"name=a,b",push=true'],
    ],
    [
      { outputs: 'type=registry\ntype=tar,dest=a.tar' },
      ['--output', 'type=registry', '--output', 'type=tar,dest=a.tar'],
    ],
    [{ outputs: 'out' }, ['--output', 'out']],
    [
      { ulimit: 'nofile=1024:1024\nnproc=3' },
      ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=3'],
    ],
    // Texts
    [{ 'cgroup-parent': 'ci' }, ['--cgroup-parent', 'ci']],
    [{ call: 'check' }, ['--call', 'check']],
    [{ call: 'check,format=json' }, ['--call', 'check,format=json']],
    [{ file: 'ci/Dockerfile' }, ['--file', 'ci/Dockerfile']],
    [{ file: ' ci/Dockerfile ' }, ['--file', 'ci/Dockerfile']],
    [{ network: 'host' }, ['--network', 'host']],
    [{ 'shm-size': '2g' }, ['--shm-size', '2g']],
    [{ target: 'test' }, ['--target', 'test']],
    // Switches
    [{ 'no-cache': 'true' }, ['--no-cache']],
    [{ 'no-cache': 'FALSE' }, []],
    [{ pull: 'True' }, ['--pull']],
    [{ push: 'true', tags: 'a/b' }, ['--tag', 'a/b', '--push']],
    [{ push: '', tags: 'a/b' }, ['--tag', 'a/b', '--push']],
    [{ push: '', tags: 'a/b', load: 'true' }, ['--tag', 'a/b', '--load']],
    [{ push: '', outputs: 'out' }, ['--output', 'out']],
    [{ push: '', call: 'check' }, ['--call', 'check']],
    [{ push: 'true', load: 'true', tags: 'a' }, ['--tag', 'a', '--load', '--push']],
    // Secrets
    [{ secrets: 'A=one\nB=two' }, ['--secret', 'id=A,src=/s/0', '--secret', 'id=B,src=/s/1']],
    [{ secrets: 'A=one=two,three' }, ['--secret', 'id=A,src=/s/0']],
    [{ secrets: '"A=one\ntwo"' }, ['--secret', 'id=A,src=/s/0']],
    [{ secrets: 'A=' }, []],
    [{ 'secret-envs': 'A=ONE,B=TWO' }, ['--secret', 'id=A,env=ONE', '--secret', 'id=B,env=TWO']],
    [{ 'secret-files': `A=${secretFile}` }, ['--secret', `id=A,src=${secretFile}`]],
    [{ 'secret-files': `A=${commaFile}` }, ['--secret', `id=A,"src=${commaFile}"`]],
    [{ 'secret-files': 'A=/no/such/file' }, []],
    [
      { secrets: 'A=1', 'secret-envs': 'B=TWO', 'secret-files': `C=${secretFile}` },
      [
        '--secret',
        'id=B,env=TWO',
        '--secret',
        'id=A,src=/s/1',
        '--secret',
        `id=C,src=${secretFile}`,
      ],
    ],
    // The token is not passed on when another repository is built.
    [{ 'github-token': 't' }, []],
  ])('%j', (inputs, flags) => {
    const attested = [...(flags.includes('--load') ? [] : ['--attest', max])]
    const { args } = argsOf(inputs, onMain)
    expect(args.filter((_, index) => !isDefaultAttest(args, index))).toEqual([
      ...always,
      ...flags,
      '--',
      '.',
    ])
    expect(args.filter((_, index) => isDefaultAttest(args, index))).toEqual(attested)
  })
})

function isDefaultAttest(args: readonly string[], index: number): boolean {
  return args[index] === max || args[index + 1] === max
}

describe('attestations', () => {
  it.each<[string, Readonly<Record<string, string>>, NodeJS.ProcessEnv, string[]]>([
    ['of a public repository', {}, {}, [max]],
    ['of a private repository', {}, { GITHUB_EVENT_PATH: privateEvent }, [min]],
    ['none by default', {}, { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }, []],
    ['by default nevertheless', {}, { BUILDX_NO_DEFAULT_ATTESTATIONS: 'false' }, [max]],
    ['none for load', { load: 'true' }, {}, []],
    ['none for a docker output', { outputs: 'type=docker,dest=a.tar' }, {}, []],
    ['for a folder named type = docker', { outputs: 'type = docker' }, {}, [max]],
    ['for a folder named TYPE=docker', { outputs: 'TYPE=docker' }, {}, [max]],
    ['for another output', { outputs: 'type=oci,dest=a.tar' }, {}, [max]],
    ['provenance: true', { provenance: 'true' }, {}, [`type=provenance,builder-id=${url}`]],
    ['provenance: false', { provenance: 'false' }, {}, ['type=provenance,disabled=true']],
    [
      'provenance: mode=min',
      { provenance: 'mode=min' },
      {},
      [`type=provenance,mode=min,builder-id=${url}`],
    ],
    [
      'its own builder-id',
      { provenance: 'mode=max,builder-id=me' },
      {},
      ['type=provenance,mode=max,builder-id=me'],
    ],
    [
      'a Builder-ID, which is another attribute',
      { provenance: 'mode=max,Builder-ID=me' },
      {},
      [`type=provenance,mode=max,Builder-ID=me,builder-id=${url}`],
    ],
    [
      'provenance for load, asked for',
      { provenance: 'mode=max', load: 'true' },
      {},
      [`type=provenance,mode=max,builder-id=${url}`],
    ],
    [
      'provenance in attests',
      { attests: 'type=provenance,mode=min' },
      {},
      [`type=provenance,mode=min,builder-id=${url}`],
    ],
    [
      'provenance over attests',
      { provenance: 'false', attests: 'type=provenance,mode=min' },
      {},
      ['type=provenance,disabled=true'],
    ],
    ['sbom: true', { sbom: 'true' }, {}, [max, 'type=sbom,disabled=false']],
    ['sbom: false', { sbom: 'false' }, {}, [max, 'type=sbom,disabled=true']],
    ['sbom with a generator', { sbom: 'generator=a/b' }, {}, [max, 'type=sbom,generator=a/b']],
    [
      'sbom in attests',
      { attests: 'type=sbom,generator=a/b' },
      {},
      [max, 'type=sbom,generator=a/b'],
    ],
    [
      'sbom over attests',
      { sbom: 'true', attests: 'type=sbom,generator=a/b' },
      {},
      [max, 'type=sbom,disabled=false'],
    ],
    [
      'both, and another type',
      { attests: 'type=sbom\ntype=provenance,mode=max\ntype=other,true' },
      {},
      ['type=sbom', max, 'type=other,disabled=false'],
    ],
  ])('%s', (_, inputs, env, attests) => {
    const { args } = argsOf(inputs, { ...onMain, ...env })
    const flags = args.filter((_, index) => args[index - 1] === '--attest')
    expect(flags).toEqual(attests)
  })
})

describe('the default context', () => {
  it.each<[string, Readonly<Record<string, string>>, NodeJS.ProcessEnv, string]>([
    ['is the repository at the commit', {}, onMain, git],
    ['can be given a folder', { context: '{{defaultContext}}:sub' }, onMain, `${git}:sub`],
    ['stands between other words', { context: '{{ defaultContext }}:a/b' }, onMain, `${git}:a/b`],
    ['is the merge of a pull request', {}, onPull, 'https://github.com/acme/app.git#mergesha'],
    [
      'is the head of a pull request when asked for',
      {},
      { ...onPull, DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: 'true' },
      'https://github.com/acme/app.git#headsha',
    ],
    [
      'is the head by its ref when the event does not name the commit',
      {},
      { ...onPull, DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: '1', GITHUB_EVENT_PATH: '' },
      'https://github.com/acme/app.git#refs/pull/5/head',
    ],
    [
      'is on the same server as the run',
      {},
      { ...onMain, GITHUB_SERVER_URL: 'https://git.acme' },
      'https://git.acme/acme/app.git#abc',
    ],
    ['gives way to a folder', { context: 'app' }, onMain, 'app'],
    [
      'gives way to another repository',
      { context: 'https://example.com/a.git#v1' },
      onMain,
      'https://example.com/a.git#v1',
    ],
  ])('%s', (_, inputs, env, context) => {
    const { args } = argsOf({ context: '', ...quiet, ...inputs }, env)
    expect(args).toEqual([...always, ...noProvenance, '--', context])
  })

  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['comes with the token', {}, ['id=GIT_AUTH_TOKEN.github.com,src=/s/0']],
    [
      'in a folder too',
      { context: '{{defaultContext}}:sub' },
      ['id=GIT_AUTH_TOKEN.github.com,src=/s/0'],
    ],
    [
      'not beside a token for all servers',
      { secrets: 'GIT_AUTH_TOKEN=x' },
      ['id=GIT_AUTH_TOKEN,src=/s/0'],
    ],
    [
      'not beside a token for this server',
      { secrets: 'GIT_AUTH_TOKEN.github.com=x' },
      ['id=GIT_AUTH_TOKEN.github.com,src=/s/0'],
    ],
    ['not without a token', { 'github-token': '' }, []],
    ['not for another context', { context: 'https://github.com/acme/other.git#abc' }, []],
  ])('%s', (_, inputs, secrets) => {
    const { args } = argsOf({ context: '', 'github-token': 't', ...inputs }, onMain)
    expect(args.filter((_, index) => args[index - 1] === '--secret')).toEqual(secrets)
  })
})

describe('known pitfalls of docker/build-push-action', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['issue 51', { file: './app/Dockerfile' }, ['--file', './app/Dockerfile']],
    ['issue 169', { context: './build/front' }, []],
    ['issue 245', { 'build-args': 'A={"b":"c","d":"e"}' }, ['--build-arg', 'A={"b":"c","d":"e"}']],
    ['issue 481', { 'build-args': 'A=a:1,B=b:2' }, ['--build-arg', 'A=a:1,B=b:2']],
    ['issue 543', { 'build-args': 'A=1\nB=2\n' }, ['--build-arg', 'A=1', '--build-arg', 'B=2']],
    [
      'issue 852',
      { 'build-args': '"A=First line\nSecond ""line""\n""Third"" ""line"""' },
      ['--build-arg', 'A=First line\nSecond "line"\n"Third" "line"'],
    ],
    ['issue 879', { 'build-args': 'A=before#after' }, ['--build-arg', 'A=before#after']],
    [
      'issue 1072',
      { outputs: 'type=image,"name=a/b,c/d",push-by-digest=true,name-canonical=true,push=true' },
      ['--output', 'type=image,"name=a/b,c/d",push-by-digest=true,name-canonical=true,push=true'],
    ],
    [
      'issue 1462',
      { tags: 'a/b:1.0.1\na/b:latest', labels: 'VERSION=1.0.1\nMAJOR=1' },
      [
        ...['--label', 'VERSION=1.0.1', '--label', 'MAJOR=1'],
        ...['--tag', 'a/b:1.0.1', '--tag', 'a/b:latest'],
      ],
    ],
  ])('%s', (_, inputs, flags) => {
    const { args } = argsOf({ ...quiet, ...inputs }, onMain)
    const given = args.slice(always.length, args.indexOf('--'))
    expect(given.filter((arg) => !noProvenance.includes(arg))).toEqual(flags)
    expect(args.at(-1)).toBe(inputs.context ?? '.')
  })

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['issue 210, quoted', '"A=one\n two\n\nthree"\nB=four', { A: 'one\n two\n\nthree', B: 'four' }],
    ['issue 210, not quoted', 'A=one\ntwo\nB=three', { A: 'one', B: 'three' }],
    ['issue 245, not quoted', 'A={"b":"c","d":"e"}', { A: '{"b":"c","d":"e"}' }],
    ['issue 245, quoted', '"A={""b"":""c""}"', { A: '{"b":"c"}' }],
    ['issue 895', '"A=one"\n"B=two"', { A: 'one', B: 'two' }],
    ['a key that ends with an empty line', '"A=one\n\n"', { A: 'one\n\n' }],
  ])('secrets: %s', (_, secrets, values) => {
    const { build } = read({ secrets }, onMain)
    const pairs = build.secrets.map((secret) => [secret.id, 'value' in secret && secret.value])
    expect(Object.fromEntries(pairs)).toEqual(values)
  })
})
