import type { PushedImage } from '../record/pushed-images.ts'
import { formatDuration } from '../text/format.ts'
import { shortLine } from '../text/truncate.ts'
import type { BuildFacts } from './build-facts.ts'
import { cachePlaces } from './cache-places.ts'
import { companyLine } from './company-line.ts'
import { firstBuildWords, firstMiss, isFirstBuild } from './explained-misses.ts'
import { pathLine } from './path-line.ts'
import { placeOfStep, shortName, withoutMounts } from './step-label.ts'
import { timeLine } from './time-split.ts'
import { transferLine } from './transfer-line.ts'
import { verdict } from './verdict.ts'

/**
 * The end of the log: at most eight lines. A line without content is left out.
 *
 * @param hide what is done to text of the build before it is shortened: no mask of the host matches a part of a secret
 */
export function closingLines(facts: BuildFacts, hide: Hide): readonly string[] {
  return [
    verdict(facts),
    labeled('Time', timeLine(facts.report)),
    labeled('Transfer', transferLine(facts.report)),
    slowestChain(facts, hide),
    failedAt(facts, hide) ?? missed(facts, hide),
    labeled('Company', companyLine(facts.report)),
    labeled('Cache', caches(facts, hide)),
    labeled('Image', image(facts)),
  ].filter((line) => line !== undefined)
}

type Hide = (text: string) => string

function labeled(label: string, text: string): string | undefined {
  return text === '' ? undefined : `${label}: ${text}`
}

function slowestChain({ report }: BuildFacts, hide: Hide): string | undefined {
  const line = pathLine(report)
  if (line === undefined) return undefined
  const links = line.links.map(({ link, step }) => {
    const where = step && placeOfStep(step) ? ` [${placeOfStep(step)}]` : ''
    const name = shortLine(hide(withoutMounts(link.name)), longestLink)
    return `${name}${where} ${formatDuration(link.seconds)}`
  })
  const rest = line.rest ? `, ${line.rest}` : ''
  return `Critical path: ${links.join(' → ')}${rest} (${line.share})`
}

function failedAt({ outcome }: BuildFacts, hide: Hide): string | undefined {
  if (outcome.kind !== 'failed' || outcome.vertex === undefined) return undefined
  const { vertex, excerpt } = outcome
  const place = excerpt ? ` (${excerpt.filename}:${excerpt.line})` : ''
  return `Failed at: ${shortLine(hide(vertex.name), longestName)}${place}`
}

function missed({ report }: BuildFacts, hide: Hide): string | undefined {
  if (isFirstBuild(report)) return `${firstBuildWords}.`
  const miss = firstMiss(report)
  if (miss === undefined) return undefined
  const { step, why, detail, before } = miss
  const because = why === undefined ? '' : `: ${why}`
  const where = placeOfStep(step) && ` [${placeOfStep(step)}]`
  const more = detail === undefined ? '' : ` (${shortLine(hide(detail), longestName)})`
  const which =
    before === undefined ? '' : `, ${shortLine(hide(withoutMounts(before)), longestName)}`
  return `First to run:${where} ${shortLine(hide(shortName(step)), longestName)}${because}${more}${which}`
}

function caches({ report }: BuildFacts, hide: Hide): string {
  return cachePlaces(report)
    .slice(0, mostPlaces)
    .map(({ name, words }) => `${shortLine(hide(name), longestName)} ${words}`)
    .join('; ')
}

/** Empty without a digest: the build failed, or its result is no image. */
function image({ tags, digest, variants }: BuildFacts): string {
  if (variants !== undefined) return variantWords(variants)
  if (digest === undefined) return ''
  const [first = '', ...others] = tags
  return `${first && `${first}@`}${digest}${alsoWords(others)}`
}

/** Such as `ghcr.io/acme/app:1@sha256:…, also ghcr.io/acme/app:zstd@sha256:…`. */
export function variantWords(variants: readonly PushedImage[]): string {
  const [first = '', ...others] = variants.map(({ name, digest }) => `${name}@${digest}`)
  return `${first}${alsoWords(others)}`
}

function alsoWords(names: readonly string[]): string {
  const also = names.slice(0, mostPlaces).join(', ')
  const rest = names.length > mostPlaces ? ` and ${names.length - mostPlaces} more` : ''
  return also && `, also ${also}${rest}`
}

const longestName = 120
const longestLink = 60
const mostPlaces = 4
