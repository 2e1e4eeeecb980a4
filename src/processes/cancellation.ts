/**
 * Listens for the signals that cancel a job: the runner sends SIGINT, then SIGTERM.
 *
 * @returns a signal whose reason is the name of the first one
 */
export function listenForCancellation(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // Only the first counts. A later one must not end this process before it has cleaned up.
    process.on(name, () => controller.abort(name))
  }
  return controller.signal
}
