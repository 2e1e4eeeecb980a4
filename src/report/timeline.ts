import { roundedSeconds } from '../progress/intervals.ts'
import { type CriticalPath, criticalPath, type PathLink } from '../record/critical-path.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Task, TaskKind } from '../record/task.ts'

/** What is done around the steps, in the order in which it mostly happens. */
export const phaseNames = [
  'connecting',
  'waiting',
  'frontend',
  'import',
  'context',
  'source',
  'sbom',
  'export',
  'push',
  'cache-export',
  'client',
  'cleaning-up',
] as const

export type PhaseName = (typeof phaseNames)[number]

/** A part of the action that is no step. Seconds. */
export interface Phase {
  readonly name: PhaseName
  /** Since the action began. */
  readonly start: number
  /** From its first moment to its last. */
  readonly seconds: number
}

/** The chain of work that decided how long the build took. Seconds. */
export interface ReportedPath {
  /** How long something of it worked. */
  readonly seconds: number
  /** From the build's first moment to its last. */
  readonly buildSeconds: number
  /** What the build would have taken if nothing else had worked. */
  readonly secondsAlone: number
  readonly links: readonly ReportedLink[]
}

export interface ReportedLink {
  /** Its index in `steps`; absent for what is no step. */
  readonly step?: number
  readonly name: string
  readonly seconds: number
  /** How much sooner the build would have ended without it. */
  readonly sooner: number
}

/** When what happened, for a report. */
export interface Timeline {
  readonly phases: readonly Phase[]
  /** When each step began, in seconds since the action began; undefined where it didn't. */
  readonly starts: readonly (number | undefined)[]
  readonly criticalPath?: ReportedPath
}

interface Around {
  readonly connecting: number
  readonly waiting: number
  readonly cleaningUp: number
}

/**
 * Lays out an action on one axis: it connects, waits for a daemon, builds, and cleans up. Times of the stream are
 * by buildx's clock, which need not be this machine's, so the build begins where connecting ends.
 */
export function readTimeline(
  { tasks, steps }: Pick<BuildRecord, 'tasks' | 'steps'>,
  { connecting, waiting, cleaningUp }: Around,
): Timeline {
  const before = connecting + waiting
  const begunAt = tasks.reduce((first, { start }) => Math.min(first, start), tasks[0]?.start ?? 0)
  const moment = (milliseconds: number) => roundedSeconds(before + (milliseconds - begunAt) / 1000)
  const end = tasks.reduce((last, task) => Math.max(last, moment(task.end)), roundedSeconds(before))
  const ofTasks = [...Map.groupBy(tasks, ({ kind }) => kind)]
    .flatMap(([kind, alike]) => (kind === 'step' ? [] : [phaseOf(kind, alike, moment)]))
    .filter(({ seconds }) => seconds > 0)
  const phases: readonly Phase[] = [
    { name: 'connecting', start: 0, seconds: roundedSeconds(connecting) },
    { name: 'waiting', start: roundedSeconds(connecting), seconds: roundedSeconds(waiting) },
    ...ofTasks.toSorted((a, b) => phaseNames.indexOf(a.name) - phaseNames.indexOf(b.name)),
    { name: 'cleaning-up', start: end, seconds: roundedSeconds(cleaningUp) },
  ]
  const firsts = new Map<number, number>()
  for (const { step, start } of tasks) {
    if (step !== undefined && !firsts.has(step)) firsts.set(step, moment(start))
  }
  const path = criticalPath(tasks)
  return {
    phases: phases.filter(({ seconds }) => seconds > 0),
    starts: steps.map((_, index) => firsts.get(index)),
    ...(path && { criticalPath: reportPath(path) }),
  }
}

function phaseOf(
  name: Exclude<TaskKind, 'step'>,
  tasks: readonly Task[],
  moment: (milliseconds: number) => number,
): Phase {
  const start = tasks.reduce((first, task) => Math.min(first, moment(task.start)), Infinity)
  const end = tasks.reduce((last, task) => Math.max(last, moment(task.end)), 0)
  return { name, start, seconds: roundedSeconds(end - start) }
}

function reportPath({ seconds, totalSeconds, secondsAlone, links }: CriticalPath): ReportedPath {
  return { seconds, buildSeconds: totalSeconds, secondsAlone, links: links.map(reportLink) }
}

function reportLink({ kind, name, step, seconds, sooner }: PathLink): ReportedLink {
  const isStep = kind === 'step' && step !== undefined
  return { ...(isStep && { step }), name: linkName(kind, name), seconds, sooner }
}

function linkName(kind: TaskKind, name: string): string {
  if (kind === 'step' || kind === 'client') return name
  // `[build 1/4] FROM alpine:3.22@sha256:…`
  if (kind === 'source') return name.replace(/^\[[^\]]*\] /, '').replace(/@sha256:[0-9a-f]+/, '')
  return phaseWords[kind]
}

/** As they are called in a chart and in a log. */
export const phaseWords: Readonly<Record<PhaseName, string>> = {
  connecting: 'connecting',
  waiting: 'waiting for the daemon',
  frontend: 'reading the Dockerfile',
  import: 'importing cache',
  context: 'loading context',
  source: 'base images',
  sbom: 'generating the SBOM',
  export: 'exporting',
  push: 'pushing',
  'cache-export': 'exporting cache',
  client: "buildx's own work",
  'cleaning-up': 'cleaning up',
}
