import type { BuildRecord } from '../record/recorder.ts'
import type { Held } from './lease.ts'
import type { Outcome } from './outcome.ts'

/** What shows whether buildx did its work. */
interface Reported {
  readonly outcome: Outcome
  readonly record: Pick<BuildRecord, 'vertices'>
}

/**
 * Does something with a buildx whose version is not known, since asking it would take a tenth of a warm build. When it
 * fails, and that buildx turns out to be too old or not to run, does it again with another.
 *
 * @param isDone whether the value shows that buildx did its work
 */
export async function withUsableBuildx<Value>(
  held: Pick<Held, 'checkBuildx'>,
  work: () => Promise<Value>,
  isDone: (value: Value) => boolean = () => true,
): Promise<Value> {
  try {
    const value = await work()
    if (isDone(value) || !(await held.checkBuildx())) return value
  } catch (error) {
    if (!(await held.checkBuildx())) throw error
  }
  return work()
}

/**
 * Whether buildx reported anything, or was stopped before it could. An old one refuses the format of the report, and
 * builds nothing, or writes it in another way.
 */
export function hasReported({ outcome, record }: Reported): boolean {
  const { kind } = outcome
  return record.vertices.length > 0 || (kind !== 'succeeded' && kind !== 'failed')
}
