/** The peer closed the connection, or ended its answer early, without an error of its own. */
export class ConnectionClosedError extends Error {
  override readonly name = 'ConnectionClosedError'

  constructor() {
    super('The peer closed the connection.')
  }
}
