// What the builds of some days did, by the history of each daemon that the inputs name. Nothing is built, so buildx
// is not needed.
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { TimeoutError, withTimeout } from '../base/timeout.ts'
import type { Attempt, ConnectPorts } from '../connect/builder.ts'
import { createPoller, openEndpoint } from '../connect/builders/endpoint.ts'
import { targetOf } from '../connect/builders/set-up.ts'
import { newAttempt } from '../connect/connect.ts'
import { decide } from '../connect/decide.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { diagnoseLookup } from '../connect/pool/name.ts'
import { findSetUp, isKnownDriver, type SetUpBuilder } from '../connect/set-up-builder.ts'
import type { Control } from '../daemon/control.ts'
import type { Daemon } from '../daemon/daemon.ts'
import type { Endpoint } from '../daemon/endpoint.ts'
import { keptConnection } from '../daemon/kept-connection.ts'
import type { Probe } from '../daemon/poll.ts'
import { planProbe } from '../daemon/probe-plan.ts'
import { daemonHistory } from '../history/daemon-history.ts'
import { type Period, readPeriod, type Trends, trendsOf } from '../history/trends.ts'
import type { TrendsInputs } from '../inputs/inputs.ts'
import { addressesOf } from '../pool/addresses.ts'
import type { MemberLine } from '../pool/members.ts'
import { warnOfFaults } from './after-build.ts'
import { type LeasePorts, withDirectory } from './lease.ts'

type TrendsPorts = ConnectPorts & LeasePorts & Pick<Ports, 'warnOnce'>

/** A daemon, as far as its history needs it. */
interface Source {
  readonly url: string
  readonly probe: Probe<Daemon>
  readonly control: () => Promise<Control>
  /** Never throws. */
  readonly close: () => void
}

const dayMs = 86_400_000
/** After this time no more builds of a daemon are read. */
const longestReadSeconds = 120
/** A daemon that is silent for so long after that is given up, in milliseconds. */
const longestSilenceMs = longestReadSeconds * 1000 + 30_000

/**
 * Reads the histories of all daemons that the inputs name, or of the one that an earlier step has set up. A daemon
 * that can't be used is a warning, as long as there is another.
 *
 * @param lookUp asks DNS
 * @throws Diagnosis when no daemon can be used, the first one's
 * @throws ConfigurationError when untrusted code may not read them, or an earlier step's builder has no history
 */
export async function daemonTrends(
  { connect, days, warnings }: Pick<TrendsInputs, 'connect' | 'days' | 'warnings'>,
  ports: TrendsPorts,
  lookUp = addressesOf,
): Promise<Trends> {
  for (const warning of warnings) ports.log.warning(warning)
  refuse(connect)
  const until = Date.now()
  const since = until - days * dayMs
  return withDirectory(ports, async () => {
    const sources = await findSources(connect, ports, lookUp)
    const read = await Promise.allSettled(
      sources.map(async (open) => readFrom(await open(), since, connect, ports)),
    )
    ports.signal.throwIfAborted()
    const faults = read.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    const other = faults.find((fault) => !(fault instanceof Diagnosis))
    if (other !== undefined || faults.length === read.length) throw other ?? faults[0]
    for (const { message } of faults) ports.log.warning(`${message} Its builds are missing.`)
    const periods = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    return trendsOf({ since, until }, periods)
  })
}

/** The history names the builds of all who share the daemon. */
function refuse(connect: ConnectInputs): void {
  if (connect.untrustedReason !== undefined) throw new ConfigurationError(connect.untrustedReason)
  if (connect.router !== undefined) {
    throw new ConfigurationError(
      `endpoint: the history is a daemon's, and ${connect.router.url} is a router. Give the address of a daemon.`,
    )
  }
  const decision = decide({
    ...connect,
    fallback: 'never',
    hasCredentials: connect.credentials !== undefined,
    hasSshKey: connect.ssh.key !== undefined,
  })
  if (decision.kind === 'none' && decision.code !== undefined) {
    throw new Diagnosis(decision.code, decision.reason)
  }
  if (decision.kind === 'runner-docker') {
    throw new Diagnosis('no-endpoint', 'Which daemon? The history of a Docker daemon is not read.')
  }
}

