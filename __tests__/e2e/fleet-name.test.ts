import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { inputEnvironment, readAction } from '../../script/rig/action.ts'
import { makeCertificate } from '../../script/rig/certificates.ts'
import { asRoot, tryRun } from '../../script/rig/run.ts'
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

describe('a name with several addresses', () => {
  it('leads each key to one daemon, whatever address that has', async () => {
    const seen = new Map<string, number | undefined>()
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      for (const daemons of [
        [0, 1, 2],
        [2, 0, 1],
      ]) {
        const { daemon, report } = await build({ daemons, inputs: keyed(key) })
        expect(daemon).toBe(seen.get(key) ?? daemon)
        seen.set(key, daemon)
        expect(report.builder.pool.choice).toBe('first')
        expect(report.builder.pool.members).toHaveLength(3)
      }
    }
    expect(new Set(seen.values()).size).toBeGreaterThan(1)
  })

  it('leads only the keys of a daemon elsewhere that is gone, and those of a lost cache to all', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const before = new Map<string, number | undefined>()
    for (const key of keys) {
      before.set(key, (await build({ daemons: [0, 1, 2], inputs: keyed(key) })).daemon)
    }
    for (const key of keys) {
      const { daemon } = await build({ daemons: [0, 1], inputs: keyed(key) })
      if (before.get(key) !== 2) expect(daemon).toBe(before.get(key))
    }
    const idOf = async () => {
      const { report } = await build({ daemons: [2], inputs: keyed('a') })
      return report.builder.pool.members[0].worker
    }
    const old = await idOf()
    await fleet.daemons[2]?.stop()
    await fleet.restart(2)
    expect(await idOf()).toBe(old)
    await fleet.daemons[2]?.stop()
    await fleet.restart(2, { isWiped: true })
    expect(await idOf()).not.toBe(old)
    for (const key of keys) {
      const { daemon } = await build({ daemons: [0, 1, 2], inputs: keyed(key) })
      // It has a new identity, so it takes its share of all keys, and no other key moves.
      if (daemon !== 2 && before.get(key) !== 2) expect(daemon).toBe(before.get(key))
    }
  })
})
