import { channel } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { DownloadError } from '../../base/download-error.ts'
import { messageOf } from '../../base/errors.ts'
import { shown } from '../../buildx/install/urls.ts'
import { quietly } from './quietly.ts'

/**
 * Downloads to a file that doesn't exist yet; after a fault there is none. A fault that may pass (5xx, 429,
 * a broken connection) is tried three times. No token is sent: releases are public, and the address may
 * belong to anybody. The proxies in the runner's variables are used.
 *
 * @throws DownloadError
 */
export async function download(url: string, file: string): Promise<void> {
  const { downloadTool, HTTPError } = await import('@actions/tool-cache')
  const started = channel('http.client.request.start')
  started.subscribe(giveUpOnSilence)
  try {
    await quietly(() => downloadTool(url, file))
  } catch (error) {
    const status = error instanceof HTTPError ? error.httpStatusCode : undefined
    const isMissing = status === 404 || status === 410
    const why =
      status === undefined
        ? `could not be downloaded: ${messageOf(error)}`
        : `answers with ${status}`
    throw new DownloadError(`${shown(url)} ${isMissing ? 'does not exist' : why}`, {
      cause: error,
      isMissing,
    })
  } finally {
    started.unsubscribe(giveUpOnSilence)
  }
}

const longestSilenceMs = 30_000

/** tool-cache would wait forever for a server that sends half of a file and then nothing. */
function giveUpOnSilence(message: unknown): void {
  const { request } = message as { readonly request: ClientRequest }
  const giveUp = () => {
    request.destroy(new Error(`nothing came for ${longestSilenceMs / 1000} s`))
  }
  request.setTimeout(longestSilenceMs, giveUp)
  // That timeout starts with the connection, which a firewall can delay for minutes.
  request.once('socket', (socket) => {
    if (socket.connecting) socket.setTimeout(longestSilenceMs, giveUp)
  })
}
