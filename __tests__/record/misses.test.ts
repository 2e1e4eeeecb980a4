import { describe, expect, it } from '@jest/globals'
import { createRecorder } from '../../src/record/recorder.ts'
import { vertex } from '../helpers/stream-events.ts'

// Misses of whole builds are in recorded-builds.test.ts, reasons from the daemon's history in ../history.

/** The reasons that a build's own stream gives. Each step uses the previous one. */
function reasons(
  names: readonly string[],
  { cached = [], filters = [] }: { cached?: readonly string[]; filters?: readonly string[] },
): readonly string[] {
  const recorder = createRecorder({ noCache: false, noCacheFilters: filters, cacheTo: [] })
  for (const [index, name] of names.entries()) {
    const inputs = [names[index - 1] ?? 'source']
    const options = { inputs, started: index, completed: index + 1, cached: cached.includes(name) }
    recorder.status(vertex(name, options))
  }
  return recorder.result().misses.map(({ reason }) => reason)
}

describe('a step of a stage with no-cache-filter', () => {
  it('is recognized by the name of the stage, in upper or lower case', () => {
    const names = ['[one 1/1] RUN a', '[two 1/1] RUN b']
    expect(reasons(names, { filters: ['TWO'], cached: ['[one 1/1] RUN a'] })).toEqual(['no-cache'])
    expect(reasons(names, { filters: ['three'] })).toEqual(['unknown', 'previous-step-ran'])
  })

  const only = ['[1/3] WORKDIR /app', '[2/3] COPY a .', '[3/3] RUN make']

  it('is recognized when the only stage is reported without its name', () => {
    expect(reasons(only, { filters: ['build'], cached: only.slice(0, 1) })).toEqual(['no-cache'])
    expect(reasons(only, { filters: ['build'] })).toEqual(['no-cache'])
  })

  it('is not assumed when a step of the only stage came from cache', () => {
    const cached = only.slice(0, 2)
    expect(reasons(only, { filters: ['other'], cached })).toEqual(['unknown'])
    expect(reasons(only, { cached })).toEqual(['unknown'])
  })
})
