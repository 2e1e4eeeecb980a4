// A simulation of builds on a fleet of daemons, with the ranking and the choice of src/pool/. No clock and no
// randomness of the machine: the same numbers on every run.
import { createHash } from 'node:crypto'
import { choose, type MemberState } from '../src/pool/choose.ts'
import { rank } from '../src/pool/rank.ts'

export type Strategy = 'sticky' | 'sticky without spill-over' | 'round robin' | 'hash modulo n'

export interface Simulated {
  /** Share of the builds that met a cache of their repository's present dependencies, 0 to 1. */
  readonly warm: number
  /** Builds on the daemon with the most, over the mean of all. */
  readonly peak: number
  /** Share of the builds that began on a daemon that ran four others or more. */
  readonly crowded: number
  /** Share of warm builds in the hour after one daemon died. */
  readonly warmAfterDeath: number
}

const repositories = 200
const days = 5
const buildsPerDaemonAndHour = 30
const warmMinutes = 2
const coldMinutes = 8
/** After so many builds on average a repository changes its dependencies, and every cache of it is stale. */
const buildsPerChange = 25
const runs = 8
/** The default of `spill-over`. */
const spillOver = 4

interface Repository {
  readonly key: string
  readonly weight: number
  readonly orders: Map<string, readonly number[]>
  version: number
}

interface Member {
  readonly name: string
  /** The version of each repository's dependencies that its cache has. */
  cache: Map<Repository, number>
  /** When its running builds end, in minutes. */
  running: number[]
  builds: number
}

/** The mean of several runs, in each of which another daemon dies. */
export function simulate(strategy: Strategy, count: number): Simulated {
  const results = Array.from({ length: runs }, (_, run) => simulateOnce(strategy, count, run))
  const mean = (name: keyof Simulated) =>
    results.reduce((sum, result) => sum + result[name], 0) / results.length
  return {
    warm: mean('warm'),
    peak: mean('peak'),
    crowded: mean('crowded'),
    warmAfterDeath: mean('warmAfterDeath'),
  }
}

function simulateOnce(strategy: Strategy, count: number, run: number): Simulated {
  const random = mulberry32(count * runs + run)
  // Few repositories build often, as in Zipf's law.
  const all = Array.from({ length: repositories }, (_, index): Repository => {
    const key = `acme/repository-${run}-${index}`
    return { key, weight: 1 / (index + 1), orders: new Map(), version: 0 }
  })
  const sums = cumulated(all.map(({ weight }) => weight))
  const pick = () => {
    const point = random() * (sums.at(-1) ?? 0)
    return all[sums.findIndex((sum) => point < sum)] as Repository
  }
  let members = Array.from({ length: count }, (_, index): Member => {
    return { name: `tcp://buildkitd-${index}:1234`, cache: new Map(), running: [], builds: 0 }
  })
  const allMembers = members
  const perMinute = (buildsPerDaemonAndHour * count) / 60
  const death = days * 24 * 60
  const normal = { begun: 0, warm: 0, crowded: 0 }
  const after = { begun: 0, warm: 0, crowded: 0 }
  let turn = 0
  for (let minute = 0; minute < death + 60; minute += -Math.log(1 - random()) / perMinute) {
    const isDead = minute >= death && count > 1
    if (isDead && members.length === count) {
      members = members.filter((_, index) => index !== run % count)
    }
    const repository = pick()
    if (random() < 1 / buildsPerChange) repository.version += 1
    for (const member of members) member.running = member.running.filter((end) => end > minute)
    const member = place(strategy, repository, members, () => turn++)
    const isWarm = member.cache.get(repository) === repository.version
    // The first day fills the caches.
    if (minute > 24 * 60) {
      const counts = minute < death ? normal : after
      counts.begun += 1
      if (isWarm) counts.warm += 1
      if (member.running.length >= spillOver) counts.crowded += 1
      if (minute < death) member.builds += 1
    }
    member.cache.set(repository, repository.version)
    member.running.push(minute + (isWarm ? warmMinutes : coldMinutes))
  }
  const loads = allMembers.map(({ builds }) => builds)
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  return {
    warm: normal.warm / normal.begun,
    peak: Math.max(...loads) / mean,
    crowded: normal.crowded / normal.begun,
    warmAfterDeath: after.warm / after.begun,
  }
}

function place(
  strategy: Strategy,
  repository: Repository,
  members: readonly Member[],
  nextTurn: () => number,
): Member {
  const at = (index: number) => members[index % members.length] as Member
  switch (strategy) {
    case 'round robin':
      return at(nextTurn())
    case 'hash modulo n':
      return at(createHash('sha256').update(repository.key).digest().readUInt32BE())
    default: {
      const names = members.map(({ name }) => name)
      const id = String(names.length)
      const order =
        repository.orders.get(id) ?? rank(repository.key, names).map((name) => names.indexOf(name))
      repository.orders.set(id, order)
      const never = strategy === 'sticky without spill-over'
      return at(order[choice(order.map(at), never ? undefined : spillOver)] ?? 0)
    }
  }
}

/** As the action chooses, when every daemon answers at once. */
function choice(ranked: readonly Member[], limit: number | undefined): number {
  const states: MemberState[] = ranked.map(() => ({ kind: 'unasked' }))
  for (;;) {
    const decision = choose(states, 0, { spillOver: limit, timeoutMs: 60_000 })
    if (decision.kind === 'take') return decision.index
    const asked = decision.kind === 'ask' ? decision.count : ranked.length
    for (let index = 0; index < asked; index += 1) {
      states[index] = { kind: 'answered', builds: ranked[index]?.running.length ?? 0 }
    }
  }
}

function cumulated(values: readonly number[]): readonly number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

/** A small generator of random numbers from 0 to 1: https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const strategies: readonly Strategy[] = [
  'sticky',
  'sticky without spill-over',
  'round robin',
  'hash modulo n',
]

/** The table in docs/fleet.md. */
export function simulationTable(counts: readonly number[] = [1, 2, 3, 4, 8, 16]): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const rows = counts.flatMap((count) =>
    strategies.map((strategy) => {
      const { warm, peak, crowded, warmAfterDeath } = simulate(strategy, count)
      const after = count === 1 ? '' : percent(warmAfterDeath)
      return [count, strategy, percent(warm), peak.toFixed(2), percent(crowded), after]
    }),
  )
  return [
    '| daemons | way | builds that meet a warm cache | busiest daemon, times the mean | builds beside four or more others | warm in the hour after one dies |',
    '| ---: | --- | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ]
    .join('\n')
    .replaceAll(/ {2,}/g, ' ')
}
