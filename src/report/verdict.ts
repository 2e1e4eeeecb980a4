import { count, duration } from '../text/format.ts'
import type { BuildFacts } from './build-facts.ts'
import type { CacheReport } from './cache-report.ts'

/** What the cache did, what it took and saved, and who built, in one line. */
export function verdict({ report, seconds, failure, isCanceled }: BuildFacts): string {
  const { canceled, failed, notStarted, retries, secondsSaved = 0, builder } = report
  const words = [
    cached(report),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(canceled > 0 ? [`${canceled} canceled`] : []),
    ...(notStarted > 0 ? [`${notStarted} not reached`] : []),
    duration(seconds),
    ...(secondsSaved > 0 ? [`${duration(secondsSaved)} saved`] : []),
    ...(builder ? [`${kindOf(builder)} builder ${builder.version}`] : []),
    ...(retries > 0 ? [`tried again ${retries === 1 ? 'once' : count(retries, 'time')}`] : []),
  ].join(', ')
  const ending = failure === undefined ? [] : [isCanceled ? 'Canceled' : 'Failed']
  return [...ending, ...(builder?.fallback ? ['Fell back'] : []), words].join(': ')
}

function cached({ total, cached, executed, failed, percent }: CacheReport): string {
  if (total === 0) return 'No step to run or to take from cache'
  return `${cached} of ${count(cached + executed + failed, 'step')} from cache (${percent} %)`
}

function kindOf({ driver, endpoint }: NonNullable<CacheReport['builder']>): string {
  return driver === 'docker-container' && !endpoint.startsWith('ssh:') ? 'local' : driver
}
