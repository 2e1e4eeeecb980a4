import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { inputEnvironment, readAction } from '../../script/rig/action.ts'
import { unpackDebianPackages } from '../../script/rig/debian.ts'
import { asRoot, tryRun } from '../../script/rig/run.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { credentials, rig } from './project.ts'

// A name that the system resolves and Go's own resolver doesn't, as with mDNS: systemd's `myhostname` gives
// every name below `.localhost` the address of this machine.

jest.setTimeout(180_000)

const directory = mkdtempSync(join(tmpdir(), 'system-resolver-'))
afterAll(() => rmSync(directory, { recursive: true }))
beforeAll(() => unpackDebianPackages(['libnss-myhostname'], join(directory, 'nss')))

const repository = resolve(import.meta.dirname, '../..')

/** Runs the action on a system with this name source. */
async function build(inputs: Record<string, string>) {
  const workspace = mkdtempSync(join(directory, 'workspace-'))
  writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
  const nsswitch = join(workspace, 'nsswitch.conf')
  writeFileSync(nsswitch, 'hosts: files myhostname dns\n')
  const [home, temp] = ['home', 'temp'].map((name) => join(workspace, name)) as [string, string]
  for (const path of [home, temp]) mkdirSync(path)
  const libraries = join(directory, 'nss')
  const [library = ''] = readdirSync(libraries, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.includes('libnss_myhostname'),
  )
  const env = {
    HOME: home,
    PATH: `${dirname(rig.buildx)}:/usr/bin:/bin`,
    RUNNER_TEMP: temp,
    GITHUB_WORKSPACE: workspace,
    LD_LIBRARY_PATH: dirname(join(libraries, library)),
    // Like buildx's releases, which are built without the system's resolver.
    GODEBUG: 'netdns=go',
    ...inputEnvironment(await readAction(repository), {
      ...credentials,
      'server-name': 'localhost',
      fallback: 'never',
      context: workspace,
      push: 'false',
      ...inputs,
    }),
  }
  // No shell, since it would drop variables with a hyphen in their name.
  const script = `
    const { execFileSync } = await import('node:child_process')
    execFileSync('mount', ['--bind', ${JSON.stringify(nsswitch)}, '/etc/nsswitch.conf'])
    await import(${JSON.stringify(join(repository, 'dist/main/index.js'))})
  `
  const node = [process.execPath, '--input-type=module', '--eval', script]
  const [command = '', ...args] = asRoot('unshare', '--mount', ...node)
  return tryRun(command, args, { env, cwd: workspace, timeout: 120_000 })
}

it('buildx gets the address that answered', async () => {
  const { port } = new URL(rig.endpoint.replace('tcp:', 'http:'))
  const { code, stdout } = await build({ endpoint: `tcp://daemon.localhost:${port}` })
  expectExitCode({ exitCode: code, log: stdout }, 0)
  expect(stdout).toMatch(/ at tcp:\/\/daemon\.localhost:\d+, ready in /)
  expect(stdout).toContain(
    `buildx doesn't find daemon.localhost by itself, so it is given tcp://127.0.0.1:${port}`,
  )
  expect(stdout).toMatch(/^0 of 1 step from cache|^1 of 1 step from cache/m)
})

it('buildx gets a name that it resolves', async () => {
  const { port } = new URL(rig.endpoint.replace('tcp:', 'http:'))
  const { code, stdout } = await build({ endpoint: `tcp://localhost:${port}` })
  expectExitCode({ exitCode: code, log: stdout }, 0)
  expect(stdout).not.toContain('by itself')
})
