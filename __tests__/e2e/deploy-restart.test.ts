import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { asRoot, run } from '../../script/rig/run.ts'
import { type Pki, pkiIn } from '../deploy/certs.ts'
import { shipped } from '../deploy/units.ts'

jest.setTimeout(60_000)

let directory: string
let pki: Pki
const below = (name: string) => join(directory, name)

/** Its files belong to root. */
const root = (...words: string[]) => {
  const [command = '', ...args] = asRoot(...words)
  return run(command, args)
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'restart-'))
  pki = pkiIn(below('pki'))
  mkdirSync(below('pki'))
  await pki.certs('init')
  await pki.certs('server', 'localhost')
  await pki.certs('client', 'acme-app')
  writeFileSync(
    below('buildkit-restart'),
    shipped('vm/buildkit-restart').replace('/etc/buildkit/tls', below('tls')),
  )
  mkdirSync(below('bin'))
})
afterEach(() => root('rm', '-r', directory))

/** A release prints its revision too, a build of one's own none. */
const release = 'v0.33.1 4bee16b8fc5a9e9a7d3bdb8f8d8c8e0b2d6f7a01'

/** The service's user on the imitated machine. Empty means root. */
async function restart(user = '', group = user, version = release): Promise<string> {
  const programs = {
    systemctl: `case "$*" in
      *'--property User '*) echo '${user}' ;;
      *'--property Group '*) echo '${group}' ;;
      '--quiet is-active'*) exit 1 ;;
    esac`,
    buildctl: `case "$*" in
      *'debug info') printf 'BuildKit:   github.com/moby/buildkit %s\\nDockerfile: 1.20.0\\n' '${version}' ;;
    esac`,
  }
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(below('bin'), name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  }
  const path = [below('bin'), process.env.PATH].join(delimiter)
  return root(
    'env',
    `PATH=${path}`,
    'sh',
    below('buildkit-restart'),
    '--certs',
    below('pki/server/localhost'),
  )
}

const stat = async (path: string) => (await root('stat', '-c', '%U:%G %a', below(path))).trim()

it('buildkit-restart makes the key readable only by the daemon, not by its group', async () => {
  // A user that exists on every machine.
  await restart('nobody', 'daemon')
  for (const file of ['ca.crt', 'tls.crt', 'tls.key']) {
    expect(await stat(`tls/${file}`)).toBe('nobody:daemon 600')
  }
  expect(await stat('tls')).toBe('root:daemon 750')
})

it('buildkit-restart gives the files to root where the daemon runs as root', async () => {
  await restart()
  expect(await stat('tls/tls.key')).toBe('root:root 600')
  expect(await stat('tls')).toBe('root:root 750')
})

it.each([release, 'v0.33.1 '])(
  'buildkit-restart names the daemon and its release: %s',
  async (version) => {
    const output = await restart('', '', version)
    expect(output).toMatch(/^v0\.33\.1 is ready, its certificate valid until .*\d{4} GMT$/m)
  },
)
