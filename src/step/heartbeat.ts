/** How a build shows that it goes on while nothing happens. All in milliseconds. */
export interface HeartbeatOptions {
  /** After so long without news, `onSilence` is called, and again after each further period. */
  readonly periodMs: number
  readonly onSilence: (silentMs: number) => void
  readonly now?: () => number
}

/**
 * Watches for silence. The timer doesn't keep the process alive.
 *
 * @returns `beat` for each piece of news, `check` to look now, and `stop`
 */
export function createHeartbeat({
  periodMs,
  onSilence,
  now = () => performance.now(),
}: HeartbeatOptions) {
  let last = now()
  let reported = last
  const check = () => {
    if (now() - reported < periodMs) return
    reported = now()
    onSilence(now() - last)
  }
  const timer = setInterval(check, Math.max(periodMs / 12, 10))
  timer.unref()
  return {
    beat() {
      last = now()
      reported = last
    },
    check,
    stop: () => clearInterval(timer),
  }
}
