import { basename } from 'node:path'
import { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { temporaryFault } from '../leftovers/private-directory.ts'
import type { Excerpt, LastWords } from '../log/last-words.ts'
import { shortError } from '../log/short-error.ts'
import type { BuildFailure } from '../record/failure.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { cleanLine, oneLine } from '../text/terminal-line.ts'
import { hintFor, isDiskFull, isWaitingForConnection, moreSpace, type WrongPath } from './hints.ts'
import type { Stall } from './stall-watchdog.ts'
import { isLostConnection, isMissingLayer, transientFault } from './transient-faults.ts'

/** How a build ended. The last lines of the log, the exit code, another try and the annotations follow from it. */
export type Outcome = Succeeded | Canceled | Unusable | Lost | Failed

export interface Succeeded {
  readonly kind: 'succeeded'
  /** Why something that was to be told about the build isn't known, as one sentence. */
  readonly fault?: string
}

/** The job was canceled. */
export interface Canceled {
  readonly kind: 'canceled'
}

/** The daemon turned out to be unusable before it built anything. */
export interface Unusable {
  readonly kind: 'unusable'
  readonly diagnosis: Diagnosis
  /** The page that explains it. */
  readonly help: string
}

/** The connection to the daemon broke while it built, or the daemon fell silent. */
export interface Lost {
  readonly kind: 'lost'
  /** Names of the vertices that ran at that time. */
  readonly running: readonly string[]
  /** buildx's, one line. */
  readonly error: string
  /** How long the connection was idle, if a load balancer may have closed it for that reason. */
  readonly idleSeconds?: number
  /** Present when the daemon fell silent. */
  readonly diagnosis?: Diagnosis
  /** The page that explains the diagnosis. */
  readonly help?: string
}

export interface Failed {
  readonly kind: 'failed'
  readonly cause: FailureCause
  /** BuildKit's or buildx's, one line. It doesn't repeat the name of the vertex. */
  readonly error: string
  /** The vertex that failed. Absent when the build failed outside of any. */
  readonly vertex?: BuildFailure
  /** Where in the Dockerfile. */
  readonly excerpt?: Excerpt
  /** What to do about it, when the error doesn't say it: whole sentences. */
  readonly hint?: string
}

export type FailureCause =
  /** A transient fault of a network or a registry; `reason` names it. */
  | { readonly kind: 'transient'; readonly reason: string }
  /** A cache source lists a layer that its registry no longer has; `error` is BuildKit's. */
  | { readonly kind: 'missing-layer'; readonly error: string }
  /** Something outside of the action ended buildx. */
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  /** What `call: check` found. */
  | { readonly kind: 'findings' }
  /** Everything else: the same build would fail again. */
  | { readonly kind: 'lasting' }

/** The facts when buildx has ended. */
export interface BuildEnd {
  readonly exitCode: number
  /** The signal that ended buildx, if one did. */
  readonly signal?: NodeJS.Signals
  readonly isCanceled: boolean
  /** Present when the action ended buildx, because its daemon gave no sign of life. */
  readonly stall?: Stall
  readonly lastWords: LastWords
  /** How long buildx had reported nothing before it ended. */
  readonly silentSeconds?: number
  readonly record: Pick<BuildRecord, 'failure' | 'running' | 'executed'>
  readonly builder: Pick<Builder, 'endpoint' | 'isOwn' | 'isOverNetwork'>
  /** The page that explains a code. */
  readonly help: Ports['help']
  readonly remedies: Ports['remedies']
  /** Looks for what is wrong with the paths of the build; absent where they aren't known. */
  readonly wrongPath?: WrongPath | undefined
  /** The private directory. */
  readonly directory: string
  /** The file in it into which buildx writes what it has built, once that is done. Absent when nothing is built. */
  readonly metadataFile?: string
  /** What a `call` such as `check` found, in one line. */
  readonly findings?: string
}

/** Decides how a build ended, by buildx's and BuildKit's texts. Other code uses this result. */
export function readOutcome({
  exitCode,
  signal,
  isCanceled,
  stall,
  lastWords,
  silentSeconds = 0,
  record,
  builder,
  help,
  remedies,
  wrongPath,
  directory,
  metadataFile,
  findings,
}: BuildEnd): Outcome {
  if (exitCode === 0) return { kind: 'succeeded' }
  if (isCanceled) return { kind: 'canceled' }
  const { failure, running } = record
  if (stall !== undefined) {
    const diagnosis = diagnoseSilence(stall, builder)
    const { code, message } = diagnosis
    return { kind: 'lost', running, error: message, diagnosis, help: help(code) }
  }
  if (signal !== undefined) return killed(signal)
  const { error, plain, excerpt } = lastWords
  const fault = failure === undefined && temporaryFault(error ?? '', directory)
  if (fault) {
    // Such as its temporary name, .tmp-metadata.json123.
    return metadataFile !== undefined && error?.includes(basename(metadataFile))
      ? { kind: 'succeeded', fault: `The metadata of the build could not be written: ${fault}` }
      : { kind: 'failed', cause: { kind: 'lasting' }, error: fault }
  }
  const place = excerpt && { excerpt }
  const diagnosis = diagnoseDaemon(failure, error, record.executed, builder)
  if (diagnosis !== undefined) return { kind: 'unusable', diagnosis, help: help(diagnosis.code) }
  if (failure !== undefined) {
    const hint = hintFor(failure, builder, remedies, wrongPath)
    return {
      kind: 'failed',
      cause: causeOf(failure.error),
      error: oneLine(shortError(failure.error)) + suggestionIn(error ?? '', failure),
      vertex: failure,
      ...place,
      ...(hint && { hint }),
    }
  }
  if (error !== undefined) {
    const [line = ''] = error.split('\n').map(cleanLine)
    if (isLostConnection(line)) {
      const isIdle = builder.isOverNetwork === true && silentSeconds >= shortestIdleSeconds
      const idle = isIdle && { idleSeconds: Math.round(silentSeconds) }
      return { kind: 'lost', running, error: line, ...idle }
    }
    const hint = hintFor({ error }, builder, remedies, wrongPath)
    return {
      kind: 'failed',
      cause: causeOf(line),
      error: line,
      ...place,
      ...(hint && { hint }),
    }
  }
  if (findings !== undefined) {
    return { kind: 'failed', cause: { kind: 'findings' }, error: findings, ...place }
  }
  // What buildx can't even begin, as with settings of Docker that it can't read, it reports in plain words.
  const ended = `buildx ended with exit code ${exitCode}`
  const reason = plain === undefined ? `${ended}.` : `${ended}: ${plain}`
  return { kind: 'failed', cause: { kind: 'lasting' }, error: reason }
}

/** No load balancer has a shorter limit, and most steps print something within this time. */
const shortestIdleSeconds = 3

function diagnoseSilence({ seconds, isIdle }: Stall, { endpoint }: BuildEnd['builder']): Diagnosis {
  return new Diagnosis(
    'daemon-silent',
    isIdle
      ? `BuildKit at ${endpoint} no longer runs the build, and buildx has not heard of its end for ${seconds} s. Did the daemon restart, or does something between lose packets?`
      : `BuildKit at ${endpoint} has not answered for ${seconds} s. Is it frozen or overloaded, or does something between lose packets?`,
  )
}

/** @returns undefined when the daemon isn't the cause, or has already built something */
function diagnoseDaemon(
  failure: BuildFailure | undefined,
  error: string | undefined,
  executed: number,
  { endpoint, isOwn }: BuildEnd['builder'],
): Diagnosis | undefined {
  if (isOwn || executed > 0) return undefined
  if (failure !== undefined && isWaitingForConnection(failure.name)) {
    return new Diagnosis(
      'buildx-not-connected',
      `BuildKit at ${endpoint} answers the action, but buildx can't connect to it (${oneLine(failure.error)}). Does a proxy or a load balancer in front of it limit the number of connections?`,
    )
  }
  if (isDiskFull(failure?.error ?? error ?? '', failure?.name)) {
    return new Diagnosis(
      'daemon-disk-full',
      `The disk of the BuildKit daemon at ${endpoint} is full (no space left on device). ${moreSpace}`,
    )
  }
  return undefined
}

function killed(signal: NodeJS.Signals): Failed {
  return {
    kind: 'failed',
    cause: { kind: 'killed', signal },
    error: `buildx was ended by ${signal}, which this action did not send`,
    ...(signal === 'SIGKILL' && {
      hint: "The system sends it when the runner's memory is used up: dmesg then has a line with Out of memory.",
    }),
  }
}

function causeOf(error: string): FailureCause {
  if (isMissingLayer(shortError(error))) return { kind: 'missing-layer', error }
  const reason = transientFault(error)
  return reason === undefined ? { kind: 'lasting' } : { kind: 'transient', reason }
}

/**
 * What the frontend appends to the error of a vertex, as in ` (did you mean build?)` for `COPY --from=biuld`: only
 * buildx's last error has it (util/suggest in moby/buildkit).
 */
function suggestionIn(last: string, { error }: BuildFailure): string {
  const [, ...rest] = oneLine(last).split(oneLine(error))
  return /^ \(did you mean [^)]*\?\)/.exec(rest.at(-1) ?? '')?.[0] ?? ''
}
