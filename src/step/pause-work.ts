export interface PauseWorkOptions {
  /** How long nothing must have happened. */
  readonly pauseMs?: number
  /** The work may take one part in so many of the time. */
  readonly share?: number
  readonly now?: () => number
}

/**
 * Does work in the pauses of a build, so that less is left for its end. The work is done once in a pause, and takes no
 * more than a small share of the time. Its timer doesn't keep the process alive.
 *
 * Shorter gaps in the stream are no pauses: there the daemon or buildx works, mostly on the same machine when it is a local
 * one, and 400 cached steps would take two hundredths longer.
 *
 * @returns `news` to be called when something has happened, and `stop`
 */
export function createPauseWork(
  work: () => void,
  { pauseMs = 300, share = 20, now = () => performance.now() }: PauseWorkOptions = {},
) {
  let latest = 0
  let earliest = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const wait = (milliseconds: number) => {
    timer = setTimeout(attempt, milliseconds).unref()
  }
  const attempt = () => {
    const begun = now()
    const due = Math.max(latest + pauseMs, earliest)
    if (begun < due) return wait(due - begun)
    timer = undefined
    work()
    const ended = now()
    earliest = ended + (ended - begun) * share
  }
  return {
    news(): void {
      latest = now()
      if (timer === undefined) wait(pauseMs)
    },
    stop: () => clearTimeout(timer),
  }
}
