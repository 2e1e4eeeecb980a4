import { formatCount, formatDuration } from '../text/format.ts'
import { shortLine } from '../text/truncate.ts'
import type { CacheReport, ReportedStep } from './cache-report.ts'
import { placeOfStep, shortName } from './step-label.ts'
import { type Phase, type PhaseName, phaseWords } from './timeline.ts'

/** Seconds. Shorter builds have no chart. */
const leastSeconds = 1
/** How many steps have a bar and a name of their own. */
const mostSteps = 12
/** How many stages have a lane of their own. */
const mostLanes = 15
/** A share of the axis. Shorter work that isn't named is a mark of this length, so that it can be seen. */
const leastShare = 0.004

/** How a bar looks. Mermaid has a class of its own for each. */
type Look = 'decisive' | 'other' | 'waiting' | 'failed'

interface Bar {
  readonly name: string
  /** Since the action began. */
  readonly start: number
  readonly seconds: number
  readonly look: Look
}

interface Lane {
  readonly name: string
  readonly bars: readonly Bar[]
}

/** A step with its index in the report. */
type Numbered = readonly [index: number, step: ReportedStep]

/**
 * When each step worked, as a Mermaid Gantt chart: a lane for each stage, in which the longest steps have their own
 * bar, the other ones share one, and the cached ones are a thin mark. What was done before and after the steps
 * stands on the same axis. Empty for a short build, and for one in which no step ran.
 *
 * GitHub draws Mermaid in an SVG of the width that is set here, and scales it to the page.
 *
 * @param hide what is done to names before they are shown
 */
export function timeChart(report: CacheReport, hide: (text: string) => string): readonly string[] {
  const { steps, phases } = report
  const hasRun = steps.some(hasBar)
  const end = Math.max(
    0,
    ...[...steps, ...phases].flatMap(({ start, seconds }) =>
      start === undefined ? [] : start + seconds,
    ),
  )
  if (end < leastSeconds || !hasRun) return []
  const lanes = [
    { name: 'before', bars: phaseBars(report, (name) => !phasesAfter.has(name)) },
    ...stageLanes(report, hide),
    { name: 'after', bars: phaseBars(report, (name) => phasesAfter.has(name)) },
  ].filter(({ bars }) => bars.length > 0)
  const looks = new Set(lanes.flatMap(({ bars }) => bars.map(({ look }) => look)))
  return [
    '',
    '```mermaid',
    settings,
    'gantt',
    '  dateFormat x',
    '  axisFormat %s s',
    `  tickInterval ${tickInterval(end)}`,
    '  todayMarker off',
    ...lanes.flatMap(({ name, bars }) => [
      `  section ${chartText(name, longestLane) || 'steps'}`,
      ...bars.map((bar) => line(bar, end)),
    ]),
    '```',
    '',
    `${legend.flatMap(([look, words]) => (looks.has(look) ? [words] : [])).join(', ')}.`,
    '',
  ]
}

const phasesAfter: ReadonlySet<PhaseName> = new Set<PhaseName>([
  ...(['sbom', 'export', 'push', 'cache-export', 'client', 'cleaning-up'] as const),
])

const legend: readonly (readonly [Look, string])[] = [
  ['decisive', 'Blue is the critical path'],
  ['other', 'gray did not decide when the build ended'],
  ['waiting', 'yellow waited'],
  ['failed', 'red failed'],
]

/** Of the chart, in pixels. The rest of the width belongs to the time axis. */
const width = 900
const leftPadding = 100
const rightPadding = 20

/**
 * Mermaid's own themes stress other bars in dark mode than in light mode, and write the names of some in the
 * colour of the background. These colours are readable on both.
 */
const colours = {
  textColor: '#737b85',
  titleColor: '#737b85',
  gridColor: '#8b949e',
  sectionBkgColor: '#8b949e1a',
  altSectionBkgColor: '#8b949e00',
  sectionBkgColor2: '#8b949e1a',
  taskBkgColor: '#2f81f7',
  taskBorderColor: '#2f81f7',
  taskTextColor: '#ffffff',
  taskTextLightColor: '#ffffff',
  taskTextDarkColor: '#737b85',
  taskTextOutsideColor: '#737b85',
  doneTaskBkgColor: '#8b949e33',
  doneTaskBorderColor: '#8b949e',
  activeTaskBkgColor: '#d29922',
  activeTaskBorderColor: '#d29922',
  critBkgColor: '#da3633',
  critBorderColor: '#da3633',
}

const settings = `%%{init: ${JSON.stringify({
  theme: 'base',
  themeVariables: colours,
  gantt: {
    ...{ useWidth: width, leftPadding, rightPadding, topPadding: 30, barHeight: 18, barGap: 4 },
    ...{ fontSize: 12, sectionFontSize: 12 },
  },
})}}%%`

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

function phaseBars(
  { phases, criticalPath }: CacheReport,
  isWanted: (name: PhaseName) => boolean,
): readonly Bar[] {
  const decisive = new Set(criticalPath?.links.map(({ name }) => name))
  const isDecisive = ({ name }: Phase) =>
    name === 'source'
      ? criticalPath?.links.some((link) => link.name.startsWith('FROM ')) === true
      : decisive.has(phaseWords[name])
  return phases
    .filter(({ name, seconds }) => isWanted(name) && seconds >= leastPhase)
    .map((phase): Bar => {
      const { name, start, seconds } = phase
      const isAround = name === 'connecting' || name === 'cleaning-up'
      const look = isAround || isDecisive(phase) ? 'decisive' : 'other'
      return { name: phaseWords[name], start, seconds, look: name === 'waiting' ? name : look }
    })
}

/** Seconds. Shorter phases are left out, as in the line with the times. */
const leastPhase = 0.005

