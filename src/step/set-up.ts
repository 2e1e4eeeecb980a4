import type { Ports } from '../base/ports.ts'
import {
  hasInstance,
  hasInstances,
  jobConfig,
  platformsOf,
  readInstance,
} from '../buildx/instances.ts'
import type { Builder } from '../connect/builder.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { findSetUp, type NodeDaemon, type SetUpBuilder } from '../connect/set-up-builder.ts'
import type { SetupInputs } from '../inputs/inputs.ts'
import { nameTaken } from './keep-builder.ts'
import { type LeasePorts, open } from './lease.ts'
import { addNodes, nodeInputs } from './nodes.ts'

/** A builder that stays for later steps. */
export interface SetUp {
  readonly builder: Builder
  readonly record: SetUpBuilder
  /** The `BUILDX_CONFIG` to give to later steps. Absent where the builder is in the job's own. */
  readonly config?: string
  readonly nodes: readonly SetUpNode[]
  /** Whether an earlier step has set it up, whose post removes it. */
  readonly isReused?: boolean
}

/** A node as docker/setup-buildx-action describes it in its output `nodes`. */
export interface SetUpNode {
  readonly name: string
  readonly endpoint: string
  readonly 'driver-opts'?: readonly string[]
  readonly status: 'running'
  /** Of a BuildKit that runs in a container for the builder. Separated by blanks. */
  readonly 'buildkitd-flags'?: string
  readonly buildkit: string
  /** Separated by commas. */
  readonly platforms: string
}

/**
 * Opens a builder and leaves it to the later steps of the job. Its keys, its tunnel and the builder itself are for
 * post to remove. A builder of the same name that an earlier step has set up for the same daemon is used again, as when
 * each of several composite actions sets up its own.
 *
 * @throws what `open` throws, and ConfigurationError for a name that another builder of the job has; then nothing is
 * left
 */
export async function setUp(
  inputs: SetupInputs,
  ports: LeasePorts & Pick<Ports, 'log' | 'warnOnce'>,
): Promise<SetUp> {
  for (const warning of inputs.warnings) ports.log.warning(warning)
  const earlier = findEarlier(inputs, ports.env)
  if (earlier !== undefined) return useAgain(earlier, inputs, ports)
  const config = ownConfig(ports.env)
  const { name } = inputs
  if (name !== undefined && config !== undefined && hasInstance(config, name)) {
    throw nameTaken(name, config)
  }
  const [first, ...rest] = nodeInputs(inputs.connect)
  const lease = await open(first.inputs, ports)
  try {
    // No build follows that would show it.
    await lease.checkBuildx()
    const builders = await addNodes(lease, [first, ...rest], ports)
    const { builder } = lease
    for (const node of builders.slice(1)) await node.keep?.()
    const daemons = builders.map(({ daemon: { version, platforms } }) => ({ version, platforms }))
    const record = await lease.keep({
      ...(config !== undefined && { config }),
      ...(name !== undefined && { name }),
      facts: { asked: askedOf(inputs.connect), daemons },
      isContextNeeded: inputs.connect.endpoint !== undefined,
      hasSeveralNodes: builders.length > 1,
    })
    if (name !== undefined && record.name !== name) {
      ports.log.warning(
        `name: "${name}" is not used. buildx has one builder for the Docker daemon of this runner, "${record.name}", and makes no other.`,
      )
    }
    if (config !== undefined && hasInstance(config, record.name)) {
      ports.log.info(
        `The job has builders of its own in ${config}, so ${record.name} is created there too, and removed in the end.`,
      )
    }
    const { warnOfFaults } = await import('./after-build.ts')
    for (const each of builders) warnOfFaults(each, ports)
    const nodes = nodesOf(record)
    return { builder, record, ...(config === undefined && { config: record.config }), nodes }
  } catch (error) {
    await lease.release()
    throw error
  }
}

/** @returns the builder of an earlier step that has the wanted name and is what the inputs ask for */
function findEarlier({ name, connect }: SetupInputs, env: Ports['env']): SetUpBuilder | undefined {
  const found = name === undefined ? undefined : findSetUp(name, env)
  if (found?.asked !== askedOf(connect)) return undefined
  if (found.fallback && connect.fallback === 'never') return undefined
  // A step in between may have removed it, or may have pointed the job to another configuration.
  const isKnown = found.config === jobConfig(env) && hasInstance(found.config, found.name)
  return found.isContext || isKnown ? found : undefined
}

/** What decides on which daemon a builder is. How it is reached and shaped doesn't count. */
function askedOf({ endpoint, pool, router, driver, fallback }: ConnectInputs): string {
  const lines = pool?.lines.map((line) => [...line.platforms, line.endpoint.url])
  const daemons = router?.url ?? lines ?? endpoint?.url ?? ''
  return JSON.stringify({ driver, daemons, isLocal: fallback === 'always' })
}

/** Probes the builder of an earlier step, and leaves nothing for this step's post: that of the earlier one removes it. */
async function useAgain(
  record: SetUpBuilder,
  { connect: { pool: _pool, router: _router, ...connect } }: SetupInputs,
  ports: LeasePorts & Pick<Ports, 'log'>,
): Promise<SetUp> {
  const lease = await open({ ...connect, endpoint: undefined, builder: record.name }, ports)
  const { builder } = lease
  await lease.release()
  ports.log.info(
    `An earlier step has set up ${record.name} for the same daemon, so it is used again.`,
  )
  return { builder, record, nodes: nodesOf(record), isReused: true }
}

/**
 * The job's own configuration of buildx, if it has one: builders that are in it would not be found any more if
 * later steps were given another.
 */
function ownConfig(env: Ports['env']): string | undefined {
  const config = jobConfig(env)
  return env.BUILDX_CONFIG || hasInstances(config) ? config : undefined
}

/** Paths of keys are no secret, but they mean nothing to a workflow. */
const pathOptions = ['cacert', 'cert', 'key']

/** The nodes of a builder that was set up. What buildx keeps of it says more than the record. */
export function nodesOf({ name, endpoint, config, daemons = [] }: SetUpBuilder): SetUpNode[] {
  const { Nodes: nodes = [] } = readInstance(config, name) ?? {}
  // A builder of a Docker context isn't kept by buildx.
  if (nodes.length === 0) return [{ name, endpoint, ...stateOf(daemons[0]) }]
  return nodes.map((node, index) => {
    const { Name, Endpoint, DriverOpts, Flags } = node
    const fixed = platformsOf(node)
    const options = Object.entries(DriverOpts ?? {})
      .filter(([option]) => !pathOptions.includes(option))
      .map(([option, value]) => `${option}=${value}`)
    return {
      ...{ name: Name, endpoint: Endpoint },
      ...(options.length > 0 && { 'driver-opts': options }),
      ...(Flags?.length && { 'buildkitd-flags': Flags.join(' ') }),
      ...stateOf(daemons[index] ?? daemons[0]),
      ...(fixed.length > 0 && { platforms: fixed.join(',') }),
    }
  })
}

function stateOf(daemon: NodeDaemon | undefined): Omit<SetUpNode, 'name' | 'endpoint'> {
  const { version = '', platforms = [] } = daemon ?? {}
  return { status: 'running', buildkit: version, platforms: platforms.join(',') }
}
