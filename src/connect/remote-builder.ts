import { join } from 'node:path'
import { createArgs, csvField } from '../buildx/create-args.ts'
import type { Buildx } from '../buildx/environment.ts'
import { writePrivateFile } from '../private-directory.ts'
import type { Builder, ConnectInputs, ConnectPorts } from './builder.ts'
import { openControl } from './control.ts'
import { type Credentials, checkValidity, describeClient } from './credentials.ts'
import { Diagnosis } from './diagnosis.ts'
import type { Endpoint } from './endpoint.ts'
import { createBuilder } from './inspect.ts'
import { waitForDaemon } from './wait.ts'

/**
 * Makes a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
export async function createRemoteBuilder(
  name: string,
  endpoint: Endpoint,
  inputs: ConnectInputs,
  preparing: Promise<Buildx>,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  const { serverName, connectTimeoutMs } = inputs
  const credentials = credentialsFor(endpoint, inputs.credentials, ports)
  const target = {
    endpoint,
    ...(credentials && { credentials }),
    ...(serverName && { serverName }),
  }
  let waitingSince: number | undefined
  const ready = () =>
    waitForDaemon(target, {
      timeoutMs: connectTimeoutMs,
      signal: ports.signal,
      onWait: ({ message }) => {
        waitingSince = performance.now()
        const seconds = Math.round(connectTimeoutMs / 1000)
        ports.log.info(`${message} Asking again for up to ${seconds} s.`)
      },
    })
  const daemon = await ready()
  const waitSeconds = waitingSince === undefined ? 0 : (performance.now() - waitingSince) / 1000
  const buildx = await preparing
  const driverOpts = await writeCredentials(credentials, serverName, ports.directory)
  const args = createArgs({ name, driver: 'remote', endpoint: endpoint.url, driverOpts })
  await createBuilder(args, buildx, ports)
  const connectSeconds = (performance.now() - started) / 1000

  const client = credentials && describeClient(credentials)
  ports.log.group(
    `BuildKit ${daemon.version} at ${endpoint.url}, ready in ${connectSeconds.toFixed(2)} s`,
    [`Platforms: ${daemon.platforms.join(', ')}`, ...(client === undefined ? [] : [client])],
  )
  return {
    name,
    driver: 'remote',
    endpoint: endpoint.url,
    buildx,
    daemon,
    connectSeconds,
    waitSeconds,
    ready,
    control: () => openControl(target),
  }
}

function credentialsFor(
  endpoint: Endpoint,
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