/** One for each stage and platform, in the order of the report; those with no step of their own name last, as one. */
function stageLanes(
  { steps, criticalPath }: CacheReport,
  hide: (text: string) => string,
): readonly Lane[] {
  const ran = [...steps.entries()].filter(([, step]) => hasBar(step))
  const named = new Set(
    ran
      .toSorted(([, a], [, b]) => b.seconds - a.seconds)
      .slice(0, mostSteps)
      .map(([index]) => index),
  )
  const decisive = new Set(criticalPath?.links.flatMap(({ step }) => step ?? []))
  const stages = [...Map.groupBy(steps.entries(), ([, step]) => placeOfStep(step))]
  const isOwn = ([, members]: (typeof stages)[number]) =>
    members.some(([index]) => named.has(index))
  const own = stages.length <= mostLanes ? stages : stages.filter(isOwn)
  const others = stages.filter((stage) => !own.includes(stage))
  const lanes = own.map(([name, members]) => ({ name, bars: laneBars(members, named, decisive) }))
  const rest = others.flatMap(([, members]) => members)
  const restName = formatCount(others.length, 'other stage')
  return [
    ...lanes,
    ...(rest.length > 0 ? [{ name: restName, bars: laneBars(rest, named, decisive) }] : []),
  ].map(({ name, bars }) => ({ name, bars: bars.map((bar) => ({ ...bar, name: hide(bar.name) })) }))
}

function laneBars(
  members: readonly Numbered[],
  named: ReadonlySet<number>,
  decisive: ReadonlySet<number>,
): readonly Bar[] {
  const own = members.filter(([index]) => named.has(index))
  const others = members.filter(([index, step]) => hasBar(step) && !named.has(index))
  const cached = members.filter(([, { status }]) => status === 'cached')
  const restSeconds = others.reduce((sum, [, { seconds }]) => sum + seconds, 0)
  const restNumber = formatCount(others.length, 'more step')
  return [
    ...own
      .toSorted(([, a], [, b]) => (a.start ?? 0) - (b.start ?? 0))
      .map(([index, step]) => stepBar(step, decisive.has(index))),
    ...together(others, `${formatDuration(restSeconds)} ${restNumber}`, decisive),
    ...together(cached, `${cached.length} from cache`, new Set()).map((bar) => ({
      ...bar,
      seconds: 0,
    })),
  ]
}

function stepBar(step: ReportedStep, isDecisive: boolean): Bar {
  const { status, seconds, start = 0, waitedSeconds } = step
  const isWaiting = waitedSeconds !== undefined
  const ending = isWaiting ? ', waited for another build' : ''
  const name = `${formatDuration(seconds)}${ending} ${shortName(step)}`
  if (status === 'failed') return { name, start, seconds, look: 'failed' }
  if (isWaiting) return { name, start, seconds, look: 'waiting' }
  return { name, start, seconds, look: isDecisive ? 'decisive' : 'other' }
}

/** One bar from the first moment of several steps to their last, which looks like most of their time. */
function together(
  members: readonly Numbered[],
  name: string,
  decisive: ReadonlySet<number>,
): readonly Bar[] {
  const begun = members.flatMap(([, { start, seconds }]) =>
    start === undefined ? [] : [{ start, end: start + seconds }],
  )
  if (begun.length === 0) return []
  const start = Math.min(...begun.map((each) => each.start))
  const end = Math.max(...begun.map((each) => each.end))
  const sum = (of: readonly Numbered[]) => of.reduce((all, [, { seconds }]) => all + seconds, 0)
  const onPath = sum(members.filter(([index]) => decisive.has(index)))
  const look = onPath > sum(members) / 2 ? 'decisive' : 'other'
  return [{ name, start, seconds: end - start, look }]
}

/** Whether a step worked, and when: that isn't known of one that an earlier try of a bake ran. */
function hasBar({ status, start }: ReportedStep): boolean {
  return (
    start !== undefined && (status === 'executed' || status === 'failed' || status === 'canceled')
  )
}

const tags: Readonly<Record<Look, string>> = {
  decisive: '',
  other: 'done, ',
  waiting: 'active, ',
  failed: 'crit, ',
}

function line({ name, start, seconds, look }: Bar, end: number): string {
  const length = Math.max(seconds, end * leastShare)
  const [from, to] = [start, start + length].map((moment) => Math.round(moment * 1000))
  return `    ${chartText(name, room(start, length, end))} :${tags[look]}${from}, ${to}`
}

/**
 * How many characters of a name can be read: Mermaid writes it into its bar, or beside it on the right, or on the left
 * where there is no room on the right, and there it may run out of the chart.
 */
function room(start: number, length: number, end: number): number {
  const scale = (width - leftPadding - rightPadding) / end
  const [left, right] = [start, start + length].map((moment) => leftPadding + moment * scale)
  const pixels = Math.max(
    length * scale,
    width - (right ?? 0) - 1.5 * leftPadding,
    (left ?? 0) - leftPadding,
  )
  return Math.min(longestName, Math.floor(pixels / pixelsPerCharacter))
}

const longestName = 60
const longestLane = 14
const pixelsPerCharacter = 7

/**
 * A name without anything that has a meaning in Mermaid or closes the code block: no `:` and no line break, no
 * comment or directive (`%%`), no entity (`#35;`, `&lt;`), no HTML and no formula (`$$`).
 */
function chartText(text: string, longest: number): string {
  return shortLine(text, longest)
    .replaceAll(/[:;#"`<{}]/g, (mark) => lookalikes[mark] ?? ' ')
    .replaceAll(/&(?=\w)|%(?=%)|\$(?=\$)/g, '$& ')
}

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
