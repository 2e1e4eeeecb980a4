import { join } from 'node:path'
import { Diagnosis } from '../../base/diagnosis.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import type { Credentials } from '../../credentials/credentials.ts'
import type { CredentialSource } from '../../credentials/source.ts'
import { describeClient } from '../../credentials/validity.ts'
import type { Daemon, ProbeTarget } from '../../daemon/daemon.ts'
import { writePrivateFile } from '../../leftovers/private-directory.ts'
import type { Buildx } from '../../processes/process.ts'
import { csvField } from '../../text/csv.ts'
import type { ConnectPorts, MadeBuilder, PreparedBuildx } from '../builder.ts'
import { createBuilder } from './buildx-commands.ts'

/**
 * Makes a builder of a BuildKit daemon that answers.
 *
 * It is made while the daemon is asked who it is: two answers for the time of one.
 *
 * @throws Diagnosis when the daemon can't be used
 */
export async function createRemoteBuilder(
  name: string,
  { endpoint, credentials, serverName }: ProbeTarget,
  preparing: PreparedBuildx,
  ready: () => Promise<Daemon>,
  ports: ConnectPorts,
): Promise<Omit<MadeBuilder, 'endpoint'>> {
  const driverOpts = await writeCredentials(credentials, serverName, ports.directory)
  const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : endpoint.url
  const options = { driver: 'remote', endpoint: address, driverOpts } as const
  const inVain = new AbortController()
  const signal = AbortSignal.any([ports.signal, inVain.signal])
  // Before `ready`: what that loads takes about as long as buildx.
  const creating = createUnasked({ ...options, name }, preparing.guess(), {
    ...ports,
    signal,
  })
  // A buildx that has to be fetched comes while the daemon is asked.
  const obtaining = creating.then((buildx) => {
    signal.throwIfAborted()
    return buildx ?? preparing.obtain()
  })
  obtaining.catch(() => {})
  try {
    const daemon = await ready()
    const buildx = await obtaining
    const isMade = (await creating) !== undefined
    const again = `${name}-again`
    if (!isMade) await createBuilder(createArgs({ ...options, name: again }), buildx, ports)
    const client = credentials && describeClient(credentials)
    return {
      name: isMade ? name : again,
      driver: 'remote',
      buildx,
      daemon,
      more: client === undefined ? [] : [client],
    }
  } catch (error) {
    inVain.abort()
    await creating
    throw error
  }
}

/**
 * Makes it with the buildx that is there, and without asking the daemon.
 *
 * What a buildx can do has to be known before it builds. One that can be told not to ask is v0.32.0 or
 * newer, so it is known without another process. Any other one is asked for its version.
 *
 * @returns the buildx, if it could do so
 */
async function createUnasked(
  options: CreateOptions,
  buildx: Buildx | undefined,
  ports: ConnectPorts,
): Promise<Buildx | undefined> {
  if (buildx === undefined) return undefined
  try {
    await createBuilder(createArgs({ ...options, statusTimeout: '1ns' }), buildx, ports, 0)
    return buildx
  } catch {
    return undefined
  }
}

/**
 * Gets the credentials that an endpoint needs; none for a Unix socket, which is never TLS.
 *
 * @throws Diagnosis when there are none, or they can't be used now
 */
export async function credentialsFor(
  endpoint: ProbeTarget['endpoint'],
  source: CredentialSource | undefined,
  ports: ConnectPorts,
): Promise<Credentials | undefined> {
  if (endpoint.kind !== 'tcp') return undefined
  if (source === undefined) {
    throw new Diagnosis(
      'credentials-missing',
      `${endpoint.url} needs TLS, but ca, cert and key are empty. Give them; a pull request from a fork has no secrets.`,
    )
  }
  return source.obtain(ports)
}

/** buildx reads the files anew for each connection, so they stay until the build is over. */
async function writeCredentials(
  credentials: Credentials | undefined,
  serverName: string | undefined,
  directory: string,
): Promise<string[]> {
  if (credentials === undefined) return []
  const texts = { cacert: credentials.ca, ...credentials.client }
  const options = Object.entries(texts).map(async ([option, text]) => {
    const path = join(directory, `${option}.pem`)
    await writePrivateFile(path, text)
    return csvField(`${option}=${path}`)
  })
  return [...(await Promise.all(options)), ...(serverName ? [`servername=${serverName}`] : [])]
}
