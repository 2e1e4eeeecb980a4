import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import http from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DownloadError } from '../base/download-error.ts'
import { messageOf } from '../base/errors.ts'
import { shown } from '../buildx/install/urls.ts'

const longestSilenceMs = 30_000
const mostTries = 3
const pauseMs = 1000

/**
 * Downloads to a file that doesn't exist; after a fault there is none. It tries three times after a transient
 * fault (5xx, 429, a broken connection). Proxies come from the usual variables.
 *
 * @throws DownloadError
 */
export async function download(url: string, file: string): Promise<void> {
  useProxies()
  for (let tries = 1; ; tries += 1) {
    try {
      await downloadOnce(url, file)
      return
    } catch (error) {
      await rm(file, { force: true })
      const mayPass = !(error instanceof StatusError) || error.mayPass
      if (mayPass && tries < mostTries) {
        await sleep(tries * pauseMs)
        continue
      }
      const isMissing = error instanceof StatusError && error.isMissing
      const why =
        error instanceof StatusError ? error.message : `could not be downloaded: ${reasonOf(error)}`
      throw new DownloadError(`${shown(url)} ${isMissing ? 'does not exist' : why}`, {
        cause: error,
        isMissing,
      })
    }
  }
}

class StatusError extends Error {
  readonly isMissing: boolean
  readonly mayPass: boolean

  constructor(status: number) {
    super(`answers with ${status}`)
    this.isMissing = status === 404 || status === 410
    this.mayPass = status >= 500 || status === 429
  }
}

async function downloadOnce(url: string, file: string): Promise<void> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new Error(`nothing came for ${longestSilenceMs / 1000} s`))
  const timer = setTimeout(giveUp, longestSilenceMs)
  try {
    const response = await fetch(url, { signal: silence.signal })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      throw new StatusError(response.status)
    }
    const watch = new Transform({
      transform(chunk, _encoding, done) {
        timer.refresh()
        done(null, chunk)
      },
    })
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.fromWeb(response.body), watch, target)
  } finally {
    clearTimeout(timer)
  }
}

/** fetch's message is `fetch failed`. The reason is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return messageOf(cause ?? error)
}

/** Node's releases before 24.14 know proxies only from the start of the process, by NODE_USE_ENV_PROXY. */
function useProxies(): void {
  const { setGlobalProxyFromEnv } = http as { readonly setGlobalProxyFromEnv?: () => unknown }
  setGlobalProxyFromEnv?.()
}
