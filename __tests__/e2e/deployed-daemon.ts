import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { requireParts } from '../../script/rig/parts.ts'
import { asRoot, run, tryRun } from '../../script/rig/run.ts'
import { freePort, type Server, startServer } from '../../script/rig/server.ts'
import { type Pki, pkiIn } from '../deploy/certs.ts'
import { buildkitdWords, execStart, shipped } from '../deploy/units.ts'

/** A daemon with the settings, the command line and the certificates of deploy/. */
export interface DeployedDaemon {
  readonly endpoint: string
  readonly port: number
  readonly pki: Pki
  readonly directory: string
  readonly log: () => string
  /** Starts it with the installed certificates. */
  start(): Promise<void>
  /** Stops it as systemd does, so that it finishes its builds. */
  stop(): Promise<void>
  /** Copies the server's files from the PKI to the daemon's directory. */
  installCertificates(): void
  /** buildctl over the daemon's own socket. */
  control(...args: string[]): Promise<string>
  /** GET from the debug socket. */
  debug(path: string): Promise<string>
  remove(): Promise<void>
}

export async function deployDaemon(
  change: (settings: string) => string = (settings) => settings,
): Promise<DeployedDaemon> {
  const { buildctl, runc, ...parts } = await requireParts('deployed-buildkitd', 'buildctl', 'runc')
  const directory = mkdtempSync(join(tmpdir(), 'deployed-'))
  const below = (path: string) => join(directory, path)
  const port = await freePort()
  const pki = pkiIn(below('pki'))
  await pki.certs('init')
  await pki.certs('server', 'localhost', '127.0.0.1')
  await pki.certs('client', 'acme-app')

  // Only paths and addresses differ from the shipped file.
  const settings = change(shipped('buildkitd.toml')).replaceAll('/etc/buildkit/tls', below('tls'))
  writeFileSync(below('buildkitd.toml'), settings)
  const places = new Map([
    ['/usr/local/lib/buildkit/current/bin/buildkitd', parts['deployed-buildkitd']],
    ['--config=/etc/buildkit/buildkitd.toml', `--config=${below('buildkitd.toml')}`],
    ['--root=/var/lib/buildkit', `--root=${below('root')}`],
    ['--addr=tcp://0.0.0.0:1234', `--addr=tcp://127.0.0.1:${port}`],
    ['--addr=unix:///run/buildkit/buildkitd.sock', `--addr=unix://${below('buildkitd.sock')}`],
    ['--debugaddr=unix:///run/buildkit/debug.sock', `--debugaddr=unix://${below('debug.sock')}`],
  ])
  const words = buildkitdWords(execStart('vm/buildkit-rootful.service')).map((word) => {
    const placed = places.get(word)
    if (placed === undefined) throw new Error(`the unit's ${word} has no place here`)
    return placed
  })

  // Its sockets and its files belong to root.
  const control = (...args: string[]): [string, string[]] => {
    const socket = `unix://${below('buildkitd.sock')}`
    const [command = '', ...words] = asRoot(buildctl, '--addr', socket, ...args)
    return [command, words]
  }
  let server: Server | undefined
  const installCertificates = () => {
    mkdirSync(below('tls'), { recursive: true })
    cpSync(below('pki/server/localhost'), below('tls'), { recursive: true, force: true })
  }
  const start = async () => {
    server = await startServer({
      name: 'the deployed buildkitd',
      asRoot: true,
      isWrapped: true,
      logPath: below('buildkitd.log'),
      // It has its own namespaces, so that no process of a build can outlive it.
      command: [
        ...['setpriv', '--pdeathsig', 'KILL'],
        ...['unshare', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
        ...['env', `PATH=${dirname(runc)}${delimiter}${process.env.PATH}`, ...words],
        // Daemons that start at the same time take the default socket from each other.
        `--otel-socket-path=${below('otel.sock')}`,
      ],
      isReady: async () => (await tryRun(...control('debug', 'workers'))).code === 0,
    })
  }
  const stop = async () => {
    await server?.stop()
    server = undefined
  }
  installCertificates()
  return {
    endpoint: `tcp://127.0.0.1:${port}`,
    port,
    pki,
    directory,
    log: () => server?.log() ?? '',
    start,
    stop,
    installCertificates,
    control: (...args) => run(...control(...args)),
    debug: (path) => {
      const url = `http://localhost${path}`
      const [command = '', ...words] = asRoot(
        'curl',
        '-fsS',
        '--unix-socket',
        below('debug.sock'),
        url,
      )
      return run(command, words)
    },
    remove: async () => {
      await stop()
      const [command = '', ...words] = asRoot('rm', '-rf', directory)
      await run(command, words)
    },
  }
}
