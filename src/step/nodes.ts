import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError } from '../base/errors.ts'
import { buildxConfig } from '../buildx/environment.ts'
import { findVersion } from '../buildx/install/version.ts'
import { joinInstances } from '../buildx/instances.ts'
import type { Builder, ConnectPorts } from '../connect/builder.ts'
import { connect } from '../connect/connect.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import type { MemberLine } from '../pool/members.ts'
import { runToEnd } from '../processes/process.ts'
import type { Lease } from './lease.ts'

/** Daemons of one platform, of which one becomes a node. */
export interface NodeInputs {
  /** Empty for those whose platform only the daemon knows. */
  readonly platforms: readonly string[]
  readonly inputs: ConnectInputs
}

/** What one builder is made of: a node for each platform that `endpoint` names; one alone when it names none. */
export function nodeInputs(inputs: ConnectInputs): readonly [NodeInputs, ...NodeInputs[]] {
  const { pool } = inputs
  const groups = [
    ...Map.groupBy(pool?.lines ?? [], ({ platforms }) => platforms.join()).values(),
  ].map((lines) => nodeOf(lines, inputs))
  const [first, ...rest] = groups
  if (first === undefined || rest.length === 0) return [{ platforms: [], inputs }]
  return [first, ...rest]
}

function nodeOf(lines: readonly MemberLine[], { pool, ...inputs }: ConnectInputs): NodeInputs {
  const [line] = lines
  return {
    platforms: line?.platforms ?? [],
    inputs: {
      ...inputs,
      endpoint: line?.endpoint,
      ...(pool && { pool: { ...pool, lines } }),
    },
  }
}

/**
 * Adds the nodes of other platforms to the builder of a lease. Should one of them fail, the whole builder is replaced
 * by a local one, if that is allowed.
 *
 * @returns the builders of the nodes, the lease's own first; only that one when there is a local builder
 * @throws Diagnosis when a daemon can't be used, ConfigurationError for a buildx that loses images on several nodes
 */
export async function addNodes(
  lease: Lease,
  nodes: readonly NodeInputs[],
  ports: ConnectPorts,
): Promise<readonly Builder[]> {
  if (nodes.length < 2 || lease.builder.fallback !== undefined) return [lease.builder]
  await refuseBroken(lease.builder, ports)
  const builders: Builder[] = [lease.builder]
  try {
    for (const { inputs } of nodes.slice(1)) {
      builders.push(await connect({ ...inputs, fallback: 'never' }, ports))
    }
  } catch (error) {
    for (const builder of builders.slice(1)) await builder.release()
    if (!(error instanceof Diagnosis) || !(await lease.fallBack(error))) throw error
    return [lease.builder]
  }
  joinInstances(
    buildxConfig(ports.directory),
    builders.map(({ name, daemon }, index) => {
      const given = nodes[index]?.platforms ?? []
      return { name, platforms: given.length > 0 ? given : daemon.platforms.slice(0, 1) }
    }),
  )
  return builders
}

/** A failed build of this release leaves its tag on an image of one platform: docker/buildx#4058. */
const brokenVersion = 'v0.37.0'

async function refuseBroken(
  { buildx }: Pick<Builder, 'buildx'>,
  { directory, signal }: Pick<ConnectPorts, 'directory' | 'signal'>,
): Promise<void> {
  const { stdout } = await runToEnd(buildx, ['version'], { directory, signal, timeoutMs: 10_000 })
  if (findVersion(stdout) !== brokenVersion) return
  throw new ConfigurationError(
    `buildx ${brokenVersion} can leave a tag on an image of one platform when a build on several nodes fails. Set buildx-version to another release.`,
  )
}
