import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { type Metadata, readMetadata } from '../buildx/metadata.ts'
import type { Builder } from '../connect/builder.ts'
import type { Insight } from '../history/insight.ts'
import { learnFromDaemon } from '../history/learn.ts'
import { createBuildLog, type Excerpt } from '../log/build-log.ts'
import { commandLine, createStreamFile } from '../log/stream-file.ts'
import type { RunningProcess } from '../processes/process.ts'
import { followProgress } from '../progress/follow.ts'
import { type Check, createCheckList, readChecks } from '../record/checks.ts'
import { type BuildRecord, createRecorder } from '../record/recorder.ts'
import { count } from '../text/format.ts'

/** What a build needs of the host. */
export type BuildPorts = Ports

/** A `buildx build` that goes on. */
export interface RunningBuild extends RunningProcess {
  readonly args: readonly string[]
  /** Where it writes what it has made. */
  readonly metadataFile: string
  /** The ids of the builds that this step had begun before. */
  readonly earlierRefs: readonly string[]
}

/** What a build has done. */
export interface WatchedBuild {
  readonly record: BuildRecord
  /** What the daemon knows of former builds. */
  readonly insight?: Insight
  /** Absent when the build failed. */
  readonly metadata?: Metadata
  /** Why the build failed, in one line. */
  readonly failure?: string
  readonly excerpt?: Excerpt
  readonly checks: readonly Check[]
}

/** Counts, logs and asks the daemon while buildx builds, to the end. A build that fails is no exception. */
export async function watchBuild(
  running: RunningBuild,
  builder: Builder,
  build: BuildInputs,
  cacheMounts: boolean,
  ports: BuildPorts,
): Promise<WatchedBuild> {
  const { directory, output, signal } = ports
  const keep = keepStream(builder.buildx.file, running.args, ports)
  const recorder = createRecorder({ ...build, isFresh: builder.isOwn === true })
  const log = createBuildLog()
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
    // A build may print a whole image there, which nobody here needs.
    onResult: (chunk) => isCall && results.push(chunk),
  })
  const record = recorder.result(log.reason())
  const insight = await daemon.end(record)
  const result = String(Buffer.concat(results))
  checks.text(result)
  const found = isCall ? readChecks(result) : undefined
  for (const check of found ?? []) checks.add(check)
  const verdict = isCall ? readVerdict(result, found) : undefined
  const { text, ...end } = log.close({
    exitCode,
    record,
    canceled: signal.aborted,
    ...(verdict !== undefined && { verdict }),
  })
  output.write(text)
  const metadata = await readMetadata(running.metadataFile)
  return {
    record,
    ...(insight && { insight }),
    ...(metadata && { metadata }),
    ...end,
    checks: checks.all(),
  }
}

/** With `call: check` buildx says what it found as its result, not as an error. */
function readVerdict(result: string, found: readonly Check[] | undefined): string | undefined {
  const [line = ''] = result.split('\n')
  if (line.startsWith('Check complete, ')) return line.trim()
  return found && `The build checks found ${count(found.length, 'warning')}.`
}

/** Shows the command and says where its progress is kept, when somebody debugs. */
function keepStream(
  file: string,
  args: readonly string[],
  { log, streamFile }: BuildPorts,
): ((chunk: Uint8Array) => void) | undefined {
  if (streamFile === undefined) return undefined
  log.debug(commandLine(file, args))
  log.debug(`Its progress is kept in ${streamFile}, with all that the steps print, masked nowhere.`)
  return createStreamFile(streamFile, (error) =>
    log.debug(`No more of it is kept: ${messageOf(error)}`),
  )
}
