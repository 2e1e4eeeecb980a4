import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createArgs } from '../buildx/create-args.ts'
import { type Buildx, buildxEnvironment } from '../buildx/environment.ts'
import { locateBuildx } from '../buildx/locate.ts'
import { CommandError } from '../errors.ts'
import type { RunCommand } from '../exec.ts'
import { writePrivateFile } from '../private-directory.ts'
import { type Credentials, checkValidity, describeClient } from './credentials.ts'
import { Diagnosis } from './diagnosis.ts'
import type { Endpoint } from './endpoint.ts'
import type { Daemon } from './probe.ts'
import { waitForDaemon } from './wait.ts'

export interface ConnectInputs {
  readonly endpoint: Endpoint | undefined
  readonly credentials: Credentials | undefined
  readonly serverName: string | undefined
  readonly connectTimeoutMs: number
}

/** A builder that is ready: its daemon has answered. */
export interface Builder {
  readonly name: string
  readonly driver: 'remote'
  readonly endpoint: string
  readonly buildx: Buildx
  readonly daemon: Daemon
  /** From the first question to the daemon until the builder could be used. */
  readonly connectSeconds: number
}

export interface ConnectPorts {
  readonly run: RunCommand
  readonly log: Log
  readonly env: NodeJS.ProcessEnv
  /** Private to this step, removed after the build. */
  readonly directory: string
  readonly signal: AbortSignal
}

export interface Log {
  readonly info: (line: string) => void
  readonly warning: (line: string) => void
}

/**
 * Gets from an endpoint to a builder.
 *
 * @throws Diagnosis when the daemon can't be used
 */
export async function connect(inputs: ConnectInputs, ports: ConnectPorts): Promise<Builder> {
  const { endpoint } = inputs
  if (endpoint === undefined) {
    throw new Diagnosis(
      'no-endpoint',
      'endpoint is empty. Give the address of your BuildKit daemon, such as tcp://buildkit.example.com:1234.',
    )
  }
  const credentials = credentialsFor(endpoint, inputs.credentials, ports.log)
  const file = await locateBuildx(ports.env)

  const started = performance.now()
  const { serverName } = inputs
  const daemon = await waitForDaemon(
    { endpoint, ...(credentials && { credentials }), ...(serverName && { serverName }) },
    {
      timeoutMs: inputs.connectTimeoutMs,
      signal: ports.signal,
      onWait: ({ message }) => {
        const seconds = Math.round(inputs.connectTimeoutMs / 1000)
        ports.log.info(`${message} Asking again for up to ${seconds} s.`)
      },
    },
  )
  const buildx = { file, env: buildxEnvironment(ports.env, join(ports.directory, 'buildx')) }
  const name = `remote-buildkit-${randomUUID().slice(0, 8)}`
  const driverOpts = await writeCredentials(credentials, serverName, ports.directory)
  await createBuilder(
    buildx,
    createArgs({ name, driver: 'remote', endpoint: endpoint.url, driverOpts }),
    ports,
  )
  const connectSeconds = (performance.now() - started) / 1000

  ports.log.info(
    `BuildKit ${daemon.version} at ${endpoint.url}, ready in ${connectSeconds.toFixed(2)} s`,
  )
  ports.log.info(`Platforms: ${daemon.platforms.join(', ')}`)
  const client = credentials && describeClient(credentials)
  if (client !== undefined) ports.log.info(client)
  return { name, driver: 'remote', endpoint: endpoint.url, buildx, daemon, connectSeconds }
}

function credentialsFor(
  endpoint: Endpoint,
  credentials: Credentials | undefined,
  log: Log,
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
    return `${option}=${path}`
  })
  return [...(await Promise.all(options)), ...(serverName ? [`servername=${serverName}`] : [])]
}

async function createBuilder(
  buildx: Buildx,
  args: readonly string[],
  { run }: ConnectPorts,
): Promise<void> {
  const { exitCode, stderr } = await run(buildx.file, args, { env: buildx.env })
  if (exitCode !== 0) throw new CommandError('buildx create', exitCode, stderr)
}
