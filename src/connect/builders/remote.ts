import type { Ports } from '../../base/ports.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import { remoteEnvironment } from '../../buildx/environment.ts'
import type { Daemon, ProbeTarget } from '../../daemon/daemon.ts'
import { tcpAddress } from '../../daemon/endpoint.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, NewBuilder, PreparedBuildx } from '../builder.ts'
import { createBuilder } from './buildx-commands.ts'
import type { CredentialFiles } from './credential-files.ts'

/** A probe that is under way. */
export interface Answers {
  /** Resolves once the daemon has answered. */
  readonly ready: () => Promise<Daemon>
  /** The IP address that answered, over TCP. */
  readonly address: () => string | undefined
}

/**
 * Creates a builder of a BuildKit daemon that answers. `buildx create` runs during the probe.
 *
 * @param files written before the daemon answers
 * @param isKnown whether buildx finds the host of an endpoint by itself
 * @throws Diagnosis when the daemon can't be used
 */
export async function createRemoteBuilder(
  attempt: Attempt,
  { endpoint, serverName }: Omit<ProbeTarget, 'credentials'>,
  files: CredentialFiles | undefined,
  preparing: PreparedBuildx,
  answers: Answers,
  ports: Pick<Ports, 'directory' | 'signal'>,
  isKnown = isKnownToBuildx,
): Promise<Omit<NewBuilder, 'endpoint'>> {
  const certificates = files?.driverOpts ?? []
  const driverOpts = [...certificates, ...(files && serverName ? [`servername=${serverName}`] : [])]
  const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : tcpAddress(endpoint)
  const options = { driver: 'remote', endpoint: address, driverOpts } as const
  const abortCreate = new AbortController()
  const signal = AbortSignal.any([ports.signal, abortCreate.signal])
  // Before `ready`: loading the probe takes about as long as buildx.
  const guess = withoutDocker(preparing.guess())
  const creating = createWithoutAsking({ ...options, name: attempt.name }, guess, {
    ...ports,
    signal,
  })
  // A buildx that has to be downloaded is downloaded during the probe.
  const obtaining = creating.then(async (buildx) => {
    signal.throwIfAborted()
    return buildx ?? withoutDocker(await preparing.obtain())
  })
  obtaining.catch(() => {})
  const resolving = isKnown(endpoint)
  try {
    const daemon = await answers.ready()
    const buildx = await obtaining
    const isCreated = (await creating) !== undefined
    const pinned = (await resolving) ? undefined : pinnedAddress(endpoint, answers.address())
    const name = isCreated && pinned === undefined ? attempt.name : `${attempt.name}-again`
    if (name !== attempt.name) {
      const pinnedOptions = pinned && {
        endpoint: pinned.url,
        driverOpts: [...certificates, `servername=${serverName ?? pinned.host}`],
      }
      await createBuilder(createArgs({ ...options, ...pinnedOptions, name }), buildx, ports)
    }
    const details = [
      files?.describe(),
      pinned && `buildx doesn't find ${pinned.host} by itself, so it is given ${pinned.url}`,
    ].filter((line) => line !== undefined)
    return { name, driver: 'remote', buildx, daemon, details }
  } catch (error) {
    abortCreate.abort()
    await creating
    throw error
  }
}

/** Whether buildx finds the host of an endpoint by itself. */
async function isKnownToBuildx(endpoint: ProbeTarget['endpoint']): Promise<boolean> {
  // Loaded while buildx creates the builder.
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
function withoutDocker<Found extends Program | undefined>(buildx: Found): Found {
  return buildx && { ...buildx, env: remoteEnvironment(buildx.env) }
}

/**
 * Creates the builder with the buildx on the runner, and without asking the daemon.
 *
 * The daemon, or a load balancer in front of it, still sees a connection that ends after some milliseconds: buildx
 * starts to dial whatever the timeout, and exits at once (`LoadNodes` in builder/node.go of docker/buildx).
 *
 * A buildx that accepts `--timeout` is v0.32.0 or newer, so its version needs no process of its own. Any
 * other buildx must report its version.
 *
 * @returns that buildx; undefined when it couldn't
 */
async function createWithoutAsking(
  options: CreateOptions,
  buildx: Program | undefined,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<Program | undefined> {
  if (buildx === undefined) return undefined
  try {
    await createBuilder(createArgs({ ...options, statusTimeout: '1ns' }), buildx, ports, 0)
    return buildx
  } catch {
    return undefined
  }
}
