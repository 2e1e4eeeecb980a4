import type { Ports } from '../../base/ports.ts'
import type { Daemon } from '../../daemon/daemon.ts'

/** Logs which builder is ready and how long that took, and, folded away, what it can build for. */
export function announce(
  { log }: Pick<Ports, 'log'>,
  builder: string,
  { platforms }: Daemon,
  seconds: number,
  details: readonly string[] = [],
): void {
  log.group(`${builder}, ready in ${seconds.toFixed(2)} s`, [
    `Platforms: ${platforms.join(', ')}`,
    ...details,
  ])
}
