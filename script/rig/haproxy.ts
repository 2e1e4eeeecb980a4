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
  const port = await freePort()
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
  return runHaproxy(directory, `${lines.join('\n')}\n`, port)
}

/** HAProxy with a whole configuration, in which it listens on this port of loopback. */
export async function runHaproxy(
  directory: string,
  config: string,
  port: number,
): Promise<Haproxy> {
  const { haproxy } = await requireParts('haproxy')
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'haproxy.cfg')
  await writeFile(path, config)
  const server = await startServer({
    name: 'HAProxy',
    logPath: join(directory, 'haproxy.log'),
    command: ['env', ...libraryPath(haproxy), haproxy, '-db', '-f', path],
    isReady: () => isListening(port),
  })
  return { ...server, port }
}

/** Reads Linux's list of sockets, since a connection to the proxy would itself count. */
async function isListening(port: number): Promise<boolean> {
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`
  return (await readFile('/proc/net/tcp', 'utf8')).includes(address)
}
