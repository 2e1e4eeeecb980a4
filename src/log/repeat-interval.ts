const firstPause = 5000
const longestPause = 60_000

/**
 * Whether the state of something that began at `start` and was last shown at `shownAt` is due to be shown:
 * after five seconds, then each time its duration has doubled, and at least once a minute. All in
 * milliseconds, by the stream's own clock.
 */
export function isDue(start: number, shownAt: number | undefined, now: number): boolean {
  if (shownAt === undefined) return now - start >= firstPause
  return now - shownAt >= Math.min(Math.max(shownAt - start, firstPause), longestPause)
}
