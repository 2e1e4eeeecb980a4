import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import { libraryPath, requireParts } from './parts.ts'
import { run } from './run.ts'
import { freePort, type Server, startServer } from './server.ts'

export interface Sshd extends Server {
  readonly port: number
  /** `ssh://ci@127.0.0.1:PORT` */
  readonly endpoint: string
  /** The line for known_hosts. */
  readonly hostKeyLine: string
  /** The host key, for another sshd with the same one. */
  readonly hostKey: SshKeyPair
  /** The key of the only user. */
  readonly key: SshKeyPair
}

export interface SshKeyPair {
  readonly path: string
  readonly privateKey: string
  readonly publicKey: string
}

export interface SshdOptions {
  readonly directory: string
  readonly port?: number
  /** Added to a session's environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** A session's PATH. */
  readonly path?: readonly string[]
  /** Appended to sshd_config. */
  readonly config?: string
  readonly hostKey?: SshKeyPair
  readonly key?: SshKeyPair
  /** Lines of authorized_keys instead of the key's own. */
  readonly authorizedKeys?: string
}

/** The user: it has the rights of the rig's user, but a separate name and home. */
export const sshUser = 'ci'

/**
 * A real sshd on loopback. It needs a user and a directory that a machine without sshd lacks, so it gets a private
 * /etc/passwd and /run. The machine's own are unchanged.
 */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const { directory, environment = {}, path = [] } = options
  const below = (name: string) => join(directory, name)
  await mkdir(below('home'), { recursive: true })
  const port = options.port ?? (await freePort())
  const hostKey = options.hostKey ?? (await makeSshKey(below('host-key')))
  const key = options.key ?? (await makeSshKey(below('key')))
  await writeFile(below('authorized_keys'), options.authorizedKeys ?? key.publicKey)
  const session = { PATH: [...path, '/usr/bin', '/bin'].join(delimiter), ...environment }
  const assignments = Object.entries(session).map(([name, value]) => `"${name}=${value}"`)
  await writeFile(
    below('sshd_config'),
    `${[
      ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${hostKey.path}`],
      ...['UsePAM no', 'StrictModes no', 'PermitRootLogin yes', 'LogLevel VERBOSE'],
      ...['AuthenticationMethods publickey', 'PidFile none'],
      ...[`AuthorizedKeysFile ${below('authorized_keys')}`, `SetEnv ${assignments.join(' ')}`],
      options.config ?? '',
    ].join('\n')}\n`,
  )
  const server = await serve({
    directory,
    port,
    command: (sshd) => [sshd, '-D', '-e', '-f', below('sshd_config')],
  })
  const endpoint = `ssh://${sshUser}@127.0.0.1:${port}`
  const hostKeyLine = `[127.0.0.1]:${port} ${hostKey.publicKey.split(' ').slice(0, 2).join(' ')}`
  return { ...server, port, endpoint, hostKeyLine: hostKeyLine.trim(), hostKey, key }
}

interface ServeOptions {
  readonly directory: string
  readonly port: number
  readonly command: (sshd: string) => readonly string[]
  /** More arguments. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a command that ends in an sshd with its own user. */
export async function serve({
  directory,
  port,
  command,
  environment = {},
}: ServeOptions): Promise<Server> {
  const sshd = resolve((await requireParts('sshd')).sshd)
  const home = join(directory, 'home')
  await mkdir(home, { recursive: true })
  const passwdPath = join(directory, 'passwd')
  const ids = `${process.getuid?.()}:${process.getgid?.()}`
  const passwd = [
    'root:x:0:0::/root:/bin/sh',
    'sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin',
    `${sshUser}:*:${ids}::${home}:/bin/sh`,
  ]
  await writeFile(passwdPath, `${passwd.join('\n')}\n`)
  const prepare =
    'mount --bind "$0" /etc/passwd && mount -t tmpfs -o mode=755 run /run && mkdir -m 755 /run/sshd'
  return startServer({
    name: 'sshd',
    logPath: join(directory, 'sshd.log'),
    command: [
      ...['env', ...libraryPath(sshd)],
      ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      ...['setpriv', '--pdeathsig', 'KILL'],
      ...['unshare', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
      ...['sh', '-c', `${prepare} && exec "$@"`, passwdPath, ...command(sshd)],
    ],
    isWrapped: true,
    asRoot: true,
    isReady: () => accepts(port),
  })
}

export interface SshKeyOptions {
  readonly type?: 'ed25519' | 'rsa' | 'ecdsa'
  readonly passphrase?: string
  /** PEM instead of OpenSSH's own format. */
  readonly isPem?: boolean
}

export async function makeSshKey(
  path: string,
  { type = 'ed25519', passphrase = '', isPem = false }: SshKeyOptions = {},
): Promise<SshKeyPair> {
  const keygen = (await requireParts('ssh-keygen'))['ssh-keygen']
  const form = isPem ? ['-m', 'PEM'] : []
  // The default of 3072 takes seconds on a slow machine.
  const size = type === 'rsa' ? ['-b', '2048'] : []
  const text = ['-N', passphrase, '-C', randomUUID()]
  await run(keygen, ['-q', '-t', type, ...size, ...form, ...text, '-f', path])
  return {
    path,
    privateKey: await readFile(path, 'utf8'),
    publicKey: await readFile(`${path}.pub`, 'utf8'),
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
