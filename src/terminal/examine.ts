import { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { withTimeout } from '../base/timeout.ts'
import { decide } from '../connect/decide.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { openRoute } from '../connect/tunnel/route.ts'
import { connectToDaemon, createControl } from '../daemon/control.ts'
import type { Daemon, Driver, ProbeTarget } from '../daemon/daemon.ts'
import { connectToDocker } from '../daemon/docker-session.ts'
import { type Endpoint, serverNameOf } from '../daemon/endpoint.ts'
import { planProbe } from '../daemon/probe-plan.ts'
import type { Session } from '../daemon/session.ts'
import { daemonHistory } from '../history/daemon-history.ts'
import type { HistoryRecord } from '../history/messages.ts'
import { createAttemptDirectory } from '../leftovers/private-directory.ts'
import { shortLine } from '../text/truncate.ts'

/** The description of a daemon. */
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

/** Used when the inputs give no timeout. */
const defaultProbeMs = 10_000
/** For each request to a healthy daemon. */
const longestAnswerMs = 5000

/**
 * Probes a daemon once, and asks a healthy one about its builds.
 *
 * @throws Diagnosis when it can't be used
 */
export async function examine(
  endpoint: Endpoint,
  inputs: ConnectInputs,
  ports: Ports,
  probeMs = defaultProbeMs,
): Promise<Examination> {
  const now = Date.now()
  const decision = decide({
    ...inputs,
    fallback: 'never',
    untrustedReason: undefined,
    hasCredentials: inputs.credentials !== undefined,
    hasSshKey: inputs.ssh.key !== undefined,
  })
  if (decision.kind === 'none' && decision.code !== undefined) {
    throw new Diagnosis(decision.code, decision.reason)
  }
  const route = await openRoute(endpoint, inputs, createAttemptDirectory(ports.directory), ports)
  let session: Session | undefined
  try {
    const isTls = route.endpoint.kind === 'tcp'
    const credentials = isTls ? await inputs.credentials?.obtain(ports) : undefined
    const serverName = serverNameOf(endpoint, inputs.serverName)
    const target: ProbeTarget = {
      endpoint: route.endpoint,
      ...(credentials && { credentials }),
      ...(serverName && { serverName }),
    }
    const keep = (kept: Session) => {
      session = kept
    }
    const plan = planProbe(endpoint, inputs.driver, route.endpoint, async () => target, keep)
    const seconds = startStopwatch()
    const daemon = await route.wrapProbe(plan.probe)(probeMs, ports.signal)
    const answered = seconds()
    // For a builder in a container, the Docker daemon has answered, and not the BuildKit.
    const open =
      daemon.docker === undefined
        ? () => connectToDaemon(target)
        : session && route.endpoint.kind === 'unix'
          ? connectToDocker.bind(undefined, route.endpoint.path)
          : undefined
    const running = open && (await runningBuilds(open, session, ports.signal))
    const server = session?.certificate
    const client = credentials?.client && new X509Certificate(credentials.client.cert)
    return {
      endpoint: endpoint.url,
      driver: plan.driverFor(daemon),
      daemon,
      seconds: answered,
      ...(running && { running }),
      ...(server && { serverCertificate: certificateFacts(server, now) }),
      ...(client && { clientCertificate: certificateFacts(client, now) }),
    }
  } finally {
    session?.http2.destroy()
    route.close()
  }
}

/** @returns undefined when the daemon doesn't tell, or not in time */
async function runningBuilds(
  open: () => Promise<Session>,
  session: Session | undefined,
  signal: AbortSignal,
): Promise<readonly HistoryRecord[] | undefined> {
  try {
    const control = createControl(async () => session ?? open())
    const list = () => daemonHistory(control).list({ running: true })
    const records = await withTimeout(list, longestAnswerMs, signal).finally(control.close)
    return records.filter(({ completedAt }) => completedAt === undefined)
  } catch {
    signal.throwIfAborted()
    return undefined
  }
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
