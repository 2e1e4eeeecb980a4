import { explainChoice } from '../pool/report.ts'
import { formatCount, formatDuration, formatSize } from '../text/format.ts'
import { adviceWorth } from './advice-worth.ts'
import type { BuildFacts } from './build-facts.ts'
import { cachePlaces } from './cache-places.ts'
import type { CacheReport, ReportedStep } from './cache-report.ts'
import { companyLine } from './company-line.ts'
import { explainMisses, firstBuildWords, isFirstBuild } from './explained-misses.ts'
import { cellCode, code, codeBlock, folded, prose, table, unbroken } from './markdown.ts'
import { outcomeMessage } from './outcome-message.ts'
import { pathLine } from './path-line.ts'
import { placeOfStep, shortName, withoutMounts } from './step-label.ts'
import { timeChart } from './time-chart.ts'
import { timeLine } from './time-split.ts'
import { transferLine } from './transfer-line.ts'
import { counted, fromCache, verdict } from './verdict.ts'

// GitHub drops a summary of more than 1 MiB a step. These limits keep it below a third of that; the whole
// list is in the cache-report output.
const mostOpenRows = 10
const mostFoldedRows = 150
const mostItems = 20
const mostOutput = 10
const longestName = 120
/** So that a row fits in one line. */
const longestCell = 56
const longestText = 1000
const leastTransfer = 10_000_000
/** Shorter times have no figure: most cached steps, and those that were not reached. */
const leastSeconds = 0.005

/**
 * The job summary of one build, as Markdown.
 *
 * @param hide what is done to text of the build before it is shown
 */
export function summarize(facts: BuildFacts, hide: (text: string) => string): string {
  const { report } = facts
  const lines = [
    `### ${prose(verdict(facts), longestText)}`,
    ...fallback(report),
    ...choice(report),
    ...image(facts),
    ...failure(facts, hide),
    ...platformTable(report),
    ...(isWarm(facts) ? [] : stepTables(report, hide)),
    ...misses(report, hide),
    ...advice(report, hide),
    ...time(report, hide),
    ...caches(report, isWarm(facts)),
    ...cacheMounts(report, hide),
    ...builder(report),
    '',
  ]
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n')
}

/** Nothing ran, so the lines with the numbers say all. */
function isWarm({ report, outcome }: BuildFacts): boolean {
  return outcome.kind === 'succeeded' && report.hit
}

export function fallback({ builder }: CacheReport): readonly string[] {
  if (builder?.fallback === undefined) return []
  const { code: why, reason } = builder.fallback
  const text = prose(reason, longestText)
  const words =
    why === undefined
      ? `**Fell back to a local builder.** ${text}`
      : `**${why}:** ${text} A local builder was used instead.`
  return ['', words, '']
}

/** Why another daemon than the first in rank was used; nothing when that one was. */
export function choice({ builder, platforms }: CacheReport): readonly string[] {
  const words = (platforms ?? (builder === undefined ? [] : [builder])).flatMap(
    ({ pool, endpoint }) => (pool && explainChoice(pool, endpoint)) ?? [],
  )
  return words.flatMap((each) => ['', prose(each, longestText), ''])
}

/** Each of the platforms that were built apart. */
function platformTable({ platforms = [] }: CacheReport): readonly string[] {
  if (platforms.length === 0) return []
  const rows = platforms.map((each) => [
    cellCode(each.platform, longestCell),
    cellCode(each.endpoint, longestCell),
    each.outcome === 'succeeded' ? '' : each.outcome,
    counted(each) === 0 ? '' : unbroken(`${fromCache(each)} (${each.percent} %)`),
    unbroken(formatDuration(each.seconds)),
  ])
  const titles = ['platform', 'daemon', '', 'steps', 'time']
  const isUsed = (_: unknown, column: number) => rows.some((row) => row[column] !== '')
  return table(
    titles.filter(isUsed),
    [...'lllrr'].filter(isUsed).join(''),
    rows.map((row) => row.filter(isUsed)),
  )
}

function image(facts: BuildFacts): readonly string[] {
  const { tags, place, unpushed, digest, variants, outcome } = facts
  if (outcome.kind !== 'succeeded') return []
  const names = limited(
    variants?.map(({ name, digest }) => code(`${name}@${digest}`, 2 * longestName)) ??
      (place === 'none' ? [] : tags.map((tag) => code(tag, longestName))),
    (rest) => `and ${rest} more`,
  )
  const pinned = digest && !variants ? [`digest ${code(digest, longestName)}`] : []
  const items = [...names, ...pinned]
  const isNamed = tags.length > 0 && place === 'none'
  return [
    ...(items.length === 0 ? [] : ['', items.join(' · '), '']),
    ...(isNamed || unpushed ? ['', `Not pushed.${unpushed ? ` ${unpushed}.` : ''}`, ''] : []),
  ]
}

