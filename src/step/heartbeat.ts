/** How a build shows that it is running while nothing happens. All in milliseconds. */
export interface HeartbeatOptions {
  /** After this time without a line in the log, `onSilence` is called, and again after each further period. */
  readonly periodMs: number
  /** @param silentMs the time since the last report, which may have had nothing to show */
  readonly onSilence: (silentMs: number) => void
  readonly now?: () => number
}

/**
 * Watches for silence in the log. The timer doesn't keep the process alive.
 *
 * @returns `beat` for each report of buildx, `show` for what the log shows, `silentMs`, `check` to look now, and `stop`
 */
export function createHeartbeat({
  periodMs,
  onSilence,
  now = () => performance.now(),
}: HeartbeatOptions) {
  let reported = now()
  let shown = reported
  const check = () => {
    if (now() - shown < periodMs) return
    shown = now()
    onSilence(now() - reported)
  }
  const timer = setInterval(check, Math.max(periodMs / 12, 10))
  timer.unref()
  return {
    beat() {
      reported = now()
    },
    show() {
      shown = now()
    },
    /** The time since the last report. */
    silentMs: () => now() - reported,
    check,
    stop: () => clearInterval(timer),
  }
}
