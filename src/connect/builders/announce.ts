import type { Log } from '../../base/ports.ts'
import type { Daemon } from '../../daemon/daemon.ts'

/** Says in the log which builder is ready, how long that took, and, folded away, what it can build. */
export function announce(
  log: Log,
  builder: string,
  { platforms }: Daemon,
  seconds: number,
  more: readonly string[] = [],
): void {
  log.group(`${builder}, ready in ${seconds.toFixed(2)} s`, [
    `Platforms: ${platforms.join(', ')}`,
    ...more,
  ])
}
