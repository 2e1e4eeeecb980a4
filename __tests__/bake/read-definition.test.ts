import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { readEnd } from '../../src/bake/failed-read.ts'
import type { ReadOptions } from '../../src/bake/read-command.ts'
import { readBake } from '../../src/bake/read-definition.ts'
import { ConfigurationError } from '../../src/base/errors.ts'

const directory = mkdtempSync(join(tmpdir(), 'read-definition-'))
afterAll(() => rmSync(directory, { recursive: true }))

const bake = {
  ...{ remote: '', allow: ['fs=*'], call: '', files: [], jobs: 'defer-error', load: false },
  ...{ noCache: false, provenance: '', pull: false, push: false, sbom: '', set: [], targets: [] },
  vars: [],
}

/** Reads by a buildx that runs a script. */
function read(script: string, more: Partial<ReadOptions> = {}) {
  const file = join(directory, 'buildx')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const buildx = { file, env: { PATH: process.env.PATH } }
  const signal = new AbortController().signal
  return readBake({ bake, directory, gitAuth: {}, buildx, ...more }, { directory, signal })
}
const failing = (error: string) => `printf '#1 reading\\nERROR: %s\\n' '${error}' >&2; exit 1`

it('reads what buildx prints', async () => {
  const { definition } = await read(`echo '{"target":{"app":{}}}'`)
  expect(definition.requested).toEqual(['app'])
})

