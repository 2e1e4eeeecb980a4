import type { Advice } from '../advice/advice.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { buildxConfig, buildxEnvironment, remoteEnvironment } from '../buildx/environment.ts'
import { guessBuildx } from '../buildx/obtain.ts'
import type { Builder } from '../connect/builder.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import type { Program } from '../processes/program.ts'
import { type Lease, open, probeStarted } from '../step/lease.ts'
import { withUsableBuildx } from '../step/usable-buildx.ts'
import type { PlannedBake } from './bake-targets.ts'
import { type ReadBake, readBake } from './read-definition.ts'
import type { BakeResult } from './result.ts'

/**
 * One run: opens a builder, reads the definition, bakes, and releases the builder. A bake that fails is a result.
 *
 * @throws when there is no builder, or the definition can't be read; then nothing is built
 */
export async function bake(options: BakeOptions, ports: Ports): Promise<BakeResult> {
  const seconds = startStopwatch()
  for (const warning of options.warnings) ports.log.warning(warning)
  const opening = open(options.connect, ports)
  opening.catch(() => {})
  // The private directory exists by now. A local definition is read while the daemon is probed.
  const guess = readAhead(options, ports)
  probeStarted(options.connect)
    .then(() => import(/* webpackChunkName: "bake" */ './bake-targets.ts'))
    .catch(() => {})
  const lease = await opening
  let cleaningUpSeconds = 0
  const planned = await readAndBake(lease, guess, options, ports).finally(async () => {
    cleaningUpSeconds = await lease.release()
  })
  const { warnOfFaults } = await import(/* webpackChunkName: "build" */ '../step/after-build.ts')
  warnOfFaults(lease.builder, ports)
  const advice = await adviceOn(planned, lease.builder, options, ports)
  return {
    builder: lease.builder,
    ...planned,
    ...(advice.length > 0 && { advice }),
    ...{ cleaningUpSeconds, seconds: seconds() },
  }
}

/** Advice on a bake in which something ran. What can't be found out is no fault of the bake. */
async function adviceOn(
  planned: PlannedBake,
  builder: Builder,
  options: BakeOptions,
  ports: Pick<Ports, 'run' | 'env'>,
): Promise<readonly Advice[]> {
  const { outcome, record } = planned
  if (!options.advice || outcome.kind !== 'succeeded' || record.hit) return []
  const { adviseTargets } = await import(/* webpackChunkName: "build" */ './advise-targets.ts')
  return adviseTargets(planned, builder, options, ports).catch(() => [])
}

interface Guess {
  readonly buildx: Program
  readonly read: Promise<ReadBake>
}

/** Reads a local definition by the buildx that is found on the runner, whose version isn't checked yet. */
function readAhead(options: BakeOptions, ports: Ports): Guess | undefined {
  if (options.bake.remote !== '') return undefined
  const file = guessBuildx(options.connect.buildx, ports.env)
  if (file === undefined) return undefined
  const env = remoteEnvironment(buildxEnvironment(ports.env, buildxConfig(ports.directory)))
  const buildx = { file, env }
  const read = readBake({ ...options, buildx }, ports)
  read.catch(() => {})
  return { buildx, read }
}

/** Whether the definition comes to the same with both: its variables take their values from the environment. */
function readsAlike(one: Program, other: Program): boolean {
  const values = ({ env }: Program) =>
    Object.entries(env).map(([name, value]) => `${name}=${value ?? ''}`)
  const known = new Set(values(one))
  const others = values(other)
  return (
    one.file === other.file &&
    known.size === others.length &&
    others.every((value) => known.has(value))
  )
}

async function readAndBake(
  lease: Lease,
  guess: Guess | undefined,
  options: BakeOptions,
  ports: Ports,
): Promise<PlannedBake> {
  const read = await withUsableBuildx(lease, async () => {
    const { buildx } = lease.builder
    if (guess !== undefined && readsAlike(guess.buildx, buildx)) return guess.read
    if (options.bake.remote === '') return readBake({ ...options, buildx }, ports)
    const { readRemote } = await import(/* webpackChunkName: "bake" */ './read-remote.ts')
    return readRemote(lease, options, ports)
  })
  const { bakeTargets } = await import(/* webpackChunkName: "bake" */ './bake-targets.ts')
  return bakeTargets(lease, read, options, ports)
}
