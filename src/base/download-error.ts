/** A file that could not be downloaded. The message is one line that names the address. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
  /** Whether the server says that there is no such file (404, 410). */
  readonly isMissing: boolean

  constructor(message: string, options: ErrorOptions & { readonly isMissing: boolean }) {
    super(message, options)
    this.isMissing = options.isMissing
  }
}
