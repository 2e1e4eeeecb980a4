import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { readMetadata } from '../buildx/metadata.ts'
import type { Builder } from '../connect/builder.ts'
import type { Control } from '../daemon/control.ts'
import type { Consultation, ConsultOptions } from '../history/consult-history.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { createBuildLog } from '../log/build-log.ts'
import type { Excerpt } from '../log/last-words.ts'
import { commandLine, createStreamFile } from '../log/stream-file.ts'
import { bytesRead } from '../processes/bytes-read.ts'
import type { RunningProcess } from '../processes/process.ts'
import { followProgress } from '../progress/follow.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import { createCheckList } from '../record/checks.ts'
import { emptyRecord } from '../record/empty-record.ts'
import { type Asked, createRecorder } from '../record/recorder.ts'
import type { Upload } from '../upload/upload.ts'
import { type CallResult, readCallResult } from './call-result.ts'
import { createClientWork, isAfterBuild } from './client-work.ts'
import { createDaemonQuestions } from './daemon-questions.ts'
import { createGuard } from './guard.ts'
import { createHeartbeat } from './heartbeat.ts'
import type { WrongPath } from './hints.ts'
import type { createLfsSearch } from './lfs-search.ts'
import { observedControl } from './observed-control.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import type { WatchedBuild } from './result.ts'
import { type Stall, startStallWatchdog } from './stall-watchdog.ts'

/** The ports for following a build. */
export type WatchPorts = Pick<
  Ports,
  'directory' | 'env' | 'fence' | 'help' | 'log' | 'output' | 'remedies' | 'signal' | 'streamFile'
>

/** A `buildx build` that was started. */
export interface RunningBuild extends RunningProcess {
  readonly args: readonly string[]
  /** Where buildx writes its metadata. */
  readonly metadataFile: string
  /** The ids of the builds that the action started before this one. */
  readonly earlierRefs: readonly string[]
  /** When buildx was started, in milliseconds since 1970. */
  readonly begunAt: number
  /** Ends buildx. */
  readonly stop: () => void
  /** The upload of a folder; absent when there is none, or nothing is known of it. */
  readonly upload?: Pick<Upload, 'explain' | 'status'>
}

const parts = {
  record: 'The record of the build',
  log: 'The log',
  checks: 'The list of build checks',
  history: 'The comparison with earlier builds',
  metadata: 'The metadata of the build',
  lfs: 'The search for files in Git LFS',
  upload: 'The record of the upload',
} as const

/** buildx's own vertex, until the daemon answers. */
const waitingForConnection = '[internal] waiting for connection'

/** After this time without a line in the log, a build logs what is running. */
const longestSilenceMs = 60_000

/** What is built, as far as following it depends on that. */
export interface Watched {
  readonly asked: Pick<Asked, 'noCache' | 'noCacheFilters' | 'cacheTo' | 'targets'>
  /** The registries that are pushed to. */
  readonly registries: readonly string[]
  /** Whether something is only asked, as by `call: check`, and nothing built. */
  readonly isCall: boolean
  /** Reads what a `call` printed, where that isn't the result of one build. */
  readonly readCall?: (output: string) => CallResult
  /** When it began by the clock of the stream, where that has several. */
  readonly begunInStream?: () => number
  /** Takes an event apart, where the log shows vertices by other names than they are counted by. */
  readonly read?: (status: SolveStatus) => {
    readonly shown: SolveStatus
    readonly counted: SolveStatus
  }
  /** Asks the daemon about the build while it goes on. */
  readonly consult: (builder: Builder, options: Omit<ConsultOptions, 'cacheMounts'>) => Consultation
  /** Looks for files that are in Git LFS; absent where there are none to look for. */
  readonly lfs?: ReturnType<typeof createLfsSearch>
  /** The place in a Dockerfile of a failure for which buildx prints none. */
  readonly placeOf: (outcome: Outcome) => Promise<Excerpt | undefined>
  /** What is wrong with the paths of what is built; absent where they aren't known. */
  readonly wrongPath?: WrongPath
}

/**
 * Follows buildx to its end: counts, logs and asks the daemon. A failed build is not an exception, and a fault
 * in the report about a build is a warning: the image may be pushed.
 */
