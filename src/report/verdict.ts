import type { Outcome } from '../step/outcome.ts'
import { formatCount, formatDuration } from '../text/format.ts'
import type { BuildFacts } from './build-facts.ts'
import type { CacheReport } from './cache-report.ts'

/**
 * One line: what the cache and the cache mounts did, how long the action took, how much time they saved, and the
 * builder. `3 of 5 steps from cache (60 %), 2 of 2 cache mounts warm, 1.2 s, remote builder v0.32.2`.
 */
export function verdict({
  report,
  seconds,
  outcome,
  targets,
}: Pick<BuildFacts, 'report' | 'seconds' | 'outcome' | 'targets'>): string {
  const { canceled, failed, notStarted, retries, secondsSaved = 0, builder } = report
  const words = [
    ...(targets ? [`${targets.succeeded} of ${formatCount(targets.total, 'target')}`] : []),
    ...cached(report),
    ...warmMounts(report),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(canceled > 0 ? [`${canceled} canceled`] : []),
    ...(notStarted > 0 ? [`${notStarted} not reached`] : []),
    formatDuration(seconds),
    ...(secondsSaved > 0 ? [`${formatDuration(secondsSaved)} saved`] : []),
    ...(builder ? [`${kindOf(builder)} builder ${builder.version}`] : []),
    ...(retries > 0
      ? [`tried again ${retries === 1 ? 'once' : formatCount(retries, 'time')}`]
      : []),
  ].join(', ')
  return [...endings[outcome.kind], ...(builder?.fallback ? ['Fell back'] : []), words].join(': ')
}

const endings: Readonly<Record<Outcome['kind'], readonly string[]>> = {
  succeeded: [],
  canceled: ['Canceled'],
  unusable: ['Failed'],
  lost: ['Failed'],
  failed: ['Failed'],
}

function cached(report: CacheReport): readonly string[] {
  if (report.total === 0) return ['No steps']
  return counted(report) === 0 ? [] : [`${fromCache(report, 'step')} (${report.percent} %)`]
}

/** `2 of 3 steps from cache`, or `2 of 3 from cache` without a noun. At least one step is counted. */
export function fromCache(report: CountedSteps, noun?: string): string {
  const number = counted(report)
  return `${report.cached} of ${noun === undefined ? number : formatCount(number, noun)} from cache`
}

/** The steps that `percent` is of, which leaves out those that were canceled or not reached. */
export function counted({ cached, executed, failed }: CountedSteps): number {
  return cached + executed + failed
}

type CountedSteps = Pick<CacheReport, 'cached' | 'executed' | 'failed'>

function warmMounts({ mountsTotal = 0, mountsWarm = 0 }: CacheReport): readonly string[] {
  return mountsTotal === 0
    ? []
    : [`${mountsWarm} of ${formatCount(mountsTotal, 'cache mount')} warm`]
}

function kindOf({ driver, endpoint }: NonNullable<CacheReport['builder']>): string {
  return driver === 'docker-container' && !endpoint.startsWith('ssh:') ? 'local' : driver
}
