import { formatDuration } from '../text/format.ts'
import type { DaemonQuestions } from './daemon-questions.ts'
import { createStallState, type StallOptions } from './stall-state.ts'

/**
 * Bytes within a second. A question of BuildKit to its client was seen to have 300 and more; without one, Go's
 * runtime reads some 20 to wake itself up.
 */
const shortestQuestion = 150

/** A build whose daemon gave no sign of life. */
export interface Stall {
  readonly seconds: number
  /** Whether the daemon answers, but no longer runs the build. */
  readonly isIdle: boolean
}

export interface WatchdogOptions extends StallOptions {
  /** Absent when the action can't reach the daemon by itself; then nothing is watched. */
  readonly questions?: DaemonQuestions
  /**
   * Whether the daemon may be asked yet. Where only one connection may be allowed, buildx must have got its own
   * first: an answer before that proves nothing, and takes its place.
   */
  readonly mayAsk: () => boolean
  /** Whether buildx waits for the daemon now. If buildx doesn't wait, a daemon without this build is no fault. */
  readonly needsDaemon: () => boolean
  /** How many bytes buildx has read so far; undefined when that isn't known. */
  readonly bytesRead: () => number | undefined
  /** A line for the log. */
  readonly note: (line: string) => void
  /** Ends the build. Called at most once. */
  readonly onStall: (stall: Stall) => void
}

/**
 * Watches a build for a daemon that becomes silent, unless `timeoutMs` is 0. Its timer doesn't keep the process alive.
 *
 * @returns `news` for each report of buildx, `prove` once the daemon answered on another connection, and `stop`
 */
export function startStallWatchdog({
  questions,
  mayAsk,
  needsDaemon,
  bytesRead,
  note,
  onStall,
  ...options
}: WatchdogOptions) {
  if (questions === undefined || options.timeoutMs === 0) {
    return { news() {}, prove() {}, stop() {} }
  }
  const now = () => performance.now()
  const state = createStallState(options, now())
  let before = bytesRead()
  const check = () => {
    const read = bytesRead()
    if (read !== undefined && before !== undefined && read - before >= shortestQuestion) {
      state.heard(now())
    }
    before = read
    if (!mayAsk()) return state.news(now())
    const step = state.next(now())
    switch (step?.kind) {
      case 'ask':
        questions.ask(step.timeoutMs).then((answer) => {
          state.answered(now(), answer === 'idle' && !needsDaemon() ? 'alive' : answer)
        }, state.failed)
        break
      case 'note':
        note(noteOf(step.silentMs, step.isConclusive))
        break
      case 'stalled':
        stop()
        onStall({ seconds: Math.round(step.silentMs / 1000), isIdle: step.isIdle })
    }
  }
  const timer = setInterval(check, Math.min(options.timeoutMs / 20, 1000))
  timer.unref()
  const stop = () => {
    clearInterval(timer)
    questions.close()
  }
  return { news: () => state.news(now()), prove: state.prove, stop }
}

function noteOf(silentMs: number, isConclusive: boolean): string {
  const silent = `The BuildKit daemon has not answered for ${formatDuration(silentMs / 1000)}`
  return isConclusive
    ? `${silent}.`
    : `${silent} on a connection beside buildx's, so it is not known whether it still builds.`
}
