/**
 * Listens for the signals that cancel a job: the runner sends SIGINT, then SIGTERM. A terminal that is closed sends
 * SIGHUP. That counts below `nohup` too: Node undoes an ignored signal when it starts, so without a listener this process
 * would end at once and leave its files.
 *
 * @returns a signal whose reason is the name of the first one
 */
export function listenForCancellation(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Only the first counts. A later one must not end this process before it has cleaned up.
    process.on(name, () => controller.abort(name))
  }
  return controller.signal
}
