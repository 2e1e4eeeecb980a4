import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { libraryPath, requireParts } from './parts.ts'
import { freePort, type Server, startServer } from './server.ts'

export interface Haproxy extends Server {
  readonly port: number
}

export interface HaproxyOptions {
  readonly directory: string
  /** The lines of the configuration about frontends and backends. */
  readonly sections: (port: number) => readonly string[]
  /** TCP by default. */
  readonly mode?: 'tcp' | 'http'
  /** Seconds without data after which a connection is cut. */
  readonly idleSeconds?: number
}

/** A real HAProxy on loopback. */
export async function startHaproxy({
  directory,
  sections,
  mode = 'tcp',
  idleSeconds = 60,
}: HaproxyOptions): Promise<Haproxy> {
  const { haproxy } = await requireParts('haproxy')
  const port = await freePort()
  await mkdir(directory, { recursive: true })
  const config = join(directory, 'haproxy.cfg')
  const lines = [
    'global',
    '  log stderr format raw local0',
    'defaults',
    `  mode ${mode}`,
    '  log global',
    `  option ${mode}log`,
    '  timeout connect 5s',
    '  timeout queue 60s',
    `  timeout client ${idleSeconds}s`,
    `  timeout server ${idleSeconds}s`,
    ...sections(port),
  ]
  await writeFile(config, `${lines.join('\n')}\n`)
  const logPath = join(directory, 'haproxy.log')
  const server = await startServer({
    name: 'HAProxy',
    logPath,
    command: ['env', ...libraryPath(haproxy), haproxy, '-db', '-f', config],
    isReady: () => isListening(port),
  })
  return { ...server, port }
}

/** Reads Linux's list of sockets, since a connection to the proxy would itself count. */
async function isListening(port: number): Promise<boolean> {
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`
  return (await readFile('/proc/net/tcp', 'utf8')).includes(address)
}
