import { describe, expect, it } from '@jest/globals'
import { bakeClosingLines } from '../../src/report/bake-closing-lines.ts'
import { bakeFacts } from '../../src/report/bake-facts.ts'
import { bakeResult } from '../helpers/bake-results.ts'

/** Hides nothing. */
const asIs = (text: string) => text

const factsOf = (...args: Parameters<typeof bakeResult>) => bakeFacts(bakeResult(...args))

describe('the last lines of the log of a bake', () => {
  it('are the verdict, the time, and a line for each target', () => {
    const lines = bakeClosingLines(factsOf('tool-changed', ['app', 'tool']), asIs)
    expect(lines).toHaveLength(4)
    expect(lines[2]).toBe('app: 2 of 2 steps from cache, ghcr.io/acme/app:1@sha256:app')
    expect(lines[3]).toMatch(
      /^tool: 1 of 3 steps from cache, first to run: \[tool\] COPY --link tool.txt \/, ghcr.io/,
    )
  })

  it('name each image with its digest where outputs have pushed images that differ', () => {
    const facts = factsOf('single', ['tool'])
    const variants = [
      { name: 'acme/c:1', digest: 'sha256:abc' },
      { name: 'acme/d:1', digest: 'sha256:def' },
    ]
    const ofTargets = facts.ofTargets.map((target) => ({ ...target, variants }))
    expect(bakeClosingLines({ ...facts, ofTargets }, asIs).at(-1)).toMatch(
      /[^@]+, acme\/c:1@sha256:abc, also acme\/d:1@sha256:def$/,
    )
  })

  it.each([
    [21, '1 more target in the output targets'],
    [22, '2 more targets in the output targets'],
  ])('name 20 of %d targets', (count, words) => {
    const facts = factsOf('single', ['tool'])
    const ofTargets = Array.from({ length: count }, () => facts.ofTargets).flat()
    expect(bakeClosingLines({ ...facts, ofTargets }, asIs).at(-1)).toBe(words)
  })

  it('say nothing about the cache of a target none of whose steps was reached', () => {
    const facts = factsOf('single', ['tool'])
    const none = { cached: 0, executed: 0, failed: 0, percent: 0, misses: [] }
    const ofTargets = facts.ofTargets.map((target) => ({
      ...{ ...target, status: 'not-started' as const, digest: '' },
      report: { ...target.report, ...none },
    }))
    expect(bakeClosingLines({ ...facts, ofTargets }, asIs).at(-1)).toBe('tool: not started')
  })

  it('say where a target failed', () => {
    const lines = bakeClosingLines(factsOf('deferred', ['app', 'bad']), asIs)
    expect(lines.at(-1)).toBe(
      'bad: failed, 1 of 2 steps from cache, at [bad 1/1] RUN echo nearly; false',
    )
  })
})

it('no line of a target has a part of a value that is hidden', () => {
  const facts = factsOf('deferred', ['app', 'bad'])
  const secret = 'github_pat_11ABCDE0123456789'
  const ofTargets = facts.ofTargets.map((target) => ({
    ...target,
    ...(target.failure && {
      failure: { ...target.failure, name: `RUN ${'a'.repeat(100)} ${secret}` },
    }),
  }))
  const lines = bakeClosingLines({ ...facts, ofTargets }, (text) =>
    text.replaceAll(secret, '$TOKEN'),
  )
  expect(lines.join()).toContain('$TOKEN')
  expect(lines.join()).not.toContain('github')
})
