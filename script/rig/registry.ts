import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hash } from 'bcryptjs'
import { requireImage } from './images.ts'
import { requireParts } from './parts.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'
import { freePort, longestLife, type Server, type ServerOptions, startServer } from './server.ts'
import { chooseWay } from './way.ts'

export interface Registry extends Server, RegistryClient {
  /** As in an image's reference: `127.0.0.1:PORT`. */
  readonly host: string
  /** A container whose network others can join to reach the registry under the same address. */
  readonly container?: { readonly name: string; readonly sparePorts: number[] }
}

export interface RegistryOptions {
  readonly directory: string
  /** The only user. Without one the registry needs no sign-in. The client of the result doesn't sign in. */
  readonly user?: { readonly name: string; readonly password: string }
}

export async function startRegistry({ directory, user }: RegistryOptions): Promise<Registry> {
  await mkdir(directory, { recursive: true })
  const passwords = user && join(directory, 'htpasswd')
  if (passwords) await writeFile(passwords, `${user.name}:${await hash(user.password, 4)}\n`)
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  const isReady = () =>
    fetch(`http://${host}/v2/`).then(
      (response) => response.ok || response.status === 401,
      () => false,
    )
  const common = { name: 'the registry', logPath: join(directory, 'registry.log'), isReady }
  if ((await chooseWay()) === 'programs') {
    const server = await startServer({
      ...common,
      ...(await asProgram(directory, host, passwords)),
    })
    return { ...server, ...registryClient(host), host }
  }
  // A container's published ports are fixed at its start; a buildkitd that joins needs one.
  const sparePorts = await Promise.all([freePort(), freePort(), freePort()])
  const name = `remote-buildkit-registry-${randomUUID()}`
  const container = await asContainer(directory, name, port, sparePorts, passwords)
  const server = await startServer({ ...common, ...container })
  return { ...server, ...registryClient(host), host, container: { name, sparePorts } }
}

type Command = Pick<ServerOptions, 'command' | 'remove' | 'afterwards' | 'killCommand'>

async function asProgram(
  directory: string,
  address: string,
  passwords: string | undefined,
): Promise<Command> {
  const { 'docker-registry': registry } = await requireParts('docker-registry')
  const storage = join(directory, 'storage')
  const config = await writeConfig(directory, address, storage, passwords)
  return {
    command: ['setpriv', '--pdeathsig', 'KILL', registry, 'serve', config],
    remove: storage,
  }
}

/**
 * The registry must have the same address here and for buildkitd, because the address is part of the image's
 * name. So the registry listens inside on its published port, and buildkitd joins the registry's network. That
 * works on Linux and with Docker Desktop.
 */
async function asContainer(
  directory: string,
  name: string,
  port: number,
  sparePorts: readonly number[],
  passwords: string | undefined,
): Promise<Command> {
  const image = await requireImage('registry')
  const config = await writeConfig(directory, `0.0.0.0:${port}`, '/var/lib/registry', passwords)
  return {
    command: [
      ...['docker', 'run', '--rm', '--name', name, '--entrypoint', 'timeout'],
      ...[port, ...sparePorts].flatMap((each) => ['--publish', `127.0.0.1:${each}:${each}`]),
      ...['--volume', `${config}:/etc/rig-registry.json:ro`, '--env', 'OTEL_TRACES_EXPORTER=none'],
      ...(passwords ? ['--volume', `${passwords}:${passwords}:ro`] : []),
      ...[image, `${longestLife}`, 'registry', 'serve', '/etc/rig-registry.json'],
    ],
    afterwards: ['docker', 'rm', '--force', '--volumes', name],
    killCommand: ['docker', 'kill', name],
  }
}

async function writeConfig(
  directory: string,
  addr: string,
  storage: string,
  passwords: string | undefined,
): Promise<string> {
  const path = join(directory, 'config.json')
  // JSON is YAML too.
  const settings = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr },
    ...(passwords && { auth: { htpasswd: { realm: 'rig', path: passwords } } }),
  }
  await writeFile(path, JSON.stringify(settings))
  return path
}
