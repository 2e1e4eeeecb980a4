import { mkdirSync } from 'node:fs'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError } from '../base/errors.ts'
import type { Log, Ports } from '../base/ports.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import { formatCount } from '../text/format.ts'
import { shortList } from '../text/list.ts'
import { shortLine } from '../text/truncate.ts'
import { type CertificateFacts, type Examination, examine } from './examine.ts'
import { exitCodes } from './exit-codes.ts'

interface DoctorOptions {
  readonly isJson: boolean
  readonly log: Log
  readonly print?: (text: string) => void
}

/**
 * The command `doctor`: describes a daemon.
 *
 * @returns the exit code
 * @throws Diagnosis when it can't be used, unless the answer is JSON
 * @throws ConfigurationError for a mistake in the inputs, unless the answer is JSON and the mistake has a code
 */
export async function runDoctor(
  source: InputSource,
  ports: Ports,
  { isJson, log, print = (text) => process.stdout.write(text) }: DoctorOptions,
): Promise<number> {
  try {
    const examination = await examineOne(source, ports, log)
    print(isJson ? json(asJson(examination)) : `${describe(examination).join('\n')}\n`)
    return exitCodes.success
  } catch (error) {
    const isKnown = error instanceof Diagnosis || error instanceof ConfigurationError
    const code = isKnown ? error.code : undefined
    if (!isJson || !isKnown || code === undefined) throw error
    const endpoint = source.raw('endpoint').trim()
    const place = endpoint === '' ? {} : { endpoint }
    print(json({ ...place, usable: false, code, message: error.reason, help: ports.help(code) }))
    return error instanceof Diagnosis ? exitCodes.noDaemon : exitCodes.failure
  }
}

async function examineOne(source: InputSource, ports: Ports, log: Log): Promise<Examination> {
  const { connect, warnings } = readConnection(source)
  for (const warning of warnings) log.warning(warning)
  if (connect.router !== undefined) {
    throw new ConfigurationError(
      `endpoint: doctor describes a daemon, and ${connect.router.url} is a router. Give the address of a daemon.`,
    )
  }
  if (connect.endpoint === undefined) {
    throw new Diagnosis('no-endpoint', 'Which daemon? Give its address: doctor ENDPOINT.')
  }
  if ((connect.pool?.lines.length ?? 0) > 1) {
    throw new ConfigurationError('endpoint: doctor describes one daemon. Give one address.')
  }
  mkdirSync(ports.directory, { mode: 0o700 })
  const hasTimeout = source.raw('connect-timeout').trim() !== ''
  const timeout = hasTimeout ? connect.connectTimeoutMs : undefined
  return examine(connect.endpoint, connect, ports, timeout)
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function asJson(examination: Examination): unknown {
  const { endpoint, driver, daemon, seconds, running } = examination
  return {
    endpoint,
    usable: true,
    driver,
    version: daemon.version,
    ...(daemon.docker && { docker: daemon.docker }),
    platforms: daemon.platforms,
    seconds: Math.round(seconds * 1000) / 1000,
    runningBuilds: running?.map(({ images, createdAt }) => ({
      images,
      startedAt: new Date(createdAt).toISOString(),
    })),
    serverCertificate: examination.serverCertificate,
    clientCertificate: examination.clientCertificate,
  }
}

/** Lines for a person. */
export function describe({
  endpoint,
  driver,
  daemon,
  seconds,
  running,
  serverCertificate,
  clientCertificate,
}: Examination): readonly string[] {
  const { version, docker, platforms } = daemon
  const name =
    docker === undefined
      ? `BuildKit ${version}`
      : `Docker ${docker.version ?? 'of unknown version'}, ${docker.hasContainerdStore ? 'containerd' : 'classic'} image store`
  return [
    `${name} at ${endpoint} answered in ${seconds.toFixed(2)} s.`,
    `Driver: ${driver}`,
    `Platforms: ${shortList(platforms)}`,
    ...(running === undefined ? [] : [`Running builds: ${runningBuilds(running)}`]),
    ...certificateLine('Server certificate', serverCertificate),
    ...certificateLine('Client certificate', clientCertificate),
  ]
}

function runningBuilds(running: NonNullable<Examination['running']>): string {
  if (running.length === 0) return 'none'
  const images = running.flatMap(({ images: [image] }) => (image ? [shortLine(image, 120)] : []))
  return `${running.length}${images.length > 0 ? ` (${shortList(images)})` : ''}`
}

function certificateLine(label: string, facts: CertificateFacts | undefined): string[] {
  if (facts === undefined) return []
  const { names, validTo, daysLeft } = facts
  const until = validTo.toISOString().slice(0, 10)
  return [
    `${label}: ${shortList(names)}; valid until ${until}, ${formatCount(daysLeft, 'day')} left`,
  ]
}