it.each([
  ['unknown flag: --jobs', /^jobs needs buildx v0\.38\.0 or newer.*Set buildx-version: v0\.38\.0/],
  ['unknown flag: --var', /^vars needs buildx v0\.31\.0/],
  ['invalid jobs mode "x"', /^jobs: invalid jobs mode "x"\. Write fail-fast, defer-error/],
  ['couldn t find a bake definition', /^The bake definition can't be read: couldn t find/],
  ['unknown jobs option "x"', /^jobs: unknown jobs option "x"\. Write/],
  ['duplicate jobs option "mode"', /^jobs: duplicate/],
  ['invalid jobs parallel value "-1": must be a non-negative integer', /^jobs: invalid jobs par/],
  ['failed to find target jobs', /^The bake definition uses a target "jobs" that it doesn't have/],
  ['failed to find target default', /^targets: there is no target "default"/],
  [
    'open /jobs/a.hcl: no such file or directory',
    /^files: there is no a\.hcl in \S+ \(open \/jobs/,
  ],
  ['open a.hcl: no such file or directory', /^files: there is no a\.hcl in \S+ \(open a\.hcl/],
  ['open b c.hcl: no such file or directory', /^files: there is no b c\.hcl in /],
  [
    'env file /jobs/.env not found: stat /jobs/.env: no such file or directory',
    /^The bake definition can't be read: env file /,
  ],
  [
    'docker-bake.hcl:1,1-2: Invalid argument name',
    /^The bake definition can't be read: docker-bake/,
  ],
])('explains %j in one line', async (error, message) => {
  const files = ['cwd://a.hcl', 'b c.hcl']
  const found = await read(failing(error), { bake: { ...bake, files } }).catch((fault) => fault)
  expect(found).toBeInstanceOf(ConfigurationError)
  expect(found.message).toMatch(message)
  expect(found.message).not.toContain('\n')
})

it.each([
  ['', 'docker-bake.hcl:2,45-46: Missing newline', 'docker-bake.hcl', 2],
  ['', 'app/a.hcl:12,3-14,5: Invalid', 'app/a.hcl', 12],
  ['https://a/b.git', 'docker-bake.hcl:2,45-46: Missing newline', 'checkout/docker-bake.hcl', 2],
])('says where in a definition (%j) a mistake is: %s', async (remote, error, path, line) => {
  const more = { bake: { ...bake, remote }, checkout: join(directory, 'checkout') }
  const found = await read(failing(error), more).catch((fault) => fault)
  expect(found.place).toEqual({ path: join(directory, path), line })
})

it.each([
  ['https://a/b.git', 'docker-bake.hcl:2,45-46: Missing newline'],
  ['', 'failed to find target x:1,2: none'],
])('in a definition (%j) of which nothing is known, says no place: %s', async (remote, error) => {
  const found = await read(failing(error), { bake: { ...bake, remote } }).catch((fault) => fault)
  expect(found.place).toBeUndefined()
})

it.each([
  ['', [], "couldn't find a bake definition", true],
  ['', ['a.hcl'], 'open a.hcl: no such file or directory', true],
  ['', [], 'stat /app/.env: no such file or directory', true],
  ['', [], 'a.hcl:1,2: Invalid argument', false],
  ['https://a/b.git', [], "couldn't find a bake definition", false],
  ['https://a/b.git', ['a.hcl'], 'open a.hcl: no such file or directory', false],
  ['https://a/b.git', ['cwd://a.hcl'], 'open a.hcl: no such file or directory', true],
])(
  'says whether the checkout may be missing: of %j with %j, %s',
  async (remote, files, error, lacksFile) => {
    const script = failing(error).replaceAll("couldn't", `couldn'"'"'t`)
    const found = await read(script, { bake: { ...bake, remote, files } }).catch((fault) => fault)
    expect(found.lacksFile).toBe(lacksFile)
  },
)

it('lists the targets when there is none of that name', async () => {
  const list = `[ "$2" = --list ] && { echo '[{"name":"app"},{"name":"tool"}]'; exit 0; }`
  const script = `${list}\n${failing('failed to find target nope')}`
  const asked = { bake: { ...bake, targets: ['app', 'nope'] } }
  await expect(read(script, asked)).rejects.toThrow(
    'targets: there is no target "nope" (failed to find target nope). The definition has app, tool.',
  )
})

it('lists what an input could name: no group where fields are overridden', async () => {
  const listed = '[{"name":"app"},{"name":"all","group":true}]'
  const list = `[ "$2" = --list ] && { echo '${listed}'; exit 0; }`
  const script = `${list}\n${failing('could not find any target matching "x*"')}`
  await expect(read(script, { bake: { ...bake, set: ['x*.tags=1'] } })).rejects.toThrow(
    /^set: no target matches "x\*" .* The definition has app\.$/,
  )
  const asked = { bake: { ...bake, targets: ['x*'] }, targetsInput: 'target' }
  await expect(read(script, asked)).rejects.toThrow(
    /^target: nothing matches "x\*" .* The definition has app, all\.$/,
  )
})

it('asks an older buildx for no permission that it does not know', async () => {
  const check = `case "$*" in *--allow*) ${failing('unknown flag: --allow')};; esac`
  const { bake: used } = await read(`${check}\necho '{"target":{"app":{}}}'`)
  expect(used.allow).toEqual([])
})

it.each([
  ['ERROR: one\nWARNING: x\nERROR: two\n\u001b[31mmore\u001b[0m\n', 'two more'],
  ['ERROR: git stderr:\nremote: ERROR: none\n', 'git stderr: remote: ERROR: none'],
  ['no such command\n', 'no such command'],
  ['', 'exit code 1'],
])('finds the last error of %j, in one line and without colours', (stderr, error) => {
  expect(readEnd(1, stderr)).toEqual({ exitCode: 1, error })
})

/** What buildx reports of a fetch that fails, though it looks for the default files only. */
const notFetched = (error: string) => {
  const name = '[internal] load git source https://a/b.git'
  const times = { started: '2024-01-01T00:00:00Z', completed: '2024-01-01T00:00:01Z' }
  const event = JSON.stringify({ vertexes: [{ digest: 'sha256:1', name, ...times, error }] })
  return `cat >&2 <<'END'\n${event}\nERROR: couldn't find a bake definition\nEND\nexit 1`
}

it('names the fault of the fetch, and the files only when the fetch succeeded', async () => {
  const error =
    'failed to fetch remote https://a/b.git: git stderr:\nfatal: Could not resolve host: a\n'
  await expect(read(notFetched(error))).rejects.toThrow(
    /^The bake definition can't be read: failed to fetch remote https:\/\/a\/b\.git: git stderr: fatal: Could not resolve host: a$/,
  )
  await expect(
    read(failing('couldn.t find a bake definition').replace('couldn.t', `couldn'"'"'t`)),
  ).rejects.toThrow(/^files: couldn't find/)
})

it('names the definition by its commit alone for a buildx that refuses the query', async () => {
  const [query, commit] = ['https://a/b.git?ref=main&fetch-by-commit=true', 'https://a/b.git#0123']
  const more = { bake: { ...bake, remote: query }, withoutQuery: commit }
  const refusal = failing('unexpected query "fetch-by-commit"')
  const script = `case "$*" in *fetch-by-commit*) ${refusal};; esac\necho '{"target":{"app":{}}}'`
  expect((await read(script, more)).bake.remote).toBe(commit)
  expect((await read(`echo '{"target":{"app":{}}}'`, more)).bake.remote).toBe(query)
  await expect(read(failing('no such host'), more)).rejects.toThrow('no such host')
  const ofFetch = notFetched(
    'failed to fetch remote https://a/b.git?fetch-by-commit=true: exit 128',
  )
  const old = `case "$*" in *fetch-by-commit*)\n${ofFetch};; esac\necho '{"target":{"app":{}}}'`
  expect((await read(old, more)).bake.remote).toBe(commit)
})

it('prints no credential of a remote definition', async () => {
  const asked = { bake: { ...bake, remote: 'https://user:s3cr3t@host/a.git', files: ['a.hcl'] } }
  const error = 'open a.hcl: no such file or directory'
  await expect(read(failing(error), asked)).rejects.toThrow(
    'files: there is no a.hcl in https://host/a.git (open',
  )
})
