import {
  type Interval,
  roundedSeconds,
  subtractIntervals,
  wallSeconds,
} from '../progress/intervals.ts'
import type { Task, TaskKind } from './task.ts'

/** The chain of tasks that decided how long a build took: each began when the one before it had ended. */
export interface CriticalPath {
  /** From the build's first moment to its last. */
  readonly totalSeconds: number
  /** How long tasks of the chain worked. */
  readonly seconds: number
  /** The duration of the build with only the tasks of the chain. */
  readonly secondsAlone: number
  /** In the order of time. Tasks of less than a millisecond are left out. */
  readonly links: readonly PathLink[]
}

/** The work of one vertex on the path. */
export interface PathLink {
  readonly kind: TaskKind
  readonly name: string
  /** Its index in the list of steps. */
  readonly step?: number
  readonly seconds: number
  /** How much sooner the build would have ended without it: less when something else took nearly as long. */
  readonly sooner: number
}

/** Undefined when nothing worked. */
export function criticalPath(tasks: readonly Task[]): CriticalPath | undefined {
  const chain = chainOf(tasks)
  const [first] = chain
  const last = chain.at(-1)
  if (first === undefined || last === undefined) return undefined
  // Builds for several platforms each have a first task.
  const begunAt = tasks.reduce((begin, { start }) => Math.min(begin, start), first.start)
  const onPath = new Set(chain)
  const worked: readonly Interval[] = chain
  const pauses = subtractIntervals([{ start: begunAt, end: last.end }], worked)
  const others = tasks.filter((task) => !onPath.has(task))
  const crowded = wallSeconds(pauses) - wallSeconds(subtractIntervals(pauses, others))
  const totalSeconds = seconds(last.end - begunAt)
  return {
    totalSeconds,
    seconds: wallSeconds(worked),
    secondsAlone: roundedSeconds(totalSeconds - crowded),
    links: [...Map.groupBy(chain, partOf)].flatMap(([part, alike]): PathLink[] => {
      const [task] = alike
      const seconds = wallSeconds(alike)
      // Among them are all cached steps, for which nothing need be computed.
      if (task === undefined || seconds === 0) return []
      const { kind, name, step } = task
      return [
        {
          ...{ kind, name, ...(step !== undefined && { step }) },
          seconds,
          sooner: secondsSooner(tasks, (each) => partOf(each) === part),
        },
      ]
    }),
  }
}

/**
 * How much sooner the build would have ended if some of its tasks had taken no time. The others take as long as
 * they did, and begin as long after those that they wait for.
 */
export function secondsSooner(tasks: readonly Task[], isFree: (task: Task) => boolean): number {
  const canDecide = deciders(tasks)
  const ends: number[] = []
  let [was, would] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const task of tasks) {
    const { start, end, after } = task
    const endedBefore = latest(after.map((index) => tasks[index]?.end ?? start))
    const wouldEndBefore = latest(after.map((index) => ends[index] ?? start))
    const begin = after.length === 0 ? start : wouldEndBefore + (start - endedBefore)
    const wouldEnd = begin + (isFree(task) ? 0 : end - start)
    ends.push(wouldEnd)
    // A task without a duration was reported when another began, so its own time has no meaning.
    if (start === end || !canDecide(task)) continue
    was = Math.max(was, end)
    would = Math.max(would, wouldEnd)
  }
  return was === Number.NEGATIVE_INFINITY ? 0 : seconds(was - would)
}

/** From the task that ended last, always the one that ended last of those that it waited for. */
function chainOf(tasks: readonly Task[]): readonly Task[] {
  const chain: Task[] = []
  let task = lastOf(tasks.filter(deciders(tasks)))
  while (task !== undefined) {
    chain.push(task)
    task = lastOf(task.after.flatMap((index) => tasks[index] ?? []))
  }
  return chain.reverse()
}

/** Whether a task can have decided when the build ended: one that a failure stopped ended with the failure. */
function deciders(tasks: readonly Task[]): (task: Task) => boolean {
  const hasFailed = tasks.some(({ ending }) => ending === 'failed')
  return ({ ending }) => !hasFailed || ending !== 'stopped'
}

/** The frontend's vertices are one, an exporter's is two: the export and the push. */
function partOf({ kind, vertex }: Task): string {
  return kind === 'frontend' ? kind : `${kind} ${vertex}`
}

/** Of the tasks that ended last, the one that began last. */
function lastOf(tasks: readonly Task[]): Task | undefined {
  let last: Task | undefined
  for (const task of tasks) {
    const isLater =
      last === undefined ||
      task.end > last.end ||
      (task.end === last.end && task.start >= last.start)
    if (isLater) last = task
  }
  return last
}

function latest(moments: readonly number[]): number {
  return moments.reduce((last, moment) => Math.max(last, moment), Number.NEGATIVE_INFINITY)
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000
}
