import type { HistoryFacts } from '../history/history-facts.ts'
import type { BuildRecord } from '../record/recorder.ts'

/**
 * The most memory that steps can have used at one time: of those that ran at the same moment, the peaks add up. Absent
 * when the daemon recorded none.
 */
export function peakMemory(
  { tasks }: Pick<BuildRecord, 'tasks'>,
  resources: HistoryFacts['resources'],
): { readonly peakMemoryBytes?: number } {
  const used = tasks.flatMap(({ step = -1, start, end }) => {
    const bytes = resources?.get(step)?.peakMemoryBytes
    return bytes === undefined || start === end ? [] : [{ step, start, end, bytes }]
  })
  if (used.length === 0) return {}
  const sums = used.map(({ start }) => {
    const now = used.filter((each) => each.start <= start && start < each.end)
    return [...new Map(now.map(({ step, bytes }) => [step, bytes])).values()].reduce(
      (sum, bytes) => sum + bytes,
      0,
    )
  })
  return { peakMemoryBytes: Math.max(...sums) }
}
