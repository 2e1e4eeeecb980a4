import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { type MissReason, missReasons } from '../../src/record/misses.ts'
import type { StepStatus } from '../../src/record/step-status.ts'
import type { BuildFacts } from '../../src/report/build-facts.ts'
import { summarize } from '../../src/report/summary.ts'
import { phaseNames } from '../../src/report/timeline.ts'
import { runs } from '../helpers/runs.ts'

/** GitHub's limit for one step. */
const largestSummary = 1024 * 1024

/** Text with a meaning in Markdown, HTML, Mermaid or workflow commands, and unusual characters. */
const bits = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\u2028',
    '\u0000',
    '\u001b[31m',
    '\u202e',
    ' ',
    '\ud800',
    'é',
    '🐳',
  ],
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '|',
    '\\',
    '\\|',
    '\\\\|',
    '*',
    '_',
    '~',
    '#',
    '- ',
    '1. ',
    '> ',
    '    ',
  ],
  ...[
    '<',
    '>',
    '&',
    '&lt;',
    '&#96;',
    '</details>',
    '<script>',
    '<!--',
    '-->',
    '<img src=x>',
    '</pre>',
  ],
  ...['[a](b)', '![a](b)', '[', ']', '(', ')', '$$', '@user', '#1', ':smile:', 'https://a.example'],
  ...['www.a.example', 'a@b.example', '---', '===', '| --- |', '### ', '\n\n### x\n\n', '\n```\n'],
  ...['%%', '%%{init: {}}%%', ':', ';', '::', ', 0, 5ms', 'section x', 'title x', 'gantt', 'crit'],
  ...[
    '"',
    "'",
    '{',
    '}',
    '::error::',
    '##[error]',
    '__proto__',
    'constructor',
    'RUN ',
    '--mount=a ',
  ],
]
const hostile = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...bits) }, fc.string({ unit: 'binary' })),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
const seconds = fc.double({ min: 0, max: 1e5, noNaN: true })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** The facts of a build in which `text` makes each text. */
function factsOf(text: fc.Arbitrary<string>): fc.Arbitrary<BuildFacts> {
  const step = fc.record({
    name: text,
    stage: text,
    platform: text,
    start: maybe(seconds),
    waitedSeconds: maybe(seconds),
    status: fc.constantFrom<StepStatus>('cached', 'executed', 'failed', 'canceled', 'not-started'),
    seconds,
    savedSeconds: maybe(seconds),
  })
  const miss = fc.record({
    step: fc.nat(20),
    reason: fc.constantFrom<MissReason>(...missReasons),
    detail: maybe(text),
  })
  const source = fc.record({
    name: text,
    status: fc.constantFrom('imported', 'missing', 'refused', 'failed', 'unfinished'),
    seconds,
    error: maybe(text),
  })
  const link = fc.record({ name: text, step: maybe(fc.nat(20)), seconds, sooner: seconds })
  const report = fc.record({
    comparison: maybe(fc.constantFrom('first', 'compared')),
    phases: fc.array(fc.record({ name: fc.constantFrom(...phaseNames), start: seconds, seconds }), {
      maxLength: 5,
    }),
    criticalPath: maybe(
      fc.record({
        ...{ seconds, buildSeconds: seconds, secondsAlone: seconds },
        links: fc.array(link, { maxLength: 6 }),
      }),
    ),
    steps: fc.array(step, { maxLength: 14 }),
    misses: fc.array(miss, { maxLength: 4 }),
    sources: fc.array(source, { maxLength: 3 }),
    cacheMounts: maybe(
      fc.array(fc.record({ id: text, bytes: maybe(fc.nat()), existed: maybe(fc.boolean()) }), {
        maxLength: 3,
      }),
    ),
    builder: fc.record({
      driver: text,
      endpoint: text,
      version: text,
      fallback: maybe(fc.record({ reason: text })),
    }),
    seconds: fc.record({ connecting: seconds, building: seconds, pushing: seconds }),
  })
  return fc
    .record({
      report,
      seconds,
      tags: fc.array(text, { maxLength: 3 }),
      place: fc.constantFrom('registry', 'docker', 'none'),
      digest: maybe(text),
      outcome: fc.oneof(
        fc.constant({ kind: 'succeeded' }),
        fc.record({ kind: fc.constant('lost'), error: text, running: fc.array(text) }),
        fc.record({
          kind: fc.constant('failed'),
          error: text,
          hint: maybe(text),
          vertex: maybe(
            fc.record({ name: text, error: text, lastOutput: fc.array(text, { maxLength: 3 }) }),
          ),
          excerpt: maybe(fc.record({ filename: text, line: fc.nat(99), text })),
        }),
      ),
    })
    .map((facts) => {
      const none = { total: 1, cached: 1, executed: 0, failed: 0, canceled: 0, notStarted: 0 }
      const rest = { contextBytes: 0, exports: [], slowest: [], retries: 0, percent: 0, hit: false }
      const whole = { schemaVersion: 1, ...none, ...rest, ...facts.report }
      return { ...facts, report: whole } as unknown as BuildFacts
    })
}

