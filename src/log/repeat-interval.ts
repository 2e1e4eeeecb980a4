const firstPause = 5000
const longestPause = 60_000

/**
 * Whether it is time to show again how something stands that began at `start` and was last shown at
 * `shownAt`: after five seconds, then whenever it has taken twice as long, and at least once a minute.
 * All in milliseconds, by the stream's own clock.
 */
export function isDue(start: number, shownAt: number | undefined, now: number): boolean {
  if (shownAt === undefined) return now - start >= firstPause
  return now - shownAt >= Math.min(Math.max(shownAt - start, firstPause), longestPause)
}
