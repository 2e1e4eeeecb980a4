import { formatCount } from '../text/format.ts'
import { shortLine } from '../text/truncate.ts'
import type { BakeFacts, TargetFacts } from './bake-facts.ts'
import { variantWords } from './closing-lines.ts'
import { firstMiss } from './explained-misses.ts'
import { placeOfStep, shortName } from './step-label.ts'
import { timeLine } from './time-split.ts'
import { counted, fromCache, verdict } from './verdict.ts'

/**
 * The end of the log of a bake: the verdict, the time, and a line for each target.
 *
 * @param hide what is done to text of the build before it is shortened: no mask of the host matches a part of a secret
 */
export function bakeClosingLines(
  facts: BakeFacts,
  hide: (text: string) => string,
): readonly string[] {
  const shown = facts.ofTargets.slice(0, mostTargets)
  const rest = facts.ofTargets.length - shown.length
  const time = timeLine(facts.report)
  return [
    verdict(facts),
    ...(time ? [`Time: ${time}`] : []),
    ...shown.map((target) => targetLine(target, hide)),
    ...(rest > 0 ? [`${formatCount(rest, 'more target')} in the output targets`] : []),
  ]
}

/** Such as `app: 2 of 3 steps from cache, first to run: COPY src (…), ghcr.io/acme/app:1@sha256:…`. */
function targetLine(target: TargetFacts, hide: (text: string) => string): string {
  const { name, status, report, tags, digest, variants, failure } = target
  const miss = status === 'failed' ? undefined : firstMiss(report)
  const where = miss && placeOfStep(miss.step) ? ` [${placeOfStep(miss.step)}]` : ''
  const [tag = ''] = tags
  return [
    `${name}: ${words[status]}`,
    ...(counted(report) > 0 ? [fromCache(report, 'step')] : []),
    ...(failure ? [`at ${shortLine(hide(failure.name), longestName)}`] : []),
    ...(miss
      ? [`first to run:${where} ${shortLine(hide(shortName(miss.step)), longestName)}`]
      : []),
    ...(digest && !variants ? [`${tag && `${tag}@`}${digest}`] : []),
    ...(variants ? [variantWords(variants)] : []),
  ]
    .join(', ')
    .replace(/: , /, ': ')
    .replace(/: $/, '')
}

/** Of a target that succeeded nothing is said. */
const words: Readonly<Record<TargetFacts['status'], string>> = {
  succeeded: '',
  failed: 'failed',
  canceled: 'canceled',
  'not-started': 'not started',
}

const longestName = 120
const mostTargets = 20