export async function watch(
  running: RunningBuild,
  builder: Builder,
  watched: Watched,
  { stallTimeoutMs }: Pick<Inputs, 'stallTimeoutMs'>,
  ports: WatchPorts,
): Promise<WatchedBuild> {
  const { directory, output, signal } = ports
  const { isCall, lfs, read = (status) => ({ shown: status, counted: status }) } = watched
  const keep = keepStream(builder.buildx.file, running.args, ports)
  const recorder = createRecorder({
    ...watched.asked,
    isFresh: builder.isOwn === true && !builder.isShared,
    begunAt: running.begunAt,
    ...(watched.begunInStream && { begunInStream: watched.begunInStream }),
  })
  const log = createBuildLog(ports.fence(), watched.registries)
  const checks = createCheckList()
  const guard = createGuard()
  const results: Buffer[] = []
  const { earlierRefs } = running
  const connected = Promise.withResolvers<void>()
  let isConnected = false
  const connect = () => {
    isConnected = true
    connected.resolve()
  }
  let stall: Stall | undefined
  let shared: Promise<Control> | undefined
  const clientWork = createClientWork()
  const questions = createDaemonQuestions(builder, {
    ...{ directory, earlierRefs },
    shared: () => shared,
  })
  const watchdog = startStallWatchdog({
    ...(questions && { questions }),
    timeoutMs: stallTimeoutMs,
    isConclusive: builder.isOverNetwork !== true,
    mayAsk: () => isConnected || builder.isOverNetwork !== true,
    needsDaemon: () => !clientWork.isRunning(),
    bytesRead: () => bytesRead(running.pid),
    note(line) {
      guard.run(parts.log, () => log.note(line))
      output.write(log.take())
    },
    onStall(found) {
      stall = found
      running.stop()
    },
  })
  const observed = observedControl(builder, {
    buildxConnected: connected.promise,
    onProof: watchdog.prove,
    onOpen(opened) {
      shared = opened
    },
  })
  const history = watched.consult(
    { ...builder, ...observed },
    { ...{ directory, earlierRefs, signal }, buildxConnected: connected.promise },
  )
  const heartbeat = createHeartbeat({
    periodMs: longestSilenceMs,
    onSilence(silentMs) {
      guard.run(parts.log, () => log.remind(silentMs))
      output.write(log.take())
    },
  })
  let silentMs = 0
  const end = await followProgress(running, {
    listener: {
      status: (status) => {
        heartbeat.beat()
        if (status.vertexes?.some(({ name }) => name !== waitingForConnection)) connect()
        watchdog.news()
        clientWork.status(status)
        guard.run(parts.upload, () => running.upload?.status(status))
        guard.run(parts.lfs, () => lfs?.status(status))
        const { shown, counted } = guard.run(parts.record, () => read(status)) ?? {
          ...{ shown: status, counted: status },
        }
        guard.run(parts.record, () => recorder.status(counted))
        guard.run(parts.log, () => log.status(shown))
        guard.run(parts.checks, () => checks.status(status))
        guard.run(parts.history, () => history.status(status))
        if (isAfterBuild(status)) {
          guard.run(parts.history, () => history.prepare(recorder.result({ succeeded: true })))
        }
      },
      text: log.text,
    },
    takeLog() {
      const text = log.take()
      if (text !== '') heartbeat.show()
      return text
    },
    ...(keep && { onStream: keep }),
    output,
    // A build may print a whole image there, which isn't needed here.
    onResult: (chunk) => isCall && results.push(chunk),
  }).finally(() => {
    silentMs = heartbeat.silentMs()
    heartbeat.stop()
    watchdog.stop()
  })
  const lastWords = log.lastWords()
  const record =
    guard.run(parts.record, () =>
      recorder.result({ succeeded: end.exitCode === 0, reason: lastWords.error }),
    ) ?? emptyRecord
  const historyFacts = await guard.wait(parts.history, () => history.end(record))
  const call = guard.run(parts.checks, () => {
    const result = String(Buffer.concat(results))
    checks.text(result)
    if (!isCall) return undefined
    const read = (watched.readCall ?? readCallResult)(result)
    for (const check of read.checks) checks.add(check)
    return read
  })
  const outcome = readOutcome({
    ...end,
    isCanceled: signal.aborted,
    ...(stall && { stall }),
    lastWords,
    silentSeconds: silentMs / 1000,
    record,
    builder,
    help: ports.help,
    remedies: ports.remedies,
    wrongPath: watched.wrongPath,
    directory,
    metadataFile: running.metadataFile,
    ...(call?.findings !== undefined && { findings: call.findings }),
  })
  const place = await guard.wait(parts.record, () => watched.placeOf(outcome))
  output.write(log.close(outcome.kind === 'failed' ? outcome.vertex : undefined))
  const lfsFiles = await lfs?.end(outcome.kind === 'succeeded')
  const upload = await guard.wait(parts.upload, async () =>
    record.contextBytes > 0 ? running.upload?.explain(record.contextBytes) : undefined,
  )
  const metadata = await guard.wait(parts.metadata, () => readMetadata(running.metadataFile))
  const faults = outcome.kind === 'succeeded' && outcome.fault ? [outcome.fault] : []
  for (const fault of [...faults, ...guard.faults()]) ports.log.warning(fault)
  return {
    outcome: outcome.kind === 'failed' && place ? { ...outcome, excerpt: place } : outcome,
    record,
    ...(historyFacts && { historyFacts }),
    ...(metadata && { metadata }),
    checks: checks.all(),
    ...(lfsFiles && { lfsFiles }),
    ...(upload && { upload }),
  }
}

/** For debugging: shows the command and says where its progress is kept. */
function keepStream(
  file: string,
  args: readonly string[],
  { log, streamFile }: WatchPorts,
): ((chunk: Uint8Array) => void) | undefined {
  if (streamFile === undefined) return undefined
  log.debug(commandLine(file, args))
  log.debug(
    `The progress stream is kept in ${streamFile}, with the output of the steps and without masks.`,
  )
  return createStreamFile(streamFile, (error) =>
    log.debug(`The progress stream is no longer kept: ${messageOf(error)}`),
  )
}
