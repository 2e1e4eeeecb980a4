import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Certificates } from './certificates.ts'
import { requireParts } from './parts.ts'
import { asRoot, run, tryRun } from './run.ts'
import { type Server, startServer } from './server.ts'

export interface Dockerd extends Server {
  /** For DOCKER_HOST. */
  readonly host: string
  /** The path of its socket. */
  readonly socket: string
  docker(...args: string[]): Promise<string>
}

interface DockerdOptions {
  readonly directory: string
  /** Also listens on loopback, for clients with a certificate. */
  readonly tls?: { readonly port: number; readonly certificates: Certificates }
  /** Whether containers get addresses of their own, which published ports need. */
  readonly bridge?: boolean
  /** By default the machine's or Debian's engine with the classic image store, or a current one with containerd's. */
  readonly engine?: 'old' | 'new' | 'new with the old store'
  /** Added to its daemon.json. */
  readonly settings?: object
}

/** A separate Docker daemon, for the tests that need one. */
export async function startDockerd({
  directory,
  bridge = false,
  engine = 'old',
  settings = {},
  tls,
}: DockerdOptions): Promise<Dockerd> {
  const parts = { ...(await requireParts('docker', 'runc')), ...(await engineParts(engine)) }
  await mkdir(directory, { recursive: true })
  const below = (name: string) => join(directory, name)
  const socket = below('docker.sock')
  const host = `unix://${socket}`
  const configPath = below('daemon.json')
  const bridgeName = `rig-${randomBytes(4).toString('hex')}`
  const lacksCapability = !hasCapability(capSysResource)
  const isNew = engine !== 'old'
  await writeFile(
    configPath,
    JSON.stringify({
      ...settings,
      hosts: [host, ...(tls ? [`tcp://127.0.0.1:${tls.port}`] : [])],
      ...(tls ? tlsConfig(tls.certificates) : {}),
      group: String(process.getgid?.()),
      pidfile: below('dockerd.pid'),
      'data-root': below('root/data'),
      'exec-root': below('root/exec'),
      // The rest of the machine's network is unchanged.
      bridge: bridge ? await createBridge(bridgeName) : 'none',
      iptables: false,
      'ip-forward': false,
      // The classic image store. A newer engine on this machine may use containerd's by default.
      ...(engine === 'new' ? {} : { features: { 'containerd-snapshotter': false } }),
      // A separate program that nothing here needs.
      ...(isNew ? { 'userland-proxy': false } : {}),
      ...(lacksCapability
        ? {
            runtimes: { rig: { path: join(import.meta.dirname, 'runc-without-sys-resource') } },
            'default-runtime': 'rig',
          }
        : {}),
    }),
  )
  // dockerd starts containerd, and containerd starts its shims and runc, all by name.
  const programs = [parts.containerd, parts.dockerd, parts.runc].map((path) => dirname(path))
  const path = [...programs, process.env.PATH].join(delimiter)
  const docker = (...args: string[]) => run(parts.docker, ['--host', host, ...args])
  const server = await startServer({
    name: 'dockerd',
    logPath: below('dockerd.log'),
    command: [
      ...['env', `PATH=${path}`, `RUNC=${parts.runc}`, 'setpriv', '--pdeathsig', 'KILL'],
      ...['unshare', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
      ...[parts.dockerd, '--config-file', configPath],
    ],
    isWrapped: true,
    asRoot: true,
    remove: below('root'),
    ...(bridge ? { afterwards: asRoot('ip', 'link', 'delete', bridgeName) } : {}),
    isReady: async () => (await tryRun(parts.docker, ['--host', host, 'version'])).code === 0,
  })
  return { ...server, host, socket, docker }
}

function tlsConfig({ authority, server }: Certificates): Record<string, unknown> {
  const files = { tlscacert: authority.certPath, tlscert: server.certPath, tlskey: server.keyPath }
  return { tlsverify: true, ...files }
}

async function engineParts(
  engine: Required<DockerdOptions>['engine'],
): Promise<Record<'dockerd' | 'containerd', string>> {
  if (engine === 'old') return requireParts('dockerd', 'containerd')
  const parts = await requireParts('new-dockerd', 'new-containerd')
  return { dockerd: parts['new-dockerd'], containerd: parts['new-containerd'] }
}

/** A separate bridge, because two daemons on one bridge assign the same addresses. */
async function createBridge(name: string): Promise<string> {
  const ip = async (...args: string[]) => {
    const [program = '', ...words] = asRoot('ip', ...args)
    await run(program, words)
  }
  await ip('link', 'add', name, 'type', 'bridge')
  await ip('address', 'add', `10.213.${randomInt(256)}.1/24`, 'dev', name)
  await ip('link', 'set', name, 'up')
  return name
}

const capSysResource = 24n

function hasCapability(number: bigint): boolean {
  const [, mask = '0'] = /^CapBnd:\s*(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return ((BigInt(`0x${mask}`) >> number) & 1n) === 1n
}
