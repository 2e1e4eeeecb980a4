/**
 * Starts measuring.
 *
 * @returns a function for the seconds since then, which a change of the system's clock doesn't affect
 */
export function startStopwatch(): () => number {
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}