/** Opens a daemon. */
type Open = () => Promise<Source>

/** Each is opened only together with the reading: a failure of one must not come before something waits for it. */
async function findSources(
  connect: ConnectInputs,
  ports: TrendsPorts,
  lookUp: typeof addressesOf,
): Promise<readonly Open[]> {
  const { builder, endpoint, pool } = connect
  if (builder !== undefined) return [() => openSetUp(builder, ports)]
  const lines: readonly MemberLine[] =
    pool?.lines ?? (endpoint === undefined ? [] : [{ kind: 'single', endpoint, platforms: [] }])
  const openerOf = (address: Endpoint, name?: string) => async () => {
    const serverName = connect.serverName ?? name
    return openAddress(newAttempt(ports.directory), address, { ...connect, serverName }, ports)
  }
  const sources = await Promise.all(
    lines.map(async (line): Promise<readonly Open[]> => {
      if (line.kind === 'single') return [openerOf(line.endpoint)]
      const { host } = line.endpoint
      const found = await lookUp(line.endpoint).catch((error) =>
        diagnoseLookup(line.endpoint, error),
      )
      if (found instanceof Diagnosis) return [() => Promise.reject(found)]
      return found.map((address) => openerOf(address, host))
    }),
  )
  return sources.flat()
}

async function openAddress(
  attempt: Attempt,
  endpoint: Endpoint,
  connect: ConnectInputs,
  ports: TrendsPorts,
): Promise<Source> {
  const { probe, control, close } = await openEndpoint(attempt, endpoint, connect, ports)
  return { url: endpoint.url, probe, control, close }
}

async function openSetUp(name: string, { env }: TrendsPorts): Promise<Source> {
  const setUp: SetUpBuilder | undefined = findSetUp(name, env)
  if (setUp?.reach === undefined || !isKnownDriver(setUp.driver)) {
    throw new ConfigurationError(
      `endpoint is empty, and the builder "${name}" of an earlier step is not on a daemon that stays. Give the daemon's address.`,
    )
  }
  const { reach, driver, endpoint } = setUp
  const target = targetOf(reach)
  const { keep, control, close } = keptConnection(target)
  const { probe } = planProbe(reach.endpoint, driver, reach.endpoint, target, keep)
  return { url: endpoint, probe, control, close }
}

async function readFrom(
  { url, probe, control: connectTo, close }: Source,
  since: number,
  connect: Pick<ConnectInputs, 'connectTimeoutMs'>,
  ports: Pick<TrendsPorts, 'signal' | 'log' | 'warnOnce'>,
): Promise<Period> {
  try {
    const daemon = await createPoller(probe, connect, ports).ready()
    if (daemon.docker !== undefined) {
      throw new Diagnosis('not-buildkit', `${url} is a Docker daemon, whose history is not read.`)
    }
    warnOfFaults({ driver: 'remote', daemon }, ports)
    const control = await connectTo()
    const history = daemonHistory(control)
    const seconds = startStopwatch()
    const read = () => readPeriod(history, since, () => seconds() > longestReadSeconds)
    return await withTimeout(read, longestSilenceMs, ports.signal)
      .catch((error) => {
        ports.signal.throwIfAborted()
        throw diagnose(url, error)
      })
      .finally(control.close)
  } finally {
    close()
  }
}

function diagnose(url: string, cause: unknown): Diagnosis {
  if (cause instanceof TimeoutError) {
    return new Diagnosis('daemon-silent', `${url} did not send its history: ${cause.message}.`, {
      cause,
    })
  }
  const reason = `${url} can't list its builds: ${messageOf(cause)}.`
  return new Diagnosis('daemon-unhealthy', reason, { cause })
}
