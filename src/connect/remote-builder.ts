import { join } from 'node:path'
import { createArgs, csvField } from '../buildx/create-args.ts'
import type { Buildx } from '../buildx/environment.ts'
import { writePrivateFile } from '../private-directory.ts'
import type { ConnectPorts, MadeBuilder, PreparedBuildx } from './builder.ts'
import { type Credentials, checkValidity, describeClient } from './credentials.ts'
import type { Daemon, ProbeTarget } from './daemon.ts'

import { Diagnosis } from './diagnosis.ts'
import { createBuilder } from './inspect.ts'

/**
 * Makes a builder of a BuildKit daemon that answers.
 *
 * It is made while the daemon is asked who it is, and buildx which version: three answers for the time
 * of one. What was made in vain is made again.
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
  const argsFor = (builder: string) =>
    createArgs({ name: builder, driver: 'remote', endpoint: address, driverOpts })
  const inVain = new AbortController()
  const signal = AbortSignal.any([ports.signal, inVain.signal])
  const early = createEarly(argsFor(name), preparing, { ...ports, signal })
  try {
    const daemon = await ready()
    const buildx = await preparing.obtained
    const client = credentials && describeClient(credentials)
    const isMade = (await early)?.file === buildx.file
    const again = `${name}-again`
    if (!isMade) await createBuilder(argsFor(again), buildx, ports)
    return {
      name: isMade ? name : again,
      driver: 'remote',
      buildx,
      daemon,
      more: client === undefined ? [] : [client],
    }
  } catch (error) {
    inVain.abort()
    await early
    throw error
  }
}

/** @returns the buildx that made it, if one did */
async function createEarly(
  args: readonly string[],
  { guessed }: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Buildx | undefined> {
  try {
    const buildx = await guessed
    if (buildx !== undefined) await createBuilder(args, buildx, ports, 0)
    return buildx
  } catch {
    // The daemon isn't there yet, or that buildx won't do. Then it is told of in better words.
    return undefined
  }
}

/** @throws Diagnosis when it lacks what its endpoint needs, or what it has is out of date */
export function credentialsFor(
  endpoint: ProbeTarget['endpoint'],
  credentials: Credentials | undefined,
  { log }: ConnectPorts,
): Credentials | undefined {
  // BuildKit speaks TLS on TCP only.
  if (endpoint.kind !== 'tcp') return undefined
  if (credentials === undefined) {
    throw new Diagnosis(
      'credentials-missing',
      `${endpoint.url} needs TLS, but ca, cert and key are empty. Give them; a pull request from a fork has no secrets.`,
    )
  }
  for (const warning of checkValidity(credentials, new Date())) log.warning(warning)
  return credentials
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
