import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DownloadError } from '../base/download-error.ts'
import { messageOf } from '../base/errors.ts'
import { openHttpRoute } from '../base/http-client.ts'
import { shown } from '../buildx/install/urls.ts'

const longestSilenceMs = 30_000
const mostTries = 3
const mostRedirects = 5
const pauseMs = 1000

/**
 * Downloads to a file that doesn't exist; after a fault there is none. It tries three times after a transient
 * fault (5xx, 429, a broken connection). Each address gets its proxy from the usual variables, also those that it is redirected to.
 *
 * @throws DownloadError
 */
export async function download(url: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await downloadOnce(url, file, env)
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
        error instanceof StatusError
          ? error.message
          : `could not be downloaded: ${messageOf(error)}`
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

async function downloadOnce(url: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new Error(`nothing came for ${longestSilenceMs / 1000} s`))
  const timer = setTimeout(giveUp, longestSilenceMs)
  const { signal } = silence
  try {
    await followed(new URL(url), env, signal, async (response) => {
      const { statusCode = 0 } = response
      if (statusCode < 200 || statusCode >= 300) throw new StatusError(statusCode)
      const watch = new Transform({
        transform(chunk, _encoding, done) {
          timer.refresh()
          done(null, chunk)
        },
      })
      const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
      await pipeline(response, watch, target, { signal })
    })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Gets what an address leads to. Its connections are closed at the end. */
async function followed(
  url: URL,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  use: (response: IncomingMessage) => Promise<void>,
  redirects = 0,
): Promise<void> {
  const { agent, request, readError } = await openHttpRoute(url, env)
  const asked = request(url, { agent, signal, headers: { 'user-agent': 'remote-buildkit' } })
  const answered = Promise.withResolvers<IncomingMessage>()
  asked.on('response', answered.resolve)
  asked.on('error', (error) => answered.reject(readError(error)))
  asked.end()
  try {
    const response = await answered.promise
    const { statusCode = 0, headers } = response
    const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined
    if (!isRedirect || redirects === mostRedirects) return await use(response)
    await followed(new URL(headers.location ?? '', url), env, signal, use, redirects + 1)
  } finally {
    asked.destroy()
    agent.destroy()
  }
}
