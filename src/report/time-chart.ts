import { formatCount, formatDuration } from '../text/format.ts'
import { shortLine } from '../text/truncate.ts'
import type { CacheReport } from './cache-report.ts'
import { placeOfStep, shortName } from './step-label.ts'
import { timeParts } from './time-split.ts'

interface Bar {
  readonly name: string
  readonly seconds: number
  readonly isFault?: boolean
}

/** Seconds. Shorter builds have no chart. */
const leastSeconds = 1
/** Bars shorter than this share of the longest can't be seen. */
const leastShare = 0.005

/**
 * The distribution of the time as a bar chart: a Mermaid Gantt chart whose bars all begin at 0, since that kind
 * of chart writes names of any length beside their bars. The first section has the steps that took
 * longest, with the others in one bar; the second has everything else. Empty for a short build.
 *
 * @param hide what is done to names before they are shown
 */
export function timeChart(report: CacheReport, hide: (text: string) => string): readonly string[] {
  const steps = stepBars(report, hide)
  const others = timeParts(report).filter(({ name }) => name !== 'building')
  const longest = Math.max(0, ...[...steps, ...others].map(({ seconds }) => seconds))
  if (longest < leastSeconds) return []

  const section = (title: string, bars: readonly Bar[], tag: readonly string[]) => {
    const visible = bars.filter(({ seconds }) => seconds >= longest * leastShare)
    return visible.length === 0
      ? []
      : [`  section ${title}`, ...visible.map((bar) => line(bar, tag))]
  }
  return [
    '',
    '```mermaid',
    settings,
    'gantt',
    '  title Where the time went',
    '  dateFormat x',
    '  axisFormat %s s',
    `  tickInterval ${tickInterval(longest)}`,
    '  todayMarker off',
    ...section('steps', steps, []),
    ...section('the rest', others, ['done']),
    '```',
    '',
  ]
}

const settings =
  '%%{init: {"gantt": {"barHeight": 20, "barGap": 4, "leftPadding": 70, "fontSize": 12, "sectionFontSize": 12}}}%%'

/** In Mermaid's syntax, for ten ticks at most. */
function tickInterval(longest: number): string {
  const seconds =
    ticks.find((each) => longest / each <= mostTicks) ?? 3600 * Math.ceil(longest / 36_000)
  if (seconds >= 3600) return `${seconds / 3600}hour`
  return seconds >= 60 ? `${seconds / 60}minute` : `${seconds}second`
}

const mostTicks = 10
/** Seconds that divide a minute or an hour. */
const ticks = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

/** The steps that took longest, and one bar for all others. */
function stepBars({ steps }: CacheReport, hide: (text: string) => string): readonly Bar[] {
  const ran = steps
    .filter(({ status }) => status === 'executed' || status === 'failed')
    .toSorted((a, b) => b.seconds - a.seconds)
  const rest = ran.slice(mostSteps)
  const restSeconds = rest.reduce((sum, { seconds }) => sum + seconds, 0)
  return [
    ...ran.slice(0, mostSteps).map((step) => ({
      name: [hide(shortName(step)), placeOfStep(step) && `(${placeOfStep(step)})`].join(' '),
      seconds: step.seconds,
      isFault: step.status === 'failed',
    })),
    ...(rest.length > 0
      ? [{ name: `${formatCount(rest.length, 'other step')} together`, seconds: restSeconds }]
      : []),
  ]
}

const mostSteps = 8

function line({ name, seconds, isFault = false }: Bar, tag: readonly string[]): string {
  const milliseconds = Math.max(1, Math.round(seconds * 1000))
  // The seconds come first: a name at the start could be one of Mermaid's keywords.
  const label = `${formatDuration(seconds)} ${chartText(name)}`
  const tags = [...tag, ...(isFault ? ['crit'] : [])].map((each) => `${each}, `).join('')
  return `    ${label} :${tags}0, ${milliseconds}ms`
}

/**
 * A name without anything that has a meaning in Mermaid or closes the code block: no `:` and no line break, no
 * comment or directive (`%%`), no entity (`#35;`, `&lt;`), no HTML and no formula (`$$`).
 */
function chartText(text: string): string {
  return shortLine(text, longestName)
    .replaceAll(/[:;#"`<{}]/g, (mark) => lookalikes[mark] ?? ' ')
    .replaceAll(/&(?=\w)|%(?=%)|\$(?=\$)/g, '$& ')
}

const longestName = 60

const lookalikes: Readonly<Record<string, string>> = {
  ':': '\u2236',
  ';': ',',
  '#': '\u266f',
  '"': "'",
  '`': "'",
  '<': '\u2039',
  '{': '(',
  '}': ')',
}
