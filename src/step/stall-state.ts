/** A daemon's answer while its build is silent. */
export type Answer =
  /** It runs this build. */
  | 'busy'
  /** It doesn't run this build (any more). */
  | 'idle'
  /** It answered, but can't be asked which builds it runs. */
  | 'alive'

export interface StallOptions {
  /** After this many milliseconds without a sign of life, the build counts as stalled. */
  readonly timeoutMs: number
  /**
   * Whether a daemon that doesn't answer is one that doesn't build. Over TCP, a load balancer may allow only
   * buildx's own connection; a daemon that has answered beside a running build disproves that.
   */
  readonly isConclusive: boolean
}

export type StallStep =
  /** Ask the daemon now. */
  | { readonly kind: 'ask'; readonly timeoutMs: number }
  /** Log that the daemon has been silent for this time. */
  | { readonly kind: 'note'; readonly silentMs: number; readonly isConclusive: boolean }
  /** End the build. */
  | { readonly kind: 'stalled'; readonly silentMs: number; readonly isIdle: boolean }

/** Four of the daemon's questions in a row. */
const shortestQuietMs = 20_000

/**
 * Decides, without a clock of its own, when to ask the daemon of a silent build, and when to give up. All times
 * are milliseconds of one monotonic clock.
 *
 * A build is silent when buildx reports nothing: a step may run long without output. It is stalled when the
 * daemon doesn't answer either, or answers that it no longer runs the build.
 */
export function createStallState({ timeoutMs, isConclusive }: StallOptions, startedAt: number) {
  let isProven = isConclusive
  let lastNews = startedAt
  /** The last time that the daemon was seen to work on the build. */
  let lastSign = startedAt
  let lastAsked = startedAt
  let isAsking = false
  let wasBusy = false
  let isIdle = false
  let notedAt = startedAt
  const askAfterMs = timeoutMs / 6

  const sign = (at: number) => {
    lastSign = at
    notedAt = at
    isIdle = false
  }

  return {
    /** buildx reported something. */
    news(at: number): void {
      lastNews = at
      sign(at)
    },
    /**
     * buildx received something from the daemon that it doesn't report. BuildKit asks each client every five
     * seconds whether it is there, so a client that hears nothing for much longer has lost its daemon.
     */
    heard(at: number): void {
      if (timeoutMs >= shortestQuietMs) isProven = true
      sign(at)
    },
    /** The daemon answered on another connection. */
    prove(): void {
      isProven = true
    },
    answered(at: number, answer: Answer): void {
      isAsking = false
      isProven = true
      // A daemon whose history is off never lists the build, and a build may start only after the first request.
      if (answer === 'idle' && wasBusy) isIdle = true
      else sign(at)
      wasBusy ||= answer === 'busy'
    },
    /** The daemon did not answer. */
    failed(): void {
      isAsking = false
    },
    /** @returns what to do now; undefined when nothing is due */
    next(at: number): StallStep | undefined {
      const silentMs = at - lastSign
      if (silentMs >= timeoutMs && isProven) return { kind: 'stalled', silentMs, isIdle }
      const isNoteDue = !isIdle && at - notedAt >= (isProven ? timeoutMs / 2 : timeoutMs)
      if (isNoteDue && silentMs >= timeoutMs / 2) {
        notedAt = at
        return { kind: 'note', silentMs, isConclusive: isProven }
      }
      const isAskDue = at - lastNews >= askAfterMs && at - lastAsked >= askAfterMs
      if (isAsking || !isAskDue) return undefined
      isAsking = true
      lastAsked = at
      // Not all of the remaining time: the next request uses a new connection, which may work.
      return { kind: 'ask', timeoutMs: timeoutMs / 3 }
    },
  }
}
