import type { BuildFacts } from '../report/build-facts.ts'

/**
 * What the cache did, in the text format of OpenMetrics, for GitLab's metrics report: a merge request shows
 * how the values differ from those of its target branch. What isn't known is absent.
 */
export function metrics({ report, seconds }: Pick<BuildFacts, 'report' | 'seconds'>): string {
  const values = {
    remote_buildkit_cache_hit_percent: report.percent,
    remote_buildkit_steps: report.total,
    remote_buildkit_steps_cached: report.cached,
    remote_buildkit_seconds: Math.round(seconds * 1000) / 1000,
    remote_buildkit_seconds_saved: report.secondsSaved,
    remote_buildkit_fallback: report.builder?.fallback === undefined ? 0 : 1,
  }
  const lines = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`])
  return `${[...lines, '# EOF'].join('\n')}\n`
}
