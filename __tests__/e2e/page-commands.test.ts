// Commands of the pages, word for word but for addresses and paths, against a healthy daemon.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { requireParts } from '../../script/rig/parts.ts'
import { blockOf, blocksOf } from '../docs/markdown.ts'
import {
  createMachine,
  type Ended,
  type InstalledProgram,
  installProgram,
  type Machine,
  start,
} from './program.ts'
import { credentials, rig } from './project.ts'

const root = resolve(import.meta.dirname, '..', '..')
const { port } = new URL(rig.endpoint)

let program: InstalledProgram
let machine: Machine
let id: string
let tools: string
beforeAll(async () => {
  program = await installProgram()
  const { buildctl, jq } = await requireParts('buildctl', 'jq')
  tools = [buildctl, jq].map((path) => dirname(path)).join(':')
})
beforeEach(() => {
  machine = createMachine()
  id = randomUUID().slice(0, 8)
})
afterEach(async () => {
  await machine.expectClean()
  machine.remove()
})

/** Runs commands of a page, with the addresses and the files of this test. */
function type(commands: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const [, ca = ''] = machine.credentialOptions
  const keys = dirname(ca)
  const here = commands
    .replaceAll(/buildkit\.example\.com([:/])1234/g, `localhost$1${port}`)
    .replaceAll('registry.example.com/app', `${rig.registry.host}/test/${id}`)
    .replaceAll('buildkit.example.com', 'localhost')
    .replaceAll(/(?<![\w/])(ca|cert|key)\.pem/g, `${keys}/$1.pem`)
    .replaceAll(/^script\//gm, `HOME='${process.env.HOME}' ${root}/script/`)
  const prelude = `
    set -u
    npx() { [ "$1" = remote-buildkit@1 ] && shift && '${program.file}' "$@"; }
    docker() { [ "$1" = buildx ] && shift && ~/.docker/cli-plugins/docker-buildx "$@"; }
  `
  const path = `${machine.env.PATH}:${tools}`
  return start(machine, ['bash', '-c', `${prelude}\n${here}`], { env: { PATH: path, ...env } })
    .ended
}

const dockerfile = () => `FROM @base@ AS app\nRUN echo ${id} >/made\nFROM app AS tool\nRUN true\n`
const bakeFile = () => `
group "default" { targets = ["app", "tool"] }
target "app" {
  target = "app"
  tags = ["${rig.registry.host}/test/${id}/app:1"]
}
target "tool" {
  target = "tool"
  tags = ["${rig.registry.host}/test/${id}/tool:1"]
}
`

describe('docs/program.md', () => {
  const page = 'docs/program.md'

  it('builds', async () => {
    machine.write({ Dockerfile: dockerfile() })
    const { exitCode, stderr } = await type(blockOf(page, 'npx remote-buildkit@1 build'))
    expect(stderr).toMatch(/^0 of 2 steps from cache/m)
    expect(exitCode).toBe(0)
    expect((await rig.registry.manifest(`test/${id}`, 'latest')).digest).toMatch(/^sha256:/)
  })

  it('bakes', async () => {
    machine.write({ Dockerfile: dockerfile(), 'docker-bake.hcl': bakeFile() })
    const { ca, cert, key } = credentials
    const env = { REMOTE_BUILDKIT_CA: ca, REMOTE_BUILDKIT_CERT: cert, REMOTE_BUILDKIT_KEY: key }
    const { exitCode, stderr } = await type(blockOf(page, 'npx remote-buildkit@1 bake'), env)
    expect(stderr).toMatch(/^2 of 2 targets, 0 of 2 steps from cache/m)
    expect(exitCode).toBe(0)
  })

  it('has the doctor describe a daemon in the lines of the page', async () => {
    const commands = blockOf(page, 'npx remote-buildkit@1 doctor')
    const { exitCode, stdout } = await type(commands)
    const heads = (text: string) => text.match(/^\w[\w ]*(?=[ :])/gm)?.map((line) => line.trim())
    const shown = (commands.match(/(?<=^# {3})\S.*/gm) ?? []).join('\n')
    const words = (text: string) => heads(text)?.map((head) => head.split(' ')[0])
    expect(words(stdout)).toEqual(words(shown))
    expect(exitCode).toBe(0)
  })

  it('leaves a builder to other commands, until it is removed', async () => {
    machine.write({ Dockerfile: dockerfile(), 'docker-bake.hcl': bakeFile() })
    expect(await type(`set -e\n${blockOf(page, 'eval')}`)).toMatchObject({ exitCode: 0 })
    const trapped = `set -e\n${blockOf(page, 'trap')}\n${blockOf(page, 'eval').split('\n')[0]}\nfalse\n`
    expect(await type(trapped)).toMatchObject({ exitCode: 1 })
    const inTwoSteps = `set -e\n${blockOf(page, 'trap')}\n${blockOf(page, 'exports=')}\n`
    expect(await type(inTwoSteps)).toMatchObject({ exitCode: 0 })
  })
})

it('docs/cost.md works out the price from the history of the daemon', async () => {
  const { ca, cert, key } = credentials
  machine.write({ Dockerfile: dockerfile() })
  await type(blockOf('docs/program.md', 'npx remote-buildkit@1 build'))
  const env = { REMOTE_BUILDKIT_CA: ca, REMOTE_BUILDKIT_CERT: cert, REMOTE_BUILDKIT_KEY: key }
  const { exitCode, stdout, stderr } = await type(blockOf('docs/cost.md', 'npx'), env)
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(stdout).toMatch(/^\| \*\*together\*\* \| /m)
  // The daemon of this test is as young as its builds.
  expect(stderr).toContain(
    'Counts 1 day: the oldest build in two-weeks.json was at most 1 day old when it was read.',
  )
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

it('docs/report.md puts two weeks side by side', async () => {
  const week = (percent: number) =>
    JSON.stringify({ repositories: [{ name: 'acme/app', builds: 3, percent, seconds: 12 }] })
  machine.write({ 'last-week.json': week(40), 'week.json': week(90) })
  const { stdout } = await type(blockOf('docs/report.md', 'jq'))
  expect(stdout).toBe('acme/app\t3\t90\t40\t12\n')
})

it('docs/server-machine.md lists the workers from the client of certs', async () => {
  const [, ca = ''] = machine.credentialOptions
  const directory = dirname(ca)
  for (const [name, text] of Object.entries(credentials)) {
    writeFileSync(join(directory, name === 'ca' ? 'ca.crt' : `tls-${name}`), text)
  }
  await type(`cd '${directory}' && mv tls-cert tls.crt && mv tls-key tls.key`)
  const commands = blockOf('docs/server-machine.md', 'buildctl')
  const { exitCode, stdout } = await type(commands.replace('pki/client/acme-app', `'${directory}'`))
  expect(stdout).toMatch(/^ID\s+PLATFORMS\n\S+\s+linux\//)
  expect(exitCode).toBe(0)
})

it('docs/sizing.md lists what takes the most of the disk, and how much each kind takes', async () => {
  machine.write({ Dockerfile: dockerfile() })
  await type(blockOf('docs/program.md', 'npx remote-buildkit@1 build'))
  const [, ca = ''] = machine.credentialOptions
  const keys = dirname(ca)
  const tls = ['ca', 'cert', 'key']
    .map((name) => `--tls${name === 'ca' ? 'cacert' : name} '${keys}/${name}.pem'`)
    .join(' ')
  const buildctl = `buildctl() { command buildctl --addr '${rig.endpoint}' ${tls} "$@"; }`
  const { exitCode, stdout } = await type(
    `${buildctl}\n${blockOf('docs/sizing.md', 'buildctl du')}`,
  )
  expect(stdout).toMatch(/\{\n? *"type": "regular",\n? *"GB": [\d.e-]+\n?\}/)
  expect(exitCode).toBe(0)
})

describe('the checks of docs/troubleshooting.md on a healthy daemon', () => {
  /** What each check prints then. */
  const healthy: readonly (readonly [string, RegExp])[] = [
    ['dns-not-found', /localhost/],
    ['connection-refused', /^open$/m],
    ['connection-timeout', /^open\n[\s\S]*BEGIN CERTIFICATE/],
    ['connection-reset', /has read \d{3,} bytes/],
    ['not-tls', /^$/],
    ['not-buildkit', /^$/],
    ['server-cert-expired', /^notAfter=.* \d{4} GMT$/m],
    ['server-cert-not-yet-valid', /^notBefore=.* \d{4} GMT$/m],
    ['server-cert-untrusted', /^subject=[\s\S]*Certificate chain\n[\s\S]*^Verification: OK$/m],
    ['server-name-mismatch', /DNS:localhost[\s\S]*^Verified peername: localhost$/m],
    ['client-cert-required', /alert number 116/],
    ['client-cert-rejected', /^(?!.*alert number)Acceptable client[\s\S]*^issuer=/m],
    ['client-cert-expired', /^notBefore=.*\nnotAfter=.*\n.*UTC/],
    ['client-key-mismatch', /^(.+)\n\1\n$/],
    ['credentials-malformed', /^subject=.*\nsubject=.*\ngood\n$/],
    ['buildx-not-connected', /^ID\s+PLATFORMS/],
    ['daemon-unhealthy', /^ID\s+PLATFORMS/],
    ['daemon-disk-full', /^Total:/m],
    ['daemon-silent', /^ID\s+PLATFORMS/],
  ]
  const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')
  const sections = page.split(/^## /m).slice(1)

  it('are all here', () => {
    const run = sections.filter((section) => section.includes('<!-- run by __tests__/e2e/page-'))
    expect(run.map((section) => section.split('\n')[0])).toEqual(healthy.map(([code]) => code))
  })

  it.each(healthy)('%s', async (code, expected) => {
    const section = sections.find((one) => one.startsWith(`${code}\n`)) ?? ''
    const commands = blocksOf(section).map(({ text }) => text)
    expect(commands).toHaveLength(1)
    const { stdout, stderr } = await type(commands.join('\n'))
    expect(stdout).toMatch(expected)
    expect(stderr).not.toMatch(/command not found|[Uu]nknown (?:option|command)|[Uu]sage:/)
  })
})