/** @param named names in a message what it is about */
export function failure(
  { outcome }: Pick<BuildFacts, 'outcome'>,
  hide: (text: string) => string,
  named = (message: string) => message,
): readonly string[] {
  if (outcome.kind === 'succeeded' || outcome.kind === 'canceled') return []
  const { excerpt, vertex } = outcome.kind === 'failed' ? outcome : {}
  const lastOutput = vertex?.lastOutput ?? []
  return [
    '',
    `> **Error:** ${prose(named(outcomeMessage(outcome, hide)), longestText)}`,
    '',
    ...(excerpt
      ? [
          `${code(`${excerpt.filename}:${excerpt.line}`, longestName)}`,
          ...codeBlock(excerpt.text.split('\n').slice(0, 2 * mostItems), longestName),
        ]
      : []),
    ...(lastOutput.length > 0
      ? ['Its last output:', ...codeBlock(lastOutput.slice(-mostOutput).map(hide), 2 * longestName)]
      : []),
  ]
}

/**
 * Steps that failed or were canceled, and the slowest of those that ran, are open, up to a number. The others are
 * folded.
 */
export function stepTables(report: CacheReport, hide: (text: string) => string): readonly string[] {
  const { steps } = report
  const open = new Set(
    steps
      .filter(({ status }) => status === 'executed' || status === 'failed' || status === 'canceled')
      .toSorted((a, b) => urgency(b) - urgency(a) || b.seconds - a.seconds)
      .slice(0, mostOpenRows),
  )
  const others = steps.filter((step) => !open.has(step))
  const unshown = others.length - mostFoldedRows
  return [
    ...stepTable(
      report,
      [...steps].filter((step) => open.has(step)),
      hide,
    ),
    ...(others.length > 0
      ? folded(foldedTitle(others), [
          ...stepTable(report, others.slice(0, mostFoldedRows), hide),
          ...(unshown > 0
            ? [`${formatCount(unshown, 'more step')} in the output cache-report.`]
            : []),
        ])
      : []),
  ]
}

function urgency({ status }: ReportedStep): number {
  return status === 'executed' ? 0 : 1
}

function foldedTitle(steps: readonly ReportedStep[]): string {
  return Object.entries(statuses)
    .map(([status, words]) => ({
      words,
      number: steps.filter((step) => step.status === status).length,
    }))
    .filter(({ number }) => number > 0)
    .map(
      ({ words, number }, index) =>
        `${index === 0 ? formatCount(number, 'step') : number} ${words}`,
    )
    .join(', ')
}

const statuses: Readonly<Record<ReportedStep['status'], string>> = {
  cached: 'from cache',
  executed: 'ran',
  failed: 'failed',
  canceled: 'canceled',
  'not-started': 'not reached',
}

function duration(seconds: number): string {
  return seconds < leastSeconds ? '' : unbroken(formatDuration(seconds))
}

/** Bold, when it is on the critical path. */
function mark(text: string, isOnPath: boolean): string {
  return isOnPath && text !== '' ? `**${text}**` : text
}

/** The steps on the critical path, where that is shown. */
function decisive(report: CacheReport): ReadonlySet<ReportedStep> {
  const links = pathLine(report) ? (report.criticalPath?.links ?? []) : []
  return new Set(links.flatMap(({ step = -1 }) => report.steps[step] ?? []))
}

function stepTable(
  report: CacheReport,
  steps: readonly ReportedStep[],
  hide: (text: string) => string,
): readonly string[] {
  const onPath = decisive(report)
  const rows = steps.map((step) => [
    cellCode(hide(shortName(step)), longestCell),
    cellCode(placeOfStep(step), longestCell),
    unbroken(`${statuses[step.status]}${step.pulled ? ', pulled' : ''}${mountWords(step)}`),
    unbroken(resourceWords(step)),
    mark(duration(step.seconds), onPath.has(step)),
    duration(secondsSavedBy(step)),
  ])
  // An empty column is left out.
  const isUsed = (_: unknown, column: number) =>
    column === 0 || rows.some((row) => row[column] !== '')
  return rows.length === 0
    ? []
    : table(
        ['step', 'stage', '', 'machine', 'time', 'saved'].filter(isUsed),
        [...'llllrr'].filter(isUsed).join(''),
        rows.map((row) => row.filter(isUsed)),
      )
}

/** Whether the step's cache mounts were warm, as far as it is known. */
function mountWords({ warmMounts = [], coldMounts = [] }: ReportedStep): string {
  const total = warmMounts.length + coldMounts.length
  if (total === 0) return ''
  if (total > 1) return `, ${warmMounts.length} of ${total} mounts warm`
  return coldMounts.length === 0 ? ', mount warm' : ', mount cold'
}

/** Such as `41 s CPU, 3.10 GB`. */
function resourceWords({ cpuSeconds, peakMemoryBytes }: ReportedStep): string {
  return [
    ...(cpuSeconds === undefined ? [] : [`${formatDuration(cpuSeconds)} CPU`]),
    ...(peakMemoryBytes === undefined ? [] : [formatSize(peakMemoryBytes)]),
  ].join(', ')
}

