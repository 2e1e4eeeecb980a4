import { ConfigurationError } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import { contextCheckout } from '../inputs/dockerfile-path.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { startProcess } from '../processes/process.ts'
import { fetchByCommit } from '../step/git-context.ts'
import type { Held } from '../step/lease.ts'
import type { Outcome } from '../step/outcome.ts'
import { type Tried, withRetries } from '../step/retries.ts'
import type { ReadOptions } from './read-command.ts'
import { type ReadBake, readBake, UnreadDefinition } from './read-definition.ts'

type ReadPorts = Pick<Ports, 'directory' | 'signal' | 'log' | 'help' | 'remedies'>

export type RemoteOptions = Pick<
  BakeOptions,
  | 'bake'
  | 'directory'
  | 'gitAuth'
  | 'repository'
  | 'retries'
  | 'stallTimeoutMs'
  | 'workspace'
  | 'defaultContext'
>

/** One try to read a definition. */
type ReadTry = {
  readonly outcome: Outcome
  /** No step runs. */
  readonly record: { readonly executed: 0 }
} & (
  | { readonly read: ReadBake; readonly error?: undefined }
  | { readonly read?: undefined; readonly error: UnreadDefinition }
)

/**
 * Reads a definition that the daemon fetches, with the retries that the inputs allow, and where needed by another
 * daemon: the rules are those of a build.
 *
 * @throws ConfigurationError in one line, with the way out, Diagnosis when the daemon can't be used
 */
export async function readRemote(
  lease: Held,
  options: RemoteOptions,
  ports: ReadPorts,
): Promise<ReadBake> {
  const seconds = startStopwatch()
  const readOn = async (builder: Builder, earlierRetries: number) => ({
    build: await readWithRetries(builder, options, ports, earlierRetries),
  })
  const first = { ...(await readOn(lease.builder, 0)), seconds: seconds() }
  if (first.build.read !== undefined) return withCount(first.build.read, first.build)
  const { buildElsewhere } = await import(/* webpackChunkName: "build" */ '../step/move.ts')
  const { build } = await buildElsewhere(lease, first, options, ports, readOn)
  const { outcome, read, error } = build
  if (read !== undefined) return withCount(read, build)
  const isUnusable = outcome.kind === 'unusable' || outcome.kind === 'lost'
  if (isUnusable && outcome.diagnosis !== undefined) throw outcome.diagnosis
  const hint = outcome.kind === 'failed' ? outcome.hint : undefined
  if (hint === undefined) throw error
  throw new ConfigurationError(`${error.message}. ${hint}`, undefined, {
    place: error.place,
    lacksFile: error.lacksFile,
  })
}

function withCount(read: ReadBake, { retries }: Pick<Tried<ReadTry>, 'retries'>): ReadBake {
  return { ...read, retries }
}

async function readWithRetries(
  builder: Builder,
  options: RemoteOptions,
  ports: ReadPorts,
  earlierRetries: number,
): Promise<Tried<ReadTry>> {
  const { name, buildx, daemon } = builder
  const checkout = contextCheckout({ ...options, context: options.bake.remote })?.directory
  const asked = {
    ...{ ...options, ...sourceOf(options, daemon.version) },
    ...{ buildx, builder: name, checkout, run: watchedRun(builder, options, ports) },
  }
  return withRetries(
    () => tryToRead(builder, asked, ports),
    {
      ...{ mostRetries: options.retries, earlierRetries, hasCacheFrom: false },
      what: 'Reading the bake definition',
    },
    builder,
    ports,
  )
}

function watchedRun(
  builder: Builder,
  options: RemoteOptions,
  ports: ReadPorts,
): NonNullable<ReadOptions['run']> {
  return async (program, args, spawning) => {
    const unwatched = new AbortController()
    const running = await startProcess(program, args, {
      ...{ ...spawning, gracePeriodMs: 1000 },
      signal: AbortSignal.any([ports.signal, unwatched.signal]),
    })
    const stop = () => unwatched.abort()
    try {
      const { watchRead } = await import(/* webpackChunkName: "build" */ './watch-read.ts')
      return await watchRead({ ...running, stop }, builder, options, ports)
    } catch (error) {
      stop()
      await running.ended
      throw error
    }
  }
}

async function tryToRead(builder: Builder, asked: ReadOptions, ports: ReadPorts): Promise<ReadTry> {
  const record = { executed: 0 } as const
  try {
    return { outcome: { kind: 'succeeded' }, record, read: await readBake(asked, ports) }
  } catch (error) {
    if (!(error instanceof UnreadDefinition)) throw error
    const { outcomeOf } = await import(/* webpackChunkName: "build" */ './failed-read.ts')
    return { outcome: outcomeOf(error.end, builder, ports), record, error }
  }
}

/** Names a remote definition so that the daemon fetches its commit alone. */
function sourceOf(
  { bake, repository }: Pick<RemoteOptions, 'bake' | 'repository'>,
  version: string,
): Partial<Pick<ReadOptions, 'bake' | 'withoutQuery'>> {
  const { remote } = bake
  const contexts =
    repository && fetchByCommit({ context: remote, buildContexts: [] }, repository, version)
  if (contexts === undefined) return {}
  return { bake: { ...bake, remote: contexts.context }, withoutQuery: remote }
}
