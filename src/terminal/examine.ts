import { X509Certificate } from 'node:crypto'
import type { ClientHttp2Session } from 'node:http2'
import { TLSSocket } from 'node:tls'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { withTimeout } from '../base/timeout.ts'
import { credentialsFor } from '../connect/builders/remote.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { openWay } from '../connect/tunnel/route.ts'
import type { Credentials } from '../credentials/credentials.ts'
import { controlOver, openControl } from '../daemon/control.ts'
import type { Daemon, Driver, ProbeTarget } from '../daemon/daemon.ts'
import type { Endpoint } from '../daemon/endpoint.ts'
import { planProbe } from '../daemon/probe-plan.ts'
import { daemonHistory } from '../history/daemon-history.ts'
import type { HistoryRecord } from '../history/messages.ts'
import { shortLine } from '../text/truncate.ts'

/** What a daemon is. */
export interface Examination {
  readonly endpoint: string
  /** The driver with which it would be used. */
  readonly driver: Driver
  readonly daemon: Daemon
  /** From the first byte to the answer. */
  readonly seconds: number
  /** Absent when the daemon doesn't tell. */
  readonly running?: readonly HistoryRecord[]
  readonly serverCertificate?: CertificateFacts
  readonly clientCertificate?: CertificateFacts
}

export interface CertificateFacts {
  /** Those of subjectAltName, or else the common name. */
  readonly names: readonly string[]
  readonly validTo: Date
  readonly daysLeft: number
}

const longestProbeMs = 10_000
const longestListMs = 5000

/**
 * Probes a daemon once, and asks a healthy one what it does.
 *
 * @throws Diagnosis when it can't be used
 */
export async function examine(
  endpoint: Endpoint,
  inputs: ConnectInputs,
  ports: Ports,
  now = Date.now(),
): Promise<Examination> {
  const way = await openWay(endpoint, inputs, ports)
  let session: ClientHttp2Session | undefined
  try {
    const credentials = await credentialsFor(way.endpoint, inputs.credentials, ports)
    const target: ProbeTarget = {
      endpoint: way.endpoint,
      ...(credentials && { credentials }),
      ...(inputs.serverName && { serverName: inputs.serverName }),
    }
    const plan = planProbe(endpoint, inputs.driver, target, (kept) => {
      session = kept
    })
    const seconds = startStopwatch()
    const daemon = await way.through(plan.probe)(longestProbeMs, ports.signal)
    const answered = seconds()
    const certificates = certificatesOf(session, credentials, now)
    const running = daemon.docker ? undefined : await runningBuilds(target, session, ports.signal)
    return {
      endpoint: endpoint.url,
      driver: plan.driverFor(daemon),
      daemon,
      seconds: answered,
      ...(running && { running }),
      ...certificates,
    }
  } finally {
    session?.destroy()
    await way.close?.()
  }
}

/** @returns undefined when the daemon doesn't tell, or not in time */
async function runningBuilds(
  target: ProbeTarget,
  session: ClientHttp2Session | undefined,
  signal: AbortSignal,
): Promise<readonly HistoryRecord[] | undefined> {
  try {
    const control = session === undefined ? await openControl(target) : controlOver(session)
    const list = () => daemonHistory(control).list({ running: true })
    const records = await withTimeout(list, longestListMs, signal).finally(control.close)
    return records.filter(({ completedAt }) => completedAt === undefined)
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

function certificatesOf(
  session: ClientHttp2Session | undefined,
  credentials: Credentials | undefined,
  now: number,
): Pick<Examination, 'serverCertificate' | 'clientCertificate'> {
  const server = peerCertificate(session)
  const client = credentials?.client && new X509Certificate(credentials.client.cert)
  return {
    ...(server && { serverCertificate: certificateFacts(server, now) }),
    ...(client && { clientCertificate: certificateFacts(client, now) }),
  }
}

function peerCertificate(session: ClientHttp2Session | undefined): X509Certificate | undefined {
  const socket = session?.socket
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
}

const longestName = 100
const dayMs = 86_400_000

export function certificateFacts(certificate: X509Certificate, now: number): CertificateFacts {
  const { subjectAltName = '', subject, validToDate } = certificate
  const alternative = subjectAltName
    .split(', ')
    .filter((name) => /^(?:DNS|IP Address|URI):/.test(name))
  const names =
    alternative.length > 0
      ? alternative.map((name) => name.slice(name.indexOf(':') + 1))
      : [/(?:^|\n)CN=([^\n]*)/.exec(subject)?.[1] ?? subject]
  return {
    names: names.map((name) => shortLine(name, longestName)),
    validTo: validToDate,
    daysLeft: Math.floor((validToDate.getTime() - now) / dayMs),
  }
}
