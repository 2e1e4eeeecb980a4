/** Whether a host of a URL is this machine itself. An IPv6 address is in brackets. */
export function isLoopback(host: string): boolean {
  return new RegExp(`^(?:${loopbackHost})$`).test(host)
}

/** A pattern for such hosts. */
export const loopbackHost = '(?:[\\w-]+\\.)*localhost|127(?:\\.\\d+){3}|\\[::1\\]'
