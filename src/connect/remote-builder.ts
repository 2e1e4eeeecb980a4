import { join } from 'node:path'
import { createArgs, csvField } from '../buildx/create-args.ts'
import type { Buildx } from '../buildx/environment.ts'
import { writePrivateFile } from '../private-directory.ts'
import type { ConnectPorts } from './builder.ts'
import { type Credentials, checkValidity, describeClient } from './credentials.ts'
import type { ProbeTarget } from './daemon.ts'
import { Diagnosis } from './diagnosis.ts'
import { createBuilder } from './inspect.ts'

/**
 * Makes a builder of a BuildKit daemon.
 *
 * @returns what more there is to say of it
 */
export async function createRemoteBuilder(
  name: string,
  { endpoint, credentials, serverName }: ProbeTarget,
  buildx: Buildx,
  ports: ConnectPorts,
): Promise<string[]> {
  const driverOpts = await writeCredentials(credentials, serverName, ports.directory)
  const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : endpoint.url
  await createBuilder(
    createArgs({ name, driver: 'remote', endpoint: address, driverOpts }),
    buildx,
    ports,
  )
  const client = credentials && describeClient(credentials)
  return client === undefined ? [] : [client]
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
