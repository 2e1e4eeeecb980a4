/** The program's exit codes. */
export const exitCodes = {
  success: 0,
  /** The build failed, or an option or input is wrong. */
  failure: 1,
  /** No daemon can be used, and there is no fallback. */
  noDaemon: 2,
  /** The code of a shell for a command that SIGINT ended. */
  canceled: 130,
} as const
