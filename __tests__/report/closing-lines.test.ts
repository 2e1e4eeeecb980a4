import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import type { Miss } from '../../src/record/misses.ts'
import { closingLines } from '../../src/report/closing-lines.ts'
import { failed, makeFacts, makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'
import { progress, vertex } from '../helpers/stream-events.ts'

/** Hides nothing. */
const asIs = (text: string) => text

const insight = (...misses: readonly Miss[]) => ({ historyFacts: { ...noFacts, misses } })
const stages = recordFile('stages-late-change.rawjson')

describe('the closing lines of the log', () => {
  it('are five when all have content', () => {
    const misses: Miss[] = [{ step: 0, reason: 'context-changed' }]
    const lines = closingLines(
      makeFacts(recordFile('import-missing.rawjson'), insight(...misses)),
      asIs,
    )
    expect(lines).toEqual([
      '3 of 6 steps from cache (50 %), 1.2 s, remote builder v0.32.2',
      expect.stringMatching(/^Time: connecting 0\.06 s, .*building 0\.\d\d s, /),
      'First to run: [deps] COPY package.txt /app/: the files that it copies have changed',
      expect.stringMatching(
        /^Cache: \S+:none not found \(nothing written yet\); \S+:cache imported in 0\.\d\d s$/,
      ),
      'Image: ghcr.io/acme/app:1@sha256:abc',
    ])
  })

  it('are two when all steps are cached and nothing was exported', () => {
    const { metadata: _, ...result } = makeResult({ record: recordFile('stages-again.rawjson') })
    const { digest: __, ...facts } = makeFacts(result.record)
    expect(closingLines(facts, asIs).map((line) => line.split(':')[0])).toEqual([
      '6 of 6 steps from cache (100 %), 1.2 s, remote builder v0.32.2',
      'Time',
    ])
  })

  it('name the step that failed, and its place in the Dockerfile', () => {
    const excerpt = { filename: 'Dockerfile', line: 8, text: '' }
    const broken = recordFile('failed.rawjson')
    const facts = makeFacts(broken, { outcome: failed(broken, 'exit code: 3', excerpt) })
    expect(closingLines(facts, asIs)[3]).toMatch(
      /^Failed at: \[broken 3\/4\] RUN for n in .*… \(Dockerfile:8\)$/,
    )
  })

  it('name the first cause, not a step that missed only because of another', () => {
    const misses: Miss[] = [
      { step: 2, reason: 'previous-step-ran', detail: '[deps 3/3] RUN --mount=type=cache x' },
      { step: 3, reason: 'instruction-changed', detail: 'argument VERSION' },
    ]
    expect(closingLines(makeFacts(stages, insight(...misses)), asIs)[2]).toMatch(
      /^First to run: \[build\] RUN cat .*: the instruction has changed, or an argument that it uses \(argument VERSION\)$/,
    )
    expect(closingLines(makeFacts(stages, insight(...misses.slice(0, 1))), asIs)[2]).toMatch(
      /: it builds on a step that ran, \[deps 3\/3\] RUN x$/,
    )
  })

  it('refer only to recent builds', () => {
    const misses: Miss[] = [{ step: 0, reason: 'never-built-here' }]
    expect(closingLines(makeFacts(stages, insight(...misses)), asIs)[2]).toMatch(
      /: no recent build on this daemon had it$/,
    )
  })

  it('report the sent size of the context, unless nothing was sent', () => {
    const load = '[internal] load build context'
    const loaded = vertex(load, { started: 0, completed: 2, inputs: [] })
    const sent = progress(load, 'transferring context:', {
      ...{ started: 0, seconds: 2, completed: 2, current: 1_982_653 },
    })
    const time = (...events: readonly SolveStatus[]) =>
      closingLines(makeFacts(record(events)), asIs)[1]
    expect(time(loaded, sent)).toMatch(/loading context 2\.0 s \(1\.98 MB\)$/)
    // The daemon fetches a Git repository itself.
    expect(time(loaded)).toMatch(/loading context 2\.0 s$/)
  })

  it('name five tags and count the others', () => {
    const { plan } = makeResult()
    const tags = Array.from({ length: 9 }, (_, index) => `acme/app:${index}`)
    const many = { ...plan, build: { ...plan.build, tags } }
    expect(closingLines(makeFacts(record([]), { plan: many }), asIs).at(-1)).toBe(
      'Image: acme/app:0@sha256:abc, also acme/app:1, acme/app:2, acme/app:3, acme/app:4 and 4 more',
    )
  })

  it('name the image that an output pushes, or each with its digest if they differ', () => {
    const { plan } = makeResult()
    const outputs = ['type=registry,name=acme/c:1', 'type=registry,name=acme/d:1']
    const named = { plan: { ...plan, build: { ...plan.build, tags: [], outputs } } }
    expect(closingLines(makeFacts(record([]), named), asIs).at(-1)).toBe(
      'Image: acme/c:1@sha256:abc, also acme/d:1',
    )
    const variants = [
      { name: 'acme/c:1', digest: 'sha256:abc' },
      { name: 'acme/d:1', digest: 'sha256:def' },
    ]
    expect(closingLines(makeFacts(record([]), { ...named, variants }), asIs).at(-1)).toBe(
      'Image: acme/c:1@sha256:abc, also acme/d:1@sha256:def',
    )
  })
})

it.each([10, 60, 90, 110])(
  'no closing line has a part of a value that is hidden, %d characters from the start of a name',
  (before) => {
    const secret = 'github_pat_11ABCDE0123456789'
    const hide = (text: string) => text.replaceAll(secret, '$TOKEN')
    const name = `[1/1] RUN fetch x/${'a'.repeat(before)}?token=${secret} /x`
    const broken = record([vertex(name, { completed: 2, inputs: [], error: 'not found' })])
    const plain = record([vertex(name, { completed: 2, inputs: [] })])
    const misses: Miss[] = [
      { step: 0, reason: 'instruction-changed', detail: `${'b'.repeat(before)} ${secret}` },
    ]
    const runBefore: Miss[] = [{ step: 0, reason: 'previous-step-ran', detail: name }]
    const all = [
      makeFacts(broken, { outcome: failed(broken, 'not found') }),
      makeFacts(plain, insight(...misses)),
      makeFacts(plain, insight(...runBefore)),
    ].flatMap((facts) => closingLines(facts, hide))
    expect(all.join()).toContain('Failed at: [1/1] RUN')
    expect(all.join()).toContain('First to run: ')
    expect(all.join()).not.toContain('github')
  },
)
