import { describe, expect, it } from '@jest/globals'
import { type Answer, createStallState } from '../../src/step/stall-state.ts'

const second = 1000

/** How the daemon answers a request: at once, or never. */
type Reply = Answer | 'nothing'

interface Scenario {
  readonly isConclusive?: boolean
  /** Seconds at which buildx reports something. */
  readonly news?: readonly number[]
  /** Second at which the daemon answers on another connection. */
  readonly proof?: number
  /** Seconds at which buildx hears something from the daemon that it doesn't report. */
  readonly heard?: readonly number[]
  /** The daemon's reply, by the second from which on it applies. */
  readonly replies?: readonly (readonly [second: number, reply: Reply])[]
  readonly seconds?: number
}

/** Runs a scenario with a timeout of one minute, second by second. */
function run({
  isConclusive = true,
  news = [],
  heard = [],
  proof,
  replies = [],
  seconds = 200,
}: Scenario): string[] {
  const state = createStallState({ timeoutMs: 60 * second, isConclusive }, 0)
  const seen: string[] = []
  let failsAt: number | undefined
  for (let at = 0; at <= seconds; at += 1) {
    if (news.includes(at)) state.news(at * second)
    if (heard.includes(at)) state.heard(at * second)
    if (proof === at) state.prove()
    if (failsAt === at) {
      state.failed()
      failsAt = undefined
    }
    const step = state.next(at * second)
    if (step === undefined) continue
    const silent = 'silentMs' in step ? `, silent for ${step.silentMs / second} s` : ''
    const more = step.kind === 'stalled' && step.isIdle ? ', idle' : ''
    const doubt = step.kind === 'note' && !step.isConclusive ? ', not proven' : ''
    seen.push(`${at}: ${step.kind}${silent}${more}${doubt}`)
    if (step.kind === 'stalled') return seen
    if (step.kind !== 'ask') continue
    const reply = replies.findLast(([from]) => at >= from)?.[1] ?? 'nothing'
    if (reply === 'nothing') failsAt = at + step.timeoutMs / second
    else state.answered(at * second, reply)
  }
  return seen
}

describe('a silent build', () => {
  it('is ended when its daemon does not answer for the whole timeout', () => {
    expect(run({})).toEqual([
      '10: ask',
      '30: note, silent for 30 s',
      '31: ask',
      '51: ask',
      '60: stalled, silent for 60 s',
    ])
  })

  it('continues as long as the daemon works on it, however long that is', () => {
    const seen = run({ replies: [[0, 'busy']], seconds: 3600 })
    expect(seen).toHaveLength(360)
    expect(new Set(seen.map((line) => line.replace(/^\d+: /, '')))).toEqual(new Set(['ask']))
  })

  it('continues as long as the daemon answers, when it reports no builds', () => {
    for (const reply of ['alive', 'idle'] as const) {
      expect(run({ replies: [[0, reply]], seconds: 600 }).at(-1)).toBe('600: ask')
    }
  })

  it('is ended when the daemon answers, but no longer works on it', () => {
    const replies = [
      [0, 'busy'],
      [45, 'idle'],
    ] as const
    expect(run({ replies }).at(-1)).toBe('100: stalled, silent for 60 s, idle')
  })

  it('is timed from the last answer of the daemon, not from the last event of buildx', () => {
    const replies = [
      [0, 'busy'],
      [100, 'nothing'],
    ] as const
    expect(run({ replies }).at(-1)).toBe('150: stalled, silent for 60 s')
  })

  it('continues when the daemon answers again', () => {
    const replies = [
      [0, 'nothing'],
      [50, 'busy'],
    ] as const
    expect(run({ replies, seconds: 120 }).filter((line) => !line.endsWith('ask'))).toEqual([
      '30: note, silent for 30 s',
    ])
  })
})

it('asks nothing while buildx sends events', () => {
  const news = Array.from({ length: 40 }, (_, index) => index * 5)
  expect(run({ news, seconds: 195 })).toEqual([])
})

describe('a buildx that hears from its daemon', () => {
  const heard = Array.from({ length: 20 }, (_, index) => index * 5)

  it('keeps a build from being ended, whatever becomes of other connections', () => {
    expect(run({ heard, seconds: 150 }).filter((line) => !line.endsWith('ask'))).toEqual([
      '125: note, silent for 30 s',
    ])
  })

  it('has lost it when it hears nothing more, also where only one connection is allowed', () => {
    expect(run({ heard, isConclusive: false }).at(-1)).toBe('155: stalled, silent for 60 s')
  })
})

describe('over a network, where only one connection may be allowed', () => {
  it('a build is not ended when the daemon never answered on a second connection', () => {
    const seen = run({ isConclusive: false, seconds: 200 })
    expect(seen.filter((line) => !line.endsWith('ask'))).toEqual([
      '60: note, silent for 60 s, not proven',
      '120: note, silent for 120 s, not proven',
      '180: note, silent for 180 s, not proven',
    ])
  })

  it.each<[string, Scenario]>([
    ['on another connection', { proof: 1 }],
    [
      'a question',
      {
        replies: [
          [0, 'busy'],
          [20, 'nothing'],
        ],
      },
    ],
  ])('a build is ended when the daemon has answered %s before', (_, scenario) => {
    expect(run({ ...scenario, isConclusive: false }).at(-1)).toMatch(/: stalled, silent for 60 s$/)
  })
})
