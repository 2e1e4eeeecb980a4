// The commands with which the pages make certificates and hand them out, word for word. Git, certs and the shell are
// real. The daemon's machine is a directory: scp copies into it, and ssh runs a command in it. gh records what it gets.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { makeAuthority } from '../../script/rig/certificates.ts'
import { run } from '../../script/rig/run.ts'
import { blockOf, root } from '../docs/markdown.ts'

jest.setTimeout(60_000)

let directory: string
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pages-'))
  for (const name of ['machine', 'desk', 'stored', 'bin']) mkdirSync(join(directory, name))
  const machine = join(directory, 'machine')
  const programs = {
    scp: `[ "$1" = -r ] && shift\nfor last; do :; done\nto="${machine}/\${last#*:}"
while [ $# -gt 1 ]; do cp -r "$1" "$to"; shift; done`,
    ssh: `for last; do :; done\ncd "${machine}"\nsh -euc "$last"`,
    sudo: '"$@"',
    // Like compose, it reads .env in the current directory, and refuses to do anything without the host's name.
    docker: `if [ -e .env ]; then . ./.env; fi\necho "\${SSH_HOST:?} $*" >>"${join(directory, 'composed')}"`,
    gh: `case "$1 $2" in 'secret set' | 'variable set') ;; *) exit 1 ;; esac\ncat >"${join(directory, 'stored')}/$3"`,
  }
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(directory, 'bin', name), `#!/bin/sh\nset -eu\n${script}\n`, { mode: 0o755 })
  }
  // The checkout as a release that the pages can clone.
  const remote = join(directory, 'remote')
  mkdirSync(join(remote, 'deploy'), { recursive: true })
  await run('cp', ['-r', join(root, 'deploy'), remote])
  await git(remote, 'init', '--quiet')
  await git(remote, 'add', '.')
  await git(remote, 'commit', '--quiet', '--message', 'release')
  await git(remote, 'tag', 'v1')
})
afterEach(() => rmSync(directory, { recursive: true }))

