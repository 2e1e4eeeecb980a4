/** What builds take, with and without a daemon, over some days. */
export interface Builds {
  readonly builds: number
  readonly days: number
  /** Seconds that a build takes without the daemon, on average. */
  readonly before: number
  /** Seconds that a build takes on the daemon, on average. */
  readonly after: number
}

export interface Prices {
  /** Of the daemon's machine, for a month. */
  readonly machine: number
  /** Of a runner's minute without the daemon. */
  readonly runnerBefore: number
  /** Of a runner's minute with it: the build runs elsewhere, so a smaller runner does. */
  readonly runnerAfter: number
  /** Of an hour of a person. */
  readonly hour: number
  /** The share of builds that a person waits for, 0 to 1. */
  readonly waited: number
}

/** All for a month of 30 days. */
export interface Costs {
  readonly builds: number
  readonly runnersBefore: number
  readonly runnersAfter: number
  readonly machine: number
  /** Hours that people wait. */
  readonly waitingBefore: number
  readonly waitingAfter: number
  /** What is saved, without and with the waiting; negative when the daemon costs more. */
  readonly saved: number
  readonly savedWithWaiting: number
  /** Builds a month from which the daemon pays, without and with the waiting; absent when it never does. */
  readonly breakEven?: number
  readonly breakEvenWithWaiting?: number
}

export function costsOf({ builds, days, before, after }: Builds, prices: Prices): Costs {
  const month = (builds / days) * 30
  const runner = (seconds: number, price: number) => (seconds / 60) * price
  const waiting = (seconds: number) => (seconds / 3600) * prices.waited
  const perBuild = runner(before, prices.runnerBefore) - runner(after, prices.runnerAfter)
  const perBuildWithWaiting = perBuild + (waiting(before) - waiting(after)) * prices.hour
  const breakEven = (gain: number) => (gain > 0 ? Math.ceil(prices.machine / gain) : undefined)
  const [first, second] = [breakEven(perBuild), breakEven(perBuildWithWaiting)]
  return {
    builds: Math.round(month),
    runnersBefore: month * runner(before, prices.runnerBefore),
    runnersAfter: month * runner(after, prices.runnerAfter),
    machine: prices.machine,
    waitingBefore: month * waiting(before),
    waitingAfter: month * waiting(after),
    saved: month * perBuild - prices.machine,
    savedWithWaiting: month * perBuildWithWaiting - prices.machine,
    ...(first !== undefined && { breakEven: first }),
    ...(second !== undefined && { breakEvenWithWaiting: second }),
  }
}

/** A table in Markdown, and the verdict. */
export function showCosts(costs: Costs, { hour }: Prices): string {
  const money = (amount: number) => `$${amount.toFixed(0)}`
  const hours = (amount: number) => `${amount.toFixed(0)} h`
  const least = (builds: number | undefined) =>
    builds === undefined ? 'never' : `from ${builds} builds a month`
  const together = costs.machine + costs.runnersAfter
  return [
    `| a month, ${costs.builds} builds | without a daemon | with a daemon |`,
    '| --- | ---: | ---: |',
    `| runners | ${money(costs.runnersBefore)} | ${money(costs.runnersAfter)} |`,
    `| machine | | ${money(costs.machine)} |`,
    `| **together** | **${money(costs.runnersBefore)}** | **${money(together)}** |`,
    `| people wait | ${hours(costs.waitingBefore)} | ${hours(costs.waitingAfter)} |`,
    '',
    `The daemon pays ${least(costs.breakEven)} by runners alone, and ${least(costs.breakEvenWithWaiting)} with ${money(hour)} for an hour of waiting.`,
    `Saved: ${money(costs.saved)} a month, ${money(costs.savedWithWaiting)} with the waiting.`.replaceAll(
      '$-',
      '-$',
    ),
    '',
  ].join('\n')
}
