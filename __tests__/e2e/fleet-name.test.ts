import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { inputEnvironment, readAction } from '../../script/rig/action.ts'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { asRoot, tryRun } from '../../script/rig/run.ts'
import { rank } from '../../src/pool/rank.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type Fleet, startFleet } from './fleet-rig.ts'
import { credentials, rig } from './project.ts'

// Several daemons behind one name. Each listens on a loopback address of its own at the same port, and the file of
// host names of a mount namespace says which addresses the name has.

jest.setTimeout(240_000)

const directory = mkdtempSync(join(tmpdir(), 'fleet-name-'))
const repository = resolve(import.meta.dirname, '../..')
const name = 'buildkitd.example.test'
let fleet: Fleet
beforeAll(async () => {
  const authority = { ...rig.certificates.authority }
  // It has the name, and none of the addresses.
  const server = await makeCertificate(authority, join(directory, 'server'), {
    names: [`DNS:${name}`],
    extendedKeyUsage: 'serverAuth',
  })
  fleet = await startFleet(3, { server })
})
afterAll(async () => {
  await fleet?.stop()
  rmSync(directory, { recursive: true })
})

interface Place {
  /** Which daemon is at 127.0.0.2, 127.0.0.3 and so on. */
  readonly daemons: readonly number[]
  readonly inputs?: Record<string, string>
}

let servers: Server[] = []
const port = 20_000 + (process.pid % 9000)

/** Gives each daemon an address, and runs the action where the name has these addresses. */
async function build({ daemons, inputs = {} }: Place) {
  servers = await Promise.all(
    daemons.map(async (number, index) => {
      const server = createServer((socket) => {
        const inner = dial(fleet.daemons[number]?.port ?? 0, '127.0.0.1')
        inner.on('error', () => socket.destroy())
        socket.on('error', () => inner.destroy())
        socket.on('close', () => inner.destroy())
        socket.pipe(inner).pipe(socket)
      })
      await new Promise<void>((done, fail) => {
        server.once('error', fail)
        server.listen(port, `127.0.0.${index + 2}`, done)
      })
      return server
    }),
  )
  const workspace = mkdtempSync(join(directory, 'workspace-'))
  writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
  const hosts = join(workspace, 'hosts')
  const addresses = daemons.map((_, index) => `127.0.0.${index + 2}`)
  writeFileSync(hosts, addresses.map((address) => `${address} ${name}\n`).join(''))
  const [home, temp, output] = ['home', 'temp', 'output'].map((each) => join(workspace, each))
  for (const path of [home, temp]) mkdirSync(path ?? '')
  writeFileSync(output ?? '', '')
  const env = {
    HOME: home,
    PATH: `${dirname(rig.buildx)}:/usr/bin:/bin`,
    RUNNER_TEMP: temp,
    GITHUB_WORKSPACE: workspace,
    ...inputEnvironment(await readAction(repository), {
      ...credentials,
      endpoint: `dns+tcp://${name}:${port}`,
      fallback: 'never',
      context: workspace,
      push: 'false',
      ...inputs,
    }),
  }
  const script = `
    const { execFileSync } = await import('node:child_process')
    execFileSync('mount', ['--bind', ${JSON.stringify(hosts)}, '/etc/hosts'])
    await import(${JSON.stringify(join(repository, 'dist/main/index.js'))})
  `
  const node = [process.execPath, '--input-type=module', '--eval', script]
  const [command = '', ...args] = asRoot('unshare', '--mount', ...node)
  try {
    const { code, stdout } = await tryRun(command, args, { env, cwd: workspace, timeout: 120_000 })
    expectExitCode({ exitCode: code, log: stdout }, 0)
    const [, at = ''] = / at tcp:\/\/(127\.0\.0\.\d):\d+, ready in /.exec(stdout) ?? []
    const [, json = '{}'] =
      /::set-output name=cache-report::(.*)/g.exec(
        stdout.slice(stdout.lastIndexOf('name=cache-report') - 14),
      ) ?? []
    return { log: stdout, daemon: daemons[addresses.indexOf(at)], report: JSON.parse(json) }
  } finally {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  }
}

const keyed = (key: string) => ({ 'pool-key': key })

/** The identities of the caches of all three daemons, by number. */
async function identities(): Promise<readonly string[]> {
  const { report } = await build({ daemons: [0, 1, 2] })
  const members: readonly { endpoint: string; worker: string }[] = report.builder.pool.members
  return [2, 3, 4].map(
    (last) => members.find(({ endpoint }) => endpoint.includes(`127.0.0.${last}:`))?.worker ?? '',
  )
}

/**
 * For each daemon, a key that ranks it first. Identities are random, so that keys given here would now and then all
 * lead to one daemon.
 */
function keysFor(all: readonly string[]): readonly string[] {
  const keys = Array.from({ length: 500 }, (_, index) => `key-${index}`)
  return all.map((identity) => keys.find((key) => rank(key, all)[0] === identity) ?? '')
}

describe('a name with several addresses', () => {
  it('leads each key to one daemon, whatever address that has', async () => {
    for (const [number, key] of keysFor(await identities()).entries()) {
      for (const daemons of [
        [0, 1, 2],
        [2, 0, 1],
      ]) {
        const { daemon, report } = await build({ daemons, inputs: keyed(key) })
        expect(daemon).toBe(number)
        expect(report.builder.pool.choice).toBe('first')
        expect(report.builder.pool.members).toHaveLength(3)
      }
    }
  })

  it('leads only the keys of a daemon elsewhere that is gone, and those of a lost cache to all', async () => {
    const before = await identities()
    const keys = keysFor(before)
    for (const [number, key] of keys.entries()) {
      const { daemon } = await build({ daemons: [0, 1], inputs: keyed(key) })
      const next = before.indexOf(rank(key, before.slice(0, 2))[0] ?? '')
      expect(daemon).toBe(number === 2 ? next : number)
    }
    await fleet.daemons[2]?.stop()
    await fleet.restart(2)
    expect(await identities()).toEqual(before)
    await fleet.daemons[2]?.stop()
    await fleet.restart(2, { isWiped: true })
    const after = await identities()
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
    expect(after[2]).not.toBe(before[2])
    for (const [number, key] of keys.entries()) {
      const { daemon } = await build({ daemons: [0, 1, 2], inputs: keyed(key) })
      // It has a new identity, so it takes its share of all keys, and no other key moves.
      expect(daemon).toBe(after.indexOf(rank(key, after)[0] ?? ''))
      if (number !== 2) expect([number, 2]).toContain(daemon)
    }
  })
})