function secondsSavedBy({ seconds, savedSeconds, coldSeconds = 0 }: ReportedStep): number {
  return savedSeconds ?? Math.max(coldSeconds - seconds, 0)
}

export function misses(report: CacheReport, hide: (text: string) => string): readonly string[] {
  if (isFirstBuild(report)) return ['', `${firstBuildWords}.`, '']
  const explained = explainMisses(report).filter(({ why }) => why !== undefined)
  const items = explained.map(({ step, why, detail, before }) => {
    const where = placeOfStep(step)
    return [
      `- ${where && `${code(where, longestName)} `}${code(hide(shortName(step)), longestName)}: ${why}`,
      ...(detail === undefined ? [] : [` (${prose(hide(detail), longestName)})`]),
      ...(before === undefined ? [] : [`, ${code(hide(withoutMounts(before)), longestName)}`]),
    ].join('')
  })
  if (items.length === 0) return []
  return ['', '**What ran first in each stage, and why**', '', ...limited(items), '']
}

export function advice(
  { advice = [] }: CacheReport,
  hide: (text: string) => string,
): readonly string[] {
  const items = advice.map(({ code: name, message, target, line, ...worth }) => {
    const words = [hide(message), adviceWorth(worth)].filter(Boolean).join(' ')
    const place = [
      ...(target === undefined ? [] : [code(target, longestName)]),
      ...(line === undefined ? [] : [`line ${line}`]),
    ].join(', ')
    const where = place === '' ? '' : ` (${place})`
    return `- ${code(name, longestName)}${where}: ${prose(words, longestText)}`
  })
  return items.length === 0 ? [] : ['', '**What would help**', '', ...items, '']
}

function time(report: CacheReport, hide: (text: string) => string): readonly string[] {
  const words = timeLine(report)
  return [
    ...timeChart(report, hide),
    ...(words ? ['', `**Time:** ${words}`, ''] : []),
    ...transfer(report),
    ...criticalPath(report, hide),
    ...(report.peakMemoryBytes === undefined
      ? []
      : ['', `**Memory:** steps used ${formatSize(report.peakMemoryBytes)} at most`, '']),
    ...(report.hit || companyLine(report) === ''
      ? []
      : ['', `**Company:** ${companyLine(report)}`, '']),
  ]
}

/** A small one is in the log alone. */
function transfer(report: CacheReport): readonly string[] {
  if (report.contextBytes < leastTransfer) return []
  return ['', `**Transfer:** ${prose(transferLine(report), longestText)}`, '']
}

function criticalPath(report: CacheReport, hide: (text: string) => string): readonly string[] {
  const line = pathLine(report)
  if (line === undefined) return []
  const links = line.links.map(({ link, step }) => {
    const name = step ? code(hide(shortName(step)), longestCell) : prose(link.name, longestCell)
    return `${name} ${formatDuration(link.seconds)}`
  })
  const chain = [links.join(' → '), ...(line.rest ? [line.rest] : [])].join(', ')
  return ['', `**Critical path** (${line.share}; its times are bold): ${chain}`, '']
}

/** @param isWarm whether nothing ran; then only what went wrong is news */
export function caches(report: CacheReport, isWarm: boolean): readonly string[] {
  const { sources, exports } = report
  const isFine =
    sources.every(({ status }) => status === 'imported') &&
    exports.every(({ status }) => status === 'exported')
  if (isFine && isWarm) return []
  const items = cachePlaces(report).map(({ name, words, error }) => {
    const why = error === undefined ? '' : ` (${prose(error, longestText)})`
    return `- ${code(name, longestName)}: ${words}${why}`
  })
  return items.length === 0 ? [] : ['', '**Cache**', '', ...limited(items), '']
}

export function cacheMounts(
  { cacheMounts = [] }: CacheReport,
  hide: (text: string) => string,
): readonly string[] {
  if (cacheMounts.length === 0) return []
  const items = cacheMounts.map(({ id, bytes, existed }) => {
    const words = [
      ...(bytes === undefined ? [] : [formatSize(bytes)]),
      ...(existed === undefined ? [] : [existed ? 'there before' : 'new']),
    ].join(', ')
    return `- ${code(hide(id), longestName)}${words && `: ${words}`}`
  })
  return ['', '**Cache mounts**', '', ...limited(items), '']
}

export function builder({ builder }: CacheReport): readonly string[] {
  if (builder === undefined) return []
  const { driver, endpoint, version } = builder
  return [
    '',
    `BuildKit ${prose(version, longestName)} at ${code(endpoint, longestName)} (${prose(driver, longestName)})`,
    '',
  ]
}

/** @param more says how many items are left out; an item of a list by default */
function limited(
  items: readonly string[],
  more = (rest: number) => `- and ${rest} more`,
): readonly string[] {
  const rest = items.length - mostItems
  return rest > 0 ? [...items.slice(0, mostItems), more(rest)] : items
}
