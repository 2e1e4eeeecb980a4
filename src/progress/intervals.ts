/** A stretch of time in milliseconds since 1970. */
export interface Interval {
  readonly start: number
  readonly end: number
}

/** The same time in order, with overlaps joined. Intervals that end before they start don't count. */
export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = []
  const valid = intervals.filter(({ start, end }) => end >= start)
  for (const next of valid.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (!last || next.start > last.end) merged.push(next)
    else if (next.end > last.end) merged[merged.length - 1] = { start: last.start, end: next.end }
  }
  return merged
}

/** The time of `intervals` that isn't in `taken`. */
export function subtractIntervals(
  intervals: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  const holes = mergeIntervals(taken)
  return mergeIntervals(intervals).flatMap((interval) => {
    const left: Interval[] = []
    let { start } = interval
    for (const hole of holes) {
      if (hole.end <= start || hole.start >= interval.end) continue
      if (hole.start > start) left.push({ start, end: hole.start })
      start = hole.end
    }
    if (start < interval.end) left.push({ start, end: interval.end })
    return left
  })
}

/** The parts of intervals after a moment. */
export function since(moment: number, intervals: readonly Interval[]): readonly Interval[] {
  return intervals.map(({ start, end }) => ({ start: Math.max(start, moment), end }))
}

/** Wall-clock seconds: what runs at the same time counts once. Exact to a millisecond. */
export function wallSeconds(intervals: readonly Interval[]): number {
  const milliseconds = mergeIntervals(intervals).reduce(
    (sum, { start, end }) => sum + end - start,
    0,
  )
  return Math.round(milliseconds) / 1000
}

/** To a millisecond. */
export function roundedSeconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
