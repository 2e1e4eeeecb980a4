import { describe, expect, it } from '@jest/globals'
import { readStepResources } from '../../src/history/step-resources.ts'

const config = (samples: readonly object[] | undefined) => ({
  llbDefinition: [
    { id: 'step0', ...(samples && { resourceUsage: { samples } }) },
    { id: 'step1', op: {} },
  ],
  digestMapping: { 'sha256:a': 'step0', 'sha256:b': 'step1' },
})
const samples = [
  {
    timestamp: '2026-01-01T00:00:00Z',
    cpuStat: { usageNanos: 1_000_000_000 },
    memoryStat: { anon: 1, peak: 3_100_000_000 },
    ioStat: { readBytes: 10, writeBytes: 20 },
  },
  {
    timestamp: '2026-01-01T00:00:12Z',
    cpuStat: { usageNanos: 41_000_400_000 },
    memoryStat: { anon: 1, peak: 3_100_000_001 },
    ioStat: { readBytes: 15, writeBytes: 25 },
  },
]

describe('readStepResources', () => {
  it.each([
    ['SLSA 1', { buildDefinition: { internalParameters: { buildConfig: config(samples) } } }],
    ['SLSA 0.2', { buildConfig: config(samples) }],
  ])('reads what a step took from a provenance of %s', (_, predicate) => {
    expect([...readStepResources(predicate)]).toEqual([
      [
        'sha256:a',
        {
          ...{ cpuSeconds: 41, peakMemoryBytes: 3_100_000_001 },
          ...{ readBytes: 15, writtenBytes: 25 },
        },
      ],
    ])
  })

  it('has nothing of what the daemon did not record', () => {
    const cpuOnly = { buildConfig: config([{ cpuStat: { usageNanos: 5e8 } }]) }
    expect([...readStepResources(cpuOnly).values()]).toEqual([{ cpuSeconds: 0.5 }])
    for (const none of [undefined, [], [{ timestamp: 'x' }]]) {
      expect(readStepResources({ buildConfig: config(none) }).size).toBe(0)
    }
    expect(readStepResources({}).size).toBe(0)
  })
})
