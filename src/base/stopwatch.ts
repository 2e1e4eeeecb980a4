/**
 * Starts measuring.
 *
 * @returns the seconds since then, each time it is called; a change of the system's clock doesn't matter
 */
export function startStopwatch(): () => number {
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}
