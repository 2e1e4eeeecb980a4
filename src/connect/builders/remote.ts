import type { Ports } from '../../base/ports.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import type { Daemon, ProbeTarget } from '../../daemon/daemon.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, NewBuilder, PreparedBuildx } from '../builder.ts'
import { createBuilder } from './buildx-commands.ts'
import type { CredentialFiles } from './credential-files.ts'

/**
 * Creates a builder of a BuildKit daemon that answers. `buildx create` runs during the probe.
 *
 * @param files written before the daemon answers
 * @param ready resolves once the daemon has answered
 * @throws Diagnosis when the daemon can't be used
 */
export async function createRemoteBuilder(
  attempt: Attempt,
  { endpoint, serverName }: Omit<ProbeTarget, 'credentials'>,
  files: CredentialFiles | undefined,
  preparing: PreparedBuildx,
  ready: () => Promise<Daemon>,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<Omit<NewBuilder, 'endpoint'>> {
  const named = files && serverName ? [`servername=${serverName}`] : []
  const driverOpts = [...(files?.driverOpts ?? []), ...named]
  const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : endpoint.url
  const options = { driver: 'remote', endpoint: address, driverOpts } as const
  const abortCreate = new AbortController()
  const signal = AbortSignal.any([ports.signal, abortCreate.signal])
  // Before `ready`: loading the probe takes about as long as buildx.
  const creating = createWithoutAsking({ ...options, name: attempt.name }, preparing.guess(), {
    ...ports,
    signal,
  })
  // A buildx that has to be downloaded is downloaded during the probe.
  const obtaining = creating.then((buildx) => {
    signal.throwIfAborted()
    return buildx ?? preparing.obtain()
  })
  obtaining.catch(() => {})
  try {
    const daemon = await ready()
    const buildx = await obtaining
    const isCreated = (await creating) !== undefined
    const name = isCreated ? attempt.name : `${attempt.name}-again`
    if (!isCreated) await createBuilder(createArgs({ ...options, name }), buildx, ports)
    const client = files?.describe()
    return { name, driver: 'remote', buildx, daemon, ...(client && { details: [client] }) }
  } catch (error) {
    abortCreate.abort()
    await creating
    throw error
  }
}

/**
 * Creates the builder with the buildx on the runner, and without asking the daemon.
 *
 * A buildx that accepts `--timeout` is v0.32.0 or newer, so its version needs no process of its own. Any
 * other one is asked for its version.
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