const git = (cwd: string, ...args: string[]) =>
  run('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd })

/** Runs commands on the reader's computer. @returns what they print */
function type(...commands: readonly string[]): Promise<string> {
  return run('bash', ['-euc', commands.join('\n')], {
    cwd: join(directory, 'desk'),
    env: {
      PATH: `${join(directory, 'bin')}:${process.env.PATH}`,
      HOME: directory,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${join(directory, 'remote')}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/org/remote-buildkit',
    },
  })
}

const desk = (...path: string[]) => readFileSync(join(directory, 'desk', ...path), 'utf8')
const stored = (name: string) =>
  Buffer.from(readFileSync(join(directory, 'stored', name), 'utf8'), 'base64').toString()

it('the five commands of README.md bring certs to the daemon and to the repository', async () => {
  // install.sh itself needs a machine with systemd.
  const installer = join(directory, 'remote', 'deploy', 'vm', 'install.sh')
  writeFileSync(installer, '#!/bin/sh\nls "$2" >installed\n')
  await git(join(directory, 'remote'), 'commit', '--quiet', '--all', '--message', 'installer')
  await git(join(directory, 'remote'), 'tag', '--force', 'v1')
  await type(blockOf('README.md', 'git clone'))
  const machine = join(directory, 'machine')
  expect(readFileSync(join(machine, 'installed'), 'utf8')).toBe('ca.crt\ntls.crt\ntls.key\n')
  expect(readdirSync(machine).toSorted()).toEqual(['deploy', 'installed'])
  expect(stored('BUILDKIT_KEY')).toBe(desk('pki/client/acme-app/tls.key'))
  expect(stored('BUILDKIT_CERT')).toBe(desk('pki/client/acme-app/tls.crt'))
  expect(stored('BUILDKIT_CA')).toBe(desk('pki/client/acme-app/ca.crt'))
})

it('docs/server.md makes the certificates that it lists, and stores them', async () => {
  const commands = blockOf('docs/server.md', 'git clone')
  const printed = await type(commands)
  const listed = blockOf('docs/server.md', 'authorities/client-acme-app')
  const names = (text: string) => text.match(/^\S+(?= +\w{3} [ \d]\d \d\d:)/gm)
  expect(names(printed)).toEqual(names(listed))
  await type(blockOf('docs/server.md', 'remote-buildkit/deploy/certs/certs secrets'))
  expect(stored('BUILDKIT_KEY')).toBe(desk('pki/client/acme-app/tls.key'))
  await type(blockOf('docs/server-machine.md', 'scp -r'))
  expect(readdirSync(join(directory, 'machine')).toSorted()).toEqual([
    'buildkit.example.com',
    'deploy',
  ])
})

it('docs/act.md writes a secret file that only its owner can read', async () => {
  await type(blockOf('docs/server.md', 'git clone'), blockOf('docs/act.md', '(umask'))
  const { BUILDKIT_KEY = '' } = parseEnv(desk('.secrets'))
  expect(Buffer.from(BUILDKIT_KEY, 'base64').toString()).toBe(desk('pki/client/acme-app/tls.key'))
  expect(await type('stat -c %a .secrets')).toBe('600\n')
})

it('docs/operate.md renews, withdraws and upgrades', async () => {
  await type(blockOf('docs/server.md', 'git clone'))
  const before = desk('pki/client/acme-app/tls.crt')
  // A certificate with five days left is one that expires soon.
  await type('remote-buildkit/deploy/certs/certs --days 5 renew --all')
  const short = desk('pki/client/acme-app/tls.crt')
  await type(blockOf('docs/operate.md', 'remote-buildkit/deploy/certs/certs renew'))
  const renewed = desk('pki/client/acme-app/tls.crt')
  expect(new Set([before, short, renewed]).size).toBe(3)
  expect(stored('BUILDKIT_CERT')).toBe(renewed)

  await type(blockOf('docs/operate.md', 'remote-buildkit/deploy/certs/certs withdraw'))
  expect(readdirSync(join(directory, 'desk/pki/client'))).toEqual([])

  const remote = join(directory, 'remote')
  writeFileSync(join(remote, 'deploy/new'), 'new\n')
  await git(remote, 'add', '.')
  await git(remote, 'commit', '--quiet', '--message', 'next')
  await git(remote, 'tag', '--force', 'v1')
  await type(blockOf('docs/operate.md', 'git -C'))
  expect(readFileSync(join(directory, 'machine/deploy/new'), 'utf8')).toBe('new\n')
})

it('docs/identity.md makes the daemon trust an authority, and the jobs the daemons while these change theirs', async () => {
  const root = await makeAuthority(join(directory, 'authority'), { commonName: 'jobs' })
  mkdirSync(join(directory, 'desk/step-ca'))
  writeFileSync(join(directory, 'desk/step-ca/root.pem'), root.cert)
  await type(
    blockOf('docs/server.md', 'git clone'),
    blockOf('docs/identity.md', 'remote-buildkit/deploy/certs/certs trust'),
  )
  expect(desk('pki/server/buildkit.example.com/ca.crt')).toContain(root.cert.trim())
  const variables = blockOf('docs/identity.md', 'gh variable set')
  const variable = (name: string) => readFileSync(join(directory, 'stored', name), 'utf8')
  await type('remote-buildkit/deploy/certs/certs roll-ca', variables)
  expect(variable('BUILDKIT_CA')).toBe(desk('pki/client/acme-app/ca.crt'))
  expect(variable('BUILDKIT_CA').match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
  expect(variable('BUILDKIT_IDENTITY_CA')).toBe(root.cert)
})

it('docs/ssh.md gives each command of compose the name of the host', async () => {
  writeFileSync(join(directory, 'ci.pub'), 'ssh-ed25519 AAAA ci\n')
  await type(blockOf('docs/ssh.md', 'git clone'))
  expect(readFileSync(join(directory, 'composed'), 'utf8')).toBe(
    'build.example.com compose up --detach --wait\nbuild.example.com compose logs sshd\n',
  )
})
