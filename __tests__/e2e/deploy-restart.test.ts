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

/** The service's user on the imitated machine. Empty means root. */
async function restart(user = '', group = user): Promise<string> {
  const programs = {
    systemctl: `case "$*" in
      *'--property User '*) echo '${user}' ;;
      *'--property Group '*) echo '${group}' ;;
      '--quiet is-active'*) exit 1 ;;
    esac`,
    buildctl: 'true',
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
  expect(await restart()).toContain('valid until')
  expect(await stat('tls/tls.key')).toBe('root:root 600')
  expect(await stat('tls')).toBe('root:root 750')
})
