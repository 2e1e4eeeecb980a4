import type { Ports } from '../../base/ports.ts'
import { buildxConfig, remoteEnvironment } from '../../buildx/environment.ts'
import { writeInstance } from '../../buildx/instances.ts'
import type { Daemon, ProbeTarget } from '../../daemon/daemon.ts'
import { tcpAddress } from '../../daemon/endpoint.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, NewBuilder, PreparedBuildx } from '../builder.ts'
import type { CredentialFiles } from './credential-files.ts'

/** A probe that is under way. */
export interface Answers {
  /** Resolves once the daemon has answered. */
  readonly ready: () => Promise<Daemon>
  /** The IP address that answered, over TCP. */
  readonly address: () => string | undefined
}

/**
 * Creates a builder of a BuildKit daemon that answers.
 *
 * The buildx on the runner isn't asked for its version: that takes a tenth of a warm build. One that turns out not to do
 * its work is checked then.
 *
 * @param files written before the daemon answers
 * @param isKnown whether buildx finds the host of an endpoint by itself
 * @throws Diagnosis when the daemon can't be used
 */
export async function createRemoteBuilder(
  { name }: Attempt,
  { endpoint, serverName }: Omit<ProbeTarget, 'credentials'>,
  files: CredentialFiles | undefined,
  preparing: PreparedBuildx,
  answers: Answers,
  { directory }: Pick<Ports, 'directory'>,
  isKnown = isKnownToBuildx,
): Promise<Omit<NewBuilder, 'endpoint'>> {
  const guess = preparing.guess()
  const obtain = async () => withoutDocker(await preparing.obtain())
  // A buildx that has to be downloaded is downloaded during the probe.
  const obtaining = guess === undefined ? obtain() : Promise.resolve(withoutDocker(guess))
  obtaining.catch(() => {})
  const answering = answers.ready()
  const resolving = isKnown(endpoint)
  const daemon = await answering
  const buildx = await obtaining
  const pinned = (await resolving) ? undefined : pinnedAddress(endpoint, answers.address())
  const servername = serverName ?? pinned?.host
  await writeInstance(buildxConfig(directory), {
    name,
    endpoint: pinned?.url ?? urlOf(endpoint),
    driverOpts: { ...files?.driverOpts, ...(files && servername && { servername }) },
  })
  const details = [
    files?.describe(),
    pinned && `buildx doesn't find ${pinned.host} by itself, so it is given ${pinned.url}`,
  ].filter((line) => line !== undefined)
  return {
    ...{ name, driver: 'remote', buildx, daemon, details },
    ...(guess && { checkedBuildx: obtain }),
  }
}

function urlOf(endpoint: ProbeTarget['endpoint']): string {
  return endpoint.kind === 'unix' ? `unix://${endpoint.path}` : tcpAddress(endpoint)
}

/** Whether buildx finds the host of an endpoint by itself. */
async function isKnownToBuildx(endpoint: ProbeTarget['endpoint']): Promise<boolean> {
  // Loaded while the daemon is probed.
  return endpoint.kind !== 'tcp' || (await import('./go-resolver.ts')).isKnownToGo(endpoint.host)
}

/** @returns undefined when no address is known that could be used in place of the host's name */
function pinnedAddress(
  endpoint: ProbeTarget['endpoint'],
  address: string | undefined,
): { readonly host: string; readonly url: string } | undefined {
  if (endpoint.kind !== 'tcp' || address === undefined) return undefined
  return { host: endpoint.host, url: tcpAddress({ ...endpoint, host: address }) }
}

/** A remote builder works on a runner without Docker, or with settings for a Docker that doesn't exist. */
function withoutDocker(buildx: Program): Program {
  return { ...buildx, env: remoteEnvironment(buildx.env) }
}
