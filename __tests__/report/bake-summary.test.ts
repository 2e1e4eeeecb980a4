import { describe, expect, it } from '@jest/globals'
import { bakeFacts } from '../../src/report/bake-facts.ts'
import { summarizeBake } from '../../src/report/bake-summary.ts'
import { bakeResult } from '../helpers/bake-results.ts'

const factsOf = (...args: Parameters<typeof bakeResult>) => bakeFacts(bakeResult(...args))
const summary = (...args: Parameters<typeof bakeResult>) =>
  summarizeBake(factsOf(...args), (text) => text)

describe('the summary of a bake', () => {
  it('has one verdict, a row for each target, and the steps of each folded', () => {
    const text = summary('tool-changed', ['app', 'tool'])
    expect(text.split('\n')[0]).toBe(
      '### 2 of 2 targets, 2 of 4 steps from cache (50 %), 2.5 s, remote builder v0.32.2',
    )
    const rows = text.split('\n').filter((line) => /^\| `(?:app|tool)` \|/.test(line))
    expect(rows).toEqual([
      '| `app` | built | 2 | 2\u00a0(100\u00a0%) | 1.5\u00a0s | `ghcr.io/acme/app:1` `sha256:app` |',
      '| `tool` | built | 3 | 1\u00a0(33\u00a0%) | 1.5\u00a0s | `ghcr.io/acme/tool:1` `sha256:tool` |',
    ])
    expect(text).toContain('<summary>app: 2 of 2 steps from cache</summary>')
    expect(text).toContain('<summary>tool: 1 of 3 steps from cache</summary>')
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  })

  it.each([
    [61, '1 more target in the output targets.'],
    [62, '2 more targets in the output targets.'],
  ])('has rows for 60 of %d targets', (count, words) => {
    const facts = factsOf('single', ['tool'])
    const ofTargets = Array.from({ length: count }, () => facts.ofTargets).flat()
    expect(summarizeBake({ ...facts, ofTargets }, (text) => text)).toContain(`\n${words}\n`)
  })

  it('says nothing about the cache of a target none of whose steps was reached', () => {
    const facts = factsOf('single', ['tool'])
    const none = { cached: 0, executed: 0, failed: 0, percent: 0, misses: [] }
    const ofTargets = facts.ofTargets.map((target) => ({
      ...{ ...target, status: 'not-started' as const },
      report: { ...target.report, ...none },
    }))
    const text = summarizeBake({ ...facts, ofTargets }, (words) => words)
    expect(text).toMatch(/^\| `tool` \| not\u00a0started \| 0 \| {2}\| /m)
    expect(text).toContain('<summary>tool</summary>')
  })

  it('names the image of a target only where it is', () => {
    const { targets } = bakeResult('warm', ['app', 'tool'])
    const unpushed = targets.map((each) => ({
      ...each,
      target: { ...each.target, isPushed: each.name === 'tool' },
    }))
    const text = summary('warm', ['app', 'tool'], { targets: unpushed })
    expect(text).toContain('`ghcr.io/acme/tool:1`')
    expect(text).not.toContain('`ghcr.io/acme/app:1`')
    const canceled = targets.map((each) => ({ ...each, status: 'canceled' as const }))
    expect(summary('warm', ['app', 'tool'], { targets: canceled })).not.toContain('`ghcr.io/')
  })

  it('names the target that failed, and why', () => {
    const text = summary('deferred', ['app', 'bad'])
    expect(text).toMatch(/^### Failed: 1 of 2 targets, /)
    expect(text).toMatch(/> \*\*Error:\*\* .*bad bad 1\/1.*exit code: 1/)
    expect(text).toMatch(/\| `bad` \| failed \| 2 \|/)
  })

  it('shows the lines and the last output of each target that failed', () => {
    const result = bakeResult('deferred', ['app', 'bad'])
    const failure = { name: '[2/3] RUN make', error: 'exit code: 2', lastOutput: ['make: *** all'] }
    const excerpt = { filename: 'Dockerfile.app', line: 4, text: '   4 | >>> RUN make' }
    const targets = result.targets.map((each) =>
      each.name === 'app'
        ? { ...each, status: 'failed' as const, record: { ...each.record, failure }, excerpt }
        : each,
    )
    const text = summarizeBake(bakeFacts({ ...result, targets }), (each) => each)
    expect(text).toContain('**Error:** app: &#91;2/3&#93; RUN make failed: exit code: 2')
    expect(text).toContain('`Dockerfile.app:4`')
    expect(text).toContain('>>> RUN make')
    expect(text).toContain('make: *** all')
  })

  it('says why a bake is not on the first daemon in rank', () => {
    const { builder } = bakeResult('cold', ['app', 'tool'])
    const pool = {
      ...{ key: 'k', choice: 'busy' as const },
      members: [
        { endpoint: 'tcp://a:1', rank: 1, state: 'answered' as const, builds: 6 },
        { endpoint: builder.endpoint, rank: 2, state: 'answered' as const, builds: 1 },
      ],
    }
    expect(summary('cold', ['app', 'tool'], { builder: { ...builder, pool } })).toContain(
      '\ntcp://a:1 ran 6 builds, so this build is on ',
    )
  })

  it('hides what is not to be shown', () => {
    const hidden = summarizeBake(factsOf('cold', ['app', 'tool']), (text) =>
      text.replaceAll('touch', '$X'),
    )
    expect(hidden).not.toContain('touch')
  })
})
