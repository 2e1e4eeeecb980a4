// Connects to several daemons in one process, builds on each of them, and runs until it is killed.
// connect-several.test.ts starts it with the inputs as JSON in its first argument.
import { connect } from '../../../src/connect/connect.ts'
import type { ConnectInputs } from '../../../src/connect/inputs.ts'
import { readCredentials } from '../../../src/credentials/client-tls.ts'
import { readKnownHosts } from '../../../src/credentials/known-hosts.ts'
import { givenCredentials } from '../../../src/credentials/source.ts'
import { readSshKey } from '../../../src/credentials/ssh-key.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import { createPrivateDirectory } from '../../../src/leftovers/private-directory.ts'
import { startProcess } from '../../../src/processes/process.ts'

/** The argument of this program. */
export interface SeveralInputs {
  /** The private directory. */
  readonly directory: string
  /** The folder to build. */
  readonly context: string
  readonly tls: { readonly endpoint: string; readonly ca: string; cert: string; key: string }
  readonly ssh: { readonly endpoint: string; readonly key: string; readonly knownHosts: string }
  /** The image of the local builder. */
  readonly image: string
}

const given = JSON.parse(process.argv[2] ?? '') as SeveralInputs
const { directory, tls, ssh } = given
const signal = new AbortController().signal
const log = (line: string) => console.log(line)
const ports = {
  run: () => Promise.reject(new Error('no command expected')),
  log: { info: log, notice: log, warning: log, group: log, debug: () => {} },
  env: process.env,
  directory,
  signal,
  help: (code: string) => code,
  binaries: {
    find: async () => undefined,
    keep: async (file: string) => file,
    openJobCache: async () => undefined,
    download: () => Promise.reject(new Error('no download expected')),
  },
  mask: () => {},
  identityToken: () => Promise.reject(new Error('no identity expected')),
}
const common: ConnectInputs = {
  ...{ builder: undefined, endpoint: undefined, credentials: undefined, ssh: {} },
  ...{ serverName: undefined, untrustedReason: undefined },
  ...{ driver: 'auto', connectTimeoutMs: 20_000, fallback: 'never' },
  container: {
    ...{ image: given.image, driverOpts: ['network=host'], buildkitdFlags: '' },
    ...{ buildkitdConfig: '', buildkitdConfigInline: 'debug = true' },
  },
  buildx: { version: undefined, downloadUrl: '', cacheBinary: false },
}

const credentials = readCredentials(tls)
if (credentials === undefined) throw new Error('no credentials')
await createPrivateDirectory(directory)
const builders = await Promise.all([
  connect(
    {
      ...common,
      endpoint: parseEndpoint(tls.endpoint),
      credentials: givenCredentials(credentials),
    },
    ports,
  ),
  connect(
    {
      ...common,
      endpoint: parseEndpoint(ssh.endpoint),
      ssh: { key: readSshKey(ssh.key), knownHosts: readKnownHosts(ssh.knownHosts) },
    },
    ports,
  ),
  connect({ ...common, fallback: 'auto' }, ports),
])
for (const { name, buildx, driver } of builders) {
  const { stdout, stderr } = await startProcess(
    buildx,
    ['build', '--builder', name, '--progress', 'plain', given.context],
    { directory, signal },
  )
  stdout.resume()
  stderr.on('data', (chunk: Buffer) => console.log(`${driver}: ${chunk}`))
}
