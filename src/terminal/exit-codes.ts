/** What the program ends with. */
export const exitCodes = {
  success: 0,
  /** The build failed, or an option or input is wrong. */
  failure: 1,
  /** No daemon can be used, and there is no fallback. */
  noDaemon: 2,
  /** As a shell says of a command that SIGINT ended. */
  canceled: 130,
} as const