const asItIs = (text: string) => text

/** The Markdown elements of a text, without code and words. */
function skeleton(markdown: string): string {
  const html = marked.parse(markdown, { async: false })
  return html
    .replaceAll(/<pre><code class="language-mermaid">.*?<\/code><\/pre>/gs, '<mermaid>')
    .replaceAll(/<pre><code>.*?<\/code><\/pre>/gs, '<pre>')
    .replaceAll(/<code>[^<]*<\/code>/g, '<code>')
    .replaceAll('<!-- -->', '')
    .replaceAll(/>[^<]+/g, '>')
}

describe('the summary of a build with hostile names and texts', () => {
  it('has the same elements as with harmless ones', () => {
    // Empty texts are left out, so that both summaries have the same lines.
    const isThere = (text: string) =>
      stripVTControlCharacters(text).replaceAll(/[\p{C}\s]/gu, '') !== ''
    fc.assert(
      fc.property(factsOf(hostile.filter(isThere)), (facts) => {
        const isFixed = (key: string, value: string) =>
          ['status', 'reason', 'kind', 'comparison', 'place'].includes(key) ||
          (key === 'name' && phaseNames.some((name) => name === value))
        const harmless = JSON.parse(JSON.stringify(facts), (key, value) =>
          typeof value === 'string' && !isFixed(key, value) ? 'x' : value,
        )
        const { fallback } = harmless.report.builder
        if (fallback) fallback.reason = 'x'
        expect(skeleton(summarize(facts, asItIs))).toBe(skeleton(summarize(harmless, asItIs)))
      }),
      runs(500),
    )
  })

  it('has a chart of valid Mermaid lines, one bar each', () => {
    const bar = /^ {4}[\da-z][^:;#"`<{}\n\p{C}]* :(?:crit, |done, |active, )?\d+, \d+$/u
    const others = [
      /^%%\{init: \{"theme":"base","themeVariables":\{[^{}]*\},"gantt":\{[^{}]*\}\}\}%%$/,
      /^gantt$/,
      /^ {2}(?:dateFormat x|axisFormat %s s|todayMarker off)$/,
      /^ {2}tickInterval \d+(?:second|minute|hour)$/,
      /^ {2}section [^:;#"`<{}\n\p{C}]+$/u,
    ]
    fc.assert(
      fc.property(factsOf(hostile), (facts) => {
        const [, chart] = /^```mermaid\n(.*?)\n```$/ms.exec(summarize(facts, asItIs)) ?? []
        for (const line of chart?.split('\n') ?? []) {
          if (!others.some((other) => other.test(line))) expect(line).toMatch(bar)
          expect(line.replace(/^%%\{.*\}%%$/, '')).not.toMatch(/%%|\$\$|&\w/)
        }
      }),
      runs(500),
    )
  })

  it("stays below GitHub's size limit", () => {
    const long = fc
      .tuple(fc.constantFrom(...bits, 'x'), fc.integer({ min: 1, max: 3000 }))
      .map(([bit, times]) => bit.repeat(times))
    const repeat = <T>(list: readonly T[]): T[] =>
      list.length === 0 ? [] : Array.from({ length: 400 }, (_, i) => list[i % list.length] as T)
    fc.assert(
      fc.property(factsOf(long), (facts) => {
        const { report, tags, outcome } = facts
        const { vertex, excerpt } = outcome.kind === 'failed' ? outcome : {}
        const { steps, misses, sources, cacheMounts = [] } = report
        const many = {
          ...facts,
          tags: repeat(tags),
          outcome: {
            ...outcome,
            ...(vertex && { vertex: { ...vertex, lastOutput: repeat(vertex.lastOutput) } }),
            ...(excerpt && { excerpt: { ...excerpt, text: `${excerpt.text}\n`.repeat(100) } }),
          },
          report: {
            ...report,
            steps: repeat(steps),
            misses: repeat(misses),
            sources: repeat(sources),
            cacheMounts: repeat(cacheMounts),
            phases: repeat(report.phases),
          },
        }
        expect(Buffer.byteLength(summarize(many, asItIs))).toBeLessThan(largestSummary / 2)
      }),
      runs(30),
    )
  }, 30_000)
})
