/** gRPC's words for a peer that is gone, as buildx passes them on. */
export const lostConnection =
  /code = Unavailable|failed to receive status: .*\bEOF\b|error reading from server|transport is closing/
