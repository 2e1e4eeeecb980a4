import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { readMetadata } from '../buildx/metadata.ts'
import type { Builder } from '../connect/builder.ts'
import { learnFromDaemon } from '../history/learn.ts'
import { createBuildLog } from '../log/build-log.ts'
import { commandLine, createStreamFile } from '../log/stream-file.ts'
import type { RunningProcess } from '../processes/process.ts'
import { followProgress } from '../progress/follow.ts'
import { createCheckList } from '../record/checks.ts'
import { createRecorder } from '../record/recorder.ts'
import { readCallResult } from './call-result.ts'
import { readOutcome } from './outcome.ts'
import type { WatchedBuild } from './result.ts'

/** What following a build needs of the host. */
export type WatchPorts = Pick<
  Ports,
  'directory' | 'env' | 'fence' | 'log' | 'output' | 'signal' | 'streamFile'
>

/** A `buildx build` that was started. */
export interface RunningBuild extends RunningProcess {
  readonly args: readonly string[]
  /** Where buildx writes what it has built. */
  readonly metadataFile: string
  /** The ids of the builds that the action started before this one. */
  readonly earlierRefs: readonly string[]
  /** When this build began, in milliseconds since 1970. */
  readonly begunAt: number
}

/** Follows buildx to its end: counts, logs and asks the daemon. A build that fails is no exception. */
export async function watchBuild(
  running: RunningBuild,
  builder: Builder,
  build: BuildInputs,
  cacheMounts: boolean,
  ports: WatchPorts,
): Promise<WatchedBuild> {
  const { directory, output, signal } = ports
  const keep = keepStream(builder.buildx.file, running.args, ports)
  const recorder = createRecorder({
    ...build,
    isFresh: builder.isOwn === true,
    begunAt: running.begunAt,
  })
  const log = createBuildLog(ports.fence())
  const checks = createCheckList()
  const isCall = !isBuild(build.call)
  const results: Buffer[] = []
  const { earlierRefs } = running
  const daemon = learnFromDaemon(builder, build, { directory, earlierRefs, cacheMounts, signal })
  const exitCode = await followProgress(running, {
    listener: {
      status: (status) => {
        recorder.status(status)
        log.status(status)
        checks.status(status)
      },
      text: log.text,
    },
    takeLog: log.take,
    ...(keep && { onStream: keep }),
    output,
    // A build may print a whole image there, which isn't needed here.
    onResult: (chunk) => isCall && results.push(chunk),
  })
  const lastWords = log.lastWords()
  const record = recorder.result(lastWords.error)
  const insight = await daemon.end(record)
  const result = String(Buffer.concat(results))
  checks.text(result)
  const call = isCall ? readCallResult(result) : undefined
  for (const check of call?.checks ?? []) checks.add(check)
  const outcome = readOutcome({
    exitCode,
    isCanceled: signal.aborted,
    lastWords,
    record,
    ...(call?.findings !== undefined && { findings: call.findings }),
  })
  output.write(log.close(outcome.kind === 'failed' ? outcome.vertex : undefined))
  const metadata = await readMetadata(running.metadataFile)
  return {
    outcome,
    record,
    ...(insight && { insight }),
    ...(metadata && { metadata }),
    checks: checks.all(),
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
